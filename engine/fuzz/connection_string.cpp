#include "connection/connection_string.h"

#include "check.h"
#include "targets.h"

namespace rowhook::fuzz {

void connection_string(std::string_view bytes) {
  try {
    const auto source = ConnectionString::parse(bytes);
    check(!source.host().empty() && source.host()[0] != '/' && source.host()[0] != '@',
          "a host is a name or an address, never a socket");
    check(source.host().find_first_of(", \t\n\r") == std::string::npos, "there is one host");
    check(source.port() >= 1 && source.port() <= 65535, "the port is one");
    check(!source.user().empty() && !source.database().empty(), "user and database are there");
  } catch (const Problem& problem) {
    check(problem.code == ProblemCode::connection_string_invalid ||
              problem.code == ProblemCode::connection_parameter_not_allowed,
          "a refusal is one of two problems");
    check(!problem.detail.empty(), "a refusal says why");
  }
}

}  // namespace rowhook::fuzz

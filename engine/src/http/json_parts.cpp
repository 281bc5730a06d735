#include "http/json_parts.h"

#include <utility>

namespace rowhook {

Json understood_json(const Understood& understood) {
  return {{"host", understood.host},
          {"port", understood.port},
          {"database", understood.database},
          {"user", understood.user},
          {"sslmode", understood.sslmode}};
}

Json warnings_json(const std::vector<Warning>& warnings) {
  auto list = Json::array();
  for (const auto& warning : warnings) {
    list.push_back({{"code", warning.code}, {"message", warning.message}});
  }
  return list;
}

}  // namespace rowhook

#pragma once

#include <string>
#include <string_view>

namespace rowhook {

enum class ParameterRule {
  taken,
  dropped,  ///< says nothing about the session: left out, with a warning
  refused,  ///< known, and not allowed here
  unknown,
};

/// What the policy says about a parameter of a connection string.
ParameterRule rule_for(std::string_view key);

/// Throws connection_parameter_not_allowed.
[[noreturn]] void refuse_parameter(std::string detail, std::string hint);

/// The same for a parameter that may be named: one whose rule is `refused`.
[[noreturn]] void refuse_known_parameter(std::string_view key);

}  // namespace rowhook

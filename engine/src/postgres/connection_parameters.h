#pragma once

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

}  // namespace rowhook

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.h"

namespace rowhook {

enum class ParameterRule {
  accepted,  ///< a libpq parameter that is allowed, or the name that another driver uses for it
  dropped,   ///< does not affect the session; ignored with a warning
  refused,   ///< known but not allowed
  unknown,
};

/// Returns the rule for a parameter of a connection string.
ParameterRule rule_for(std::string_view key);

/// Throws connection_parameter_not_allowed.
[[noreturn]] void refuse_parameter(std::string detail, std::string hint);

/// The parameters of a connection string that are accepted, with the names and values of libpq.
struct Parameters {
  std::map<std::string, std::string> values;
  std::vector<std::string> dropped;  ///< ignored parameters
  std::vector<std::string> changes;  ///< one sentence for each conversion
};

/// Applies the policy to the parameters of a connection string. The last of several parameters with
/// the same name wins, as in libpq.
class ParameterScan {
 public:
  /// `may_quote_unknown`: an unknown name cannot be part of a password, so an error may quote it.
  /// `unknown_code`: the problem code for an unknown parameter.
  ParameterScan(bool may_quote_unknown, ProblemCode unknown_code)
      : may_quote_unknown_(may_quote_unknown), unknown_code_(unknown_code) {}

  /// Adds a parameter. `value` is decoded for TLS parameters, which are parsed here, and passed on
  /// unchanged for all others. Throws connection_parameter_not_allowed for a refused parameter and
  /// connection_string_invalid for an invalid TLS mode. The error for an unknown name quotes it
  /// only if it is close to a known one, because any other may be a misplaced secret.
  void add(std::string_view key, std::string value);

  Parameters take() && { return std::move(found_); }

 private:
  void add_tls(std::string_view key, const std::string& value);
  [[noreturn]] void refuse_unknown(std::string_view key) const;

  bool may_quote_unknown_;
  ProblemCode unknown_code_;
  int position_ = 0;          ///< number of the parameter being added, from 1
  bool verify_full_ = false;  ///< sslrootcert=system requires it, regardless of sslmode
  Parameters found_;
};

}  // namespace rowhook

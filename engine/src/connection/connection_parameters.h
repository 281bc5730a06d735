#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.h"

namespace rowhook {

enum class ParameterRule {
  taken,    ///< one of libpq's that may be given, or another driver's name for it
  dropped,  ///< says nothing about the session: left out, with a warning
  refused,  ///< known, and not allowed here
  unknown,
};

/// What the policy says about a parameter of a connection string.
ParameterRule rule_for(std::string_view key);

/// Throws connection_parameter_not_allowed.
[[noreturn]] void refuse_parameter(std::string detail, std::string hint);

/// Brings the parameters of one connection string to libpq's names and values, in their order.
class ParameterScan {
 public:
  /// `name_unknown`: an unknown name cannot be a piece of a password, so a refusal may repeat it.
  /// `unknown_code`: the problem of an unknown parameter.
  ParameterScan(bool name_unknown, ProblemCode unknown_code)
      : name_unknown_(name_unknown), unknown_code_(unknown_code) {}

  /// `value` is plain text for what the policy looks into (TLS) and passed on as it is. Throws
  /// connection_parameter_not_allowed for what the policy refuses, connection_string_invalid for a
  /// mode of TLS that is none. An unknown name is repeated only beside the known one that it is
  /// close to: any other may be a secret that got into the wrong place.
  void add(std::string_view key, std::string value);

  /// With libpq's name and value.
  const std::vector<std::pair<std::string, std::string>>& taken() const { return taken_; }
  const std::vector<std::string>& dropped() const { return dropped_; }
  /// One sentence for each conversion.
  const std::vector<std::string>& changes() const { return changes_; }

 private:
  void add_tls(std::string_view key, const std::string& value);
  [[noreturn]] void refuse_unknown(std::string_view key) const;

  bool name_unknown_;
  ProblemCode unknown_code_;
  int position_ = 0;          ///< of the parameter that is added, from 1
  bool verify_full_ = false;  ///< sslrootcert=system asks for it, whatever sslmode says
  std::vector<std::pair<std::string, std::string>> taken_;
  std::vector<std::string> dropped_;
  std::vector<std::string> changes_;
};

}  // namespace rowhook

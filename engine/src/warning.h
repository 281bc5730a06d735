#pragma once

#include <string>

namespace rowhook {

/// Something to point out without refusing.
struct Warning {
  std::string code;  ///< of the contracts' WarningCode
  std::string message;
};

}  // namespace rowhook

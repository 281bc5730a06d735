#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <utility>

#include "base/problem.h"

namespace rowhook::testing {

/// Returns the problem that `act` throws. The test fails if it throws none.
template <class Act>
Problem problem_of(Act&& act) {
  try {
    std::forward<Act>(act)();
  } catch (const Problem& problem) {
    return problem;
  }
  ADD_FAILURE() << "nothing was thrown";
  return Problem(ProblemCode::internal);
}

}  // namespace rowhook::testing

namespace rowhook {

/// Makes GoogleTest print a code's name.
inline void PrintTo(ProblemCode code, std::ostream* out) { *out << to_string(code); }

}  // namespace rowhook

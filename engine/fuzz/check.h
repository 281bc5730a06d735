#pragma once

#include <cstdio>
#include <cstdlib>

namespace rowhook::fuzz {

/// Ends the process, so that libFuzzer keeps the input, when a promise does not hold.
inline void check(bool holds, const char* promise) {
  if (holds) return;
  std::fputs(promise, stderr);
  std::fputc('\n', stderr);
  std::abort();
}

}  // namespace rowhook::fuzz

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "targets.h"

// ROWHOOK_FUZZ_TARGET is the function of targets.h that this program fuzzes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rowhook::fuzz::ROWHOOK_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}

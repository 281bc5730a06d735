#include "http/context.h"

#include <algorithm>
#include <random>

#include "base/text.h"

namespace rowhook {
namespace {

constexpr std::size_t kMaxIdBytes = 64;
constexpr std::size_t kIdDigits = 32;

bool is_valid_id(std::string_view id) {
  return !id.empty() && id.size() <= kMaxIdBytes && std::ranges::all_of(id, [](char c) {
    return is_alnum(c) || c == '.' || c == '_' || c == '-';
  });
}

std::string random_id() {
  thread_local std::random_device device;
  std::uniform_int_distribution<std::size_t> digit(0, 15);
  std::string id;
  for (std::size_t i = 0; i < kIdDigits; ++i) id += kHexDigits[digit(device)];
  return id;
}

thread_local RequestContext current;

}  // namespace

RequestContext& request_context() { return current.id.empty() ? begin_request("") : current; }

RequestContext& begin_request(std::string_view id_header) {
  current = {is_valid_id(id_header) ? std::string(id_header) : random_id(),
             std::chrono::steady_clock::now(), std::nullopt, nullptr};
  return current;
}

void end_request() { current = {}; }

}  // namespace rowhook

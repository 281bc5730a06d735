#include "postgres/login_messages.h"

#include <charconv>
#include <cstddef>
#include <cstdint>

namespace rowhook {
namespace {

using Status = LoginMessages::Status;

// A message consists of its type, the length of everything but the type, and a body.
// https://www.postgresql.org/docs/current/protocol-message-formats.html
constexpr std::size_t kHeaderBytes = 5;
constexpr std::uint32_t kMaxMessageBytes = 2'000;
constexpr std::uint32_t kMaxErrorBytes = 30'000;  // the limit of libpq

// Types of AuthenticationRequest.
constexpr std::uint32_t kOk = 0;
constexpr std::uint32_t kSasl = 10;
constexpr std::uint32_t kSaslContinue = 11;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return number;
}

/// Checks `r=<nonce>,s=<salt>,i=<count>`. libpq accepts the attributes in this order only.
Status check_scram(std::string_view attributes) {
  for (int skipped = 0; skipped < 2; ++skipped) {
    const auto comma = attributes.find(',');
    if (comma == std::string_view::npos) return Status::not_postgres;
    attributes.remove_prefix(comma + 1);
  }
  if (!attributes.starts_with("i=")) return Status::not_postgres;
  attributes.remove_prefix(2);
  const auto count = attributes.substr(0, attributes.find(','));
  int iterations = 0;
  const char* end = count.data() + count.size();
  const auto [stop, error] = std::from_chars(count.data(), end, iterations);
  if (error == std::errc::result_out_of_range) return Status::too_many_iterations;
  if (error != std::errc{} || stop != end || iterations < 1) return Status::not_postgres;
  return iterations > kMaxScramIterations ? Status::too_many_iterations : Status::ok;
}

}  // namespace

Status LoginMessages::check(std::string_view bytes) {
  auto state = state_;
  const auto status = follow(bytes, state);
  if (status == Status::ok) state_ = state;
  if (state_ == State::password_asked || state_ == State::scram_offered) password_asked_ = true;
  return status;
}

Status LoginMessages::follow(std::string_view bytes, State& state) const {
  bool awaits_request = false;
  while (state != State::done) {
    if (bytes.empty()) return awaits_request ? Status::incomplete : Status::ok;
    const char type = bytes.front();
    const bool negotiates = type == 'v' && state == State::start && !awaits_request;
    if (type != 'R' && type != 'E' && !negotiates) return Status::not_postgres;
    if (bytes.size() < kHeaderBytes) return Status::incomplete;
    const auto length = number_at(bytes, 1);
    if (type == 'E') {
      return length >= 4 && length <= kMaxErrorBytes ? Status::ok : Status::not_postgres;
    }
    if (length < 8 || length > kMaxMessageBytes) return Status::not_postgres;
    if (bytes.size() < length + 1) return Status::incomplete;
    const auto body = bytes.substr(kHeaderBytes, length - 4);
    bytes.remove_prefix(length + 1);
    if (negotiates) {
      // NegotiateProtocolVersion arrives together with the request that follows it.
      awaits_request = true;
      continue;
    }
    awaits_request = false;
    const auto request = number_at(body, 0);
    if (state == State::scram_offered) {
      if (request != kSaslContinue) return Status::not_postgres;
      state = State::done;
      return check_scram(body.substr(4));
    }
    if (request == kOk) {
      state = State::done;
    } else if (state == State::password_asked || request == kSaslContinue) {
      return Status::not_postgres;
    } else {
      state = request == kSasl ? State::scram_offered : State::password_asked;
    }
  }
  return Status::ok;
}

}  // namespace rowhook

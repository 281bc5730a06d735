#include "postgres/login_messages.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rowhook {
namespace {

std::string message(char type, const std::string& body) {
  const auto length = body.size() + 4;
  return std::string{type, 0, 0, static_cast<char>(length >> 8), static_cast<char>(length)} + body;
}

std::string authentication(char request, const std::string& data = "") {
  return message('R', std::string{0, 0, 0, request} + data);
}

std::string scram(const std::string& count) {
  return authentication(11, "r=clientserver,s=c2FsdA==,i=" + count);
}

using Status = LoginMessages::Status;

const std::string kSasl = authentication(10, std::string("SCRAM-SHA-256\0\0", 15));

/// The status after the last of these chunks.
Status status_after(const std::vector<std::string>& chunks) {
  LoginMessages messages;
  auto status = Status::ok;
  for (const auto& bytes : chunks) {
    EXPECT_EQ(status, Status::ok);
    status = messages.check(bytes);
  }
  return status;
}

TEST(LoginMessages, LimitsScramIterations) {
  for (const auto* count : {"1", "4096", "100000", "4096,x=1"}) {
    EXPECT_EQ(status_after({kSasl, scram(count)}), Status::ok) << count;
  }
  for (const auto* count : {"100001", "2147483647", "2147483648", "99999999999999999999"}) {
    EXPECT_EQ(status_after({kSasl, scram(count)}), Status::too_many_iterations) << count;
  }
  for (const auto* count : {"", "x", "-1", "0", " 4096", "+4096", "4096 "}) {
    EXPECT_EQ(status_after({kSasl, scram(count)}), Status::not_postgres) << count;
  }
  EXPECT_EQ(status_after({kSasl, authentication(11, "r=i=5,s=i=6,i=2147483647")}),
            Status::too_many_iterations);
}

TEST(LoginMessages, AcceptsUsualLogins) {
  const auto ok = authentication(0) + "S";
  EXPECT_EQ(status_after({ok}), Status::ok);
  EXPECT_EQ(status_after({authentication(3), ok}), Status::ok);
  EXPECT_EQ(status_after({authentication(5, "salt"), ok}), Status::ok);
  EXPECT_EQ(status_after({kSasl, scram("4096"), authentication(12, "v=x") + ok}), Status::ok);
  EXPECT_EQ(status_after({message('v', std::string(8, '\0')) + kSasl, scram("4096")}), Status::ok);
  EXPECT_EQ(status_after({message('E', "SERROR")}), Status::ok);
  EXPECT_EQ(status_after({kSasl, message('E', "SERROR")}), Status::ok);
}

// libpq may read more bytes than were checked, so no message may be accepted that could be followed
// by a costly one.
TEST(LoginMessages, RejectsMessagesOutOfOrder) {
  const auto negotiate = message('v', std::string(8, '\0'));
  for (const auto& between : {authentication(5, "salt"), authentication(3), kSasl, negotiate}) {
    EXPECT_EQ(status_after({kSasl, between}), Status::not_postgres);
    EXPECT_EQ(status_after({authentication(3), between}), Status::not_postgres);
  }
  EXPECT_EQ(status_after({negotiate}), Status::incomplete);
  EXPECT_EQ(status_after({scram("4096")}), Status::not_postgres);
}

TEST(LoginMessages, WaitsForCompleteMessage) {
  const auto whole = scram("2147483647");
  for (std::size_t size = 1; size < whole.size(); ++size) {
    EXPECT_EQ(status_after({kSasl, whole.substr(0, size)}), Status::incomplete) << size;
  }
}

// A server that makes libpq read ahead the beginning of a message continues with the client's
// nonce. That is Base64, which never looks like a message.
TEST(LoginMessages, RejectsMessagesOfOtherProtocols) {
  for (const auto* text :
       {"HTTP/1.1 400", "Rabcd,s=,i=2147483647", "Eabcd", "Nabcd", "vabcd", "S"}) {
    EXPECT_EQ(status_after({text}), Status::not_postgres) << text;
    EXPECT_EQ(status_after({kSasl, text}), Status::not_postgres) << text;
  }
}

}  // namespace
}  // namespace rowhook

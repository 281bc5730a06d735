#include "postgres/row_stream.h"

#include <poll.h>

#include <cerrno>

#include "postgres/socket_bytes.h"
#include "postgres/sqlstate.h"

namespace rowhook {
namespace {

// A server that sends without end never makes the stream wait, so the time is also looked at after
// this many lines.
constexpr unsigned kLinesBetweenChecks = 256;

}  // namespace

RowTooLarge::RowTooLarge(std::size_t most_bytes)
    : Problem(ProblemCode::row_invalid,
              "A row has more than " + std::to_string(most_bytes / 1024 / 1024) + " MiB.",
              "Leave out its largest column, or raise ROW_LIMIT_MB of the engine.") {}

RowStream::RowStream(Session& session, const Deadline& deadline, const std::string& select,
                     std::size_t most_row_bytes)
    : session_(session), deadline_(deadline), most_row_bytes_(most_row_bytes) {
  try {
    if (PQsendQuery(session_.raw(), ("COPY (" + select + ") TO STDOUT").c_str()) == 0) {
      fail(nullptr);
    }
    const auto result = next_result();
    if (PQresultStatus(result.get()) != PGRES_COPY_OUT) fail(result.get());
  } catch (...) {
    if (!finished_) session_.give_up();
    throw;
  }
}

RowStream::~RowStream() {
  if (!finished_) session_.give_up();
}

std::optional<std::string_view> RowStream::next() {
  if (finished_) return std::nullopt;
  line_.reset();
  if (++lines_ % kLinesBetweenChecks == 0) check_time();
  for (const auto taken_before = taken_;;) {
    if (taken_ - taken_before > most_row_bytes_) throw RowTooLarge(most_row_bytes_);
    char* buffer = nullptr;
    const int size = PQgetCopyData(session_.raw(), &buffer, 1);
    line_.reset(buffer);
    if (size > 0) return std::string_view(buffer, static_cast<std::size_t>(size) - 1);
    if (size == -1) {
      finish();
      return std::nullopt;
    }
    if (size < 0) fail(nullptr);
    wait();
  }
}

void RowStream::check_time() const {
  if (deadline_.cancelled()) {
    throw Problem(ProblemCode::query_timeout, "The request was cancelled.");
  }
  if (deadline_.passed()) {
    throw Problem(ProblemCode::query_timeout, "The database did not send all rows in time.",
                  "Try a smaller relation or fewer rows; a view may need an index.");
  }
}

void RowStream::wait() {
  for (;;) {
    check_time();
    pollfd entry{PQsocket(session_.raw()), POLLIN, 0};
    const int ready = poll(&entry, 1, static_cast<int>(deadline_.next_wait().count()));
    if (ready < 0 && errno != EINTR) fail(nullptr);
    if (ready > 0) break;
  }
  if (PQconsumeInput(session_.raw()) == 0) fail(nullptr);
  taken_ = taken_bytes(PQsocket(session_.raw()));
}

ResultHandle RowStream::next_result() {
  while (PQisBusy(session_.raw()) != 0) wait();
  return ResultHandle(PQgetResult(session_.raw()));
}

void RowStream::finish() {
  const auto result = next_result();
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) fail(result.get());
  while (next_result()) {
  }
  finished_ = true;
}

// After an error that the server reports, the rest of its answer is read, so that the session can
// go on; when the connection itself is gone there is nothing more to read.
void RowStream::fail(const PGresult* result) {
  const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  if (state == nullptr) {
    if (deadline_.passed()) check_time();
    throw Problem(ProblemCode::connection_lost,
                  "The connection to the database broke while rows were read.", "Try again.");
  }
  auto problem = make_query_problem(state);
  try {
    while (next_result()) {
    }
    finished_ = true;
  } catch (const Problem&) {
    // After a fatal error the server hangs up; the session ends with this stream.
  }
  throw problem;
}

}  // namespace rowhook

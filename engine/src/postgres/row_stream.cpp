#include "postgres/row_stream.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "postgres/socket.h"
#include "postgres/sqlstate.h"

namespace rowhook {
namespace {

// A server that sends without pause never makes the stream wait, so the deadline is also checked
// after this many lines.
constexpr unsigned kLinesBetweenChecks = 256;

// libpq doubles its buffer until a row fits, and fills the rest with the data that follows.
constexpr std::uint64_t kBufferGrowth = 2;

constexpr std::string_view kTrue = "t";

/// Returns a query for whether the settings are still those of ReadTransaction.
std::string settings_query(bool sql_standard_intervals) {
  const auto is = [](std::string_view name, std::string_view value) {
    return "pg_catalog.current_setting('" + std::string(name) + "') OPERATOR(pg_catalog.=) '" +
           std::string(value) + "' AND ";
  };
  std::string query = "SELECT ";
  for (const auto& [name, value] : kPrintSettings) query += is(name, value);
  return query + is("IntervalStyle", sql_standard_intervals ? "sql_standard" : "iso_8601") +
         "pg_catalog.starts_with(pg_catalog.current_setting('DateStyle'), 'ISO')";
}

bool is_copy(ExecStatusType status) {
  return status == PGRES_COPY_OUT || status == PGRES_COPY_IN || status == PGRES_COPY_BOTH;
}

}  // namespace

RowTooLarge::RowTooLarge(std::size_t row_limit_bytes)
    : Problem(ProblemCode::row_invalid,
              "A row is larger than " + std::to_string(row_limit_bytes / 1024 / 1024) + " MiB.",
              "Omit its largest column, or raise ROW_LIMIT_MB of the engine.") {}

RowStream::RowStream(Session& session, Watchdog::Guard& guard, const Deadline& deadline,
                     const std::string& select, const Options& options)
    : session_(session),
      deadline_(deadline),
      options_(options),
      allowance_(guard, options.row_limit_bytes * kCopyExpansion * kBufferGrowth) {
  send("COPY (" + select + ") TO STDOUT");
}

// The extended query protocol accepts a single statement, so text that escapes the parentheses
// cannot add another one.
void RowStream::send(const std::string& statement) {
  // The server ignores a cancel request that arrives before it has read the statement, which would
  // then run until its timeout.
  check_time();
  if (PQsendQueryParams(session_.raw(), statement.c_str(), 0, nullptr, nullptr, nullptr, nullptr,
                        0) == 0) {
    session_.discard();
    fail(nullptr);
  }
}

RowStream::~RowStream() {
  if (!finished_) session_.discard();
}

bool RowStream::ready(Deadline::Clock::time_point until) {
  if (advance()) return true;
  for (const auto moment = deadline_.at_time(std::min(until, deadline_.at())); !moment.passed();) {
    wait(moment);
    if (advance()) return true;
  }
  check_time();
  return false;
}

std::optional<std::string_view> RowStream::next() {
  if (++lines_ % kLinesBetweenChecks == 0) check_time();
  while (!advance()) wait(deadline_);
  current_line_ = std::move(next_line_);
  if (!current_line_) return std::nullopt;
  return std::string_view(current_line_.get(), line_size_);
}

/// Processes the data that has arrived. Returns whether there is a line or the stream is at its
/// end.
bool RowStream::advance() {
  if (next_line_ || finished_) return true;
  if (!copying_) {
    if (PQisBusy(session_.raw()) != 0) return false;
    const ResultHandle result(PQgetResult(session_.raw()));
    if (PQresultStatus(result.get()) != PGRES_COPY_OUT) fail(result.get());
    copying_ = true;
  }
  char* buffer = nullptr;
  const int size = PQgetCopyData(session_.raw(), &buffer, 1);
  next_line_.reset(buffer);
  if (size > 0) {
    line_size_ = static_cast<std::size_t>(size) - 1;
    allowance_.grant(wire_bytes(static_cast<std::uint64_t>(size)));
  }
  if (size == -1) finish();
  if (size < -1) fail(nullptr);
  return size != 0;
}

/// Returns the bytes to grant for a row: its message, and its share of the overhead of TLS. The
/// remainder of that goes to the next row, so this is called once for each row. libpq keeps other
/// messages, such as ParameterStatus, in memory. They are never granted, so together they cannot
/// exceed the allowance.
std::uint64_t RowStream::wire_bytes(std::uint64_t row) {
  constexpr std::uint64_t kMessageHead = 5;
  // TLS adds 22 to 29 bytes to each record. Servers and proxies put a kilobyte or more into one.
  constexpr std::uint64_t kBytesPerTlsByte = 32;
  const auto message = row + kMessageHead;
  if (!session_.encrypted()) return message;
  tls_remainder_ += message;
  return message +
         std::exchange(tls_remainder_, tls_remainder_ % kBytesPerTlsByte) / kBytesPerTlsByte;
}

void RowStream::check_time() const {
  if (deadline_.cancelled()) {
    throw Problem(ProblemCode::query_timeout, "The request was cancelled.");
  }
  if (deadline_.passed()) {
    throw Problem(ProblemCode::query_timeout, "The rows could not be read in time.",
                  "Try fewer rows; the view or query may need an index.");
  }
}

/// Waits until more data arrives, at most until `moment`, and reads it.
void RowStream::wait(const Deadline& moment) {
  check_time();
  if (!has_decrypted_bytes(session_.raw())) {
    pollfd entry{PQsocket(session_.raw()), POLLIN, 0};
    const int ready = poll(&entry, 1, static_cast<int>(moment.next_wait().count()));
    if (ready < 0 && errno != EINTR) fail(nullptr);
    if (ready <= 0) return;
  }
  if (PQconsumeInput(session_.raw()) == 0) fail(nullptr);
  session_.drop_notifications();
}

ResultHandle RowStream::next_result() {
  while (PQisBusy(session_.raw()) != 0) wait(deadline_);
  ResultHandle result(PQgetResult(session_.raw()));
  // Only one COPY was requested. libpq would return the result of another one endlessly.
  if (is_copy(PQresultStatus(result.get()))) fail(nullptr);
  return result;
}

void RowStream::finish() {
  const auto result = next_result();
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) fail(result.get());
  while (const auto more = next_result()) {
    if (PQresultStatus(more.get()) == PGRES_FATAL_ERROR) fail(more.get());
  }
  finished_ = true;
}

bool RowStream::settings_changed() {
  finished_ = false;
  send(settings_query(options_.sql_standard_intervals));
  bool changed = true;
  while (const auto result = next_result()) {
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) fail(result.get());
    // The server may not be Postgres.
    changed = PQntuples(result.get()) != 1 || PQnfields(result.get()) != 1 ||
              PQgetvalue(result.get(), 0, 0) != kTrue;
  }
  finished_ = true;
  return changed;
}

// After an error of the server, reads the rest of the response, so that the session remains usable.
// If the connection is lost, there is nothing to read.
void RowStream::fail(const PGresult* result) {
  const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  if (state == nullptr) {
    if (allowance_.exceeded()) throw RowTooLarge(options_.row_limit_bytes);
    if (deadline_.passed()) check_time();
    throw Problem(ProblemCode::connection_lost,
                  "The connection to the database was lost while rows were read.", "Try again.");
  }
  auto problem = options_.user_query ? make_user_query_problem(result, ProblemCode::query_failed)
                                     : make_relation_problem(state);
  // The position counts in the statement that was sent.
  if (problem.postgres) problem.postgres->position.reset();
  try {
    while (next_result()) {
    }
    finished_ = true;
  } catch (const Problem&) {
    // After a fatal error the server closes the connection, and the session ends with this stream.
  }
  throw problem;
}

}  // namespace rowhook

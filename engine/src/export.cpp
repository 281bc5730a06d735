#include "export.h"

#include <utility>

#include "catalog/relations.h"
#include "export_query.h"
#include "mapping/refuse.h"

namespace rowhook {
namespace {

using Clock = Deadline::Clock;

// Large enough that a system call for each does not show, small enough to stay in a core's cache on
// its way through the HTTP library.
constexpr std::size_t kPieceBytes = 64 * 1024;

// How long rows may lie here while the database makes the next one.
constexpr std::chrono::milliseconds kMostDelay{1'000};

std::string end_record(const ExportCounts& counts) {
  return R"({"$end":{"rows":)" + std::to_string(counts.rows) + R"(,"skipped":)" +
         std::to_string(counts.skipped) + R"(,"bytes":)" + std::to_string(counts.bytes) + "}}\n";
}

}  // namespace

Export::Export(std::unique_ptr<DedicatedRead> read, ExportQuestion question)
    : read_(std::move(read)), question_(std::move(question)) {}

void Export::run(const Write& write) {
  const auto flush = [&] {
    if (!buffer_.empty()) write(buffer_);
    buffer_.clear();
  };
  for (bool more = true; more;) {
    if (buffer_.size() >= kPieceBytes || !stream_->ready(kMostDelay)) flush();
    more = take_line();
  }
  if (question_.end_record) buffer_ += end_record(lines_->counts());
  flush();
}

bool Export::take_line() {
  const auto line = stream_->next();
  if (line) lines_->append(*line, buffer_);
  return line.has_value();
}

Exporter::Exporter(Sources& sources, const Limits& limits) : sources_(sources), limits_(limits) {}

std::unique_ptr<Export> Exporter::begin(const ConnectionString& source, ExportQuestion question,
                                        const Deadline& deadline) {
  const auto end = deadline.moved(limits_.timeout.count() > 0 ? Clock::now() + limits_.timeout
                                                              : Clock::time_point::max());
  std::unique_ptr<Export> begun(
      new Export(sources_.dedicate(source, deadline), std::move(question)));
  auto& transaction = begun->read_->transaction();
  const auto& asked = begun->question_;

  std::vector<Expression> expressions;
  begun->compiled_ =
      compile(asked.mapping, describe_relation(transaction, asked.relation), expressions);
  refuse_errors(begun->compiled_);
  const bool verify_utf8 = transaction.session().server_encoding() == "SQL_ASCII";
  begun->lines_.emplace(begun->compiled_.plan,
                        PayloadWriter::Options{limits_.row_bytes, verify_utf8}, asked.on_error);

  // The relation's locks are taken before the statement that reads it takes its snapshot. Otherwise
  // a TRUNCATE that was waited for would leave nothing that this older snapshot sees.
  transaction.query(export_query(asked.relation, expressions, 0));
  begun->read_->set_server_timeout(limits_.timeout);
  begun->stream_.reset(
      new RowStream(transaction.stream(export_query(asked.relation, expressions, asked.limit))));
  begun->read_->stream_until(end);
  if (begun->stream_->ready(deadline.left())) begun->take_line();
  return begun;
}

}  // namespace rowhook

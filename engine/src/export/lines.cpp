#include "export/lines.h"

#include <utility>

#include "error.h"

namespace rowhook {
namespace {

std::string pointer_of(const Issue& issue) {
  return issue.field ? "/mapping/fields/" + std::to_string(*issue.field) : "/mapping";
}

/// `Row 17: `, or `Row 17, 4: ` for a key of two columns; empty without a key.
std::string in_words(const RowKey& key) {
  std::string words;
  if (!key) return words;
  for (const auto& value : *key) words += (words.empty() ? "Row " : ", ") + value;
  return words + ": ";
}

Problem row_invalid(const std::vector<Issue>& issues, const RowKey& key,
                    const std::vector<std::string>& paths) {
  Problem problem(ProblemCode::row_invalid, in_words(key) + message_of(issues.front(), paths),
                  "Change the field's cast or null policy, or leave such rows out with "
                  "\"onError\": \"skip\".");
  for (const auto& issue : issues) {
    problem.errors.push_back(
        {pointer_of(issue), std::string(to_string(issue.code)), message_of(issue, paths)});
  }
  return problem;
}

}  // namespace

ExportCounts& ExportCounts::operator+=(const ExportCounts& other) {
  rows += other.rows;
  skipped += other.skipped;
  bytes += other.bytes;
  issues += other.issues;
  return *this;
}

ExportLines::ExportLines(const Plan& plan, std::size_t items, std::vector<std::size_t> key,
                         const PayloadWriter::Options& options, OnError on_error)
    : plan_(plan), mapper_(plan, items, options), key_(std::move(key)), on_error_(on_error) {}

void ExportLines::append(std::string_view copy_line, std::string& out) {
  const auto begin = out.size();
  mapper_.read(copy_line);
  if (!mapper_.write(out, issues_)) return refuse_row();
  out.push_back('\n');
  ++counts_.rows;
  counts_.bytes += out.size() - begin;
}

void ExportLines::refuse_row() {
  const auto key = row_key(mapper_.fields(), key_);
  if (on_error_ == OnError::stop) throw row_invalid(issues_, key, plan_.paths);
  counts_.issues.add(issues_, key);
  issues_.clear();
  ++counts_.skipped;
}

}  // namespace rowhook

#include "export/lines.h"

#include <utility>

#include "error.h"
#include "postgres/row_stream.h"

namespace rowhook {
namespace {

std::string pointer_of(const Issue& issue) {
  return issue.field ? "/mapping/fields/" + std::to_string(*issue.field) : "/mapping";
}

/// `Row 17: `, or `Row 17, 4: ` for a key of two columns; empty without a key.
std::string in_words(const ExportKey& key) {
  std::string words;
  if (!key) return words;
  for (const auto& value : *key) words += (words.empty() ? "Row " : ", ") + value;
  return words + ": ";
}

Problem row_invalid(const std::vector<Issue>& issues, const ExportKey& key) {
  Problem problem(ProblemCode::row_invalid, in_words(key) + issues.front().message,
                  "Change the field's cast or null policy, or leave such rows out with "
                  "\"onError\": \"skip\".");
  for (const auto& issue : issues) {
    problem.errors.push_back(
        {pointer_of(issue), std::string(to_string(issue.code)), issue.message});
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

ExportLines::ExportLines(const Plan& plan, std::size_t columns, std::vector<std::size_t> key,
                         const PayloadWriter::Options& options, OnError on_error)
    : plan_(plan),
      writer_(plan, options),
      columns_(columns),
      key_(std::move(key)),
      line_limit_bytes_(options.row_limit_bytes * kCopyExpansion),
      on_error_(on_error) {}

void ExportLines::append(std::string_view copy_line, std::string& out) {
  const auto begin = out.size();
  split_copy_row(copy_line, columns_, fields_);
  if (copy_line.size() > line_limit_bytes_) {
    issues_.push_back(row_too_large());
    return refuse_row();
  }
  if (!writer_.write(fields_, out, issues_)) return refuse_row();
  out.push_back('\n');
  ++counts_.rows;
  counts_.bytes += out.size() - begin;
}

void ExportLines::end(bool settings_changed) const {
  if (!settings_changed || !plan_.follows_settings()) return;
  throw Problem(
      ProblemCode::row_invalid,
      "A function that the relation uses changes a setting such as extra_float_digits, and "
      "values of this mapping are printed by it.",
      "Let the function set it with a SET clause of its own, which ends with the call.");
}

void ExportLines::refuse_row() {
  const auto key = key_of_row();
  if (on_error_ == OnError::stop) throw row_invalid(issues_, key);
  counts_.issues.add(issues_, key);
  issues_.clear();
  ++counts_.skipped;
}

ExportKey ExportLines::key_of_row() const {
  if (key_.empty()) return std::nullopt;
  std::vector<std::string> key;
  std::string buffer;
  for (const auto position : key_) key.emplace_back(copy_text(fields_[position], buffer));
  return key;
}

}  // namespace rowhook

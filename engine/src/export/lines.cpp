#include "export/lines.h"

#include "error.h"
#include "postgres/row_stream.h"

namespace rowhook {
namespace {

std::string pointer_of(const Issue& issue) {
  return issue.field ? "/mapping/fields/" + std::to_string(*issue.field) : "/mapping";
}

Problem row_invalid(const std::vector<Issue>& issues) {
  Problem problem(ProblemCode::row_invalid, issues.front().message,
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
  return *this;
}

ExportLines::ExportLines(const Plan& plan, std::size_t columns, PayloadWriter::Options options,
                         OnError on_error)
    : plan_(plan),
      writer_(plan, options),
      columns_(columns),
      line_limit_bytes_(options.row_limit_bytes * kCopyExpansion),
      on_error_(on_error) {}

void ExportLines::append(std::string_view copy_line, std::string& out) {
  const auto begin = out.size();
  if (copy_line.size() > line_limit_bytes_) {
    issues_.push_back(row_too_large());
    return refuse_row();
  }
  split_copy_row(copy_line, columns_, fields_);
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
  if (on_error_ == OnError::stop) throw row_invalid(issues_);
  issues_.clear();
  ++counts_.skipped;
}

}  // namespace rowhook

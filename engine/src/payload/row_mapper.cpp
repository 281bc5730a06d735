#include "payload/row_mapper.h"

#include <utility>

namespace rowhook {

RowKey row_key(const std::vector<CopyField>& fields, const std::vector<std::size_t>& items) {
  if (items.empty()) return std::nullopt;
  std::vector<std::string> key;
  std::string buffer;
  for (const auto item : items) {
    if (fields[item].null) return std::nullopt;
    key.emplace_back(copy_text(fields[item], buffer));
  }
  return key;
}

RowMapper::RowMapper(const Plan& plan, std::size_t items, PayloadWriter::Options options)
    : items_(items),
      line_limit_bytes_(options.line_limit_bytes),
      writer_(plan, std::move(options)) {}

void RowMapper::read(std::string_view copy_line, const std::vector<MissingValue>& missing) {
  split_copy_row(copy_line, items_, fields_);
  too_large_ = copy_line.size() > line_limit_bytes_;
  for (const auto& [item, code, reason] : missing) {
    fields_[item].issue = code;
    fields_[item].reason = reason;
  }
}

bool RowMapper::write(std::string& out, std::vector<Issue>& issues) {
  if (!too_large_) return writer_.write(fields_, out, issues);
  issues.push_back({std::nullopt, IssueCode::row_too_large});
  return false;
}

Outcome RowMapper::write_value(const PlanColumn& value, std::string& out) {
  return writer_.write_value(value, fields_, out);
}

}  // namespace rowhook

#include "payload/writer.h"

#include <utility>

#include "base/json_scan.h"
#include "base/json_text.h"
#include "base/utf8.h"

namespace rowhook {
namespace {

// A fraction of a millisecond of work, so that the cost of reading a clock does not matter.
constexpr std::size_t kBytesBetweenCheckpoints = 256 * 1024;

/// Appends a comma unless the object is still empty. No value ends with an opening brace.
void separate(TextBuffer& out) {
  if (out.back() != '{') out.push_back(',');
}

}  // namespace

struct PayloadWriter::Row {
  const std::vector<CopyField>& fields;
  TextBuffer& out;
  std::vector<Issue>& issues;
};

PayloadWriter::PayloadWriter(const Plan& plan, Options options)
    : plan_(plan), options_(std::move(options)) {
  for (const auto& column : plan_.json_columns)
    json_columns_.push_back({PointerMatches(column.tree, column.unique_keys)});
}

std::optional<std::string_view> PayloadWriter::text_of(const CopyField& field, std::string& buffer,
                                                       Outcome& issue) {
  if (field.issue) {
    column_error_ = field.reason;
    issue = field.issue;
  }
  if (field.null || field.issue) return std::nullopt;
  count_bytes(field.wire.size());
  const auto text = copy_text(field, buffer);
  if (options_.verify_utf8 && !is_utf8(text)) {
    keep_excerpt(text);
    issue = IssueCode::invalid_utf8;
    return std::nullopt;
  }
  return text;
}

Outcome PayloadWriter::encode(const Encoder& encoder, std::string_view text, Row& row, bool& null) {
  null = encoder.json_null_is_null && is_json_null(text);
  if (null) return std::nullopt;
  const bool readable = !options_.settings_changed || !encoder.follows_settings;
  const auto issue = readable ? encoder(text, row.out, scratch_) : IssueCode::unexpected_format;
  if (issue) keep_excerpt(text);
  return issue;
}

Outcome PayloadWriter::append(const PlanColumn& value, Row& row, bool& null) {
  Outcome issue;
  const auto text = text_of(row.fields[value.item], text_, issue);
  null = !text;
  return text ? encode(value.encoder, *text, row, null) : issue;
}

bool PayloadWriter::write(const std::vector<CopyField>& fields, std::string& out,
                          std::vector<Issue>& issues) {
  const auto known_issues = issues.size();
  row_.clear();
  open_objects_.clear();
  if (options_.facts != nullptr) options_.facts->begin_row();
  for (auto& column : json_columns_) column.read = false;
  Row row{fields, row_, issues};
  for (const auto& op : plan_.ops) {
    std::visit([&](const auto& kind) { run(kind, row); }, op);
    if (is_too_large(row)) issues.push_back({std::nullopt, IssueCode::row_too_large});
    if (issues.size() > known_issues && issues.back().code == IssueCode::row_too_large) break;
  }
  if (issues.size() > known_issues) return false;
  out.append(row_.view());
  return true;
}

Outcome PayloadWriter::write_value(const PlanColumn& value, const std::vector<CopyField>& fields,
                                   std::string& out) {
  std::vector<Issue> none;
  row_.clear();
  Row row{fields, row_, none};
  bool null = false;
  const auto issue = append(value, row, null);
  out.append(row_.view());
  return issue;
}

void PayloadWriter::run(const WriteLiteral& op, Row& row) { row.out.append(op.bytes); }

void PayloadWriter::run(const WriteValue& op, Row& row) {
  const auto begin = row.out.size();
  if (op.on_null == WriteValue::OnNull::omit) {
    separate(row.out);
    row.out.append(op.key);
  }
  const auto value_begin = row.out.size();
  bool null = false;
  const auto issue = append_value(op.value, row, null);
  if (issue) {
    add_issue(op.field, *issue, row);
  } else if (null) {
    row.out.truncate(begin);
    write_null(op, row);
    if (options_.facts != nullptr) options_.facts->add_null(op.field);
  } else if (options_.facts != nullptr) {
    options_.facts->add(op.field, row.out.view().substr(value_begin));
  }
}

void PayloadWriter::run(const OpenObject& op, Row& row) {
  open_objects_.push_back(row.out.size());
  separate(row.out);
  row.out.append(op.key);
  row.out.push_back('{');
}

void PayloadWriter::run(const CloseObject&, Row& row) {
  if (row.out.back() == '{') {
    row.out.truncate(open_objects_.back());
  } else {
    row.out.push_back('}');
  }
  open_objects_.pop_back();
}

void PayloadWriter::run(const WriteSeparator&, Row& row) { separate(row.out); }

void PayloadWriter::write_null(const WriteValue& op, Row& row) {
  if (op.on_null == WriteValue::OnNull::write) row.out.append(op.null_text);
  if (op.on_null == WriteValue::OnNull::issue) {
    add_issue(op.field, IssueCode::null_not_allowed, row);
  }
}

Outcome PayloadWriter::append_value(const PlanValue& value, Row& row, bool& null) {
  return std::visit([&](const auto& kind) { return append(kind, row, null); }, value);
}

Outcome PayloadWriter::append(const PlanJsonValue& value, Row& row, bool& null) {
  auto& column = json_columns_[value.column];
  const auto& field = row.fields[plan_.json_columns[value.column].item];
  if (!column.read) {
    column.read = true;
    column.issue = {};
    const auto text = text_of(field, column.text, column.issue);
    column.null = !text;
    if (text) column.matches.read(*text);
  }
  column_error_ = field.reason;
  null = column.null;
  if (null || column.issue) return column.issue;
  const auto found = column.matches.find(value.node);
  null = !found;
  if (null) return std::nullopt;
  count_bytes(found->size());
  return encode(value.encoder, *found, row, null);
}

Outcome PayloadWriter::append(const PlanTemplate& value, Row& row, bool& null) {
  row.out.push_back('"');
  for (const auto& part : value.parts) {
    if (const auto* text = std::get_if<std::string>(&part)) {
      append_json_escaped(row.out, *text);
      continue;
    }
    // The value's opening quote takes the place of the last character, which is put back.
    const auto begin = row.out.size() - 1;
    const char last = row.out.back();
    row.out.truncate(begin);
    const auto issue = append(std::get<PlanColumn>(part), row, null);
    if (issue || null) return issue;
    row.out.set(begin, last);
    row.out.truncate(row.out.size() - 1);
    if (is_too_large(row)) break;
  }
  row.out.push_back('"');
  return std::nullopt;
}

Outcome PayloadWriter::append(const PlanSteppedValue& value, Row& row, bool& null) {
  const auto begin = row.out.size();
  const auto issue =
      std::visit([&](const auto& kind) { return append(kind, row, null); }, value.value);
  if (issue || null) return issue;
  if (is_too_large(row)) return IssueCode::row_too_large;
  auto text = json_string_value(row.out.view().substr(begin));
  // A json column can hold the escape of a lone surrogate.
  if (!text) return IssueCode::invalid_utf8;
  row.out.truncate(begin);
  count_bytes(text->size() * value.steps.size());
  stepped_.text = std::move(*text);
  auto step_issue = apply_steps(value.steps, options_.row_limit_bytes, stepped_);
  if (!step_issue) {
    null = stepped_.kind == LookupResult::Kind::null;
    if (stepped_.kind == LookupResult::Kind::json) row.out.append(stepped_.text);
    if (stepped_.kind != LookupResult::Kind::text) return std::nullopt;
    step_issue = value.encoder(stepped_.text, row.out, scratch_);
  }
  if (step_issue) keep_excerpt(stepped_.text);
  return step_issue;
}

void PayloadWriter::keep_excerpt(std::string_view text) {
  if (options_.facts != nullptr) failed_value_ = excerpt_of(text);
}

void PayloadWriter::count_bytes(std::size_t bytes) {
  bytes_since_checkpoint_ += bytes;
  if (bytes_since_checkpoint_ < kBytesBetweenCheckpoints) return;
  bytes_since_checkpoint_ = 0;
  if (options_.checkpoint) options_.checkpoint();
}

bool PayloadWriter::is_too_large(const Row& row) const {
  return row.out.size() > options_.row_limit_bytes;
}

void PayloadWriter::add_issue(std::size_t field, IssueCode code, Row& row) {
  Issue issue{field, code};
  auto value = std::exchange(failed_value_, std::nullopt);
  if (code == IssueCode::row_too_large) {
    issue.field.reset();
  } else {
    issue.value = std::move(value);
  }
  if (code == IssueCode::column_failed) issue.reason = column_error_;
  row.issues.push_back(std::move(issue));
}

}  // namespace rowhook

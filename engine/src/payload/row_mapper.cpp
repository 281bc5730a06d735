#include "payload/row_mapper.h"

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

RowMapper::RowMapper(const Plan& plan, std::size_t items, Options options)
    : plan_(plan), items_(items), options_(std::move(options)) {
  for (const auto& column : plan_.json_columns)
    json_columns_.push_back({PointerMatches(column.tree, column.unique_keys)});
}

void RowMapper::read(std::string_view copy_line, const std::vector<MissingValue>& missing) {
  split_copy_row(copy_line, items_, fields_);
  line_is_too_large_ = copy_line.size() > options_.line_limit_bytes;
  for (const auto& [item, code, reason] : missing) {
    fields_[item].issue = code;
    fields_[item].reason = reason;
  }
}

std::optional<std::string_view> RowMapper::text_of(const CopyField& field, std::string& buffer,
                                                   OptionalIssue& issue) {
  if (field.issue) {
    column_error_ = field.reason;
    issue = field.issue;
  }
  if (field.null || field.issue) return std::nullopt;
  count_bytes(field.text.size());
  const auto text = copy_text(field, buffer);
  if (options_.verify_utf8 && !is_utf8(text)) {
    keep_excerpt(text);
    issue = IssueCode::invalid_utf8;
    return std::nullopt;
  }
  return text;
}

OptionalIssue RowMapper::encode(const Encoder& encoder, std::string_view text, bool& null) {
  null = encoder.json_null_is_null && is_json_null(text);
  if (null) return kNoIssue;
  const bool trusted = !options_.settings_changed || !encoder.follows_settings;
  const auto issue = trusted ? encoder(text, payload_, scratch_) : IssueCode::unexpected_format;
  if (issue) keep_excerpt(text);
  return issue;
}

OptionalIssue RowMapper::append(const PlanColumn& value, bool& null) {
  OptionalIssue issue;
  const auto text = text_of(fields_[value.item], text_, issue);
  null = !text;
  return text ? encode(value.encoder, *text, null) : issue;
}

template <class... Kind>
OptionalIssue RowMapper::append(const std::variant<Kind...>& value, bool& null) {
  return std::visit([&](const auto& kind) { return append(kind, null); }, value);
}

bool RowMapper::write(std::string& out, std::vector<Issue>& issues) {
  if (line_is_too_large_) {
    issues.push_back({std::nullopt, IssueCode::row_too_large});
    return false;
  }
  const auto known_issues = issues.size();
  issues_ = &issues;
  payload_.clear();
  open_objects_.clear();
  if (options_.statistics != nullptr) options_.statistics->begin_row();
  for (auto& column : json_columns_) column.read = false;
  for (const auto& op : plan_.ops) {
    std::visit([&](const auto& kind) { run(kind); }, op);
    if (is_too_large()) issues.push_back({std::nullopt, IssueCode::row_too_large});
    if (issues.size() > known_issues && issues.back().code == IssueCode::row_too_large) break;
  }
  if (issues.size() > known_issues) return false;
  out.append(payload_.view());
  return true;
}

OptionalIssue RowMapper::write_value(const PlanColumn& value, std::string& out) {
  payload_.clear();
  bool null = false;
  const auto issue = append(value, null);
  out.append(payload_.view());
  return issue;
}

void RowMapper::run(const WriteLiteral& op) { payload_.append(op.bytes); }

void RowMapper::run(const WriteValue& op) {
  const auto begin = payload_.size();
  if (op.on_null == WriteValue::OnNull::omit) {
    separate(payload_);
    payload_.append(op.key);
  }
  const auto value_begin = payload_.size();
  bool null = false;
  const auto issue = append(op.value, null);
  if (issue) {
    add_issue(op.field, *issue);
  } else if (null) {
    payload_.truncate(begin);
    if (op.on_null == WriteValue::OnNull::write) payload_.append(op.null_text);
    if (op.on_null == WriteValue::OnNull::issue) add_issue(op.field, IssueCode::null_not_allowed);
    if (options_.statistics != nullptr) options_.statistics->add_null(op.field);
  } else if (options_.statistics != nullptr) {
    options_.statistics->add(op.field, payload_.view().substr(value_begin));
  }
}

void RowMapper::run(const OpenObject& op) {
  open_objects_.push_back(payload_.size());
  separate(payload_);
  payload_.append(op.key);
  payload_.push_back('{');
}

void RowMapper::run(const CloseObject&) {
  if (payload_.back() == '{') {
    payload_.truncate(open_objects_.back());
  } else {
    payload_.push_back('}');
  }
  open_objects_.pop_back();
}

void RowMapper::run(const WriteSeparator&) { separate(payload_); }

OptionalIssue RowMapper::append(const PlanJsonValue& value, bool& null) {
  auto& column = json_columns_[value.column];
  const auto& field = fields_[plan_.json_columns[value.column].item];
  if (!column.read) {
    OptionalIssue issue;
    const auto text = text_of(field, column.text, issue);
    // Leaves `read` false: text_of() must run again for the next field, because it sets the excerpt
    // and the reason of the issue.
    if (issue) return issue;
    column.read = true;
    column.null = !text;
    if (text) column.matches.read(*text);
  }
  null = column.null;
  if (null) return kNoIssue;
  const auto found = column.matches.find(value.node);
  null = !found;
  if (null) return kNoIssue;
  count_bytes(found->size());
  return encode(value.encoder, *found, null);
}

OptionalIssue RowMapper::append(const PlanTemplate& value, bool& null) {
  payload_.push_back('"');
  for (const auto& part : value.parts) {
    if (const auto* text = std::get_if<std::string>(&part)) {
      append_json_escaped(payload_, *text);
      continue;
    }
    // Each part is written as a JSON string. Its opening quote overwrites the last byte of the
    // payload, which is restored afterwards, and its closing quote is removed. So parts are joined
    // without moving bytes.
    const auto begin = payload_.size() - 1;
    const char last = payload_.back();
    payload_.truncate(begin);
    const auto issue = append(std::get<PlanColumn>(part), null);
    if (issue || null) return issue;
    payload_.set(begin, last);
    payload_.truncate(payload_.size() - 1);
    if (is_too_large()) break;
  }
  payload_.push_back('"');
  return kNoIssue;
}

OptionalIssue RowMapper::append(const PlanTransformedValue& value, bool& null) {
  const auto begin = payload_.size();
  const auto issue = append(value.value, null);
  if (issue || null) return issue;
  if (is_too_large()) return IssueCode::row_too_large;
  auto text = json_string_value(payload_.view().substr(begin));
  // A json column can hold the escape of a lone surrogate.
  if (!text) {
    keep_excerpt(payload_.view().substr(begin));
    return IssueCode::invalid_utf8;
  }
  payload_.truncate(begin);
  count_bytes(text->size() * value.steps.size());
  transformed_.text = std::move(*text);
  auto step_issue = apply_steps(value.steps, options_.row_limit_bytes, transformed_);
  if (!step_issue) {
    null = transformed_.kind == LookupResult::Kind::null;
    if (transformed_.kind == LookupResult::Kind::json) payload_.append(transformed_.text);
    if (transformed_.kind != LookupResult::Kind::text) return kNoIssue;
    step_issue = value.encoder(transformed_.text, payload_, scratch_);
  }
  if (step_issue) keep_excerpt(transformed_.text);
  return step_issue;
}

void RowMapper::keep_excerpt(std::string_view text) {
  if (options_.statistics != nullptr) failed_value_ = excerpt_of(text);
}

void RowMapper::count_bytes(std::size_t bytes) {
  bytes_since_checkpoint_ += bytes;
  if (bytes_since_checkpoint_ < kBytesBetweenCheckpoints) return;
  bytes_since_checkpoint_ = 0;
  if (options_.checkpoint) options_.checkpoint();
}

bool RowMapper::is_too_large() const { return payload_.size() > options_.row_limit_bytes; }

void RowMapper::add_issue(std::size_t field, IssueCode code) {
  Issue issue{field, code};
  auto value = std::exchange(failed_value_, std::nullopt);
  if (code == IssueCode::row_too_large) {
    issue.field.reset();
  } else {
    issue.value = std::move(value);
  }
  if (code == IssueCode::column_failed) issue.reason = column_error_;
  issues_->push_back(std::move(issue));
}

}  // namespace rowhook

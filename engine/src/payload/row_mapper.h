#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "payload/copy_text.h"
#include "payload/encoder.h"
#include "payload/issue.h"
#include "payload/plan.h"
#include "payload/pointer_tree.h"
#include "payload/value_statistics.h"

namespace rowhook {

/// The texts of a row's key columns, in key order. Nothing if the source has no readable key or one
/// of the columns is NULL.
using RowKey = std::optional<std::vector<std::string>>;

/// Returns the key of a row. `items`: the indexes of the key columns in `fields`.
RowKey row_key(const std::vector<CopyField>& fields, const std::vector<std::size_t>& items);

/// A select item without a value, because Postgres could not evaluate it or it was omitted.
struct MissingValue {
  std::size_t item;
  IssueCode code;
  std::string_view reason = {};  ///< one sentence; only for IssueCode::column_failed
};

/// Maps rows in COPY's text format to payloads: compact JSON in UTF-8, according to a plan, which
/// must outlive it. Previews, cells and exports all use it, so that they produce the same bytes.
/// Not thread-safe, because it reuses its buffers for every row.
class RowMapper {
 public:
  struct Options {
    std::size_t row_limit_bytes;
    /// Validate values, because the server does not validate the encoding (SQL_ASCII).
    bool verify_utf8 = false;
    /// A query changed a setting of the session, so every value that follows settings is an issue.
    bool settings_changed = false;
    /// Called after about every 256 KB of values, also within a row. May throw to abort.
    std::function<void()> checkpoint = {};
    /// A row whose COPY line is longer is too large.
    std::size_t line_limit_bytes = std::numeric_limits<std::size_t>::max();
    /// Collects statistics about the values if not null, also for rows with issues.
    ValueStatistics* statistics = nullptr;
  };

  /// `items`: the number of fields in a COPY line.
  RowMapper(const Plan& plan, std::size_t items, Options options);

  /// Reads the next row. The line and the reasons of `missing` must live until the next read().
  /// Throws query_failed if the line has a different number of fields.
  void read(std::string_view copy_line, const std::vector<MissingValue>& missing = {});

  /// Appends the row's payload to `out`, without a line end. If the row has issues, appends them to
  /// `issues` instead, up to and including row_too_large, and returns false.
  bool write(std::string& out, std::vector<Issue>& issues);

  /// Appends one value as JSON to `out`, or nothing for NULL. After an issue, `out` may hold a
  /// part of the value.
  OptionalIssue write_value(const PlanColumn& value, std::string& out);

  const std::vector<CopyField>& fields() const { return fields_; }

 private:
  /// A json column with pointers into it. `null` is valid once `read` is set.
  struct JsonColumn {
    PointerMatches matches;
    std::string text = {};  ///< the text that `matches` refers to if the COPY field has escapes
    bool read = false;      ///< whether the current row's value has been searched
    bool null = false;
  };

  void run(const WriteLiteral& op);
  void run(const WriteValue& op);
  void run(const OpenObject& op);
  void run(const CloseObject& op);
  void run(const WriteSeparator& op);

  template <class... Kind>
  OptionalIssue append(const std::variant<Kind...>& value, bool& null);
  [[gnu::always_inline]] inline OptionalIssue append(const PlanColumn& value, bool& null);
  OptionalIssue append(const PlanJsonValue& value, bool& null);
  OptionalIssue append(const PlanTemplate& value, bool& null);
  OptionalIssue append(const PlanTransformedValue& value, bool& null);
  [[gnu::always_inline]] inline OptionalIssue encode(const Encoder& encoder, std::string_view text,
                                                     bool& null);
  /// Returns nothing if the field is NULL or has an issue.
  [[gnu::always_inline]] inline std::optional<std::string_view> text_of(const CopyField& field,
                                                                        std::string& buffer,
                                                                        OptionalIssue& issue);
  /// Keeps the beginning of the text of a value with an issue, for a report.
  void keep_excerpt(std::string_view text);
  void count_bytes(std::size_t bytes);
  bool is_too_large() const;
  void add_issue(std::size_t field, IssueCode code);

  const Plan& plan_;
  std::size_t items_;
  Options options_;
  std::vector<CopyField> fields_;  // of the current row
  bool line_is_too_large_ = false;
  TextBuffer payload_;  // of the current row, or a value that write_value() writes
  std::vector<Issue>* issues_ = nullptr;
  Scratch scratch_;
  TransformedText transformed_;
  std::string text_;                         // an unescaped COPY field
  std::vector<JsonColumn> json_columns_;     // same indexes as Plan::json_columns
  std::size_t bytes_since_checkpoint_ = 0;   // of values
  std::string_view column_error_;            // the reason of the last IssueCode::column_failed
  std::optional<std::string> failed_value_;  // excerpt of the value with the last issue
  std::vector<std::size_t> open_objects_;    // their positions in the output
};

}  // namespace rowhook

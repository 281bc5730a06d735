#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payload/copy_text.h"
#include "payload/issue.h"
#include "payload/plan.h"
#include "payload/writer.h"

namespace rowhook {

/// The texts of a row's key columns, in key order. Nothing if the source has no readable key or one
/// of the columns is NULL.
using RowKey = std::optional<std::vector<std::string>>;

/// Returns the key of a row. `items`: the indexes of the key columns in `fields`.
RowKey row_key(const std::vector<CopyField>& fields, const std::vector<std::size_t>& items);

/// A select item without a value, because Postgres could not evaluate it or it was left out.
struct MissingValue {
  std::size_t item;
  IssueCode code;
  std::string_view reason = {};  ///< one sentence; only for IssueCode::column_failed
};

/// Maps rows in COPY's text format to payloads. Previews, cells and exports all use it, so that
/// they produce the same bytes. Refers to the plan. Not thread-safe.
class RowMapper {
 public:
  /// `items`: the number of fields in a COPY line.
  RowMapper(const Plan& plan, std::size_t items, PayloadWriter::Options options);

  /// Reads the next row. The line and the reasons of `missing` must live until the next read().
  /// Throws query_failed if the line has a different number of fields.
  void read(std::string_view copy_line, const std::vector<MissingValue>& missing = {});

  /// Appends the row's payload to `out`, without a line end. If the row has issues, appends them to
  /// `issues` instead, up to and including row_too_large, and returns false.
  bool write(std::string& out, std::vector<Issue>& issues);

  /// Appends one value as JSON to `out`, or nothing for NULL. After an issue, `out` may hold a
  /// part of the value.
  Outcome write_value(const PlanColumn& value, std::string& out);

  const std::vector<CopyField>& fields() const { return fields_; }

 private:
  std::size_t items_;
  std::size_t line_limit_bytes_;
  PayloadWriter writer_;
  bool too_large_ = false;
  std::vector<CopyField> fields_;
};

}  // namespace rowhook

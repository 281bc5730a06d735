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

/// A row's key as text, in key order; absent where the source has none that can be read, and where
/// a part of it is NULL.
using RowKey = std::optional<std::vector<std::string>>;

/// `items`: where the parts of the key are among the fields.
RowKey row_key(const std::vector<CopyField>& fields, const std::vector<std::size_t>& items);

/// An item of the select list without a value: Postgres could not give it, or it was left out.
struct MissingValue {
  std::size_t item;
  IssueCode code;
  std::string_view reason = {};  ///< of IssueCode::column_failed, as a sentence
};

/// Maps rows, one after the other, from a line of COPY's text to a payload. Preview, cells and
/// export use it, so that all of them give the same bytes. For one thread; refers to the plan.
class RowMapper {
 public:
  /// `items`: how many fields a line of COPY's text has.
  RowMapper(const Plan& plan, std::size_t items, PayloadWriter::Options options);

  /// Takes the next row. Line and missing values must live until the one after it. Throws
  /// query_failed where the line has another number of fields.
  void read(std::string_view copy_line, const std::vector<MissingValue>& missing = {});

  /// Appends the row's payload to `out`, without a line end. False: nothing was appended, and
  /// `issues` has what was added to it, every issue up to that of being too large.
  bool write(std::string& out, std::vector<Issue>& issues);

  /// Appends a single value's JSON to `out`, or nothing for NULL. An issue: `out` may hold a part.
  Outcome write_value(const PlanColumn& value, std::string& out);

  /// As it was read.
  const std::vector<CopyField>& fields() const { return fields_; }

 private:
  std::size_t items_;
  std::size_t line_limit_bytes_;
  PayloadWriter writer_;
  bool too_large_ = false;
  std::vector<CopyField> fields_;
};

}  // namespace rowhook

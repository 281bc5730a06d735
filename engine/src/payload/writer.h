#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payload/copy_text.h"
#include "payload/encoder.h"
#include "payload/issue.h"
#include "payload/plan.h"
#include "payload/pointer_tree.h"
#include "payload/value_facts.h"

namespace rowhook {

/// Writes payloads by a plan, row after row: compact JSON, UTF-8, one line each. Keeps buffers from
/// row to row, so one writer serves one thread. Refers to the plan, which must outlive it.
class PayloadWriter {
 public:
  struct Options {
    std::size_t row_limit_bytes;
    /// The server does not check the encoding (SQL_ASCII), so values are checked here.
    bool verify_utf8 = false;
    /// A setting was not what the engine had set, so values that follow settings are issues.
    bool settings_changed = false;
    /// Called after about every quarter of a megabyte of values, within a row too; throws to stop.
    std::function<void()> checkpoint = {};
    /// A row with a longer line of COPY's text is too large.
    std::size_t line_limit_bytes = std::numeric_limits<std::size_t>::max();
    /// Where to collect facts about the values. They cover rows with issues too.
    ValueFacts* facts = nullptr;
  };

  PayloadWriter(const Plan& plan, Options options);

  /// Appends the row's payload to `out`, without a line end. A row with issues appends nothing to
  /// `out` and its issues to `issues`, every one up to that of being too large; the answer is then
  /// false.
  bool write(const std::vector<CopyField>& row, std::string& out, std::vector<Issue>& issues);

  /// Appends one value's JSON to `out`, and nothing for NULL. With an issue, `out` may hold a part
  /// of the value.
  Outcome write_value(const PlanColumn& value, const std::vector<CopyField>& row, std::string& out);

 private:
  struct Row;

  /// A json column of the row being written, as its pointers see it.
  struct PointedColumn {
    PointerMatches matches;
    std::string text = {};  ///< what they were found in, where the COPY field has escapes
    bool read = false;      ///< the row's value has been looked at; what follows is of that row
    bool null = false;
    std::optional<IssueCode> issue = {};
  };

  void run(const WriteLiteral& op, Row& row);
  void run(const WriteValue& op, Row& row);
  void run(const OpenObject& op, Row& row);
  void run(const CloseObject& op, Row& row);
  void run(const WriteSeparator& op, Row& row);

  void write_null(const WriteValue& op, Row& row);
  Outcome append_value(const PlanValue& value, Row& row, bool& null);
  Outcome append(const PlanColumn& value, Row& row, bool& null);
  Outcome append(const PlanJsonValue& value, Row& row, bool& null);
  Outcome append(const PlanTemplate& value, Row& row, bool& null);
  Outcome append(const PlanSteppedValue& value, Row& row, bool& null);
  Outcome encode(const Encoder& encoder, std::string_view text, Row& row, bool& null);
  template <class Encode>
  Outcome with_text(const CopyField& field, std::string& buffer, bool& null, Encode&& encode);
  /// Returns `issue`. If there is one, keeps the beginning of the value's text for a report.
  Outcome failed(Outcome issue, std::string_view text);
  void spend(std::size_t bytes);
  bool is_too_large(const Row& row) const;
  void add_issue(std::size_t field, IssueCode code, Row& row);

  const Plan& plan_;
  Options options_;
  Scratch scratch_;
  SteppedText stepped_;
  std::string text_;                         // a COPY field with its escapes resolved
  std::vector<PointedColumn> pointed_;       // as Plan::json_columns
  std::size_t spent_ = 0;                    // bytes of values since the last checkpoint
  std::string_view column_error_;            // why the last IssueCode::column_failed
  std::optional<std::string> failed_value_;  // the beginning of the text of the last issue
  std::vector<std::size_t> opened_;          // where the objects being written begin in the output
};

}  // namespace rowhook

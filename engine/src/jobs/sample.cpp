#include "jobs/sample.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "catalog/conditions.h"
#include "catalog/describe_source.h"
#include "payload/copy_text.h"
#include "payload/type_rules.h"

namespace rowhook {
namespace {

std::vector<SelectItem> readable_columns(const RowSource& source) {
  std::vector<SelectItem> items;
  for (const auto& column : source.columns) {
    if (column.readable) items.push_back(default_item(column));
  }
  return items;
}

/// Returns the conditions of the selection as SQL.
std::vector<std::string> conditions_of(ReadTransaction& transaction, const RowSource& source,
                                       const RowSelection& selection) {
  if (selection.pick == RowSelection::Pick::null_in) return {is_null_sql(selection.null_column)};
  return condition_sql(transaction, source, selection.where, "/rows/pick/where");
}

/// Adds a warning if the rows have keys that are NULL or not unique.
void check_keys(Sample& sample) {
  std::map<std::vector<std::string>, std::size_t> seen;
  for (std::size_t i = 0; i < sample.rows.size(); ++i) {
    const auto& row = sample.rows[i];
    if (row.too_large) continue;
    const auto number = std::to_string(i + 1);
    if (!row.key) {
      sample.warnings.push_back({"key_null", "The key of row " + number + " has a NULL."});
      return;
    }
    const auto [first, added] = seen.emplace(*row.key, i);
    if (!added) {
      sample.warnings.push_back({"key_repeated", "Rows " + std::to_string(first->second + 1) +
                                                     " and " + number + " have the same key."});
      return;
    }
  }
}

void check_null_column(const RowSource& source, const RowSelection& selection) {
  if (selection.pick != RowSelection::Pick::null_in) return;
  const auto* column = source.find_column(selection.null_column);
  if (column != nullptr && column->readable) return;
  Problem problem(ProblemCode::request_invalid, "The rows cannot be picked by this column.");
  problem.errors.push_back({"/rows/pick/nullIn", "unknown_column",
                            "There is no readable column \"" + selection.null_column + "\"."});
  throw problem;
}

/// Sets fields to NULL, the largest first, until their line has at most `max_bytes` bytes, and
/// returns their indexes. So a mapping that does not use them can still use the row, as in an
/// export.
std::vector<std::size_t> omit_largest(std::vector<CopyField>& fields, std::size_t line_bytes,
                                      std::size_t max_bytes) {
  std::vector<std::size_t> by_size(fields.size());
  std::iota(by_size.begin(), by_size.end(), std::size_t{0});
  std::ranges::stable_sort(by_size, [&fields](std::size_t one, std::size_t other) {
    return fields[one].text.size() > fields[other].text.size();
  });
  std::vector<std::size_t> omitted_items;
  for (const auto index : by_size) {
    if (line_bytes <= max_bytes || fields[index].text.size() <= kCopyNull.size()) break;
    line_bytes -= fields[index].text.size() - kCopyNull.size();
    fields[index].text = kCopyNull;
    omitted_items.push_back(index);
  }
  return omitted_items;
}

/// Adds the rows of a stream to the sample. `key`: the indexes of the key columns in its items.
void read_sample_rows(RowStream& stream, std::size_t max_rows, const SampleLimits& limits,
                      const std::vector<std::size_t>& key, Sample& sample) {
  std::vector<CopyField> fields;
  std::size_t bytes = 0;
  const auto next = [&]() -> std::optional<std::string_view> {
    try {
      return stream.next();
    } catch (const RowTooLarge&) {
      sample.rows.push_back({std::nullopt, {}, true});
      sample.warnings.push_back(
          {"reply_shortened", "Row " + std::to_string(sample.rows.size()) +
                                  " is too large to read. The rows after it are not shown."});
      return std::nullopt;
    }
  };
  while (const auto line = next()) {
    if (sample.rows.size() == max_rows) {
      throw Problem(ProblemCode::query_failed, "The database sent more rows than requested.");
    }
    SampleRow row;
    split_copy_row(*line, sample.items.size(), fields);
    row.key = row_key(fields, key);
    if (row.key) {
      for (const auto& value : *row.key) bytes += value.size();
    }
    const auto max_bytes = limits.row_bytes * kCopyExpansion;
    if (line->size() <= max_bytes) {
      row.line = *line;
    } else {
      row.omitted_items = omit_largest(fields, line->size(), max_bytes);
      row.line = join_copy_fields(fields);
    }
    bytes += row.line.size();
    if (bytes > limits.total_bytes) {
      sample.warnings.push_back(
          {"reply_shortened", "Rows from row " + std::to_string(sample.rows.size() + 1) +
                                  " on are not shown, because the response would be too large."});
      return;
    }
    sample.rows.push_back(std::move(row));
  }
  // The connection is closed, and not all rows were read.
  if (!sample.rows.empty() && sample.rows.back().too_large) return;
  sample.settings_changed =
      may_change_printed_values(sample.source, sample.items) && stream.settings_changed();
}

}  // namespace

std::size_t Sample::bytes() const {
  std::size_t total = sizeof(*this) + source.from.size();
  for (const auto& column : source.columns) {
    total += sizeof(column) + column.name.size() + column.type.name.size();
    if (column.comment) total += column.comment->size();
  }
  for (const auto& each : source.conditions) total += sizeof(each) + each.size();
  for (const auto& item : items) total += sizeof(item) + item.column.size();
  for (const auto& error : errors) total += sizeof(error) + error.problem.detail.size();
  for (const auto& row : rows) {
    total += sizeof(row) + row.line.capacity() + row.omitted_items.size() * sizeof(std::size_t);
    if (!row.key) continue;
    for (const auto& value : *row.key) total += sizeof(value) + value.size();
  }
  return total;
}

std::vector<SelectItem> Sample::selected_items() const {
  auto selected = items;
  for (const auto& error : errors) selected[error.item].form = SelectItem::Form::omitted;
  return selected;
}

std::vector<MissingValue> Sample::missing(const SampleRow& row) const {
  std::vector<MissingValue> missing;
  for (const auto& [item, problem] : errors) {
    missing.push_back({item, IssueCode::column_failed, problem.detail});
  }
  for (const auto item : row.omitted_items) missing.push_back({item, IssueCode::row_too_large});
  return missing;
}

Sample read_sample(ReadTransaction& transaction, const SampleRequest& request,
                   const ExtendItems& extend, const Problem* failure, const SampleLimits& limits) {
  Sample sample;
  sample.source = lock_and_describe_source(transaction, request.source);
  check_null_column(sample.source, request.rows);
  const auto conditions = conditions_of(transaction, sample.source, request.rows);
  sample.items = readable_columns(sample.source);
  extend(sample.source, sample.items);
  const auto key = key_positions(sample.source, sample.items);

  if (failure != nullptr) {
    const auto select_of = [&](const std::vector<SelectItem>& items) {
      return sample_query(sample.source, request.rows, conditions, items).select;
    };
    sample.errors = find_column_errors(transaction, select_of, sample.items, *failure);
    if (sample.errors.size() == sample.items.size()) throw *failure;
  }
  auto query = sample_query(sample.source, request.rows, conditions, sample.selected_items());
  sample.order = query.order;
  sample.warnings = std::move(query.warnings);
  std::ranges::copy(sample.source.warnings, std::back_inserter(sample.warnings));
  if (!std::ranges::all_of(sample.source.columns, &Column::readable)) {
    sample.warnings.push_back(
        {"columns_unreadable",
         "This role cannot read every column. The unreadable columns are omitted."});
  }
  sample.verify_utf8 = transaction.session().is_sql_ascii();
  sample.taken_at = std::chrono::system_clock::now();
  auto rows = transaction.stream(query.select);
  read_sample_rows(rows, request.rows.limit, limits, key, sample);
  if (sample.source.is_query() && !sample.source.key.empty()) check_keys(sample);
  if (sample.rows.empty()) {
    std::erase_if(sample.warnings, [](const Warning& each) { return each.code == "no_order"; });
  }
  return sample;
}

}  // namespace rowhook

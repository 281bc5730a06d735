#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "catalog/row_source.h"
#include "catalog/select_item.h"
#include "catalog/source.h"
#include "jobs/column_errors.h"
#include "jobs/sample_query.h"
#include "payload/row_mapper.h"
#include "postgres/read_transaction.h"

namespace rowhook {

struct SampleRequest {
  Source source;
  RowSelection rows;
  bool refresh = false;  ///< query Postgres even if there is a cached sample
};

/// One row of a sample.
struct SampleRow {
  RowKey key;
  std::string line;  ///< COPY line with a field for each item; empty if `too_large`
  bool too_large = false;
  /// Items whose values were omitted to make the row fit, the largest first.
  std::vector<std::size_t> omitted_items = {};
};

/// Rows of a source as Postgres sent them.
struct Sample {
  RowSource source;
  std::vector<SelectItem> items;
  std::vector<ColumnError> errors;  ///< items that Postgres cannot evaluate; NULL in every row
  std::vector<SampleRow> rows;
  std::vector<std::string> order;  ///< columns of ORDER BY; empty: no particular order
  std::vector<Warning> warnings;
  std::chrono::system_clock::time_point taken_at;
  bool verify_utf8 = false;  ///< the server does not validate the encoding
  /// RowStream::settings_changed(). False if no value follows settings or not all rows were read.
  bool settings_changed = false;

  /// Returns the approximate size in memory.
  std::size_t bytes() const;

  /// Returns the items, with those that Postgres cannot evaluate omitted.
  std::vector<SelectItem> selected_items() const;

  /// Returns the items for which a row has no value. The result refers to the sample.
  std::vector<MissingValue> missing(const SampleRow& row) const;
};

/// Limits of samples, and of the payloads made from them.
struct SampleLimits {
  std::size_t row_bytes;    ///< a larger row loses its largest values, and a larger payload is an
                            ///< issue
  std::size_t total_bytes;  ///< a larger sample or preview ends early, with a warning
};

/// Called before any row is read. May append to the select list, or throw to abort.
using ExtendItems = std::function<void(const RowSource&, std::vector<SelectItem>&)>;

/// Reads a sample with all readable columns. `failure`: the error from reading all columns, or null
/// if that has not been tried. Throws the problems of lock_and_describe_source(), and every problem
/// of querying.
Sample read_sample(ReadTransaction& transaction, const SampleRequest& request,
                   const ExtendItems& extend, const Problem* failure, const SampleLimits& limits);

}  // namespace rowhook

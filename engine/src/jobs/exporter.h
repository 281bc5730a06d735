#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "base/deadline.h"
#include "base/json_scan.h"
#include "catalog/source.h"
#include "connection/connection_string.h"
#include "jobs/export.h"
#include "jobs/export_lines.h"
#include "jobs/snapshot.h"
#include "mapping/document.h"
#include "postgres/databases.h"

namespace rowhook {

struct ExportRequest {
  static constexpr std::size_t kMaxWorkers = 8;
  static constexpr std::int64_t kMaxRows = kMaxSafeInteger;

  Source source;
  Mapping mapping;
  std::optional<std::uint64_t> limit;  ///< rows to read, 1 to kMaxRows; default: all
  /// Connections to read with, 1 to kMaxWorkers. Only one is used if the source cannot be divided.
  std::size_t workers = 1;
  LineOptions lines;
  bool progress = false;    ///< write a progress line a few times per second
  bool end_record = false;  ///< write a last line with the counts; implied by `lines.report`
};

/// Begins exports. Thread-safe.
class Exporter {
 public:
  struct Limits {
    std::size_t row_bytes;              ///< a larger row or payload is an issue
    std::chrono::milliseconds timeout;  ///< for a whole export; zero for none
  };

  Exporter(Databases& databases, const Limits& limits);

  /// Connects, compiles the mapping and waits for the first row, all until `deadline`. Its
  /// cancellation also cancels the running export, which it must outlive. Throws mapping_invalid,
  /// row_invalid for the first row, and every problem of connecting and querying.
  std::unique_ptr<Export> begin(const ConnectionString& connection, const ExportRequest& request,
                                const Deadline& deadline);

 private:
  std::unique_ptr<Export> begin_reading(const ConnectionString& connection,
                                        const ExportRequest& request, const Deadline& deadline);

  /// Returns the transactions to read with. Sets `pages` to the number of pages that they share, if
  /// there is more than one.
  Reads open(const ConnectionString& connection, const ExportRequest& request,
             const Deadline& deadline, std::optional<std::int64_t>& pages);

  Databases& databases_;
  Limits limits_;
};

}  // namespace rowhook

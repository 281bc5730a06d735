#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "catalog/relation.h"
#include "postgres/databases.h"

namespace rowhook {

/// A table as several transactions see it, each on a connection of its own. While they last, the
/// table is not truncated or rewritten.
class Snapshot {
 public:
  using Reads = std::vector<std::unique_ptr<DedicatedRead>>;

  /// Opens `count` transactions and locks the table in each. Throws overloaded where the server has
  /// no room for all of them, lock_timeout, and every problem of connecting. REQUIRES: a table, of
  /// which the role may read every column.
  Snapshot(Databases& databases, const ConnectionString& connection, const RelationName& table,
           std::size_t count, const Deadline& deadline);

  /// As divisible_pages().
  std::optional<std::int64_t> pages() const { return pages_; }

  /// The transactions. The first one may query; all may stream. They own the connections, so the
  /// object is of no use afterwards.
  Reads take_reads() && { return std::move(reads_); }

 private:
  bool lock(const RelationName& table);
  void share();

  Reads reads_;
  std::optional<std::int64_t> pages_;
};

}  // namespace rowhook

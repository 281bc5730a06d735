#include "export/shared_snapshot.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <thread>

#include "catalog/expression.h"
#include "error.h"

namespace rowhook {
namespace {

using Reads = std::vector<std::unique_ptr<DedicatedRead>>;

// How long whoever waits for the lock has to get it before the next try. A migration takes one lock
// after the other, so the pauses get longer.
constexpr std::chrono::milliseconds kFirstPause{50};
constexpr std::chrono::milliseconds kLongestPause{1'000};

Reads open_all(Sources& sources, const ConnectionString& source, std::size_t count,
               const Deadline& deadline) {
  ReadOptions options;
  options.isolation = Isolation::repeatable_read;
  Reads reads;
  try {
    while (reads.size() < count) reads.push_back(sources.dedicate(source, deadline, options));
  } catch (const Problem& problem) {
    if (problem.code != ProblemCode::database_busy) throw;
    throw Problem(ProblemCode::overloaded,
                  "The database has no room for " + std::to_string(count) + " connections.",
                  "Ask for fewer workers, or try again in a moment.");
  }
  return reads;
}

/// Locks the table in all transactions. False: another session waits between them for a lock that
/// keeps the others out, and gets it only when the first ones let go.
bool lock_all(const Reads& reads, const RelationName& table) {
  const auto lock = "LOCK TABLE ONLY " + quote_relation(table) + " IN ACCESS SHARE MODE";
  reads.front()->transaction().query(lock);
  try {
    for (std::size_t i = 1; i < reads.size(); ++i) {
      reads[i]->transaction().query(lock + " NOWAIT");
    }
  } catch (const Problem& problem) {
    if (problem.code != ProblemCode::lock_timeout) throw;
    return false;
  }
  return true;
}

}  // namespace

// A lock is not a query, so it does not fix a transaction's snapshot. It must come first: a
// TRUNCATE that commits between snapshot and lock would leave a table that is empty to that
// snapshot.
Reads share_snapshot(Sources& sources, const ConnectionString& source, const RelationName& table,
                     std::size_t count, const Deadline& deadline) {
  auto reads = open_all(sources, source, count, deadline);
  for (auto pause = kFirstPause;; pause = std::min(2 * pause, kLongestPause)) {
    if (lock_all(reads, table)) {
      const auto snapshot = of_shape(
          reads.front()->transaction().query("SELECT pg_catalog.pg_export_snapshot()"), 1, 1);
      const std::string name = snapshot[0][0].c_str();
      for (std::size_t i = 1; i < reads.size(); ++i) {
        reads[i]->transaction().query("SET TRANSACTION SNAPSHOT '" + name + "'");
      }
      return reads;
    }
    for (const auto& read : reads) read->transaction().roll_back();
    if (deadline.left() <= pause) {
      throw Problem(ProblemCode::lock_timeout, "Other sessions keep locking the relation.",
                    "Try again once the migration or maintenance is done.");
    }
    for (const auto until = deadline.earlier(pause); !until.passed();) {
      std::this_thread::sleep_for(until.next_wait());
    }
    for (const auto& read : reads) read->transaction().begin();
  }
}

}  // namespace rowhook

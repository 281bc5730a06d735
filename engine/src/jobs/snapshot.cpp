#include "jobs/snapshot.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <string>
#include <system_error>
#include <thread>

#include "base/problem.h"
#include "catalog/quote.h"
#include "catalog/relation_detail.h"

namespace rowhook {
namespace {

// How long whoever waits for the lock has to get it before the next try. A migration takes one lock
// after the other, so the pauses get longer.
constexpr std::chrono::milliseconds kFirstPause{50};
constexpr std::chrono::milliseconds kLongestPause{1'000};

/// Connects to all at once: over a long way, one login after the other would take most of the time
/// until the first row.
Snapshot::Reads open_all(Databases& databases, const ConnectionString& connection,
                         std::size_t count, const Deadline& deadline) {
  ReadOptions options;
  options.isolation = Isolation::repeatable_read;
  std::vector<std::future<std::unique_ptr<DedicatedRead>>> opening;  // each is waited for
  try {
    while (opening.size() < count) {
      opening.push_back(std::async(
          std::launch::async, [&] { return databases.dedicate(connection, deadline, options); }));
    }
    Snapshot::Reads reads;
    for (auto& each : opening) reads.push_back(each.get());
    return reads;
  } catch (const std::system_error&) {
    throw Problem(ProblemCode::overloaded, "The engine has no threads for this export.");
  } catch (const Problem& problem) {
    if (problem.code != ProblemCode::database_busy) throw;
    throw Problem(ProblemCode::overloaded,
                  "The database has no room for " + std::to_string(count) + " connections.",
                  "Ask for fewer workers, or try again in a moment.");
  }
}

}  // namespace

// A lock is not a query, so it does not fix a transaction's snapshot. It must come first: a
// TRUNCATE that commits between snapshot and lock would leave a table that is empty to that
// snapshot.
Snapshot::Snapshot(Databases& databases, const ConnectionString& connection,
                   const RelationName& table, std::size_t count, const Deadline& deadline)
    : reads_(open_all(databases, connection, count, deadline)) {
  for (auto pause = kFirstPause; !lock(table); pause = std::min(2 * pause, kLongestPause)) {
    for (const auto& read : reads_) read->transaction().roll_back();
    if (deadline.left() <= pause) {
      throw Problem(ProblemCode::lock_timeout, "Other sessions keep locking the relation.",
                    "Try again once the migration or maintenance is done.");
    }
    for (const auto until = deadline.earlier(pause); !until.passed();) {
      std::this_thread::sleep_for(until.next_wait());
    }
    for (const auto& read : reads_) read->transaction().begin();
  }
  share();
  pages_ = divisible_pages(reads_.front()->transaction(), table);
}

/// Locks the table in all transactions. False: another session waits between them for a lock that
/// keeps the others out, and gets it only when the first ones let go.
bool Snapshot::lock(const RelationName& table) {
  const auto statement = "LOCK TABLE ONLY " + quote_relation(table) + " IN ACCESS SHARE MODE";
  reads_.front()->transaction().query(statement);
  try {
    for (std::size_t i = 1; i < reads_.size(); ++i) {
      reads_[i]->transaction().query(statement + " NOWAIT");
    }
  } catch (const Problem& problem) {
    if (problem.code != ProblemCode::lock_timeout) throw;
    return false;
  }
  return true;
}

/// Gives the snapshot of the first transaction to the others.
void Snapshot::share() {
  const auto exported =
      of_shape(reads_.front()->transaction().query("SELECT pg_catalog.pg_export_snapshot()"), 1, 1);
  const std::string name = exported[0][0].c_str();
  for (std::size_t i = 1; i < reads_.size(); ++i) {
    reads_[i]->transaction().query("SET TRANSACTION SNAPSHOT '" + name + "'");
  }
}

}  // namespace rowhook

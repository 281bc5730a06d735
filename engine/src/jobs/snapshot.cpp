#include "jobs/snapshot.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <string>
#include <system_error>
#include <thread>

#include "base/problem.h"
#include "catalog/quote.h"
#include "catalog/relations.h"

namespace rowhook {
namespace {

// The time that a waiting session has to get its lock before the next try. A migration takes one
// lock after another, so the pauses get longer.
constexpr std::chrono::milliseconds kFirstPause{50};
constexpr std::chrono::milliseconds kLongestPause{1'000};

std::string lock_of(const RelationName& table) {
  return "LOCK TABLE ONLY " + quote_relation(table) + " IN ACCESS SHARE MODE";
}

/// Locks the table and exports a snapshot. LOCK TABLE is not a query, so it takes no snapshot. It
/// must come first: if a TRUNCATE committed between snapshot and lock, the snapshot would see an
/// empty table.
std::string export_snapshot(ReadTransaction& transaction, const RelationName& table) {
  auto options = transaction.options();
  options.isolation = Isolation::repeatable_read;
  options.first_statement = lock_of(table);
  transaction.roll_back();
  transaction.begin(options);
  transaction.ensure_executed(options.first_statement);
  const auto exported =
      require_shape(transaction.query("SELECT pg_catalog.pg_export_snapshot()"), 1, 1);
  return exported[0][0].c_str();
}

/// Returns the options of a transaction that uses the snapshot. It does not wait for its lock: if
/// another session is queued for a conflicting lock, that session waits for the first transaction,
/// and this one would wait for that session.
ReadOptions options_of_others(const ReadTransaction& first, std::string snapshot,
                              const RelationName& table) {
  auto options = first.options();
  options.snapshot = std::move(snapshot);
  options.first_statement = lock_of(table) + " NOWAIT";
  return options;
}

/// Opens the other connections while the first one exports its snapshot. Over a slow network,
/// opening them one after another would take most of the time until the first row.
Reads open_others(Databases& databases, const ConnectionString& connection, ReadTransaction& first,
                  const RelationName& table, std::size_t count, const Deadline& deadline) {
  std::vector<std::future<std::unique_ptr<DedicatedRead>>> opening;  // the destructor waits
  // Destroyed before `opening`, which ends the waiting tasks if exporting the snapshot fails.
  std::promise<ReadOptions> promise;
  const auto options = promise.get_future().share();
  try {
    while (opening.size() + 1 < count) {
      opening.push_back(
          std::async(std::launch::async, [&databases, &connection, &deadline, options] {
            return databases.dedicate(connection, deadline, [&options] { return options.get(); });
          }));
    }
    promise.set_value(options_of_others(first, export_snapshot(first, table), table));
    Reads others;
    for (auto& each : opening) others.push_back(each.get());
    return others;
  } catch (const std::system_error&) {
    throw Problem(ProblemCode::overloaded, "The engine cannot start threads for this export.");
  } catch (const Problem& problem) {
    if (problem.code != ProblemCode::database_busy) throw;
    throw Problem(ProblemCode::overloaded,
                  "The database does not accept " + std::to_string(count) + " connections.",
                  "Use fewer workers, or try again in a moment.");
  }
}

/// Returns false if another session is queued for a lock that conflicts with those of the others.
bool all_locked(const Reads& others) {
  try {
    for (const auto& read : others) {
      read->transaction().ensure_executed(read->transaction().options().first_statement);
    }
  } catch (const Problem& problem) {
    if (problem.code != ProblemCode::lock_timeout) throw;
    return false;
  }
  return true;
}

}  // namespace

Reads share_snapshot(Databases& databases, const ConnectionString& connection,
                     std::unique_ptr<DedicatedRead> first, const RelationName& table,
                     std::size_t count, const Deadline& deadline) {
  auto& exporting = first->transaction();
  auto reads = open_others(databases, connection, exporting, table, count, deadline);
  for (auto pause = kFirstPause; !all_locked(reads); pause = std::min(2 * pause, kLongestPause)) {
    exporting.roll_back();
    for (const auto& read : reads) read->transaction().roll_back();
    if (deadline.left() <= pause) {
      throw Problem(ProblemCode::lock_timeout, "Other sessions keep locking the table.",
                    "Try again once the migration or maintenance is done.");
    }
    for (const auto until = deadline.within(pause); !until.passed();) {
      std::this_thread::sleep_for(until.next_wait());
    }
    const auto options = options_of_others(exporting, export_snapshot(exporting, table), table);
    for (const auto& read : reads) read->transaction().begin(options);
  }
  reads.insert(reads.begin(), std::move(first));
  return reads;
}

}  // namespace rowhook

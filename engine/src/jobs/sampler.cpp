#include "jobs/sampler.h"

#include <string_view>

#include "base/problem.h"
#include "catalog/describe_source.h"
#include "jobs/column_errors.h"

namespace rowhook {
namespace {

/// Returns whether the server refuses the login, or denies it access to the source.
bool is_access_denied(const Problem& problem) {
  constexpr std::string_view kInsufficientPrivilege = "42501";
  if (problem.sqlstate == kInsufficientPrivilege) return true;
  switch (problem.code) {
    case ProblemCode::authentication_failed:
    case ProblemCode::login_refused:
    case ProblemCode::tls_required:
    case ProblemCode::host_not_allowed:
    case ProblemCode::database_not_found:
    case ProblemCode::relation_not_found:
      return true;
    default:
      return false;
  }
}

/// Returns whether a cached sample has all items that `extend` needs. Also returns false if
/// `extend` throws, because the source may have changed since: a missing column may have been
/// added.
bool has_all_items(const Sample& cached, const ExtendItems& extend) {
  auto items = cached.items;
  try {
    extend(cached.source, items);
  } catch (const Problem&) {
    return false;
  }
  return items.size() == cached.items.size();
}

}  // namespace

Sampler::Sampler(Databases& databases, const Limits& limits)
    : databases_(databases),
      limits_(limits),
      cache_(limits.cache_bytes, SampleCache::kKeepFor, limits.recheck_after) {}

SampleResult Sampler::take(const ConnectionString& connection, const SampleRequest& request,
                           const ExtendItems& extend, const Deadline& deadline) {
  const auto key = sample_key(connection.canonical(), request.source, request.rows);
  try {
    const auto found = request.refresh ? SampleCache::Found() : cache_.find(key);
    if (found.sample && has_all_items(*found.sample, extend)) {
      SampleResult cached{found.sample, true};
      if (found.access_checked) return cached;
      if (is_still_readable(connection, deadline, cached)) {
        cache_.mark_checked(key);
        return cached;
      }
    }
    auto taken = read(connection, request, extend, deadline);
    cache_.put(key, taken.sample);
    return taken;
  } catch (const Problem& problem) {
    if (is_access_denied(problem)) cache_.forget(connection.canonical());
    throw;
  }
}

// The pool uses no session with an old login, so this verifies the login, too. An error with a
// SQLSTATE means that the source may have changed and has to be read again.
bool Sampler::is_still_readable(const ConnectionString& connection, const Deadline& deadline,
                                SampleResult& cached) {
  const auto& sample = *cached.sample;
  try {
    databases_.read(connection, deadline, [&](ReadTransaction& transaction) {
      cached.connect_time = transaction.connect_time;
      const auto begin = Deadline::Clock::now();
      if (sample.source.is_query()) transaction.expect_user_query();
      transaction
          .stream(select_from(sample.source, sample.selected_items(),
                              sample.source.from_where() + " LIMIT 0"))
          .next();
      cached.query_time = elapsed_since(begin);
    });
    return true;
  } catch (const Problem& problem) {
    if (!problem.sqlstate) throw;
    return false;
  }
}

SampleResult Sampler::read(const ConnectionString& connection, const SampleRequest& request,
                           const ExtendItems& extend, const Deadline& deadline) {
  SampleResult taken;
  const auto try_to_read = [&](const Problem* failure) {
    const auto work = [&](ReadTransaction& transaction) {
      taken.connect_time += transaction.connect_time;
      const auto begin = Deadline::Clock::now();
      taken.sample = std::make_shared<Sample>(
          read_sample(transaction, request, extend, failure, limits_.sample));
      taken.query_time = elapsed_since(begin);
    };
    databases_.read(connection, deadline, work, read_options_for(request.source));
  };
  try {
    try_to_read(nullptr);
  } catch (const Problem& failure) {
    // The failure has aborted the first transaction, so the search needs a new one.
    if (request.source.is_query() || !may_be_column_error(failure)) throw;
    try_to_read(&failure);
  }
  return taken;
}

}  // namespace rowhook

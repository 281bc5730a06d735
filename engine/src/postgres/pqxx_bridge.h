#pragma once

#include <libpq-fe.h>

#include <memory>
#include <pqxx/pqxx>
#include <string>
#include <vector>

#include "postgres/handle.h"

namespace rowhook {

// What differs between libpqxx 6.4 (Debian 12) and 7 or later is in this file and its
// .cpp, nothing of it elsewhere.
#if PQXX_VERSION_MAJOR < 7
using PqxxConnection = pqxx::connection_base;
#else
using PqxxConnection = pqxx::connection;
#endif

/// Hands an open connection over to libpqxx, which closes it in the end and never reconnects.
/// A shared_ptr remembers the real type, which 6.x needs: its base has no virtual destructor.
std::shared_ptr<PqxxConnection> adopt(ConnectionHandle connection);

/// Runs one statement with text parameters, unnamed, so that it works behind transaction poolers.
pqxx::result run(pqxx::transaction_base& transaction, const std::string& sql,
                 const std::vector<std::string>& parameters);

/// Prepares a statement in the server process at the other end, where it stays as long as that one.
void prepare(pqxx::transaction_base& transaction, const std::string& name, const std::string& sql);

/// Runs a prepared statement with text parameters.
pqxx::result run_prepared(pqxx::transaction_base& transaction, const std::string& name,
                          const std::vector<std::string>& parameters);

/// Runs any number of statements without parameters in one round trip; the result is the last
/// one's.
pqxx::result run_simple(pqxx::transaction_base& transaction, const std::string& statements);

/// Whether libpqxx takes a result that libpq has read: from 7 on it makes results of its own
/// statements only.
constexpr bool kTakesResults = PQXX_VERSION_MAJOR < 7;

/// REQUIRES: kTakesResults, and a result of success.
pqxx::result take_result(ResultHandle result);

/// The SQLSTATE of a failure that libpqxx reports by its type alone, or of a pqxx::sql_error;
/// empty: the failure has none.
std::string sqlstate_of(const pqxx::failure& failure);

}  // namespace rowhook

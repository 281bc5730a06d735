#pragma once

#include <libpq-fe.h>

#include <memory>
#include <pqxx/pqxx>
#include <string>
#include <vector>

#include "postgres/handle.h"

namespace rowhook {

// This file and its .cpp contain all code that depends on the version of libpqxx: 6.4 (Debian 12)
// or 7 and later.
#if PQXX_VERSION_MAJOR < 7
using PqxxConnection = pqxx::connection_base;
#else
using PqxxConnection = pqxx::connection;
#endif

/// Passes an open connection to libpqxx, which closes it at the end and never reconnects. The
/// shared_ptr stores the deleter of the real type, because the base class of 6.x has no virtual
/// destructor.
std::shared_ptr<PqxxConnection> adopt(ConnectionHandle connection);

/// Runs one unnamed statement with text parameters. Works behind transaction poolers.
pqxx::result run(pqxx::transaction_base& transaction, const std::string& sql,
                 const std::vector<std::string>& parameters);

/// Returns the SQLSTATE of a pqxx::sql_error, or of a failure that libpqxx reports only by its
/// type. Empty if there is none.
std::string sqlstate_of(const pqxx::failure& failure);

}  // namespace rowhook

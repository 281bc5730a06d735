#include "postgres/pqxx_bridge.h"

#if PQXX_VERSION_MAJOR < 7
#include <pqxx/internal/gates/result-creation.hxx>
#endif

#include <utility>

namespace rowhook {

#if PQXX_VERSION_MAJOR < 7

namespace {

// In 6.x a policy opens the connection; this one hands out the connection it was given, once. Its
// base class closes it.
class Adoption : public pqxx::connectionpolicy {
 public:
  explicit Adoption(ConnectionHandle connection)
      : connectionpolicy(std::string()),
        connection_(std::move(connection)),
        raw_(connection_.get()) {}

  handle do_startconnect(handle open) override {
    return open != nullptr ? open : connection_.release();
  }
  handle do_completeconnect(handle open) override { return open; }

  PGconn* raw() const { return raw_; }

 private:
  ConnectionHandle connection_;
  PGconn* raw_;
};

class AdoptedConnection : private Adoption, public pqxx::connection_base {
 public:
  explicit AdoptedConnection(ConnectionHandle connection)
      : Adoption(std::move(connection)), connection_base(static_cast<Adoption&>(*this)) {
    init();
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    inhibit_reactivation(true);
#pragma GCC diagnostic pop
  }
  ~AdoptedConnection() override { close(); }

  using Adoption::raw;
};

PGconn* raw(const pqxx::transaction_base& transaction) {
  // Every connection here comes from adopt().
  return static_cast<AdoptedConnection&>(transaction.conn()).raw();
}

// When a connection breaks under its statement, 6.x loses the PGresult, two kilobytes: it asks the
// connection for its encoding, which throws, before it takes the result into its care. So libpq
// runs the statement, and libpqxx is given results of success only. It has no public way to be
// given one; an explicit instantiation may name what is private.
using CreateResult = pqxx::result (*)(PGresult*, const std::string&,
                                      pqxx::internal::encoding_group);
CreateResult create_result();
template <CreateResult kCreate>
struct Reach {
  friend CreateResult create_result() { return kCreate; }
};
template struct Reach<&pqxx::internal::gate::result_creation::create>;

pqxx::result taken(ResultHandle result, const std::string& sql) {
  const auto status = PQresultStatus(result.get());
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
    return create_result()(result.release(), sql, pqxx::internal::encoding_group::UTF8);
  }
  const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  if (state == nullptr) throw pqxx::broken_connection();
  throw pqxx::sql_error("", "", state);
}

std::vector<const char*> pointers_to(const std::vector<std::string>& parameters) {
  std::vector<const char*> values;
  values.reserve(parameters.size());
  for (const auto& parameter : parameters) values.push_back(parameter.c_str());
  return values;
}

}  // namespace

std::shared_ptr<PqxxConnection> adopt(ConnectionHandle connection) {
  return std::make_shared<AdoptedConnection>(std::move(connection));
}

pqxx::result run(pqxx::transaction_base& transaction, const std::string& sql,
                 const std::vector<std::string>& parameters) {
  const auto values = pointers_to(parameters);
  return taken(
      ResultHandle(PQexecParams(raw(transaction), sql.c_str(), static_cast<int>(values.size()),
                                nullptr, values.data(), nullptr, nullptr, 0)),
      sql);
}

void prepare(pqxx::transaction_base& transaction, const std::string& name, const std::string& sql) {
  taken(ResultHandle(PQprepare(raw(transaction), name.c_str(), sql.c_str(), 0, nullptr)), sql);
}

pqxx::result run_prepared(pqxx::transaction_base& transaction, const std::string& name,
                          const std::vector<std::string>& parameters) {
  const auto values = pointers_to(parameters);
  return taken(
      ResultHandle(PQexecPrepared(raw(transaction), name.c_str(), static_cast<int>(values.size()),
                                  values.data(), nullptr, nullptr, 0)),
      name);
}

pqxx::result run_simple(pqxx::transaction_base& transaction, const std::string& statements) {
  return taken(ResultHandle(PQexec(raw(transaction), statements.c_str())), statements);
}

pqxx::result take_result(ResultHandle result) { return taken(std::move(result), ""); }

#else

std::shared_ptr<PqxxConnection> adopt(ConnectionHandle connection) {
  return std::make_shared<PqxxConnection>(
      pqxx::connection::seize_raw_connection(connection.release()));
}

namespace {

// 7.9 made exec_params() a kind of exec(); Ubuntu 24.04 has 7.8. A template, so that only the one
// that there is has to compile.
template <class Transaction>
pqxx::result run_bound(Transaction& transaction, const std::string& sql,
                       const pqxx::params& bound) {
  if constexpr (requires { transaction.exec(sql, bound); }) {
    return transaction.exec(sql, bound);
  } else {
    return transaction.exec_params(sql, bound);
  }
}

pqxx::params bind(const std::vector<std::string>& parameters) {
  pqxx::params bound;
  for (const auto& parameter : parameters) bound.append(parameter);
  return bound;
}

}  // namespace

pqxx::result run(pqxx::transaction_base& transaction, const std::string& sql,
                 const std::vector<std::string>& parameters) {
  return run_bound(transaction, sql, bind(parameters));
}

void prepare(pqxx::transaction_base& transaction, const std::string& name, const std::string& sql) {
  transaction.conn().prepare(name, sql);
}

pqxx::result run_prepared(pqxx::transaction_base& transaction, const std::string& name,
                          const std::vector<std::string>& parameters) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  // What newer versions have in its place, 7.8 lacks.
  return transaction.exec_prepared(name, bind(parameters));
#pragma GCC diagnostic pop
}

pqxx::result run_simple(pqxx::transaction_base& transaction, const std::string& statements) {
  return transaction.exec(statements);
}

pqxx::result take_result(ResultHandle) { return {}; }

#endif

std::string sqlstate_of(const pqxx::failure& failure) {
  if (const auto* error = dynamic_cast<const pqxx::sql_error*>(&failure)) {
    return std::string(error->sqlstate());
  }
  if (dynamic_cast<const pqxx::serialization_failure*>(&failure) != nullptr) return "40001";
  if (dynamic_cast<const pqxx::deadlock_detected*>(&failure) != nullptr) return "40P01";
  return {};
}

}  // namespace rowhook

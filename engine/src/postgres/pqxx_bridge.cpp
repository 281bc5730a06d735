#include "postgres/pqxx_bridge.h"

#if PQXX_VERSION_MAJOR < 7
#include <pqxx/internal/gates/result-creation.hxx>
#endif

#include <utility>

namespace rowhook {

#if PQXX_VERSION_MAJOR < 7

namespace {

// In 6.x a connection policy opens the connection. This one returns the connection it was given,
// once. Its base class closes it.
class AdoptedConnectionPolicy : public pqxx::connectionpolicy {
 public:
  explicit AdoptedConnectionPolicy(ConnectionHandle connection)
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

class AdoptedConnection : private AdoptedConnectionPolicy, public pqxx::connection_base {
 public:
  explicit AdoptedConnection(ConnectionHandle connection)
      : AdoptedConnectionPolicy(std::move(connection)),
        connection_base(static_cast<AdoptedConnectionPolicy&>(*this)) {
    init();
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    inhibit_reactivation(true);
#pragma GCC diagnostic pop
  }
  ~AdoptedConnection() override { close(); }

  using AdoptedConnectionPolicy::raw;
};

PGconn* raw(const pqxx::transaction_base& transaction) {
  // All connections are created by adopt().
  return static_cast<AdoptedConnection&>(transaction.conn()).raw();
}

// When the connection is lost during a statement, 6.x leaks the PGresult of two kilobytes: it
// requests the encoding of the connection, which throws, before it takes ownership of the result.
// Therefore libpq runs the statement, and libpqxx gets only successful results. It has no public
// function for that, but an explicit instantiation may access private members.
using CreateResult = pqxx::result (*)(PGresult*, const std::string&,
                                      pqxx::internal::encoding_group);
CreateResult create_result();
template <CreateResult kCreate>
struct PrivateMember {
  friend CreateResult create_result() { return kCreate; }
};
template struct PrivateMember<&pqxx::internal::gate::result_creation::create>;

pqxx::result to_pqxx_result(ResultHandle result, const std::string& sql) {
  const auto status = PQresultStatus(result.get());
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
    return create_result()(result.release(), sql, pqxx::internal::encoding_group::UTF8);
  }
  const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  if (state == nullptr) throw pqxx::broken_connection();
  throw pqxx::sql_error("", "", state);
}

}  // namespace

std::shared_ptr<PqxxConnection> adopt(ConnectionHandle connection) {
  return std::make_shared<AdoptedConnection>(std::move(connection));
}

pqxx::result run(pqxx::transaction_base& transaction, const std::string& sql,
                 const std::vector<std::string>& parameters) {
  std::vector<const char*> values;
  values.reserve(parameters.size());
  for (const auto& parameter : parameters) values.push_back(parameter.c_str());
  return to_pqxx_result(
      ResultHandle(PQexecParams(raw(transaction), sql.c_str(), static_cast<int>(values.size()),
                                nullptr, values.data(), nullptr, nullptr, 0)),
      sql);
}

#else

std::shared_ptr<PqxxConnection> adopt(ConnectionHandle connection) {
  return std::make_shared<PqxxConnection>(
      pqxx::connection::seize_raw_connection(connection.release()));
}

namespace {

// 7.9 replaced exec_params() with an overload of exec(). Ubuntu 24.04 has 7.8. A template compiles
// only the variant that exists.
template <class Transaction>
pqxx::result run_bound(Transaction& transaction, const std::string& sql,
                       const pqxx::params& bound) {
  if constexpr (requires { transaction.exec(sql, bound); }) {
    return transaction.exec(sql, bound);
  } else {
    return transaction.exec_params(sql, bound);
  }
}

}  // namespace

pqxx::result run(pqxx::transaction_base& transaction, const std::string& sql,
                 const std::vector<std::string>& parameters) {
  pqxx::params bound;
  for (const auto& parameter : parameters) bound.append(parameter);
  return run_bound(transaction, sql, bound);
}

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

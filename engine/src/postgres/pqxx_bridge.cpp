#include "postgres/pqxx_bridge.h"

#include <utility>

namespace rowhook {

#if PQXX_VERSION_MAJOR < 7

namespace {

// In 6.x a policy opens the connection; this one hands out the connection it was given, once. Its
// base class closes it.
class Adoption : public pqxx::connectionpolicy {
 public:
  explicit Adoption(ConnectionHandle connection)
      : connectionpolicy(std::string()), connection_(std::move(connection)) {}

  handle do_startconnect(handle open) override {
    return open != nullptr ? open : connection_.release();
  }
  handle do_completeconnect(handle open) override { return open; }

 private:
  ConnectionHandle connection_;
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
};

}  // namespace

std::shared_ptr<PqxxConnection> adopt(ConnectionHandle connection) {
  return std::make_shared<AdoptedConnection>(std::move(connection));
}

pqxx::result run(pqxx::transaction_base& transaction, const std::string& sql,
                 const std::vector<std::string>& parameters) {
  return transaction.exec_params(sql, pqxx::prepare::make_dynamic_params(parameters));
}

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

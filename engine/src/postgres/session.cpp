#include "postgres/session.h"

#include <utility>

namespace rowhook {

Session::Session(ConnectionHandle connection)
    : raw_(connection.get()), pqxx_(adopt(std::move(connection))) {}

bool Session::reusable() const {
  return !given_up_ && PQstatus(raw_) == CONNECTION_OK && PQtransactionStatus(raw_) == PQTRANS_IDLE;
}

}  // namespace rowhook

#include "postgres/tls_gate.h"

#include <algorithm>
#include <new>

namespace rowhook {

SSL* openssl_of(PGconn* connection) {
  return static_cast<SSL*>(PQsslStruct(connection, "OpenSSL"));
}

TlsGate::TlsGate(PGconn* connection) : connection_(connection), tls_(openssl_of(connection)) {
  if (tls_ == nullptr) return;
  BIO* gate = BIO_new(method());
  if (gate == nullptr) throw std::bad_alloc();
  BIO_set_data(gate, this);
  BIO_set_init(gate, 1);
  BIO* socket = SSL_get_rbio(tls_);
  BIO_up_ref(socket);
  SSL_set0_rbio(tls_, BIO_push(gate, socket));
}

TlsGate::~TlsGate() {
  // A login that failed has freed OpenSSL's side, and the gate with it.
  if (tls_ == nullptr || openssl_of(connection_) != tls_) return;
  SSL_set0_rbio(tls_, BIO_pop(SSL_get_rbio(tls_)));
}

const BIO_METHOD* TlsGate::method() {
  static const BIO_METHOD* const kMethod = [] {
    BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_FILTER, "one record at a time");
    if (made == nullptr) throw std::bad_alloc();
    BIO_meth_set_read(made, read);
    BIO_meth_set_ctrl(made, control);
    return made;
  }();
  return kMethod;
}

int TlsGate::read(BIO* bio, char* out, int size) {
  auto& gate = *static_cast<TlsGate*>(BIO_get_data(bio));
  BIO_clear_retry_flags(bio);
  const bool at_boundary = gate.header_size_ == 0 && gate.body_left_ == 0;
  if (at_boundary && !gate.may_begin_) {
    BIO_set_retry_read(bio);
    return -1;
  }
  const bool in_header = gate.body_left_ == 0;
  const auto left = in_header ? gate.header_.size() - gate.header_size_ : gate.body_left_;
  const int read_bytes = BIO_read(
      BIO_next(bio), out,
      static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(std::max(size, 0)), left)));
  if (read_bytes <= 0) {
    BIO_copy_next_retry(bio);
    return read_bytes;
  }
  gate.may_begin_ = false;
  const auto count = static_cast<std::size_t>(read_bytes);
  if (!in_header) {
    gate.body_left_ -= count;
    return read_bytes;
  }
  std::copy_n(out, count, gate.header_.begin() + static_cast<std::ptrdiff_t>(gate.header_size_));
  gate.header_size_ += count;
  if (gate.header_size_ == gate.header_.size()) {
    gate.header_size_ = 0;
    gate.body_left_ = static_cast<std::size_t>(gate.header_[3]) << 8 | gate.header_[4];
  }
  return read_bytes;
}

long TlsGate::control(BIO* bio, int command, long number, void* pointer) {
  return BIO_ctrl(BIO_next(bio), command, number, pointer);
}

}  // namespace rowhook

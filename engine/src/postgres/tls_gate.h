#pragma once

#include <libpq-fe.h>
#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <array>
#include <cstddef>
#include <utility>

namespace rowhook {

/// OpenSSL's side of a connection; null: it is not encrypted by OpenSSL.
SSL* openssl_of(PGconn* connection);

/// Lets an encrypted connection's records through one at a time, so that libpq cannot read beyond
/// what the engine has looked at: what OpenSSL decrypts ahead is one record, and libpq takes all
/// that there are. Stands between OpenSSL and libpq's own reading of the socket.
class TlsGate {
 public:
  /// REQUIRES: the handshake is done; the connection outlives this object. Does nothing where the
  /// connection is not encrypted by OpenSSL.
  explicit TlsGate(PGconn* connection);
  ~TlsGate();
  TlsGate(const TlsGate&) = delete;
  TlsGate& operator=(const TlsGate&) = delete;

  /// Lets one more record begin. One that has begun may be read to its end.
  void open() { may_begin_ = true; }
  /// True: a record has begun since open().
  bool close() { return !std::exchange(may_begin_, false); }

 private:
  static const BIO_METHOD* method();
  static int read(BIO* bio, char* out, int size);
  static long control(BIO* bio, int command, long number, void* pointer);

  PGconn* connection_;
  SSL* tls_;
  bool may_begin_ = false;
  std::array<unsigned char, 5> header_{};  ///< type, version, length (RFC 8446, 5.1)
  std::size_t header_size_ = 0;
  std::size_t body_left_ = 0;
};

}  // namespace rowhook

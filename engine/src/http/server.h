#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/deadline.h"
#include "base/json_reader.h"
#include "config.h"

namespace rowhook {

/// A request that has passed the server's checks of token, media type, size, JSON and admission.
struct ApiRequest {
  const std::string& id;
  const JsonDocument& body;
  /// The deadline for the first byte of the response. Its cancellation applies to the whole
  /// response.
  const Deadline& deadline;
};

/// Returns the response as JSON text, or throws a Problem.
using ApiHandler = std::function<std::string(const ApiRequest&)>;

/// Writes a whole response body with `write`, which blocks while the client is slow. If the client
/// disconnects, `write` throws an object that is not a std::exception; do not catch it. `write` may
/// be called on other threads, one at a time. If the StreamWriter throws a Problem, the connection
/// is cut.
using StreamWriter = std::function<void(const std::function<void(std::string_view)>& write)>;

/// Returns the function that writes the body. Can still throw a Problem that becomes the response.
using StreamHandler = std::function<StreamWriter(const ApiRequest&)>;

/// The engine's HTTP server: `POST` routes for the gateway, and `GET /healthz` and `/readyz` for
/// health checks. Every request has an id, a log line and, if it fails, a problem.
class HttpServer {
 public:
  /// Starts the worker threads. Throws std::runtime_error if the system has too few.
  explicit HttpServer(const Config& config);
  ~HttpServer();

  /// Adds a route. REQUIRES: run() has not been called.
  void post(const std::string& path, ApiHandler handler);

  /// Adds a route with a streamed response of JSON lines. These routes have their own admission.
  /// REQUIRES: run() has not been called.
  void post_stream(const std::string& path, StreamHandler handler);

  /// Binds the configured address and returns the port. Throws std::runtime_error if the address is
  /// in use or not allowed.
  int bind();

  /// Serves requests until stop() is called and the running ones have ended. Cancels those that
  /// take too long after stop(). REQUIRES: bind() was called.
  void run();

  /// Stops accepting requests. Thread-safe.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace rowhook

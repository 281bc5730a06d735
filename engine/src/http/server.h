#pragma once

#include <functional>
#include <memory>
#include <string>

#include "config.h"
#include "postgres/deadline.h"
#include "shape.h"

namespace rowhook {

/// A request that has passed the server's checks: token, media type, size, JSON, admission.
struct ApiRequest {
  const Json& body;
  const Deadline& deadline;  ///< of everything that is done for this request
};

/// Answers a request with the text of a JSON document, or throws a Problem.
using ApiHandler = std::function<std::string(const ApiRequest&)>;

/// The engine's HTTP side: `POST` routes for the gateway, `GET /healthz` and `/readyz` for
/// whoever watches the process. Every request gets an id, a log line and, when it fails, a problem.
class HttpServer {
 public:
  explicit HttpServer(const Config& config);
  ~HttpServer();

  /// Adds a route. REQUIRES: run() has not been called.
  void post(const std::string& path, ApiHandler handler);

  /// Takes the configured address and returns the port. Throws std::runtime_error where it is in
  /// use or not allowed.
  int bind();

  /// Serves until stop() is called and the running requests are answered. REQUIRES: bind().
  void run();

  /// Stops taking requests. For another thread than run()'s; waits for run() to have begun.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace rowhook

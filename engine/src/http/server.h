#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/deadline.h"
#include "base/json_reader.h"
#include "config.h"

namespace rowhook {

/// A request that has passed the server's checks: token, media type, size, JSON, admission.
struct ApiRequest {
  const Json& body;
  std::string_view text;  ///< what the body was parsed from
  /// Of everything that is done for this request up to an answer's first byte. Its cancellation
  /// holds until the last one.
  const Deadline& deadline;
};

/// Answers a request with the text of a JSON document, or throws a Problem.
using ApiHandler = std::function<std::string(const ApiRequest&)>;

/// Writes a whole answer through the function it is given, which waits for a slow reader and throws
/// where there is none any more. A Problem that it throws cuts the connection.
using StreamAnswer = std::function<void(const std::function<void(std::string_view)>& write)>;

/// Does all that can still fail with a problem, and returns what writes the answer.
using StreamHandler = std::function<StreamAnswer(const ApiRequest&)>;

/// The engine's HTTP side: `POST` routes for the gateway, `GET /healthz` and `/readyz` for
/// whoever watches the process. Every request gets an id, a log line and, when it fails, a problem.
class HttpServer {
 public:
  /// Starts the threads that serve requests. Throws std::runtime_error where the system has
  /// not enough of them.
  explicit HttpServer(const Config& config);
  ~HttpServer();

  /// Adds a route. REQUIRES: run() has not been called.
  void post(const std::string& path, ApiHandler handler);

  /// Adds a route whose answer is sent in chunks while it is made. These have an admission of their
  /// own. REQUIRES: run() has not been called.
  void post_stream(const std::string& path, const std::string& media_type, StreamHandler handler);

  /// Takes the configured address and returns the port. Throws std::runtime_error where it is in
  /// use or not allowed.
  int bind();

  /// Serves until stop() is called and the running requests are answered, or cancelled where they
  /// take too long for that. REQUIRES: bind().
  void run();

  /// Stops taking requests. Safe from any thread.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace rowhook

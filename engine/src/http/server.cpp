#include "http/server.h"

#include <httplib.h>

#include <chrono>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/admission.h"
#include "http/connections.h"
#include "http/context.h"
#include "http/httplib_server.h"
#include "http/request.h"
#include "http/request_body.h"
#include "http/response.h"

namespace rowhook {
namespace {

// Threads in addition to the admission slots, one for each connection that the gateway may open. So
// an overloaded engine can still respond.
constexpr std::size_t kGatewayConnections = 64;

// The time for running requests after SIGTERM. Shorter than the time after which supervisors kill
// the process, because a killed engine cannot cancel its queries on the server.
constexpr std::chrono::seconds kDrain{3};

// Limits for reading a whole body, and for the bytes that chunked encoding adds to it.
constexpr std::chrono::seconds kBodyTimeout{10};
constexpr std::size_t kMaxFramingBytes = 1024 * 1024;

constexpr const char* kTooManyRequests = "Too many requests are running.";

using httplib::Request;
using httplib::Response;

bool is_health_check(const Request& request) {
  return request.method == "GET" && (request.path == "/healthz" || request.path == "/readyz");
}

bool has_body(const Request& request) {
  return request.has_header("Content-Length") || request.has_header("Transfer-Encoding");
}

/// Returns why a streamed response ended early, as a member of the log line.
std::string_view reason_of_end(const RequestContext& context) {
  const auto& connection = Connection::current();
  if (connection.stalled()) return "clientStalled";
  const bool cancelled = context.cancellation->cancelled() && !connection.disconnected();
  return cancelled ? "cancelled" : "clientDisconnected";
}

}  // namespace

class HttpServer::Impl {
 public:
  explicit Impl(const Config& settings)
      : config(settings),
        admission(settings.preview_max, kTooManyRequests),
        stream_admission(settings.export_max, kTooManyRequests),
        connections(kGatewayConnections + settings.preview_max + settings.export_max,
                    [this](Connection& connection) {
                      server.serve(connection, config.export_stall);
                      end_request();
                    }) {
    server.set_payload_max_length(kMaxBodyBytes);
    server.set_pre_routing_handler([this](const Request& request, Response& response) {
      return accept_head(request, response) ? httplib::Server::HandlerResponse::Unhandled
                                            : httplib::Server::HandlerResponse::Handled;
    });
    server.set_error_handler([](const Request&, Response& response) {
      if (!response.body.empty()) return;
      // accept_head() is not called for a request that httplib itself rejects.
      if (!response.has_header("X-Request-Id")) {
        response.set_header("X-Request-Id", request_context().id);
      }
      set_problem(response, Problem(problem_for_status(response.status)));
    });
    server.set_post_routing_handler([](const Request&, Response& response) {
      if (Connection::current().keep_alive()) return;
      response.headers.erase("Keep-Alive");
      response.headers.erase("Connection");
      response.set_header("Connection", "close");
    });
    // Without a handler, httplib would put the exception's text into a header.
    server.set_exception_handler([](const Request&, Response& response, const std::exception_ptr&) {
      set_problem(response, Problem(ProblemCode::internal));
    });
    server.set_logger([](const Request& request, const Response& response) {
      if (!request_context().streamed) log_request(request, response);
    });
    post("/v1/cancel",
         [this](const Request& request, Response& response, const httplib::ContentReader& reader) {
           catch_problems(response, [&] {
             // No admission: cancelling must work even if the engine is overloaded.
             const auto body = read_json(request, response, reader);
             set_json(response, cancel(body));
           });
         });
  }

  void post(const std::string& path, httplib::Server::HandlerWithContentReader handler) {
    paths.insert(path);
    server.Post(path, std::move(handler));
  }

  /// Checks the head and returns whether the request has a route. Otherwise sets the response. If
  /// this were left to httplib, it would read and decompress the body first.
  bool accept_head(const Request& request, Response& response) {
    auto& connection = Connection::current();
    // httplib would apply the Range header to the JSON. A server may ignore it (RFC 9110, 14.2).
    const_cast<Request&>(request).ranges.clear();
    auto& context = begin_request(request.get_header_value("X-Request-Id"));
    context.cancellation = connection.begin(context.id);
    response.set_header("X-Request-Id", context.id);
    response.set_header("Cache-Control", "no-store");
    const bool authorized = is_authorized(request.get_header_value("Authorization"), config.token);
    if (is_health_check(request)) {
      connection.set_keep_alive(authorized && !has_body(request));
      set_json(response, R"({"status":"ok"})");
      return false;
    }
    try {
      check_head(request, authorized);
    } catch (const Problem& problem) {
      // RFC 9110, 15.5.16: lists the encodings that are accepted.
      if (problem.code == ProblemCode::unsupported_media_type) {
        response.set_header("Accept-Encoding", "identity");
      }
      set_problem(response, problem);
      return false;
    }
    if (has_body(request)) {
      connection.allow_body(kMaxBodyBytes + kMaxFramingBytes, Deadline::in(kBodyTimeout));
    }
    return true;
  }

  void check_head(const Request& request, bool authorized) const {
    if (!authorized) {
      throw Problem(ProblemCode::unauthorized, "",
                    "Send Authorization: Bearer with the engine's token.");
    }
    if (request.method != "POST" || !paths.contains(request.path)) {
      throw Problem(ProblemCode::not_found, "There is no such method and path.",
                    "Use POST and a path of docs/api/engine.openapi.json.");
    }
    if (request.has_header("Content-Encoding")) {
      throw Problem(ProblemCode::unsupported_media_type, "The body has a content encoding.",
                    "Send it without Content-Encoding.");
    }
  }

  void serve(const ApiHandler& handler, const Request& request, Response& response,
             const httplib::ContentReader& reader) {
    catch_problems(response, [&] {
      const auto body = read_json(request, response, reader);
      const Admission::Slot slot(admission);
      const auto deadline =
          Deadline::in(config.request_timeout, request_context().cancellation.get());
      set_json(response, handler({request_context().id, body, deadline}));
    });
  }

  void serve(const StreamHandler& handler, const Request& request, Response& response,
             const httplib::ContentReader& reader) {
    catch_problems(response, [&] {
      const auto body = read_json(request, response, reader);
      // Only chunked encoding lets the client detect an incomplete body.
      if (request.version != "HTTP/1.1") {
        throw Problem(ProblemCode::request_invalid, "This response is chunked.", "Use HTTP/1.1.");
      }
      const auto stream = std::make_shared<StreamState>(stream_admission);
      const auto deadline = Deadline::in(config.request_timeout, stream->cancellation.get());
      stream->write = handler({request_context().id, body, deadline});
      // Newer versions of httplib log before they write the body, so the request is logged when the
      // response is destroyed. All versions destroy it after the body and before the request.
      response.set_chunked_content_provider(
          "application/x-ndjson",
          [stream](std::size_t, httplib::DataSink& sink) {
            return write_stream(stream->write, sink);
          },
          [&request, &response](bool complete) {
            auto& context = request_context();
            if (!complete && !context.problem) context.ended_by = reason_of_end(context);
            log_request(request, response);
          });
      request_context().streamed = true;
    });
  }

  /// The state of a streamed response, which is written after its handler has returned.
  struct StreamState {
    explicit StreamState(Admission& admission)
        : slot(admission), cancellation(request_context().cancellation) {
      Connection::current().begin_stream();
    }

    Admission::Slot slot;
    std::shared_ptr<const Cancellation> cancellation;
    StreamWriter write;
  };

  std::string cancel(const JsonDocument& body) {
    const auto id = read_body(body, [](const JsonReader& reader) {
      reader.known_keys({"requestId"});
      return reader.member("requestId").non_empty_string().value_or("");
    });
    return Json{{"cancelled", connections.cancel(id)}}.dump();
  }

  const Config& config;
  Admission admission;
  Admission stream_admission;
  std::set<std::string> paths;
  HttplibServer server;
  Connections connections;
};

HttpServer::HttpServer(const Config& config) : impl_(std::make_unique<Impl>(config)) {}

HttpServer::~HttpServer() = default;

void HttpServer::post(const std::string& path, ApiHandler handler) {
  impl_->post(path, [this, handler = std::move(handler)](const Request& request, Response& response,
                                                         const httplib::ContentReader& reader) {
    impl_->serve(handler, request, response, reader);
  });
}

void HttpServer::post_stream(const std::string& path, StreamHandler handler) {
  impl_->post(path, [this, handler = std::move(handler)](const Request& request, Response& response,
                                                         const httplib::ContentReader& reader) {
    impl_->serve(handler, request, response, reader);
  });
}

int HttpServer::bind() {
  const auto& config = impl_->config;
  const int port = impl_->server.bind(config.host, config.port);
  if (port < 0) {
    throw std::runtime_error("Cannot listen on ENGINE_PORT " + std::to_string(config.port) +
                             " of ENGINE_HOST " + config.host + ": in use, or not allowed");
  }
  impl_->connections.require_descriptors();
  return port;
}

void HttpServer::run() { impl_->connections.run(impl_->server.listening_socket(), kDrain); }

void HttpServer::stop() { impl_->connections.stop(); }

}  // namespace rowhook

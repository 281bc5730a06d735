#include "http/server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <utility>

#include "http/admission.h"
#include "http/answer.h"
#include "http/bearer.h"
#include "http/body_reader.h"
#include "http/connection_watch.h"
#include "http/context.h"
#include "http/drain.h"
#include "http/request_body.h"
#include "http/streams.h"
#include "http/watched_threads.h"
#include "http/write_stream.h"

namespace rowhook {
namespace {

// httplib holds a thread for each open connection. There must be more of them than the gateway
// keeps connections and all admission slots together, so that an overload can still be answered.
constexpr std::size_t kGatewayConnections = 64;

// How long a thread waits for the next request on an open connection.
constexpr std::chrono::seconds kKeepAlive{5};

// What may still run once the process is told to stop: less than what those who told it wait
// before they kill it, as what runs on the server would go on.
constexpr std::chrono::seconds kDrain{3};

using httplib::Request;
using httplib::Response;

bool is_private(const Request& request) { return request.path.starts_with("/v1/"); }

}  // namespace

class HttpServer::Impl {
 public:
  explicit Impl(const Config& settings)
      : config(settings), admission(settings.preview_max), stream_admission(settings.export_max) {
    const auto threads = kGatewayConnections + config.preview_max + config.export_max;
    server.new_task_queue = [this, threads] { return new WatchedThreads(threads, watch); };
    server.set_socket_options([this](socket_t socket) {
      // httplib's own choice, SO_REUSEPORT, lets a second engine take the same port unnoticed.
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
      listening_socket = socket;
    });
    server.set_tcp_nodelay(true);
    server.set_keep_alive_timeout(kKeepAlive.count());
    server.set_keep_alive_max_count(1'000'000);
    server.set_payload_max_length(kMostBodyBytes);
    server.set_write_timeout(config.export_stall);
    server.set_pre_routing_handler(
        [this](const Request& request, Response& response) { return begin(request, response); });
    server.set_error_handler([](const Request&, Response& response) {
      if (!response.body.empty()) return;
      // What httplib refuses by itself never came to begin().
      if (!response.has_header("X-Request-Id")) {
        response.set_header("X-Request-Id", request_context().id);
      }
      answer_problem(response, Problem(problem_for_status(response.status)));
    });
    // Without a handler, httplib would put the exception's text into a header.
    server.set_exception_handler([](const Request&, Response& response, const std::exception_ptr&) {
      answer_problem(response, Problem(ProblemCode::internal));
    });
    server.set_logger([this](const Request& request, const Response& response) {
      if (!request_context().streamed) end(request, response);
    });
    server.Post("/v1/cancel", [this](const Request& request, Response& response,
                                     const httplib::ContentReader& reader) {
      answer_safely(response, [&] {
        // Not admitted: it must work most of all when everything else is busy.
        const auto body = read_json(request, response, reader);
        response.set_content(cancel(body.json), "application/json");
      });
    });
    for (const auto* path : {"/healthz", "/readyz"}) {
      server.Get(path, [](const Request&, Response& response) {
        response.set_content(R"({"status":"ok"})", "application/json");
      });
    }
  }

  httplib::Server::HandlerResponse begin(const Request& request, Response& response) {
    // httplib would answer with a part of the JSON. A server may ignore Range (RFC 9110, 14.2).
    const_cast<Request&>(request).ranges.clear();
    auto& context = begin_request(request.get_header_value("X-Request-Id"));
    context.cancellation = watch.begin(request.remote_port, context.id);
    response.set_header("X-Request-Id", context.id);
    response.set_header("Cache-Control", "no-store");
    if (!is_private(request) ||
        is_authorized(request.get_header_value("Authorization"), config.token)) {
      return httplib::Server::HandlerResponse::Unhandled;
    }
    // The body stays unread, so this connection cannot carry another request.
    response.set_header("Connection", "close");
    answer_problem(response, Problem(ProblemCode::unauthorized, "",
                                     "Send Authorization: Bearer with the engine's token."));
    return httplib::Server::HandlerResponse::Handled;
  }

  void serve(const ApiHandler& handler, const Request& request, Response& response,
             const httplib::ContentReader& reader) {
    answer_safely(response, [&] {
      const auto body = read_json(request, response, reader);
      const Admission::Slot slot(admission);
      const auto deadline =
          Deadline::in(config.request_timeout, request_context().cancellation.get());
      response.set_content(handler({body.json, body.text, deadline}), "application/json");
    });
  }

  void serve(const StreamHandler& handler, const std::string& media_type, const Request& request,
             Response& response, const httplib::ContentReader& reader) {
    answer_safely(response, [&] {
      const auto body = read_json(request, response, reader);
      // Only chunks tell an answer that was cut from one that is complete.
      if (request.version != "HTTP/1.1") {
        throw Problem(ProblemCode::request_invalid, "This answer comes in chunks.",
                      "Call with HTTP/1.1.");
      }
      const auto answer = std::make_shared<RunningAnswer>(*this, request);
      const auto deadline = Deadline::in(config.request_timeout, answer->cancellation.get());
      answer->write = handler({body.json, body.text, deadline});
      // Newer versions of httplib log before they write; all destroy the response, and only then
      // the request, when it has been written.
      response.set_chunked_content_provider(
          media_type,
          [answer](std::size_t, httplib::DataSink& sink) {
            return write_stream(answer->write, sink);
          },
          [this, &request, &response](bool complete) {
            auto& context = request_context();
            context.reader_lost = !complete && !context.problem;
            end(request, response);
          });
      request_context().streamed = true;
    });
  }

  void end(const Request& request, const Response& response) {
    watch.end(request.remote_port, request_context().cancellation);
    log_request(request, response);
  }

  /// What lasts as long as a streamed answer, which is written after its request has been served.
  struct RunningAnswer {
    RunningAnswer(Impl& server, const Request& request)
        : slot(server.stream_admission),
          stream(server.streams, server.port, request.remote_port),
          cancellation(request_context().cancellation) {}

    Admission::Slot slot;
    Streams::Stream stream;
    std::shared_ptr<const Cancellation> cancellation;
    StreamAnswer write;
  };

  /// httplib lets five connections wait to be accepted; the system drops those beyond, and their
  /// clients try again after a second. Listening once more changes nothing but the number.
  void let_connections_wait() const { listen(listening_socket, SOMAXCONN); }

  void run() {
    const bool stopped = server.listen_after_bind();
    ended = true;
    drain.end();
    if (!stopped) throw std::runtime_error("The system lets the engine take no more connections.");
  }

  // Before it runs, httplib would not notice.
  void stop() {
    while (!server.is_running() && !ended) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    server.stop();
    watch.close_idle();
    drain.begin();
  }

  std::string cancel(const Json& body) {
    const auto id = read_body(body, [](const Shape& shape) {
      shape.known_keys({"requestId"});
      return shape.member("requestId").non_empty_string().value_or("");
    });
    return Json{{"cancelled", watch.cancel(id)}}.dump();
  }

  const Config& config;
  int port = 0;
  socket_t listening_socket = INVALID_SOCKET;
  Admission admission;
  Admission stream_admission;
  Streams streams;
  ConnectionWatch watch;
  Drain drain{kDrain, [this] {
                streams.cut(port);
                watch.cancel_all();
              }};
  std::atomic<bool> ended{false};
  httplib::Server server;
};

HttpServer::HttpServer(const Config& config) : impl_(std::make_unique<Impl>(config)) {}

HttpServer::~HttpServer() = default;

void HttpServer::post(const std::string& path, ApiHandler handler) {
  impl_->server.Post(
      path, [this, handler = std::move(handler)](const Request& request, Response& response,
                                                 const httplib::ContentReader& reader) {
        impl_->serve(handler, request, response, reader);
      });
}

void HttpServer::post_stream(const std::string& path, const std::string& media_type,
                             StreamHandler handler) {
  impl_->server.Post(
      path, [this, media_type, handler = std::move(handler)](
                const Request& request, Response& response, const httplib::ContentReader& reader) {
        impl_->serve(handler, media_type, request, response, reader);
      });
}

int HttpServer::bind() {
  const auto& config = impl_->config;
  const int port = config.port == 0 ? impl_->server.bind_to_any_port(config.host)
                   : impl_->server.bind_to_port(config.host, config.port) ? config.port
                                                                          : -1;
  if (port < 0) {
    throw std::runtime_error("ENGINE_PORT " + std::to_string(config.port) + " on ENGINE_HOST " +
                             config.host + " cannot be taken: in use, or not allowed");
  }
  impl_->port = port;
  impl_->let_connections_wait();
  impl_->watch.start(port);
  return port;
}

void HttpServer::run() { impl_->run(); }

void HttpServer::stop() { impl_->stop(); }

}  // namespace rowhook

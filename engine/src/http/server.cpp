#include "http/server.h"

#include <httplib.h>

#include <chrono>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "base/admission.h"
#include "http/answer.h"
#include "http/connections.h"
#include "http/context.h"
#include "http/httplib_server.h"
#include "http/request.h"
#include "http/request_body.h"

namespace rowhook {
namespace {

// More than all admission slots together, so that an overload is still answered, with a thread for
// each connection that the gateway may open.
constexpr std::size_t kGatewayConnections = 64;

// What may still run once the process is told to stop: less than what those who told it wait
// before they kill it, as what runs on the server would go on.
constexpr std::chrono::seconds kDrain{3};

// For reading a whole body, and what its chunks may add to it.
constexpr std::chrono::seconds kLongestBody{10};
constexpr std::size_t kMaxFramingBytes = 1024 * 1024;

using httplib::Request;
using httplib::Response;

bool is_health_check(const Request& request) {
  return request.method == "GET" && (request.path == "/healthz" || request.path == "/readyz");
}

bool has_body(const Request& request) {
  return request.has_header("Content-Length") || request.has_header("Transfer-Encoding");
}

}  // namespace

class HttpServer::Impl {
 public:
  explicit Impl(const Config& settings)
      : config(settings),
        admission(settings.preview_max),
        stream_admission(settings.export_max),
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
      // What httplib refuses by itself never came to accept_head().
      if (!response.has_header("X-Request-Id")) {
        response.set_header("X-Request-Id", request_context().id);
      }
      answer_problem(response, Problem(problem_for_status(response.status)));
    });
    server.set_post_routing_handler([](const Request&, Response& response) {
      if (Connection::current().keep_alive()) return;
      response.headers.erase("Keep-Alive");
      response.headers.erase("Connection");
      response.set_header("Connection", "close");
    });
    // Without a handler, httplib would put the exception's text into a header.
    server.set_exception_handler([](const Request&, Response& response, const std::exception_ptr&) {
      answer_problem(response, Problem(ProblemCode::internal));
    });
    server.set_logger([](const Request& request, const Response& response) {
      if (!request_context().streamed) log_request(request, response);
    });
    post("/v1/cancel",
         [this](const Request& request, Response& response, const httplib::ContentReader& reader) {
           answer_safely(response, [&] {
             // Not admitted: it must work most of all when everything else is busy.
             const auto body = read_json(request, response, reader);
             answer_json(response, cancel(body.json));
           });
         });
  }

  void post(const std::string& path, httplib::Server::HandlerWithContentReader handler) {
    paths.insert(path);
    server.Post(path, std::move(handler));
  }

  /// Answers by the head alone whatever has no route, and returns whether there is one. Without
  /// this, httplib would read and decompress the body first.
  bool accept_head(const Request& request, Response& response) {
    auto& connection = Connection::current();
    // httplib would answer with a part of the JSON. A server may ignore Range (RFC 9110, 14.2).
    const_cast<Request&>(request).ranges.clear();
    auto& context = begin_request(request.get_header_value("X-Request-Id"));
    context.cancellation = connection.begin(context.id);
    response.set_header("X-Request-Id", context.id);
    response.set_header("Cache-Control", "no-store");
    const bool authorized = is_authorized(request.get_header_value("Authorization"), config.token);
    if (is_health_check(request)) {
      connection.set_keep_alive(authorized && !has_body(request));
      answer_json(response, R"({"status":"ok"})");
      return false;
    }
    try {
      refuse_by_head(request, authorized);
    } catch (const Problem& problem) {
      // RFC 9110, 15.5.16: what would be accepted.
      if (problem.code == ProblemCode::unsupported_media_type) {
        response.set_header("Accept-Encoding", "identity");
      }
      answer_problem(response, problem);
      return false;
    }
    if (has_body(request)) {
      connection.allow_body(kMaxBodyBytes + kMaxFramingBytes, Deadline::in(kLongestBody));
    }
    return true;
  }

  void refuse_by_head(const Request& request, bool authorized) const {
    if (!authorized) {
      throw Problem(ProblemCode::unauthorized, "",
                    "Send Authorization: Bearer with the engine's token.");
    }
    if (request.method != "POST" || !paths.contains(request.path)) {
      throw Problem(ProblemCode::not_found);
    }
    if (request.has_header("Content-Encoding")) {
      throw Problem(ProblemCode::unsupported_media_type, "The body has a content encoding.",
                    "Send it without Content-Encoding.");
    }
  }

  void serve(const ApiHandler& handler, const Request& request, Response& response,
             const httplib::ContentReader& reader) {
    answer_safely(response, [&] {
      const auto body = read_json(request, response, reader);
      const Admission::Slot slot(admission);
      const auto deadline =
          Deadline::in(config.request_timeout, request_context().cancellation.get());
      answer_json(response, handler({body.json, body.text, deadline}));
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
      const auto answer = std::make_shared<RunningAnswer>(stream_admission);
      const auto deadline = Deadline::in(config.request_timeout, answer->cancellation.get());
      answer->write = handler({body.json, body.text, deadline});
      // Newer versions of httplib log before they write; all destroy the response, and only then
      // the request, when it has been written.
      response.set_chunked_content_provider(
          media_type,
          [answer](std::size_t, httplib::DataSink& sink) {
            return write_stream(answer->write, sink);
          },
          [&request, &response](bool complete) {
            auto& context = request_context();
            const bool ended_early = !complete && !context.problem;
            context.cancelled = ended_early && context.cancellation->cancelled() &&
                                !Connection::current().disconnected();
            context.reader_lost = ended_early && !context.cancelled;
            log_request(request, response);
          });
      request_context().streamed = true;
    });
  }

  /// What lasts as long as a streamed answer, which is written after its request has been served.
  struct RunningAnswer {
    explicit RunningAnswer(Admission& admission)
        : slot(admission), cancellation(request_context().cancellation) {
      Connection::current().begin_stream();
    }

    Admission::Slot slot;
    std::shared_ptr<const Cancellation> cancellation;
    StreamAnswer write;
  };

  std::string cancel(const Json& body) {
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

void HttpServer::post_stream(const std::string& path, const std::string& media_type,
                             StreamHandler handler) {
  impl_->post(
      path, [this, media_type, handler = std::move(handler)](
                const Request& request, Response& response, const httplib::ContentReader& reader) {
        impl_->serve(handler, media_type, request, response, reader);
      });
}

int HttpServer::bind() {
  const auto& config = impl_->config;
  const int port = impl_->server.bind(config.host, config.port);
  if (port < 0) {
    throw std::runtime_error("ENGINE_PORT " + std::to_string(config.port) + " on ENGINE_HOST " +
                             config.host + " cannot be taken: in use, or not allowed");
  }
  impl_->connections.require_descriptors();
  return port;
}

void HttpServer::run() { impl_->connections.run(impl_->server.listening_socket(), kDrain); }

void HttpServer::stop() { impl_->connections.stop(); }

}  // namespace rowhook

#include "http/server.h"

#include <httplib.h>

#include <chrono>
#include <functional>
#include <stdexcept>
#include <thread>
#include <utility>

#include "http/admission.h"
#include "http/bearer.h"
#include "http/connection_watch.h"
#include "http/context.h"
#include "http/problem_json.h"
#include "http/request_body.h"
#include "log.h"

namespace rowhook {
namespace {

constexpr std::size_t kMostBodyBytes = 2 * 1024 * 1024;

// httplib holds a thread for each open connection. There must be more of them than the gateway
// keeps connections and all admission slots together, so that an overload can still be answered.
constexpr std::size_t kGatewayConnections = 64;

// How long a thread waits for the next request on an open connection.
constexpr std::chrono::seconds kKeepAlive{5};

/// httplib's pool of threads, which lets the watch know when a connection waits for one of them.
class WatchedThreads : public httplib::ThreadPool {
 public:
  WatchedThreads(std::size_t threads, ConnectionWatch& watch)
      : ThreadPool(threads), watch_(watch) {}

  // What this returns differs between versions.
  auto enqueue(std::function<void()> work)
      -> decltype(std::declval<httplib::ThreadPool&>().enqueue({})) override {
    watch_.enter_queue();
    return ThreadPool::enqueue([this, work = std::move(work)] {
      watch_.leave_queue();
      work();
    });
  }

 private:
  ConnectionWatch& watch_;
};

using httplib::Request;
using httplib::Response;

bool is_private(const Request& request) { return request.path.starts_with("/v1/"); }

void answer_problem(Response& response, const Problem& problem) {
  auto& context = request_context();
  const auto& kind = kind_of(problem.code);
  context.problem = problem.code;
  response.status = kind.status;
  if (kind.retry_after.count() > 0) {
    response.set_header("Retry-After", std::to_string(kind.retry_after.count()));
  }
  response.set_content(problem_json(problem, context.id), "application/problem+json");
}

/// Runs `answer`; whatever it throws becomes a problem, and nothing but a Problem's own words
/// reaches the caller.
template <class Answer>
void answer_safely(Response& response, Answer&& answer) {
  try {
    std::forward<Answer>(answer)();
  } catch (const Problem& problem) {
    answer_problem(response, problem);
  } catch (...) {
    answer_problem(response, Problem(ProblemCode::internal));
  }
}

bool is_json(const Request& request) {
  const auto type = request.get_header_value("Content-Type");
  return type.substr(0, type.find(';')) == "application/json";
}

std::string read_all(const Request& request, const httplib::ContentReader& reader) {
  // httplib reads past a body whose length announces too much, without giving it to us; one that
  // comes in chunks announces nothing.
  bool too_large = request.get_header_value<std::uint64_t>("Content-Length") > kMostBodyBytes;
  std::string body;
  const bool complete = reader([&](const char* data, std::size_t size) {
    too_large = too_large || body.size() + size > kMostBodyBytes;
    if (!too_large) body.append(data, size);
    return !too_large;
  });
  if (too_large) throw Problem(ProblemCode::request_too_large, "A request may have 2 MiB.");
  if (!complete) throw Problem(ProblemCode::request_invalid, "The body ended early.");
  return body;
}

ProblemCode problem_for_status(int status) {
  switch (status) {
    case 400:
      return ProblemCode::request_invalid;
    case 404:
      return ProblemCode::not_found;
    case 413:
      return ProblemCode::request_too_large;
    case 415:
      return ProblemCode::unsupported_media_type;
    default:
      return ProblemCode::internal;
  }
}

double milliseconds_since(std::chrono::steady_clock::time_point started) {
  const auto elapsed = std::chrono::steady_clock::now() - started;
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(elapsed).count();
  return static_cast<double>(micros) / 1000;
}

void log_request(const Request& request, const Response& response) {
  const auto& context = request_context();
  nlohmann::ordered_json fields{{"method", request.method},
                                {"path", request.path},
                                {"status", response.status},
                                {"ms", milliseconds_since(context.started)},
                                {"requestId", context.id}};
  if (context.problem) fields["code"] = to_string(*context.problem);
  log_event(response.status >= 500 ? LogLevel::warn : LogLevel::info, "request", fields);
  end_request();
}

}  // namespace

class HttpServer::Impl {
 public:
  explicit Impl(const Config& settings) : config(settings), admission(settings.preview_max) {
    const auto threads = kGatewayConnections + config.preview_max + config.export_max;
    server.new_task_queue = [this, threads] { return new WatchedThreads(threads, watch); };
    server.set_tcp_nodelay(true);
    server.set_keep_alive_timeout(kKeepAlive.count());
    server.set_keep_alive_max_count(1'000'000);
    server.set_payload_max_length(kMostBodyBytes);
    server.set_pre_routing_handler(
        [this](const Request& request, Response& response) { return begin(request, response); });
    server.set_error_handler([](const Request&, Response& response) {
      if (response.body.empty()) {
        answer_problem(response, Problem(problem_for_status(response.status)));
      }
    });
    // Without a handler, httplib would put the exception's text into a header.
    server.set_exception_handler([](const Request&, Response& response, std::exception_ptr) {
      answer_problem(response, Problem(ProblemCode::internal));
    });
    server.set_logger([this](const Request& request, const Response& response) {
      log_request(request, response);
      watch.end(request.remote_port);
    });
    server.Post("/v1/cancel", [this](const Request& request, Response& response,
                                     const httplib::ContentReader& reader) {
      answer_safely(response, [&] {
        // Not admitted: it must work most of all when everything else is busy.
        const auto body = read_json(request, response, reader);
        response.set_content(cancel(body), "application/json");
      });
    });
    for (const auto* path : {"/healthz", "/readyz"}) {
      server.Get(path, [](const Request&, Response& response) {
        response.set_content(R"({"status":"ok"})", "application/json");
      });
    }
  }

  httplib::Server::HandlerResponse begin(const Request& request, Response& response) {
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

  static Json read_json(const Request& request, Response& response,
                        const httplib::ContentReader& reader) {
    // Until the body is read, this connection cannot carry another request.
    response.set_header("Connection", "close");
    if (!is_json(request)) {
      throw Problem(ProblemCode::unsupported_media_type, "",
                    "Send Content-Type: application/json.");
    }
    const auto text = read_all(request, reader);
    response.headers.erase("Connection");
    return parse_body(text);
  }

  void serve(const ApiHandler& handler, const Request& request, Response& response,
             const httplib::ContentReader& reader) {
    answer_safely(response, [&] {
      const auto body = read_json(request, response, reader);
      const Admission::Slot slot(admission);
      const auto deadline =
          Deadline::in(config.request_timeout, request_context().cancellation.get());
      response.set_content(handler({body, deadline}), "application/json");
    });
  }

  std::string cancel(const Json& body) {
    const auto id = read_body(body, [](const Shape& shape) {
      shape.known_keys({"requestId"});
      return shape.member("requestId").non_empty_string().value_or("");
    });
    return Json{{"cancelled", watch.cancel(id)}}.dump();
  }

  const Config& config;
  Admission admission;
  ConnectionWatch watch;
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

int HttpServer::bind() {
  const auto& config = impl_->config;
  const int port = config.port == 0 ? impl_->server.bind_to_any_port(config.host)
                   : impl_->server.bind_to_port(config.host, config.port) ? config.port
                                                                          : -1;
  if (port < 0) {
    throw std::runtime_error("ENGINE_PORT " + std::to_string(config.port) + " on ENGINE_HOST " +
                             config.host + " cannot be taken: in use, or not allowed");
  }
  impl_->watch.start(port);
  return port;
}

void HttpServer::run() { impl_->server.listen_after_bind(); }

// Before it runs, httplib would not notice.
void HttpServer::stop() {
  while (!impl_->server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  impl_->server.stop();
  impl_->watch.close_idle();
}

}  // namespace rowhook

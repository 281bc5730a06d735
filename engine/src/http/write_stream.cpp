#include "http/write_stream.h"

#include "http/context.h"

namespace rowhook {
namespace {

/// The reader has gone or has stalled, so that writing on makes no sense.
struct ReaderLost {};

}  // namespace

bool write_stream(const StreamAnswer& write_answer, httplib::DataSink& sink) noexcept {
  auto& context = request_context();
  try {
    write_answer([&sink](std::string_view bytes) {
      if (!sink.write(bytes.data(), bytes.size())) throw ReaderLost();
    });
    sink.done();
    return true;
  } catch (const ReaderLost&) {
  } catch (const Problem& problem) {
    const bool cancelled = context.cancellation && context.cancellation->cancelled();
    if (!cancelled) context.problem = problem.code;
  } catch (...) {
    context.problem = ProblemCode::internal;
  }
  return false;
}

}  // namespace rowhook

#pragma once

#include <httplib.h>

#include "http/server.h"

namespace rowhook {

/// Writes a whole answer. False: httplib closes the connection without a last chunk, by which every
/// client knows that the answer is not complete; the request's context has the reason.
bool write_stream(const StreamAnswer& write_answer, httplib::DataSink& sink) noexcept;

}  // namespace rowhook

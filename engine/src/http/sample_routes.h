#pragma once

#include "http/server.h"
#include "preview/preview.h"
#include "preview/sampler.h"

namespace rowhook {

/// Adds /v1/sample and /v1/preview. Both arguments must outlive the server.
void add_sample_routes(HttpServer& server, Sampler& sampler, Previewer& previewer);

}  // namespace rowhook

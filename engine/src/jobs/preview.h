#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "jobs/sampler.h"
#include "mapping/document.h"
#include "payload/row_mapper.h"

namespace rowhook {

/// The payload of one row.
struct Payload {
  RowKey key;
  std::optional<std::string> body;  ///< the exact text; nothing if there are issues
  std::vector<Issue> issues;
};

struct Preview {
  std::vector<Payload> payloads;
  std::vector<std::string> paths;  ///< the fields' paths, for the messages of issues
  SampleResult taken;
  std::vector<Warning> warnings;
  std::chrono::microseconds map_time{0};
};

/// Applies a mapping to a sample, within the limits of the sampler. Throws mapping_invalid with all
/// errors, whose pointers begin with `/mapping`, and every problem of Sampler::take(). Thread-safe.
Preview make_preview(Sampler& sampler, const ConnectionString& connection,
                     const SampleRequest& request, const Mapping& mapping,
                     const Deadline& deadline);

}  // namespace rowhook

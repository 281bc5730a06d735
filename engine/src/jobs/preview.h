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
  std::optional<std::string> body;  ///< the exact text; absent when there are issues
  std::vector<Issue> issues;
};

struct Preview {
  std::vector<Payload> payloads;
  std::vector<std::string> paths;  ///< of the mapping's fields, for the issues' messages
  SampleResult taken;
  std::vector<Warning> warnings;
  std::chrono::microseconds map_time{0};
};

/// Applies mappings to samples. Safe from any thread.
class Previewer {
 public:
  struct Limits {
    std::size_t row_bytes;    ///< a larger payload is an issue of its row
    std::size_t reply_bytes;  ///< more payload than this ends the preview early, with a warning
  };

  Previewer(Sampler& sampler, const Limits& limits);

  /// Throws mapping_invalid with everything that stands against the mapping, with pointers below
  /// `/mapping`, and every problem of Sampler::take.
  Preview preview(const ConnectionString& connection, const SampleRequest& request,
                  const Mapping& mapping, const Deadline& deadline);

 private:
  Sampler& sampler_;
  Limits limits_;
};

}  // namespace rowhook

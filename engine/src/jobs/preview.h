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

/// Applies mappings to samples. Thread-safe.
class Previewer {
 public:
  struct Limits {
    std::size_t row_bytes;    ///< a larger payload is an issue
    std::size_t reply_bytes;  ///< larger payloads in total end the preview early, with a warning
  };

  Previewer(Sampler& sampler, const Limits& limits);

  /// Throws mapping_invalid with all errors, whose pointers begin with `/mapping`, and every
  /// problem of Sampler::take().
  Preview preview(const ConnectionString& connection, const SampleRequest& request,
                  const Mapping& mapping, const Deadline& deadline);

 private:
  Sampler& sampler_;
  Limits limits_;
};

}  // namespace rowhook

#include "jobs/preview.h"

#include <algorithm>
#include <iterator>

#include "base/problem.h"
#include "mapping/compile.h"
#include "payload/row_mapper.h"

namespace rowhook {

Preview make_preview(Sampler& sampler, const ConnectionString& connection,
                     const SampleRequest& request, const Mapping& mapping,
                     const Deadline& deadline) {
  Preview preview;
  Compilation compiled;
  preview.taken = sampler.take(
      connection, request,
      [&](const RowSource& source, std::vector<SelectItem>& items) {
        compiled = compile(mapping, source, items);
        check_source(mapping, request.source, compiled);
        throw_if_invalid(compiled);
      },
      deadline);
  const auto& sample = *preview.taken.sample;

  const auto begin = std::chrono::steady_clock::now();
  const auto check_time = [&deadline] {
    if (!deadline.passed()) return;
    throw Problem(ProblemCode::query_timeout, "Mapping the rows took too long.",
                  "Request fewer rows, or remove fields that point into large values.");
  };
  RowMapper mapper(compiled.plan, sample.items.size(),
                   {.row_limit_bytes = sampler.limits().row_bytes,
                    .verify_utf8 = sample.verify_utf8,
                    .settings_changed = sample.settings_changed,
                    .checkpoint = check_time});
  std::size_t bytes = 0;
  preview.warnings = sample.warnings;
  for (const auto& row : sample.rows) {
    check_time();
    Payload payload{row.key, std::nullopt, {}};
    std::string body;
    if (row.too_large) {
      payload.issues.push_back({std::nullopt, IssueCode::row_too_large});
    } else {
      const auto missing = sample.missing(row);
      mapper.read(row.line, missing);
      if (mapper.write(body, payload.issues)) payload.body = std::move(body);
    }
    bytes += payload.body ? payload.body->size() : 0;
    if (bytes > sampler.limits().total_bytes) {
      preview.warnings.push_back(
          {"reply_shortened", "Payloads from row " + std::to_string(preview.payloads.size() + 1) +
                                  " on are not shown, because the response would be too large."});
      break;
    }
    preview.payloads.push_back(std::move(payload));
  }
  preview.map_time = elapsed_since(begin);
  preview.paths = std::move(compiled.plan.paths);
  std::ranges::move(compiled.warnings, std::back_inserter(preview.warnings));
  return preview;
}

}  // namespace rowhook

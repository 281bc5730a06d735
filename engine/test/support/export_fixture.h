#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "jobs/export.h"
#include "support/preview_fixture.h"
#include "support/scratch_schema.h"
#include "support/sources.h"

namespace rowhook::testing {

/// Exports of relations in a scratch schema.
class ExportFixture : public ::testing::Test {
 protected:
  static constexpr const char* kIdField = R"([{"to": "id", "column": "id"}])";

  explicit ExportFixture(const std::string& schema, const ExportLimits& limits = {100'000, {}})
      : schema_(schema), limits_(limits) {
    schema_.run(kReferenceSettings);
  }

  ExportRequest request(const std::string& relation, const std::string& fields) const {
    ExportRequest request;
    request.source = {{schema_.name(), relation}};
    request.mapping = mapping_with(fields);
    return request;
  }

  std::unique_ptr<Export> begin(const ExportRequest& export_request,
                                const Deadline& deadline = soon()) {
    return std::make_unique<Export>(databases_, limits_, source_, export_request, deadline);
  }

  /// The lines of a whole export.
  std::vector<std::string> lines(const ExportRequest& export_request) {
    std::string text;
    begin(export_request)->run([&](std::string_view piece) { text += piece; });
    return lines_of(text);
  }

  ScratchSchema schema_;
  ExportLimits limits_;
  Databases databases_{test_config()};
  ConnectionString source_ = test_connection();
};

}  // namespace rowhook::testing

#pragma once

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "jobs/export.h"
#include "jobs/preview.h"
#include "support/document_of.h"
#include "support/scratch_schema.h"
#include "support/sources.h"

namespace rowhook::testing {

/// The settings for the reference values of to_json: those of an engine session that affect output.
constexpr const char* kReferenceSettings =
    "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'iso_8601'; "
    "SET extra_float_digits = 3; SET bytea_output = 'hex'; "
    "SET quote_all_identifiers = off";

/// A mapping with these fields, in JSON.
inline Mapping mapping_with(const std::string& fields) {
  const auto document = document_of(Json::parse(R"({"version": 1, "fields": )" + fields + "}"));
  std::vector<FieldError> errors;
  auto mapping = parse_mapping(JsonReader(document, "", errors));
  EXPECT_TRUE(errors.empty());
  return mapping;
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// Previews of relations in a scratch schema, with small limits.
class PreviewFixture : public ::testing::Test {
 protected:
  explicit PreviewFixture(const std::string& schema) : schema_(schema) {
    schema_.run(kReferenceSettings);
  }

  Preview preview(const std::string& relation, const std::string& fields, RowSelection rows = {},
                  bool refresh = false) {
    return preview(Source{{schema_.name(), relation}}, fields, std::move(rows), refresh);
  }

  Preview preview(const Source& source, const std::string& fields, RowSelection rows = {},
                  bool refresh = false) {
    return make_preview(sampler_, source_, {source, std::move(rows), refresh}, mapping_with(fields),
                        soon());
  }

  /// Everything that an export writes.
  std::string export_text(const ExportRequest& request) {
    std::string text;
    Export(databases_, {1'000'000, {}}, source_, request, soon()).run([&](std::string_view piece) {
      text += piece;
    });
    return text;
  }

  ScratchSchema schema_;
  Databases databases_{test_config()};
  Sampler sampler_{databases_, {1'000'000, {1'000'000, 10'000'000}}};
  ConnectionString source_ = test_connection();
};

}  // namespace rowhook::testing

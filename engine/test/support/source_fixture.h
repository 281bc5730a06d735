#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/json_text.h"
#include "catalog/describe_source.h"
#include "support/preview_fixture.h"

namespace rowhook::testing {

/// Describes, previews and exports all kinds of sources.
class SourceFixture : public PreviewFixture {
 protected:
  explicit SourceFixture(const std::string& schema) : PreviewFixture(schema) {}

  static Source query(std::string text, std::vector<std::string> key = {}) {
    return {{}, {}, std::move(text), std::move(key)};
  }
  Source table(const std::string& name, std::vector<Condition> where = {}) const {
    return {{schema_.name(), name}, std::move(where)};
  }

  RowSource describe(const Source& source) {
    return databases_.read(source_, soon(), [&](ReadTransaction& transaction) {
      return describe_source(transaction, source);
    });
  }

  /// A mapping of each column to a field of the same name.
  Mapping one_to_one(const RowSource& rows) const {
    Mapping mapping;
    for (const auto& column : rows.columns) {
      std::string path = "[";
      append_json_string(path, column.name);
      mapping.fields.push_back({path + "]", ColumnValue{column.name}, {}});
    }
    return mapping;
  }

  Sample sample(const Source& source, RowSelection rows = {}) {
    return *sampler_
                .take(
                    source_, {source, std::move(rows), true},
                    [](const RowSource&, std::vector<SelectItem>&) {}, soon())
                .sample;
  }

  std::vector<std::string> previewed(const Source& source, RowSelection rows = {}) {
    const auto preview = make_preview(sampler_, source_, {source, std::move(rows), true},
                                      one_to_one(describe(source)), soon());
    std::vector<std::string> bodies;
    for (const auto& payload : preview.payloads) {
      bodies.push_back(payload.body ? *payload.body
                                    : message_of(payload.issues.front(), preview.paths));
    }
    return bodies;
  }

  std::vector<std::string> exported(const Source& source, std::size_t workers = 1) {
    ExportRequest request;
    request.source = source;
    request.mapping = one_to_one(describe(source));
    request.workers = workers;
    return lines_of(export_text(request));
  }
};

}  // namespace rowhook::testing

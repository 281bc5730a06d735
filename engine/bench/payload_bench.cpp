#include <benchmark/benchmark.h>

#include <string>
#include <utility>
#include <vector>

#include "base/json_text.h"
#include "base/text_buffer.h"
#include "catalog/select_item.h"
#include "mapping/compile.h"
#include "payload/copy_text.h"
#include "payload/encodings.h"
#include "payload/pointer_tree.h"
#include "payload/row_mapper.h"

namespace rowhook {
namespace {

constexpr std::string_view kLine =
    "1048576\tc4ca4238-a0b9-2382-0dcc-509a6f75849b\tGrace\tO'Neil\tcustomer1048576@example."
    "com\t\\N\t"
    "2020-01-01 00:01:37.25+00\t1950-01-02\t10485.76\t0.7328556806550665\t16\tt\t"
    "{tag11,\"two words\"}\t"
    "{\"plan\": \"pro\", \"address\": {\"zip\": \"48576\", \"city\": \"City 76\"}}";

Column column(std::string name, TypeFamily family, bool is_array = false) {
  Column made;
  made.type.family = family;
  made.type.is_array = is_array;
  made.name = std::move(name);
  made.readable = true;
  return made;
}

RowSource customers() {
  RowSource source;
  source.name = "customers";
  source.columns = {column("id", TypeFamily::integer),
                    column("external_id", TypeFamily::text),
                    column("first_name", TypeFamily::text),
                    column("last_name", TypeFamily::text),
                    column("email", TypeFamily::text),
                    column("phone", TypeFamily::text),
                    column("created_at", TypeFamily::timestamptz),
                    column("born", TypeFamily::date),
                    column("balance", TypeFamily::decimal),
                    column("score", TypeFamily::decimal),
                    column("orders", TypeFamily::integer),
                    column("active", TypeFamily::boolean),
                    column("tags", TypeFamily::text, true),
                    column("attributes", TypeFamily::json)};
  return source;
}

/// The columns of the customers, every second one in an object.
Mapping nested(const RowSource& source) {
  Mapping mapping;
  for (std::size_t i = 0; i < source.columns.size(); ++i) {
    const auto& name = source.columns[i].name;
    mapping.fields.push_back(
        {(i % 2 == 0 ? "customer." : "") + name, ColumnValue{name, {}, {}}, {}});
  }
  return mapping;
}

void split_line(benchmark::State& state) {
  std::vector<CopyField> fields;
  for (auto _ : state) {
    split_copy_line(kLine, fields);
    benchmark::DoNotOptimize(fields.data());
  }
}
BENCHMARK(split_line);

void write_row(benchmark::State& state) {
  const auto source = customers();
  std::vector<SelectItem> items;
  const auto compiled = compile(nested(source), source, items);
  if (!compiled.errors.empty()) state.SkipWithError("the mapping is refused");
  RowMapper mapper(compiled.plan, items.size(), {1'000'000});
  mapper.read(kLine);
  std::vector<Issue> issues;
  std::string out;
  for (auto _ : state) {
    out.clear();
    benchmark::DoNotOptimize(mapper.write(out, issues));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(out.size()));
}
BENCHMARK(write_row);

/// A json document of 0.7 kB, and pointers to values all over it.
constexpr std::string_view kDocument =
    R"({"plan": "pro", "seats": 12, "trial": false, "address": {"zip": "48576", "city": "City 76", )"
    R"("street": "Long Street 12", "country": {"code": "DE", "name": "Germany"}}, "contact": )"
    R"({"email": "ada@example.com", "phones": ["+49 30 123456", "+49 40 654321"], "preferred": )"
    R"("email"}, "tags": ["alpha", "beta", "gamma", "delta"], "billing": {"iban": )"
    R"("DE89370400440532013000", "vat": "DE123456789", "terms": {"days": 30, "discount": 2.5, )"
    R"("currency": "EUR"}}, "features": {"export": true, "sso": false, "audit": true, "limits": )"
    R"({"rows": 100000, "jobs": 24}}, "history": [{"at": "2024-01-01T00:00:00Z", "event": )"
    R"("created"}, {"at": "2024-02-01T00:00:00Z", "event": "upgraded"}], "notes": null})";

/// The time is that of each pointer. `unique_keys`: as of a jsonb column.
void point(benchmark::State& state, bool unique_keys) {
  const std::vector<std::string> pointers = {"/address/city",
                                             "/billing/terms/days",
                                             "/plan",
                                             "/contact/phones/1",
                                             "/features/limits/rows",
                                             "/history/1/event",
                                             "/address/country/code",
                                             "/notes"};
  PointerTree tree;
  std::vector<std::size_t> nodes;
  for (auto i = state.range(0); i > 0; --i) {
    nodes.push_back(tree.add(*parse_json_pointer(pointers[nodes.size()])));
  }
  PointerMatches matches(tree, unique_keys);
  while (state.KeepRunningBatch(state.range(0))) {
    matches.read(kDocument);
    for (const auto node : nodes) benchmark::DoNotOptimize(matches.find(node));
  }
}
BENCHMARK_CAPTURE(point, json, false)->Arg(1)->Arg(2)->Arg(8);
BENCHMARK_CAPTURE(point, jsonb, true)->Arg(1)->Arg(2)->Arg(8);

void escape(benchmark::State& state, const std::string& text) {
  TextBuffer out;
  for (auto _ : state) {
    out.clear();
    append_json_string(out, text);
    benchmark::DoNotOptimize(out.view().data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK_CAPTURE(escape, name, "Margaret");
BENCHMARK_CAPTURE(escape, prose, std::string(1000, 'x'));
BENCHMARK_CAPTURE(escape, quotes, std::string(1000, '"'));

void encode(benchmark::State& state, EncodeFunction encoding, const std::string& value) {
  TextBuffer out;
  Scratch scratch;
  for (auto _ : state) {
    out.clear();
    encoding(value, out, scratch);
    benchmark::DoNotOptimize(out.view().data());
  }
}
BENCHMARK_CAPTURE(encode, integer, encodings::integer, "9007199254740993");
BENCHMARK_CAPTURE(encode, decimal, encodings::decimal, "12345678901234567890.123456789");
BENCHMARK_CAPTURE(encode, timestamptz, encodings::timestamptz, "2020-01-01 00:01:37.25+00");
BENCHMARK_CAPTURE(encode, unix_millis, encodings::unix_millis<TypeFamily::timestamptz>,
                  "2020-01-01 00:01:37.25+00");
BENCHMARK_CAPTURE(encode, json, encodings::json, R"({"a": [1, 2, {"b": "c d"}], "e": null})");
BENCHMARK_CAPTURE(encode, base64, encodings::bytea_as_base64,
                  "\\x00112233445566778899aabbccddeeff");

}  // namespace
}  // namespace rowhook

BENCHMARK_MAIN();

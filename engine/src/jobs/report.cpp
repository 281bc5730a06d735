#include "jobs/report.h"

#include <utility>
#include <variant>

#include "base/utf8.h"

namespace rowhook {
namespace {

Json field_json(const WriteValue& op, const FieldStatistics& statistics, const std::string& path) {
  auto types = Json::array();
  for (std::size_t i = 0; i < kJsonTypeNames.all.size(); ++i) {
    if ((statistics.types >> i & 1U) != 0) types.push_back(kJsonTypeNames.all[i]);
  }
  const bool omits = op.on_null == WriteValue::OnNull::omit;
  return {{"field", op.field},
          {"to", path},
          {"nulls", statistics.nulls},
          {"omitted", omits ? statistics.nulls : 0},
          {"longest", json_or_null(statistics.longest)},
          {"unsafeNumbers", statistics.unsafe_numbers},
          {"types", std::move(types)}};
}

}  // namespace

RowExample row_example(RowKey key, std::string_view text) {
  if (key) return {std::move(key)};
  return {std::nullopt, excerpt_of(text)};
}

Json example_json(const RowExample& row) {
  return {{"key", json_or_null(row.key)}, {"excerpt", row.key ? Json() : Json(row.excerpt)}};
}

void Report::add_payload(std::size_t bytes, const MakeRowExample& make_example) {
  sizes_.add(bytes);
  keep_larger(largest_payload_, bytes, make_example);
}

void Report::add_row(const MakeRowExample& make_example) {
  if (statistics_.nulls_in_row() > 0)
    keep_larger(most_nulls_, statistics_.nulls_in_row(), make_example);
}

void Report::keep_larger(std::optional<ExtremeRow>& notable, std::uint64_t value,
                         const MakeRowExample& make_example) {
  if (!notable || value > notable->value) notable = ExtremeRow{value, make_example()};
}

Report& Report::operator+=(const Report& other) {
  sizes_ += other.sizes_;
  statistics_ += other.statistics_;
  for (const auto member : {&Report::largest_payload_, &Report::most_nulls_}) {
    const auto& notable = other.*member;
    if (notable) keep_larger(this->*member, notable->value, [&] { return notable->row; });
  }
  return *this;
}

Json Report::json(const Plan& plan) const {
  auto fields = Json::array();
  for (const auto& op : plan.ops) {
    const auto* value = std::get_if<WriteValue>(&op);
    if (value == nullptr) continue;
    fields.push_back(field_json(*value, statistics_.field(value->field), plan.paths[value->field]));
  }
  auto notable = Json::array();
  const auto add = [&notable](const char* reason, const std::optional<ExtremeRow>& found) {
    if (!found) return;
    auto row = example_json(found->row);
    row["reason"] = reason;
    row["value"] = found->value;
    notable.push_back(std::move(row));
  };
  add("largest_payload", largest_payload_);
  add("most_nulls", most_nulls_);
  return {{"sizes", sizes_.json()}, {"fields", std::move(fields)}, {"notable", std::move(notable)}};
}

}  // namespace rowhook

#include "catalog/row_source.h"

namespace rowhook {

std::string RowSource::from_where(const std::vector<std::string>& more) const {
  auto clauses = from;
  const char* word = " WHERE ";
  for (const auto* list : {&conditions, &more}) {
    for (const auto& condition : *list) {
      clauses += word + condition;
      word = " AND ";
    }
  }
  return clauses;
}

const Column* RowSource::find_column(std::string_view column) const {
  for (const auto& each : columns) {
    if (each.name == column) return &each;
  }
  return nullptr;
}

std::vector<std::string> RowSource::readable_key() const {
  for (const auto& each : key) {
    const auto* column = find_column(each);
    if (column == nullptr || !column->readable) return {};
  }
  return key;
}

}  // namespace rowhook

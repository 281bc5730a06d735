#include "export/issue_counts.h"

namespace rowhook {

void IssueCounts::add(const std::vector<Issue>& issues, const RowKey& key) {
  for (const auto& issue : issues) {
    auto& count = counts_[{issue.field, issue.code}];
    ++count.rows;
    if (key && count.keys.size() < kMostKeys) count.keys.push_back(*key);
  }
}

IssueCounts& IssueCounts::operator+=(const IssueCounts& other) {
  for (const auto& [what, more] : other.counts_) {
    auto& count = counts_[what];
    count.rows += more.rows;
    for (const auto& key : more.keys) {
      if (count.keys.size() < kMostKeys) count.keys.push_back(key);
    }
  }
  return *this;
}

Json IssueCounts::to_json(const std::vector<std::string>& paths, std::size_t most) const {
  auto list = Json::array();
  for (const auto& [what, count] : counts_) {
    if (list.size() == most) break;
    const auto& [field, code] = what;
    list.push_back({{"field", field ? Json(*field) : Json()},
                    {"to", field ? Json(paths[*field]) : Json()},
                    {"code", to_string(code)},
                    {"rows", count.rows},
                    {"keys", count.keys}});
  }
  return list;
}

}  // namespace rowhook

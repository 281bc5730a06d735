#include "jobs/issue_counts.h"

namespace rowhook {
namespace {

Json issue_json(std::optional<std::size_t> field, IssueCode code,
                const std::vector<std::string>& paths) {
  return {{"field", json_or_null(field)},
          {"to", field ? Json(paths[*field]) : Json()},
          {"code", to_string(code)}};
}

}  // namespace

void IssueCounts::add(const std::vector<Issue>& issues,
                      const Report::MakeRowExample& make_example) {
  for (const auto& issue : issues) {
    auto& count = counts_[{issue.field, issue.code}];
    ++count.rows;
    if (count.examples.size() < kMaxExamples)
      count.examples.push_back({make_example(), issue.value});
  }
}

IssueCounts& IssueCounts::operator+=(const IssueCounts& other) {
  for (const auto& [issue_key, more] : other.counts_) {
    auto& count = counts_[issue_key];
    count.rows += more.rows;
    for (const auto& example : more.examples) {
      if (count.examples.size() < kMaxExamples) count.examples.push_back(example);
    }
  }
  return *this;
}

Json IssueCounts::json(const std::vector<std::string>& paths, std::size_t max_issues) const {
  auto list = Json::array();
  for (const auto& [issue_key, count] : counts_) {
    if (list.size() == max_issues) break;
    auto keys = Json::array();
    for (const auto& [row, value] : count.examples) {
      if (row.key) keys.push_back(*row.key);
    }
    auto issue = issue_json(issue_key.first, issue_key.second, paths);
    issue["rows"] = count.rows;
    issue["keys"] = std::move(keys);
    list.push_back(std::move(issue));
  }
  return list;
}

Json IssueCounts::to_report(const std::vector<std::string>& paths) const {
  auto list = Json::array();
  for (const auto& [issue_key, count] : counts_) {
    const auto& [field, code] = issue_key;
    auto examples = Json::array();
    for (const auto& [row, value] : count.examples) {
      auto example = example_json(row);
      example["value"] = json_or_null(value);
      examples.push_back(std::move(example));
    }
    auto issue = issue_json(field, code, paths);
    issue["message"] = message_of({field, code}, paths);
    issue["rows"] = count.rows;
    issue["examples"] = std::move(examples);
    list.push_back(std::move(issue));
  }
  return list;
}

}  // namespace rowhook

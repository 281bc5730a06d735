#include "postgres/keyword_list.h"

#include <cctype>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "error.h"
#include "postgres/connection_parameters.h"

namespace rowhook {
namespace {

struct Keyword {
  std::string key;
  std::string value;
};

class KeywordReader {
 public:
  explicit KeywordReader(std::string_view text) : text_(text) {}

  /// Absent: the text breaks libpq's grammar.
  std::optional<std::vector<Keyword>> all() {
    std::vector<Keyword> keywords;
    for (skip_space(); !text_.empty(); skip_space()) {
      Keyword keyword;
      while (!text_.empty() && text_.front() != '=' && !at_space()) keyword.key += take();
      skip_space();
      if (text_.empty() || take() != '=') return std::nullopt;
      skip_space();
      auto value = !text_.empty() && text_.front() == '\'' ? quoted() : bare();
      if (!value) return std::nullopt;
      keyword.value = std::move(*value);
      keywords.push_back(std::move(keyword));
    }
    return keywords;
  }

 private:
  bool at_space() const { return std::isspace(static_cast<unsigned char>(text_.front())) != 0; }
  void skip_space() {
    while (!text_.empty() && at_space()) text_.remove_prefix(1);
  }
  char take() {
    const char c = text_.front();
    text_.remove_prefix(1);
    return c;
  }
  void take_escaped(std::string& value) {
    const char c = take();
    if (c != '\\') {
      value += c;
    } else if (!text_.empty()) {
      value += take();
    }
  }

  std::optional<std::string> bare() {
    std::string value;
    while (!text_.empty() && !at_space()) take_escaped(value);
    return value;
  }
  std::optional<std::string> quoted() {
    std::string value;
    for (take(); !text_.empty();) {
      if (text_.front() == '\'') {
        take();
        return value;
      }
      take_escaped(value);
    }
    return std::nullopt;
  }

  std::string_view text_;
};

std::string quote(const std::string& value) {
  std::string quoted = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '\'';
}

}  // namespace

ScannedString scan_keywords(std::string_view text) {
  auto keywords = KeywordReader(text).all();
  if (!keywords) return {std::string(text), {}, {}};
  ParameterScan parameters(true, ProblemCode::connection_string_invalid);
  for (auto& [key, value] : *keywords) {
    // The environment's quotes; in libpq's grammar these belong to the value.
    const bool quoted = value.size() > 1 && value.starts_with('"') && value.ends_with('"');
    if (quoted && key.starts_with("PG")) value = value.substr(1, value.size() - 2);
    parameters.add(key, value);
  }
  ScannedString scanned;
  for (const auto& [name, value] : parameters.taken()) {
    scanned.text += name + '=' + quote(value) + ' ';
  }
  scanned.dropped = parameters.dropped();
  scanned.changes = parameters.changes();
  return scanned;
}

}  // namespace rowhook

#include "connection/psql_command.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "connection/connection_parameters.h"

namespace rowhook {
namespace {

using Words = std::vector<std::string>;

/// Splits a command into words as a shell does. Returns nothing for a text in which a shell would
/// expand a variable, a pattern or a command, or that is more than one command.
std::optional<Words> shell_words(std::string_view text) {
  constexpr std::string_view kSpecial = "\n|&;<>()#*?~";
  constexpr std::string_view kSpecialInQuotes = "$`\\";
  Words words;
  char quote = '\0';
  bool inside = false;  // a word
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool continued = quote == '\0' && text.substr(at).starts_with("\\\n");
    if (continued) ++at;
    if (continued || (quote == '\0' && (c == ' ' || c == '\t'))) {
      inside = false;
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    if (quote == '\0' && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = '\0';
    } else if ((quote == '\0' && contains(kSpecial, {&c, 1})) ||
               (quote != '\'' && contains(kSpecialInQuotes, {&c, 1}))) {
      return std::nullopt;
    } else {
      words.back() += c;
    }
  }
  return quote == '\0' ? std::optional(std::move(words)) : std::nullopt;
}

struct PsqlOption {
  std::string_view letter;
  std::string_view name;
  std::string_view keyword;  ///< of libpq; empty for an option without a value
};

constexpr std::array kPsqlOptions{
    PsqlOption{"-h", "--host", "host"},     PsqlOption{"-p", "--port", "port"},
    PsqlOption{"-U", "--username", "user"}, PsqlOption{"-d", "--dbname", "dbname"},
    PsqlOption{"-w", "--no-password", ""},  PsqlOption{"-W", "--password", ""},
    PsqlOption{"-X", "--no-psqlrc", ""},
};

/// Returns the keywords of the options and arguments of psql, or nothing if there are others, or
/// one of them twice.
std::optional<std::map<std::string_view, std::string>> psql_keywords(const Words& words) {
  std::map<std::string_view, std::string> keywords;
  Words arguments;
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (!word->starts_with('-')) {
      arguments.push_back(*word);
      continue;
    }
    const auto is_meant = [&](const PsqlOption& option) {
      return word->starts_with(option.letter) || word->substr(0, word->find('=')) == option.name;
    };
    const auto* option = std::ranges::find_if(kPsqlOptions, is_meant);
    if (option == kPsqlOptions.end()) return std::nullopt;
    const bool bare = *word == option->letter || *word == option->name;
    if (option->keyword.empty() && bare) continue;
    if (option->keyword.empty() || (bare && ++word == words.end())) return std::nullopt;
    const auto begin = bare ? 0 : word->starts_with("--") ? option->name.size() + 1 : 2;
    if (!keywords.emplace(option->keyword, word->substr(begin)).second) return std::nullopt;
  }
  if (keywords.empty()) return std::nullopt;
  for (auto& argument : arguments) {
    if (!keywords.emplace("dbname", argument).second &&
        !keywords.emplace("user", argument).second) {
      return std::nullopt;
    }
  }
  return keywords;
}

}  // namespace

std::optional<std::string> psql_to_keywords(std::string_view command) {
  const auto words = shell_words(command);
  if (!words) return std::nullopt;
  const auto psql = std::ranges::find(*words, "psql");
  if (psql == words->end()) return std::nullopt;
  const auto keywords = psql_keywords({psql + 1, words->end()});
  if (!keywords) return std::nullopt;
  std::string list;
  const auto add = [&list](std::string_view name, std::string_view value) {
    list.append(name).append("='");
    for (const char c : value) list.append(c == '\'' || c == '\\' ? "\\" : "").append(1, c);
    list += "' ";
  };
  for (auto variable = words->begin(); variable != psql; ++variable) {
    const auto name = std::string_view(*variable).substr(0, variable->find('='));
    const auto rule = rule_for(name);
    const bool known = rule == ParameterRule::accepted || rule == ParameterRule::dropped;
    if (name.size() == variable->size() || !known) return std::nullopt;
    add(name, std::string_view(*variable).substr(name.size() + 1));
  }
  for (const auto& [name, value] : *keywords) {
    // Refuses an empty value, and a database that is itself a connection string.
    if (value.empty() || contains(value, "=") || contains(value, "://")) return std::nullopt;
    add(name, value);
  }
  return list;
}

}  // namespace rowhook

#include "postgres/placeholder.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "ascii.h"

namespace rowhook {
namespace {

bool is_word_byte(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == ' ' ||
         c == '.';
}

bool is_words(std::string_view text) {
  constexpr std::size_t kShortest = 2;
  return text.size() >= kShortest && std::all_of(text.begin(), text.end(), is_word_byte);
}

// Brackets around words. A generated password that has brackets around it has digits in it too.
bool is_bracketed(std::string_view text) {
  constexpr std::array<std::string_view, 5> kBrackets{"[]", "<>", "{}", "()", "%%"};
  return text.size() > 2 && is_words(text.substr(1, text.size() - 2)) &&
         std::any_of(kBrackets.begin(), kBrackets.end(), [&](std::string_view pair) {
           return text.front() == pair[0] && text.back() == pair[1];
         });
}

// Shells, templates of charts and of CI. A host of a URL ends at the colon of `${HOST:-default}`.
bool is_variable(std::string_view text) {
  for (const std::string_view open : {"${", "{{", "$("}) {
    if (!text.starts_with(open)) continue;
    return std::all_of(text.begin() + 2, text.end(), [](char c) {
      return is_word_byte(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 ||
             std::string_view("{}):$").find(c) != std::string_view::npos;
    });
  }
  constexpr std::size_t kShortest = 3;
  return text.starts_with('$') && text.size() > kShortest &&
         std::all_of(text.begin() + 1, text.end(), [](char c) {
           return std::isupper(static_cast<unsigned char>(c)) != 0 || c == '_';
         });
}

bool is_masked(std::string_view text) {
  constexpr std::size_t kShortest = 3;
  constexpr std::string_view kBullet = "•";
  if (text.size() < kShortest) return false;
  if (text.find_first_not_of('*') == std::string_view::npos) return true;
  while (text.starts_with(kBullet)) text.remove_prefix(kBullet.size());
  return text.empty();
}

bool is_yours(std::string_view text) {
  constexpr std::array<std::string_view, 3> kYours{"your_", "your-", "your "};
  constexpr std::array<std::string_view, 5> kNouns{"password", "user", "database", "db", "host"};
  const auto begins = [](std::string_view rest) {
    return [rest](auto word) { return starts_with_ignoring_case(rest, word); };
  };
  return std::any_of(kYours.begin(), kYours.end(), begins(text)) &&
         std::any_of(kNouns.begin(), kNouns.end(), begins(text.substr(5)));
}

}  // namespace

bool is_placeholder(std::string_view text) {
  // DigitalOcean and Aiven, until a button is pressed.
  constexpr std::array<std::string_view, 2> kProviders{"show-password", "CLICK_TO:REVEAL_PASSWORD"};
  return is_bracketed(text) || is_variable(text) || is_masked(text) || is_yours(text) ||
         std::find(kProviders.begin(), kProviders.end(), text) != kProviders.end();
}

}  // namespace rowhook

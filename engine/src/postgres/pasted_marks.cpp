#include "postgres/pasted_marks.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace rowhook {
namespace {

bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

// The zero-width space, marks of direction, the word joiner, the byte order mark and the soft
// hyphen. The joiners U+200C and U+200D stay: they are part of words and of emoji.
constexpr std::array<std::string_view, 15> kInvisible{
    "\u200b", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
    "\u2060", "\u2066", "\u2067", "\u2068", "\u2069", "\ufeff", "\u00ad"};

constexpr std::array<std::string_view, 15> kWideSpaces{
    "\u00a0", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
    "\u2007", "\u2008", "\u2009", "\u200a", "\u202f", "\u205f", "\u3000"};

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::optional<std::string> without_invisible(std::string_view text) {
  const auto size = text.size();
  std::string kept;
  while (!text.empty()) {
    const auto* found = std::find_if(kInvisible.begin(), kInvisible.end(),
                                     [&](auto mark) { return text.starts_with(mark); });
    if (found == kInvisible.end()) kept += text.front();
    text.remove_prefix(found == kInvisible.end() ? 1 : found->size());
  }
  return kept.size() < size ? std::optional(std::move(kept)) : std::nullopt;
}

std::optional<std::string> without_space_around(std::string_view text) {
  const auto original = text;
  for (auto before = text.size() + 1; before != text.size();) {
    before = text.size();
    text = trim(text);
    for (const auto space : kWideSpaces) {
      if (text.starts_with(space)) text.remove_prefix(space.size());
      if (text.ends_with(space)) text.remove_suffix(space.size());
    }
  }
  return text.size() < original.size() ? std::optional<std::string>(text) : std::nullopt;
}

bool begins_with_quote(std::string_view text) {
  return std::any_of(kQuotes.begin(), kQuotes.end(),
                     [&](const Quotes& quotes) { return text.starts_with(quotes.open); });
}

std::optional<std::string> without_quotes(std::string_view text) {
  for (const auto& [open, close] : kQuotes) {
    const auto around = open.size() + close.size();
    if (text.size() >= around && text.starts_with(open) && text.ends_with(close)) {
      return std::string(trim(text.substr(open.size(), text.size() - around)));
    }
  }
  return std::nullopt;
}

}  // namespace rowhook

#include "payload/text_steps.h"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"

namespace rowhook {
namespace {

using Kind = LookupResult::Kind;

/// Returns whether the character is one of ECMAScript's WhiteSpace or LineTerminator.
bool is_trimmed(char32_t character) {
  switch (character) {
    case U'\t':
    case U'\n':
    case U'\v':
    case U'\f':
    case U'\r':
    case 0x2028:
    case 0x2029:
    case 0xFEFF:
      return true;
    default:
      return utf8proc_category(static_cast<utf8proc_int32_t>(character)) == UTF8PROC_CATEGORY_ZS;
  }
}

std::size_t begin_of_last_character(std::string_view text) {
  auto position = text.size() - 1;
  while (position > 0 && is_continuation(text[position])) --position;
  return position;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    const auto first = utf8_at(text, 0);
    if (!is_trimmed(first.code_point)) break;
    text.remove_prefix(first.size);
  }
  while (!text.empty()) {
    const auto last = begin_of_last_character(text);
    if (!is_trimmed(utf8_at(text, last).code_point)) break;
    text = text.substr(0, last);
  }
  return text;
}

template <class MapCharacter>
void map_characters(TransformedText& value, MapCharacter&& map_character) {
  value.buffer.clear();
  for (std::size_t position = 0; position < value.text.size();) {
    const auto byte = static_cast<unsigned char>(value.text[position]);
    if (byte < 0x80) {  // ASCII, which maps to ASCII
      value.buffer.push_back(static_cast<char>(map_character(byte)));
      ++position;
      continue;
    }
    const auto character = utf8_at(value.text, position);
    position += character.size;
    const auto mapped = map_character(static_cast<utf8proc_int32_t>(character.code_point));
    append_utf8(value.buffer, static_cast<char32_t>(mapped));
  }
  std::swap(value.text, value.buffer);
}

using Sha256Bytes = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

std::string base64_of(const Sha256Bytes& hash) {
  std::string text(4 * ((hash.size() + 2) / 3), '\0');
  // EVP_EncodeBlock() appends a zero byte, which overwrites that of the std::string.
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), hash.data(),
                  static_cast<int>(hash.size()));
  return text;
}

std::string hex_of(const Sha256Bytes& hash) {
  std::string text(2 * hash.size(), '\0');
  for (std::size_t i = 0; i < hash.size(); ++i) {
    text[2 * i] = kHexDigits[hash[i] >> 4U];
    text[2 * i + 1] = kHexDigits[hash[i] & 0x0FU];
  }
  return text;
}

/// A reusable SHA-256 context. SHA256() fetches the algorithm for every call, which takes longer
/// than hashing a short text.
class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()) {
    check(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
  }

  Sha256Bytes operator()(std::string_view text) {
    Sha256Bytes hash{};
    auto* context = context_.get();
    check(EVP_DigestInit_ex(context, nullptr, nullptr) == 1 &&
          EVP_DigestUpdate(context, text.data(), text.size()) == 1 &&
          EVP_DigestFinal_ex(context, hash.data(), nullptr) == 1);
    return hash;
  }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };

  static void check(bool ok) {
    if (!ok) throw std::runtime_error("OpenSSL has no SHA-256");
  }

  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

// Unlike memmem(), std::string_view::find() takes time proportional to the product of both sizes.
std::optional<std::size_t> position_of_text(std::string_view text, std::string_view search) {
  const auto* found = memmem(text.data(), text.size(), search.data(), search.size());
  if (found == nullptr) return std::nullopt;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

void trim_text(std::string& text) {
  const auto kept = trimmed(text);
  const auto begin = static_cast<std::size_t>(kept.data() - text.data());
  text.resize(begin + kept.size());
  text.erase(0, begin);
}

OptionalIssue apply(PlainStep step, std::size_t, TransformedText& value) {
  switch (step) {
    case PlainStep::trim:
      trim_text(value.text);
      break;
    case PlainStep::lowercase:
      map_characters(value, utf8proc_tolower);
      break;
    case PlainStep::uppercase:
      map_characters(value, utf8proc_toupper);
      break;
    case PlainStep::digits:
      std::erase_if(value.text, [](char byte) { return !is_digit(byte); });
      break;
    case PlainStep::empty_as_null:
      if (value.text.empty()) value.kind = Kind::null;
      break;
  }
  return kNoIssue;
}

OptionalIssue apply(const TruncateStep& step, std::size_t, TransformedText& value) {
  value.text.resize(utf8_prefix(value.text, step.characters).size());
  return kNoIssue;
}

OptionalIssue apply(const ReplaceStep& step, std::size_t max_bytes, TransformedText& value) {
  const auto& [search, replacement] = step;
  value.buffer.clear();
  std::string_view rest = value.text;
  for (auto found = position_of_text(rest, search); found; found = position_of_text(rest, search)) {
    value.buffer.append(rest, 0, *found).append(replacement);
    if (value.buffer.size() > max_bytes) return IssueCode::row_too_large;
    rest.remove_prefix(*found + search.size());
  }
  value.buffer.append(rest);
  std::swap(value.text, value.buffer);
  return kNoIssue;
}

OptionalIssue apply(const LookupStep& step, std::size_t, TransformedText& value) {
  const auto found = step.values.find(value.text);
  if (found == step.values.end() && !step.otherwise) return IssueCode::not_in_lookup;
  const auto& result = found == step.values.end() ? *step.otherwise : found->second;
  value.kind = result.kind;
  value.text = result.text;
  return kNoIssue;
}

OptionalIssue apply(const Sha256Step& step, std::size_t, TransformedText& value) {
  if (value.text.empty() && !step.hash_empty) {
    value.kind = Kind::null;
    return kNoIssue;
  }
  thread_local Sha256 sha256;
  const auto hash = sha256(value.text);
  value.text = step.encoding == Sha256Step::Encoding::hex ? hex_of(hash) : base64_of(hash);
  return kNoIssue;
}

bool is_json_result(const LookupResult& result) { return result.kind == Kind::json; }

}  // namespace

bool returns_json(const TextStep& step) {
  const auto* lookup = std::get_if<LookupStep>(&step);
  if (lookup == nullptr) return false;
  return (lookup->otherwise && is_json_result(*lookup->otherwise)) ||
         std::ranges::any_of(lookup->values,
                             [](const auto& entry) { return is_json_result(entry.second); });
}

OptionalIssue apply_steps(const std::vector<TextStep>& steps, std::size_t max_bytes,
                          TransformedText& value) {
  if (!is_utf8(value.text)) return IssueCode::invalid_utf8;
  value.kind = Kind::text;
  for (const auto& step : steps) {
    const auto issue =
        std::visit([&](const auto& kind) { return apply(kind, max_bytes, value); }, step);
    if (issue) return issue;
    if (value.kind != Kind::text) break;
  }
  return kNoIssue;
}

}  // namespace rowhook

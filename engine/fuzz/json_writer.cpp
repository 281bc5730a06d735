#include <nlohmann/json.hpp>

#include "base/json_scan.h"
#include "base/json_text.h"
#include "base/utf8.h"
#include "check.h"
#include "payload/pointer_tree.h"
#include "payload/type_rules.h"
#include "targets.h"

namespace rowhook::fuzz {
namespace {

using nlohmann::json;

std::string encoded(const ColumnType& type, std::optional<Cast> cast, std::string_view value) {
  Scratch scratch;
  TextBuffer out;
  const auto issue = encoder_for(type, cast)(value, out, scratch);
  return issue ? std::string() : std::string(out.view());
}

/// nlohmann's opinion, which stops at a NUL and skips a byte order mark.
bool accepted(std::string_view value) {
  return value.find('\0') == std::string_view::npos && !value.starts_with("\xEF\xBB\xBF") &&
         json::accept(value);
}

void check_text(std::string_view value) {
  const auto written = encoded({"text", TypeFamily::text}, std::nullopt, value);
  check(json::parse(written).get<std::string>() == value, "text is a JSON string of itself");
  for (const auto cast : {Cast::number, Cast::integer, Cast::boolean}) {
    const auto sent = encoded({"text", TypeFamily::text}, cast, value);
    check(sent.empty() || sent == value, "a token is sent as it is or not at all");
  }
  const auto as_json = encoded({"text", TypeFamily::text}, Cast::json, value);
  check(as_json.empty() || is_json(as_json), "text sent as json is json");
  check(!accepted(value) || !as_json.empty(), "text that is json can be sent as json");
}

/// The array literal of one element, quoted as array_out does it.
void check_array(std::string_view value) {
  std::string literal = "[0:0]={\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') literal += '\\';
    literal += c;
  }
  literal += "\"}";
  const auto written = encoded({"text[]", TypeFamily::text, true}, std::nullopt, literal);
  check(json::parse(written) == json::array({value}), "an array holds its element");
}

void check_bytea(std::string_view value) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text = "\\x";
  for (const char c : value) {
    text += kHex[static_cast<unsigned char>(c) >> 4U];
    text += kHex[static_cast<unsigned char>(c) & 0x0FU];
  }
  const auto base64 = encoded({"bytea", TypeFamily::bytea}, std::nullopt, text);
  check(base64.size() == 2 + (value.size() + 2) / 3 * 4, "base64 has four letters for three bytes");
  check(encoded({"bytea", TypeFamily::bytea}, Cast::hex, text) == '"' + text.substr(2) + '"',
        "hex is the digits");
}

/// Whatever a server sends, what is written is JSON on one line, or an issue.
void check_line(std::string_view written) {
  check(written.empty() || is_json(written), "what is written is json");
  check(written.find('\n') == std::string_view::npos, "what is written has no line end");
}

/// A server that sends what no Postgres prints must not bring the engine down.
void survive_nonsense(std::string_view value) {
  for (int family = 0; family <= static_cast<int>(TypeFamily::to_json); ++family) {
    for (const bool is_array : {false, true}) {
      const ColumnType type{"type", static_cast<TypeFamily>(family), is_array};
      check_line(encoded(type, std::nullopt, value));
      for (const auto cast : allowed_casts(type)) check_line(encoded(type, cast, value));
    }
  }
  PointerTree tree;
  const auto nodes = {tree.add({}), tree.add({"a", "0"}), tree.add({"a"}), tree.add({"1", "b"})};
  for (const bool unique_keys : {false, true}) {
    PointerMatches matches(tree, unique_keys);
    matches.read(value);
    for (const auto node : nodes) matches.find(node);
  }
}

}  // namespace

void json_writer(std::string_view bytes) {
  survive_nonsense(bytes);
  check_bytea(bytes);
  if (!is_utf8(bytes)) return;
  check_text(bytes);
  check_array(bytes);
  TextBuffer buffer;
  const bool compacted = append_json_compact(buffer, bytes);
  const auto compact = buffer.view();
  check(compacted == is_json(bytes), "json can be made compact, and nothing else");
  if (compacted) {
    check(is_json(compact), "compact json is json");
    check(!accepted(bytes) || json::parse(compact) == json::parse(bytes),
          "compact json is the same value");
    const auto text = encoded({"json", TypeFamily::json}, Cast::string, bytes);
    check(encoded({"json", TypeFamily::json}, std::nullopt, bytes) == compact, "json is itself");
    check(json::parse(text).get<std::string>() == compact, "json as a string is its text");
  }
}

}  // namespace rowhook::fuzz

#include "base/json_text.h"

#include "base/json_scan.h"
#include "base/text.h"

namespace rowhook {
namespace {

template <class Out>
void append_escaped(Out& out, std::string_view text) {
  std::size_t run = 0;
  for (auto position = next_escape(text, 0); position < text.size();
       position = next_escape(text, run)) {
    const auto byte = static_cast<unsigned char>(text[position]);
    out.append(text.substr(run, position - run));
    run = position + 1;
    switch (byte) {
      case '"':
        out.append("\\\"");
        break;
      case '\\':
        out.append("\\\\");
        break;
      case '\b':
        out.append("\\b");
        break;
      case '\f':
        out.append("\\f");
        break;
      case '\n':
        out.append("\\n");
        break;
      case '\r':
        out.append("\\r");
        break;
      case '\t':
        out.append("\\t");
        break;
      default:
        out.append("\\u00");
        out.push_back(kHexDigits[byte >> 4U]);
        out.push_back(kHexDigits[byte & 0x0FU]);
    }
  }
  out.append(text.substr(run));
}

}  // namespace

void append_json_escaped(TextBuffer& out, std::string_view text) { append_escaped(out, text); }

void append_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  append_escaped(out, text);
  out.push_back('"');
}

// Searches the copy and not the text, because the buffer may be read beyond its end: the search
// needs no loop over the last bytes.
void append_json_string(TextBuffer& out, std::string_view text) {
  out.push_back('"');
  const auto begin = out.size();
  out.append(text);
  const auto escape = next_escape(out, begin);
  if (escape < out.size()) {
    out.truncate(escape);
    append_escaped(out, text.substr(escape - begin));
  }
  out.push_back('"');
}

}  // namespace rowhook

#pragma once

namespace rowhook {

/// The control character that a letter stands for behind a backslash, in JSON and in COPY's text
/// alike; any other character stands for itself.
constexpr char unescaped_control(char letter) {
  switch (letter) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return letter;
  }
}

}  // namespace rowhook

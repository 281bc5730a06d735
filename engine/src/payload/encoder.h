#pragma once

#include <string>
#include <string_view>

#include "base/text_buffer.h"
#include "payload/issue.h"

namespace rowhook {

/// Buffers for EncodeFunction, reused for every value to avoid allocations. One per thread.
struct Scratch {
  std::string element;  ///< an unquoted array element
  TextBuffer json;      ///< compact JSON that is about to be written as a JSON string
};

/// Appends one value as JSON to `out`. The value is not NULL and is printed by Postgres with the
/// session settings of postgres/read_transaction.cpp. Any other format is an issue, because
/// functions can change settings and the server may not be Postgres. After an issue, `out` may
/// hold part of the value, and the caller discards the row. encodings.h declares the functions.
/// Encoder calls one for a value, or for each element of an array.
using EncodeFunction = OptionalIssue (*)(std::string_view value, TextBuffer& out, Scratch& scratch);

/// Encodes the values of one field as JSON.
struct Encoder {
  EncodeFunction scalar = nullptr;  ///< encodes the value, or each element of an array
  bool is_array = false;
  char delimiter = ',';
  bool follows_settings = false;   ///< see ColumnType::follows_settings
  bool json_null_is_null = false;  ///< treat a JSON null as SQL NULL, as the `->>` operator does

  // Otherwise, whether GCC inlines it depends on which files a unity build combines.
  [[gnu::always_inline]] OptionalIssue operator()(std::string_view value, TextBuffer& out,
                                                  Scratch& scratch) const {
    return is_array ? append_array(value, out, scratch) : scalar(value, out, scratch);
  }

 private:
  OptionalIssue append_array(std::string_view literal, TextBuffer& out, Scratch& scratch) const;
};

}  // namespace rowhook

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "payload/issue.h"

namespace rowhook {

/// Buffers that encoding reuses from value to value, so that it allocates nothing once they have
/// grown. One per thread of work.
struct Scratch {
  std::string element;  ///< an array's element, its quotes resolved
  std::string json;     ///< a JSON text on its way into a string
};

/// Appends one value's JSON to `out`. The value is text as Postgres prints it under the session
/// settings of postgres/read_transaction.cpp, never NULL. Text of any other format is an issue:
/// functions can change a setting, and the server may not be Postgres. On an issue, `out` may
/// hold a part of the value: the caller discards the row.
using EncodeFunction = Outcome (*)(std::string_view value, std::string& out, Scratch& scratch);

/// How the values of one field become JSON.
struct Encoder {
  EncodeFunction scalar = nullptr;  ///< for an array: of each element
  bool is_array = false;
  char delimiter = ',';
  bool follows_settings = false;   ///< as ColumnType::follows_settings
  bool json_null_is_null = false;  ///< a JSON null counts as SQL NULL, as `->>` has it

  Outcome operator()(std::string_view value, std::string& out, Scratch& scratch) const;
};

}  // namespace rowhook

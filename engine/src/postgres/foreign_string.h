#pragma once

#include <string_view>

namespace rowhook {

/// What a text looks like that is no connection string of Postgres, and what to do about it.
struct ForeignString {
  std::string_view detail;
  std::string_view hint;
};

/// Recognizes the connection strings of others, web addresses and single words; null: none of them.
const ForeignString* recognize_foreign(std::string_view text);

}  // namespace rowhook

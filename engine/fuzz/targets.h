#pragma once

#include <string_view>

namespace rowhook::fuzz {

// Each takes any bytes and aborts when a promise of the code under test does not hold. They run
// over their corpus as a test, and under libFuzzer for as long as one likes.

/// A path that parses has a format that parses to the same path, and is no longer than its text.
void field_path(std::string_view bytes);

/// A document is refused with pointers and sentences, or compiles to a plan that writes valid JSON.
void mapping_document(std::string_view bytes);

/// Values escaped as Postgres does it split and read back as they were; any other line is survived.
void copy_row(std::string_view bytes);

/// What the encoders of text, json, bytea, times and arrays write is JSON of the value they got.
void json_writer(std::string_view bytes);

/// A connection string is refused, or names one host, one port, a user and a database.
void connection_string(std::string_view bytes);

}  // namespace rowhook::fuzz

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "catalog/column.h"
#include "catalog/row_source.h"
#include "catalog/select_item.h"
#include "payload/encoder.h"

namespace rowhook {

// Rules that depend on the family of a column's type: its select item, its encoder and its casts.
// catalog/types.cpp assigns the families.

/// Types that a column's value can be sent as instead of its default.
enum class Cast {
  string,
  number,
  integer,
  boolean,
  json,
  hex,
  base64,
  unix_seconds,
  unix_millis,
};

/// The names in a mapping document.
inline constexpr EnumNames<Cast, 9> kCastNames{{"string", "number", "integer", "boolean", "json",
                                                "hex", "base64", "unix_seconds", "unix_millis"}};

/// Returns the JSON type of a column without a cast: boolean, number, string, array, or json if it
/// can be any of them.
std::string_view json_type(const ColumnType& type);

/// Returns the casts that are allowed for a column of this type.
std::vector<Cast> allowed_casts(const ColumnType& type);

/// Returns whether a field's `at` may point into the column.
bool is_pointable(const ColumnType& type);

/// Returns the item that encoder_for() encodes with every cast but Cast::string.
SelectItem default_item(const Column& column);

/// Returns the item whose text is the value as Postgres prints it: for Cast::string and templates.
SelectItem text_item(const Column& column);

/// Returns the indexes in `items` of the texts of RowSource::readable_key(). Appends those that are
/// missing.
std::vector<std::size_t> key_positions(const RowSource& source, std::vector<SelectItem>& items);

/// Returns the encoder of a column. REQUIRES: `cast` is one of allowed_casts(type).
Encoder encoder_for(const ColumnType& type, std::optional<Cast> cast);

/// Returns the encoder that writes a value of any type as a JSON string, for templates.
Encoder string_encoder_for(const ColumnType& type);

/// Returns the encoder for the value at a JSON Pointer. Without a cast it writes the JSON itself.
/// With Cast::string it keeps a JSON string, treats a JSON null as NULL, and writes any other JSON
/// as a string.
Encoder pointer_encoder_for(std::optional<Cast> cast);

}  // namespace rowhook

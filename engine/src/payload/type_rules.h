#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "catalog/column.h"
#include "catalog/row_source.h"
#include "catalog/select_item.h"
#include "payload/cast.h"
#include "payload/encoder.h"

namespace rowhook {

// What the family of a column's type decides: the select item, the encoder of its text, the casts.
// catalog/types.cpp says which family a type has.

/// What kind of JSON value a column becomes without a cast: boolean, number, string, array, or json
/// where it can be any.
std::string_view json_type(const ColumnType& type);

/// The casts that a column of this type takes.
std::vector<Cast> allowed_casts(const ColumnType& type);

/// Whether a field's `at` may point into the column.
bool is_pointable(const ColumnType& type);

/// The item whose text encoder_for() takes, without a cast to string.
SelectItem default_item(const Column& column);

/// The item whose text is the value as Postgres prints it: for a cast to string, and for templates.
SelectItem text_item(const Column& column);

/// Where the texts of RowSource::readable_key() stand in the list; those that are not there yet are
/// added.
std::vector<std::size_t> key_positions(const RowSource& source, std::vector<SelectItem>& items);

/// The encoder of a column. REQUIRES `cast` to be one of allowed_casts(type).
Encoder encoder_for(const ColumnType& type, std::optional<Cast> cast);

/// The encoder for a value of any type as a JSON string, as templates write it.
Encoder string_encoder_for(const ColumnType& type);

/// The encoder for what a JSON Pointer finds: the JSON itself, or with a cast to string the text of
/// a JSON string, NULL for a JSON null and the JSON text of anything else.
Encoder pointer_encoder_for(std::optional<Cast> cast);

}  // namespace rowhook

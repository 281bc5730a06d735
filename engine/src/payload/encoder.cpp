#include "payload/encoder.h"

#include "payload/array_text.h"
#include "payload/encodings.h"

namespace rowhook {
namespace {

EncodeFunction default_encoding(TypeFamily family) {
  switch (family) {
    case TypeFamily::boolean:
      return encodings::boolean;
    case TypeFamily::integer:
      return encodings::integer;
    case TypeFamily::decimal:
      return encodings::decimal;
    case TypeFamily::text:
      return encodings::text;
    case TypeFamily::date:
      return encodings::date;
    case TypeFamily::interval:
      return encodings::interval;
    case TypeFamily::timestamp:
      return encodings::timestamp;
    case TypeFamily::timestamptz:
      return encodings::timestamptz;
    case TypeFamily::json:
    case TypeFamily::to_json:
      return encodings::json;
    case TypeFamily::bytea:
      return encodings::bytea_as_base64;
  }
  return encodings::text;
}

EncodeFunction string_encoding(TypeFamily family) {
  switch (family) {
    case TypeFamily::boolean:
      return encodings::boolean_as_string;
    case TypeFamily::integer:
      return encodings::integer_as_string;
    case TypeFamily::decimal:
      return encodings::decimal_as_string;
    case TypeFamily::json:
      return encodings::json_as_string;
    case TypeFamily::to_json:
      return encodings::text;
    case TypeFamily::text:
    case TypeFamily::date:
    case TypeFamily::timestamp:
    case TypeFamily::timestamptz:
    case TypeFamily::interval:
    case TypeFamily::bytea:
      break;
  }
  return default_encoding(family);
}

}  // namespace

std::optional<IssueCode> Encoder::operator()(std::string_view value, std::string& out,
                                             Scratch& scratch) const {
  return is_array ? append_array(value, *this, out, scratch) : scalar(value, out, scratch);
}

Encoder encoder_for(const ColumnType& type, std::optional<Cast> cast) {
  if (!cast) {
    return {default_encoding(type.family), type.is_array, type.delimiter, type.follows_settings};
  }
  switch (*cast) {
    case Cast::string:
      return string_encoder_for(type);
    case Cast::number:
      return {encodings::text_as_number};
    case Cast::integer:
      return {encodings::text_as_integer};
    case Cast::boolean:
      return {encodings::text_as_boolean};
    case Cast::json:
      return {encodings::json};
    case Cast::hex:
      return {encodings::bytea_as_hex};
    case Cast::base64:
      return {encodings::bytea_as_base64};
    case Cast::unix_seconds:
      return {encodings::unix_seconds};
    case Cast::unix_millis:
      return {encodings::unix_millis};
  }
  return {};
}

Encoder string_encoder_for(const ColumnType& type) {
  Encoder encoder{type.is_array ? encodings::text : string_encoding(type.family)};
  encoder.follows_settings = type.follows_settings;
  encoder.json_null_is_null = type.family == TypeFamily::json && !type.is_array;
  return encoder;
}

Encoder pointer_encoder_for(std::optional<Cast> cast) {
  Encoder encoder{cast ? encodings::json_text_of : encodings::json};
  encoder.json_null_is_null = cast.has_value();
  return encoder;
}

}  // namespace rowhook

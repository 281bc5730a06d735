#include "payload/type_rules.h"

#include <array>
#include <span>

#include "payload/encodings.h"

namespace rowhook {
namespace {

using Form = SelectItem::Form;

struct TypeRule {
  TypeFamily family;
  std::string_view json_type;
  std::span<const Cast> casts;
  EncodeFunction encode;
  EncodeFunction encode_as_string;
  Form item = Form::plain;
  Form text_item = Form::plain;
};

constexpr std::array kString{Cast::string};
constexpr std::array kText{Cast::string, Cast::number, Cast::integer, Cast::boolean, Cast::json};
constexpr std::array kTime{Cast::string, Cast::unix_seconds, Cast::unix_millis};
constexpr std::array kBytes{Cast::base64, Cast::hex};

// In the order of TypeFamily.
constexpr std::array kRules{
    TypeRule{TypeFamily::boolean, "boolean", kString, encodings::boolean,
             encodings::boolean_as_string},
    TypeRule{TypeFamily::integer, "number", kString, encodings::integer,
             encodings::integer_as_string},
    TypeRule{TypeFamily::decimal, "number", kString, encodings::decimal,
             encodings::decimal_as_string},
    TypeRule{TypeFamily::text, "string", kText, encodings::text, encodings::text},
    TypeRule{TypeFamily::date, "string", kTime, encodings::date, encodings::date},
    TypeRule{TypeFamily::timestamp, "string", kTime, encodings::timestamp, encodings::timestamp},
    TypeRule{TypeFamily::timestamptz, "string", kTime, encodings::timestamptz,
             encodings::timestamptz},
    TypeRule{TypeFamily::interval, "string", kString, encodings::interval, encodings::interval},
    TypeRule{TypeFamily::json, "json", kString, encodings::json, encodings::json_as_string},
    TypeRule{TypeFamily::bytea, "string", kBytes, encodings::bytea_as_base64,
             encodings::bytea_as_base64},
    TypeRule{TypeFamily::to_json, "json", kString, encodings::json, encodings::text, Form::to_json,
             Form::text},
};

constexpr bool rules_are_in_order() {
  for (std::size_t i = 0; i < kRules.size(); ++i) {
    if (kRules[i].family != static_cast<TypeFamily>(i)) return false;
  }
  return kRules.size() == static_cast<std::size_t>(TypeFamily::to_json) + 1;
}
static_assert(rules_are_in_order());

const TypeRule& rule_of(const ColumnType& type) {
  return kRules[static_cast<std::size_t>(type.family)];
}

EncodeFunction encoding_of(Cast cast) {
  switch (cast) {
    case Cast::string:
      return encodings::text;
    case Cast::number:
      return encodings::text_as_number;
    case Cast::integer:
      return encodings::text_as_integer;
    case Cast::boolean:
      return encodings::text_as_boolean;
    case Cast::json:
      return encodings::json;
    case Cast::hex:
      return encodings::bytea_as_hex;
    case Cast::base64:
      return encodings::bytea_as_base64;
    case Cast::unix_seconds:
      return encodings::unix_seconds;
    case Cast::unix_millis:
      return encodings::unix_millis;
  }
  return encodings::text;
}

}  // namespace

std::string_view json_type(const ColumnType& type) {
  return type.is_array ? "array" : rule_of(type).json_type;
}

std::vector<Cast> allowed_casts(const ColumnType& type) {
  const auto casts = type.is_array ? std::span<const Cast>(kString) : rule_of(type).casts;
  return {casts.begin(), casts.end()};
}

bool is_pointable(const ColumnType& type) {
  return type.family == TypeFamily::json && !type.is_array;
}

SelectItem default_item(const Column& column) { return {column.name, rule_of(column.type).item}; }

SelectItem text_item(const Column& column) { return {column.name, rule_of(column.type).text_item}; }

std::vector<std::size_t> key_positions(const RowSource& source, std::vector<SelectItem>& items) {
  std::vector<std::size_t> positions;
  for (const auto& name : source.readable_key()) {
    positions.push_back(position_of(text_item(*source.find_column(name)), items));
  }
  return positions;
}

Encoder encoder_for(const ColumnType& type, std::optional<Cast> cast) {
  if (cast == Cast::string) return string_encoder_for(type);
  if (cast) return {encoding_of(*cast)};
  return {rule_of(type).encode, type.is_array, type.delimiter, type.follows_settings};
}

Encoder string_encoder_for(const ColumnType& type) {
  Encoder encoder{type.is_array ? encodings::text : rule_of(type).encode_as_string};
  encoder.follows_settings = type.follows_settings;
  encoder.json_null_is_null = is_pointable(type);
  return encoder;
}

Encoder pointer_encoder_for(std::optional<Cast> cast) {
  Encoder encoder{cast ? encodings::json_text_of : encodings::json};
  encoder.json_null_is_null = cast.has_value();
  return encoder;
}

}  // namespace rowhook

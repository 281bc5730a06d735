#include "payload/type_rules.h"

#include <array>
#include <span>

#include "payload/encodings.h"

namespace rowhook {
namespace {

using Form = SelectItem::Form;

struct CastRule {
  Cast cast;
  EncodeFunction encode;
};

struct TypeRule {
  TypeFamily family;
  std::string_view json_type;
  EncodeFunction encode;
  EncodeFunction encode_as_string;
  std::span<const CastRule> casts = {};  ///< besides Cast::string
  Form item = Form::plain;
  Form text_item = Form::plain;
};

constexpr std::array kCastsOfText{CastRule{Cast::number, encodings::text_as_number},
                                  CastRule{Cast::integer, encodings::text_as_integer},
                                  CastRule{Cast::boolean, encodings::text_as_boolean},
                                  CastRule{Cast::json, encodings::json}};
constexpr std::array kCastsOfBytes{CastRule{Cast::base64, encodings::bytea_as_base64},
                                   CastRule{Cast::hex, encodings::bytea_as_hex}};
template <TypeFamily kFamily>
constexpr std::array kCastsOfTime{CastRule{Cast::unix_seconds, encodings::unix_seconds<kFamily>},
                                  CastRule{Cast::unix_millis, encodings::unix_millis<kFamily>}};

// In the order of TypeFamily.
constexpr std::array kRules{
    TypeRule{TypeFamily::boolean, "boolean", encodings::boolean, encodings::boolean_as_string},
    TypeRule{TypeFamily::integer, "number", encodings::integer, encodings::integer_as_string},
    TypeRule{TypeFamily::decimal, "number", encodings::decimal, encodings::decimal_as_string},
    TypeRule{TypeFamily::text, "string", encodings::text, encodings::text, kCastsOfText},
    TypeRule{TypeFamily::date, "string", encodings::date, encodings::date,
             kCastsOfTime<TypeFamily::date>},
    TypeRule{TypeFamily::timestamp, "string", encodings::timestamp, encodings::timestamp,
             kCastsOfTime<TypeFamily::timestamp>},
    TypeRule{TypeFamily::timestamptz, "string", encodings::timestamptz, encodings::timestamptz,
             kCastsOfTime<TypeFamily::timestamptz>},
    TypeRule{TypeFamily::interval, "string", encodings::interval, encodings::interval},
    TypeRule{TypeFamily::json, "json", encodings::json, encodings::json_as_string},
    TypeRule{TypeFamily::bytea, "string", encodings::bytea_as_base64, encodings::bytea_as_base64,
             kCastsOfBytes},
    // The select item converts the value (Form::to_json). Cast::string selects its text.
    TypeRule{TypeFamily::to_json,
             "json",
             encodings::json,
             encodings::text,
             {},
             Form::to_json,
             Form::text},
};

constexpr bool rules_are_in_order() {
  for (std::size_t i = 0; i < kRules.size(); ++i) {
    if (kRules[i].family != static_cast<TypeFamily>(i)) return false;
  }
  return kRules.size() == kTypeFamilies;
}
static_assert(rules_are_in_order());

const TypeRule& rule_of(const ColumnType& type) {
  return kRules[static_cast<std::size_t>(type.family)];
}

}  // namespace

std::string_view json_type(const ColumnType& type) {
  return type.is_array ? "array" : rule_of(type).json_type;
}

std::vector<Cast> allowed_casts(const ColumnType& type) {
  std::vector<Cast> casts;
  if (type.is_array || type.family != TypeFamily::bytea) casts.push_back(Cast::string);
  if (type.is_array) return casts;
  for (const auto& rule : rule_of(type).casts) casts.push_back(rule.cast);
  return casts;
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
  for (const auto& rule : rule_of(type).casts) {
    if (rule.cast == cast)
      return {.scalar = rule.encode, .follows_settings = type.follows_settings};
  }
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

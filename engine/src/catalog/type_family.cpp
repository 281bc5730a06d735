#include "catalog/type_family.h"

namespace rowhook {

// The oids of built-in types never change (pg_type.dat).
TypeFamily family_of(const BaseType& type) {
  switch (type.oid) {
    case 16:
      return TypeFamily::boolean;
    case 20:
    case 21:
    case 23:
      return TypeFamily::integer;
    case 700:
    case 701:
    case 1700:
      return TypeFamily::decimal;
    case 17:
      return TypeFamily::bytea;
    case 114:
    case 3802:
      return TypeFamily::json;
    case 1082:
      return TypeFamily::date;
    case 1114:
      return TypeFamily::timestamp;
    case 1184:
      return TypeFamily::timestamptz;
    case 1186:
      return TypeFamily::interval;
    case 22:  // int2vector and oidvector: arrays to to_json, yet written without braces
    case 30:
    case 2249:  // record
      return TypeFamily::to_json;
    default:
      return type.kind == 'c' || type.casts_to_json ? TypeFamily::to_json : TypeFamily::text;
  }
}

bool follows_settings(const BaseType& type) {
  switch (type.oid) {
    case 700:  // float4, float8
    case 701:
    case 600:  // point, lseg, path, box, polygon, line, circle: of float8
    case 601:
    case 602:
    case 603:
    case 604:
    case 628:
    case 718:
    case 3908:  // ranges and multiranges of timestamp, timestamptz and date
    case 3910:
    case 3912:
    case 4533:
    case 4534:
    case 4535:
      return true;
    default:
      return family_of(type) == TypeFamily::to_json ||
             (type.oid >= kFirstOidOfUsers && type.kind != 'e');
  }
}

std::string_view json_type(const ColumnType& type) {
  if (type.is_array) return "array";
  switch (type.family) {
    case TypeFamily::boolean:
      return "boolean";
    case TypeFamily::integer:
    case TypeFamily::decimal:
      return "number";
    case TypeFamily::json:
    case TypeFamily::to_json:
      return "json";
    default:
      return "string";
  }
}

}  // namespace rowhook

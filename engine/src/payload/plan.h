#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "payload/encoder.h"
#include "payload/pointer_tree.h"
#include "payload/text_steps.h"

namespace rowhook {

// A compiled mapping is a flat list of operations that write one row. Literal bytes between values
// are joined at compile time, so writing a row builds no tree. For example, the fields
//
//   {"to": "user.id",   "column": "id"}
//   {"to": "user.name", "column": "name", "onNull": "omit"}
//   {"to": "user.city", "column": "attributes", "at": "/city"}
//   {"to": "origin",    "value": "crm"}
//
// select the items `"id"`, `"name"` and `"attributes"`, and compile to these operations:
//
//   WriteLiteral    {"user":{"id":
//   WriteValue      item 0
//   WriteValue      item 1 with the key "name":, or nothing if it is NULL
//   WriteSeparator
//   WriteLiteral    "city":
//   WriteValue      the value at /city in item 2
//   WriteLiteral    },"origin":"crm"}
//
// COPY sends a row as a line of tab-separated fields, from which the payload is written:
//
//   17    \N    {"city": "Rome"}
//   {"user":{"id":17,"city":"Rome"},"origin":"crm"}

/// A column's value.
struct PlanColumn {
  std::size_t item;  ///< index into the fields of the COPY line
  Encoder encoder;
};

/// A json column with all pointers of the mapping into it.
struct PlanJsonColumn {
  std::size_t item;
  bool unique_keys;  ///< see PointerMatches
  PointerTree tree;
};

/// A value inside a json column.
struct PlanJsonValue {
  std::size_t column;  ///< index into Plan::json_columns
  std::size_t node;    ///< node in that column's tree
  Encoder encoder;
};

/// Texts and columns that are concatenated into one JSON string.
struct PlanTemplate {
  using Part = std::variant<std::string, PlanColumn>;
  std::vector<Part> parts;
};

/// A value whose text is transformed by steps.
struct PlanTransformedValue {
  std::variant<PlanColumn, PlanJsonValue, PlanTemplate> value;  ///< yields a JSON string or NULL
  std::vector<TextStep> steps;                                  ///< at least one
  Encoder encoder;                                              ///< encodes the resulting text
};

using PlanValue = std::variant<PlanColumn, PlanJsonValue, PlanTemplate, PlanTransformedValue>;

/// Writes bytes unchanged.
struct WriteLiteral {
  std::string bytes;
};

/// Writes a field's value.
struct WriteValue {
  enum class OnNull { write, omit, issue };

  std::size_t field;  ///< index into the mapping's fields
  PlanValue value;
  OnNull on_null;
  std::string null_text;  ///< the JSON that OnNull::write writes for NULL
  std::string key;        ///< `"key":` for OnNull::omit, which omits the key with the value
};

/// Begins an object whose members may all be omitted.
struct OpenObject {
  std::string key;  ///< `"key":`
};

/// Ends the object of the last OpenObject, or removes it with its key if it has no members.
struct CloseObject {};

/// Writes the comma before a member that is never omitted, if the members before it may be omitted.
/// Members that may be omitted write their own comma.
struct WriteSeparator {};

using PlanOp = std::variant<WriteLiteral, WriteValue, OpenObject, CloseObject, WriteSeparator>;

struct Plan {
  std::vector<PlanOp> ops;
  std::vector<PlanJsonColumn> json_columns;
  std::vector<std::string> paths;  ///< the fields' paths, for messages
};

}  // namespace rowhook

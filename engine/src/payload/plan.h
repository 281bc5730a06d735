#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "payload/encoder.h"
#include "payload/pointer_tree.h"
#include "payload/text_steps.h"

namespace rowhook {

// A compiled mapping: what to write for a row, in order, as a flat list. Literal bytes between
// values are joined at compile time, so that writing a row builds no tree. For example, the fields
//
//   {"to": "user.id",   "column": "id"}
//   {"to": "user.name", "column": "name", "onNull": "omit"}
//   {"to": "user.city", "column": "attributes", "at": "/city"}
//   {"to": "origin",    "value": "crm"}
//
// select the items `"id"`, `"name"` and `"attributes"`, and have these operations:
//
//   WriteLiteral    {"user":{"id":
//   WriteValue      item 0
//   WriteValue      item 1, with the key "name": unless it is NULL
//   WriteSeparator
//   WriteLiteral    "city":
//   WriteValue      what /city finds in item 2
//   WriteLiteral    },"origin":"crm"}
//
// COPY sends a row as a line of text, with tabs between the fields, and a payload is written:
//
//   17    \N    {"city": "Rome"}
//   {"user":{"id":17,"city":"Rome"},"origin":"crm"}

/// A column's value. `item` is the field's index in the COPY line.
struct PlanColumn {
  std::size_t item;
  Encoder encoder;
};

/// What the mapping's pointers want of one json column.
struct PlanJsonColumn {
  std::size_t item;
  bool unique_keys;  ///< as PointerMatches takes it
  PointerTree tree;
};

/// A value inside a json column.
struct PlanJsonValue {
  std::size_t column;  ///< index into Plan::json_columns
  std::size_t node;    ///< of its tree
  Encoder encoder;
};

/// Texts and columns, joined to one JSON string.
struct PlanTemplate {
  using Part = std::variant<std::string, PlanColumn>;
  std::vector<Part> parts;
};

/// A value whose text passes through steps.
struct PlanSteppedValue {
  std::variant<PlanColumn, PlanJsonValue, PlanTemplate> value;  ///< gives a JSON string or NULL
  std::vector<TextStep> steps;                                  ///< at least one
  Encoder encoder;                                              ///< of the text after them
};

using PlanValue = std::variant<PlanColumn, PlanJsonValue, PlanTemplate, PlanSteppedValue>;

/// Bytes to write as they are.
struct WriteLiteral {
  std::string bytes;
};

/// A field's value.
struct WriteValue {
  enum class OnNull { write, omit, issue };

  std::size_t field;  ///< index into the mapping's fields
  PlanValue value;
  OnNull on_null;
  std::string null_text;  ///< JSON for OnNull::write
  std::string key;        ///< as `"key":`, of OnNull::omit: the key goes with the value
};

/// Begins an object all of whose members may be omitted.
struct OpenObject {
  std::string key;  ///< as `"key":`
};

/// Ends such an object. One that was left without members goes, with its key.
struct CloseObject {};

/// Writes the comma before a member that is always there, where those before it may be omitted. An
/// omitted value or object takes its own comma with it.
struct WriteSeparator {};

using PlanOp = std::variant<WriteLiteral, WriteValue, OpenObject, CloseObject, WriteSeparator>;

struct Plan {
  /// Whether a value of the payload is of a type with ColumnType::follows_settings.
  bool follows_settings() const;

  std::vector<PlanOp> ops;
  std::vector<PlanJsonColumn> json_columns;
  /// The fields' paths, for messages.
  std::vector<std::string> paths;
};

}  // namespace rowhook

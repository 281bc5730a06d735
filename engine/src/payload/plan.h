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
// select the items `"id"`, `"name"` and `"attributes"`, and have these steps:
//
//   LiteralStep    {"user":{"id":
//   ValueStep      item 0
//   ValueStep      item 1, with the key "name": unless it is NULL
//   SeparatorStep
//   LiteralStep    "city":
//   ValueStep      what /city finds in item 2
//   LiteralStep    },"origin":"crm"}
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
struct PlanPointers {
  std::size_t item;
  bool unique_keys;  ///< as PointerMatches takes it
  PointerTree tree;
};

/// A value inside a json column.
struct PlanPointer {
  std::size_t pointers;  ///< index into Plan::pointers
  std::size_t node;      ///< of their tree
  Encoder encoder;
};

/// Texts and columns, joined to one JSON string.
struct PlanTemplate {
  using Part = std::variant<std::string, PlanColumn>;
  std::vector<Part> parts;
};

/// A value whose text passes through steps.
struct PlanSteppedValue {
  std::variant<PlanColumn, PlanPointer, PlanTemplate> value;  ///< gives a JSON string or NULL
  std::vector<TextStep> steps;                                ///< at least one
  Encoder encoder;                                            ///< of the text after them
};

using PlanValue = std::variant<PlanColumn, PlanPointer, PlanTemplate, PlanSteppedValue>;

/// Bytes to write as they are.
struct LiteralStep {
  std::string bytes;
};

/// A field's value.
struct ValueStep {
  enum class OnNull { write, omit, issue };

  std::size_t field;  ///< index into the mapping's fields
  PlanValue value;
  OnNull on_null;
  std::string null_text;  ///< JSON for OnNull::write
  std::string key;        ///< as `"key":`, of OnNull::omit: the key goes with the value
};

/// Begins an object all of whose members may be omitted.
struct OpenStep {
  std::string key;  ///< as `"key":`
};

/// Ends such an object. One that was left without members goes, with its key.
struct CloseStep {};

/// Writes the comma before a member that is always there, where those before it may be omitted. An
/// omitted value or object takes its own comma with it.
struct SeparatorStep {};

using PlanStep = std::variant<LiteralStep, ValueStep, OpenStep, CloseStep, SeparatorStep>;

struct Plan {
  /// Whether a value of the payload is of a type with ColumnType::follows_settings.
  bool follows_settings() const;

  std::vector<PlanStep> steps;
  std::vector<PlanPointers> pointers;
  /// The fields' paths, for messages.
  std::vector<std::string> paths;
};

}  // namespace rowhook

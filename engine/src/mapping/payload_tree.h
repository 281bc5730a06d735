#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "mapping/field_path.h"
#include "mapping/mapping_error.h"

namespace rowhook {

constexpr std::size_t kMaxFields = 2000;
constexpr std::size_t kMaxPathBytes = 64 * 1024;

/// The path of a field, and whether its key may be omitted.
struct FieldPlacement {
  std::string to;
  bool omit = false;  ///< whether the key is omitted if the value is NULL
};

/// A node in the tree of a payload.
struct PayloadNode {
  enum class Kind { value, object, array };

  /// A member of an object or an entry of an array.
  struct Child {
    Segment segment;
    std::size_t node;
  };

  Kind kind = Kind::object;
  std::size_t field = 0;  ///< the first field whose path leads here
  bool omit = false;      ///< of a value: see FieldPlacement::omit
  /// Of an object in order of first appearance, of an array by index.
  std::vector<Child> children = {};
};

struct TreeCheckResult {
  /// Sorted by field. A field's own error comes before the gap or omission that it causes.
  std::vector<MappingError> errors;
  std::vector<Warning> warnings;
};

/// The payload as a tree, built from the fields' paths.
class PayloadTree {
 public:
  static constexpr std::size_t kRoot = 0;

  /// Adds the fields in order. A field that cannot be placed is omitted and gets an error.
  explicit PayloadTree(std::vector<FieldPlacement> fields);

  const PayloadNode& node(std::size_t index) const { return nodes_[index]; }

  /// Checks all paths against each other and returns every error. The contracts have the same
  /// rules; contracts/vectors/conflicts.json keeps both in sync.
  TreeCheckResult check() const;

  /// Returns whether the node is omitted if all values below it are NULL.
  bool may_be_omitted(std::size_t index) const;

 private:
  void add(std::size_t field);
  void add_conflict(std::size_t field, const PayloadNode& node, PayloadNode::Kind wanted,
                    const FieldPath& path);

  const std::vector<FieldPlacement> fields_;
  std::vector<PayloadNode> nodes_;
  /// The node of each segment below its parent.
  std::map<std::pair<std::size_t, Segment>, std::size_t> by_segment_;
  std::multimap<std::size_t, MappingError> errors_;  // of single fields, by field
};

}  // namespace rowhook

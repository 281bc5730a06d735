#include "mapping/payload_tree.h"

#include <algorithm>

#include "base/json_text.h"
#include "base/text.h"

namespace rowhook {
namespace {

PayloadNode::Kind kind_around(const Segment& segment) {
  return std::holds_alternative<std::size_t>(segment) ? PayloadNode::Kind::array
                                                      : PayloadNode::Kind::object;
}

std::string in_quotes(std::string_view key) {
  std::string text;
  append_json_string(text, key);
  return text;
}

/// Finds gaps and omitted entries in lists, and keys of an object that differ only in case.
class TreeChecker {
 public:
  /// `field_errors`: the errors of single fields, by field.
  TreeChecker(const PayloadTree& tree, std::multimap<std::size_t, MappingError> field_errors)
      : errors(std::move(field_errors)), tree_(tree) {
    check(PayloadTree::kRoot);
  }

  std::multimap<std::size_t, MappingError> errors;  ///< by field
  std::multimap<std::size_t, Warning> warnings;     ///< by field

 private:
  void check(std::size_t index) {
    const auto& node = tree_.node(index);
    if (node.kind == PayloadNode::Kind::array) {
      find_gaps(node);
      // Omitting an entry of a list would renumber the entries after it.
      for (const auto& [segment, child] : node.children) {
        if (tree_.may_be_omitted(child)) report_omissions(child);
      }
    } else {
      warn_of_case(node);
    }
    for (const auto& [segment, child] : node.children) {
      path_.push_back(segment);
      check(child);
      path_.pop_back();
    }
  }

  void find_gaps(const PayloadNode& list) {
    std::size_t expected = 0;
    std::string before;  // the pointer of the entry before
    for (const auto& [segment, child] : list.children) {
      const auto field = tree_.node(child).field;
      const auto list_index = std::get<std::size_t>(segment);
      auto pointer = field_pointer(field, "to");
      if (list_index != expected) {
        auto missing = path_;
        missing.emplace_back(expected);
        errors.emplace(
            field,
            MappingError{pointer, before, MappingErrorCode::array_hole,
                         format_field_path(missing) +
                             " is missing, and a list has no gaps. Add it or renumber the list."});
      }
      expected = list_index + 1;
      before = std::move(pointer);
    }
  }

  void report_omissions(std::size_t index) {
    const auto& node = tree_.node(index);
    if (node.kind == PayloadNode::Kind::value) {
      errors.emplace(
          node.field,
          MappingError{
              field_pointer(node.field, "to"), "", MappingErrorCode::omit_in_array,
              "Omitting this entry would renumber the list. Send null or a default instead."});
    }
    for (const auto& [segment, child] : node.children) report_omissions(child);
  }

  void warn_of_case(const PayloadNode& object) {
    std::map<std::string, std::string> seen;  // keys by their lower-case form
    for (const auto& [segment, child] : object.children) {
      const auto& key = std::get<std::string>(segment);
      const auto [first, added] = seen.emplace(ascii_lower(key), key);
      if (added) continue;
      warnings.emplace(
          tree_.node(child).field,
          Warning{"keys_differ_in_case",
                  in_quotes(first->second) + " and " + in_quotes(key) +
                      " differ only in case; many receivers treat them as the same key."});
    }
  }

  const PayloadTree& tree_;
  FieldPath path_;  // of the node that is checked
};

}  // namespace

PayloadTree::PayloadTree(std::vector<FieldPlacement> fields)
    : fields_(std::move(fields)), nodes_(1) {
  for (std::size_t field = 0; field < fields_.size(); ++field) add(field);
  for (auto& node : nodes_) {
    if (node.kind == PayloadNode::Kind::array) {
      std::ranges::sort(node.children, {}, &PayloadNode::Child::segment);
    }
  }
}

void PayloadTree::add(std::size_t field) {
  const auto parsed = parse_field_path(fields_[field].to);
  if (const auto* error = std::get_if<FieldPathError>(&parsed)) {
    errors_.emplace(field,
                    MappingError{field_pointer(field, "to"), "", error->code, error->message});
    return;
  }
  const auto& path = std::get<FieldPath>(parsed);
  std::size_t parent = kRoot;
  for (std::size_t depth = 0; depth < path.size(); ++depth) {
    const bool last = depth + 1 == path.size();
    const auto wanted = last ? PayloadNode::Kind::value : kind_around(path[depth + 1]);
    const auto [known, added] = by_segment_.try_emplace({parent, path[depth]}, nodes_.size());
    const auto child = known->second;
    if (added) {
      nodes_[parent].children.push_back({path[depth], child});
      nodes_.push_back({wanted, field, fields_[field].omit});
    } else if (last || nodes_[child].kind != wanted) {
      const auto end = path.begin() + static_cast<std::ptrdiff_t>(depth) + 1;
      add_conflict(field, nodes_[child], wanted, FieldPath(path.begin(), end));
      return;
    }
    parent = child;
  }
}

void PayloadTree::add_conflict(std::size_t field, const PayloadNode& node, PayloadNode::Kind wanted,
                               const FieldPath& path) {
  const auto at = format_field_path(path);
  const auto either = [&](PayloadNode::Kind kind) { return node.kind == kind || wanted == kind; };
  MappingErrorCode code = MappingErrorCode::duplicate_path;
  std::string message = at + " is set twice. Rename or remove one of the fields.";
  if (node.kind != wanted && !either(PayloadNode::Kind::value)) {
    code = MappingErrorCode::object_and_array;
    message =
        at + " is an object in one field and a list in another. Use names or indexes, not both.";
  } else if (node.kind != wanted) {
    const bool object = either(PayloadNode::Kind::object);
    code = object ? MappingErrorCode::value_and_object : MappingErrorCode::value_and_array;
    message = at + " is a value in one field and " + (object ? "an object" : "a list") +
              " in another. Move one of them.";
  }
  errors_.emplace(field, MappingError{field_pointer(field, "to"), field_pointer(node.field, "to"),
                                      code, message});
}

bool PayloadTree::may_be_omitted(std::size_t index) const {
  const auto& node = nodes_[index];
  if (node.kind == PayloadNode::Kind::value) return node.omit;
  return node.kind == PayloadNode::Kind::object &&
         std::ranges::all_of(node.children, [this](const PayloadNode::Child& child) {
           return may_be_omitted(child.node);
         });
}

TreeCheckResult PayloadTree::check() const {
  TreeChecker check(*this, errors_);
  TreeCheckResult result;
  if (fields_.size() > kMaxFields) {
    result.errors.push_back({"/fields", "", MappingErrorCode::too_many_fields,
                             "A mapping has at most " + std::to_string(kMaxFields) +
                                 " fields; this one has " + std::to_string(fields_.size()) + "."});
  }
  std::size_t path_bytes = 0;
  for (const auto& field : fields_) path_bytes += field.to.size();
  if (path_bytes > kMaxPathBytes) {
    result.errors.push_back({"/fields", "", MappingErrorCode::paths_too_long,
                             "All paths together may take " + std::to_string(kMaxPathBytes) +
                                 " bytes; these take " + std::to_string(path_bytes) + "."});
  }
  for (auto& [field, error] : check.errors) result.errors.push_back(std::move(error));
  for (auto& [field, warning] : check.warnings) result.warnings.push_back(std::move(warning));
  return result;
}

}  // namespace rowhook

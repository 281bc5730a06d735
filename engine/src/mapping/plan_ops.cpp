#include "mapping/plan_ops.h"

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/json_text.h"

namespace rowhook {
namespace {

class PlanOpBuilder {
 public:
  PlanOpBuilder(const PayloadTree& tree, const Mapping& mapping,
                std::vector<std::optional<PlanValue>>& values)
      : tree_(tree), mapping_(mapping), values_(values) {}

  std::vector<PlanOp> build() {
    add_value(PayloadTree::kRoot);
    return std::move(ops_);
  }

 private:
  void add_literal(std::string_view bytes) {
    if (ops_.empty() || !std::holds_alternative<WriteLiteral>(ops_.back())) {
      ops_.emplace_back(WriteLiteral{});
    }
    std::get<WriteLiteral>(ops_.back()).bytes.append(bytes);
  }

  void add_value(std::size_t index) {
    const auto& node = tree_.node(index);
    switch (node.kind) {
      case PayloadNode::Kind::value:
        add_field(node.field, "");
        break;
      case PayloadNode::Kind::object:
        add_literal("{");
        add_members(node);
        add_literal("}");
        break;
      case PayloadNode::Kind::array: {
        const char* separator = "[";
        for (const auto& [segment, child] : node.children) {
          add_literal(separator);
          add_value(child);
          separator = ",";
        }
        add_literal("]");
        break;
      }
    }
  }

  void add_members(const PayloadNode& node) {
    bool first = true;
    bool may_follow_omitted = false;
    for (const auto& [segment, child] : node.children) {
      std::string key;
      append_json_string(key, std::get<std::string>(segment));
      key.push_back(':');
      if (tree_.may_be_omitted(child)) {
        add_optional_member(child, std::move(key));
        may_follow_omitted = true;
      } else {
        if (may_follow_omitted) {
          ops_.emplace_back(WriteSeparator{});
        } else if (!first) {
          add_literal(",");
        }
        add_literal(key);
        add_value(child);
      }
      first = false;
    }
  }

  void add_optional_member(std::size_t index, std::string key) {
    const auto& node = tree_.node(index);
    if (node.kind == PayloadNode::Kind::value) {
      add_field(node.field, std::move(key));
      return;
    }
    ops_.emplace_back(OpenObject{std::move(key)});
    add_members(node);
    ops_.emplace_back(CloseObject{});
  }

  void add_field(std::size_t index, std::string key) {
    const auto& mapped = mapping_.fields[index];
    if (const auto* constant = std::get_if<Constant>(&mapped.value)) {
      add_literal(constant->text);
      return;
    }
    const auto& policy = null_policy_of(mapped, mapping_);
    WriteValue op{index, std::move(*values_[index]), WriteValue::OnNull::write, "null",
                  std::move(key)};
    if (policy.kind == NullPolicy::Kind::omit) op.on_null = WriteValue::OnNull::omit;
    if (policy.kind == NullPolicy::Kind::error) op.on_null = WriteValue::OnNull::issue;
    if (policy.kind == NullPolicy::Kind::value) op.null_text = policy.value.text;
    ops_.emplace_back(std::move(op));
  }

  const PayloadTree& tree_;
  const Mapping& mapping_;
  std::vector<std::optional<PlanValue>>& values_;
  std::vector<PlanOp> ops_;
};

}  // namespace

std::vector<PlanOp> make_plan_ops(const PayloadTree& tree, const Mapping& mapping,
                                  std::vector<std::optional<PlanValue>>& values) {
  return PlanOpBuilder(tree, mapping, values).build();
}

}  // namespace rowhook

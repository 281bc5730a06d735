#include "payload/pointer_tree.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/json_scan.h"
#include "base/text.h"

namespace rowhook {
namespace {

/// Parses an array index as defined in RFC 6901, section 4: digits without a leading zero.
std::optional<std::size_t> array_index(std::string_view token) {
  if (!is_json_integer(token)) return std::nullopt;
  return number_in<std::size_t>(token);
}

}  // namespace

std::optional<JsonPointer> parse_json_pointer(std::string_view text) {
  JsonPointer pointer;
  if (text.empty()) return pointer;
  if (text[0] != '/') return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '/') {
      pointer.emplace_back();
    } else if (text[i] != '~') {
      pointer.back() += text[i];
    } else if (++i < text.size() && (text[i] == '0' || text[i] == '1')) {
      pointer.back() += text[i] == '0' ? '~' : '/';
    } else {
      return std::nullopt;
    }
  }
  return pointer;
}

// Compares lengths first, which decides most comparisons.
bool PointerTree::is_before(std::string_view token, std::string_view other) {
  return token.size() != other.size() ? token.size() < other.size() : token < other;
}

std::size_t PointerTree::add(const JsonPointer& pointer) {
  auto node = kRoot;
  for (const auto& token : pointer) {
    if (const auto known = member(node, token)) {
      node = *known;
      continue;
    }
    const auto added = nodes_.size();
    const auto index = array_index(token);
    nodes_.push_back({token, '"' + token + '"', node, index, false, {}, {}});
    auto& members = nodes_[node].members;
    members.insert(std::ranges::upper_bound(members, token, is_before, token_of()), added);
    auto& elements = nodes_[node].elements;
    if (index) {
      elements.insert(std::ranges::upper_bound(elements, *index, {}, index_of()), added);
    }
    node = added;
  }
  if (!nodes_[node].wanted) ++wanted_;
  nodes_[node].wanted = true;
  return node;
}

std::optional<std::size_t> PointerTree::member(std::size_t node, std::string_view key) const {
  const auto& members = nodes_[node].members;
  const auto found = std::ranges::lower_bound(members, key, is_before, token_of());
  if (found == members.end() || nodes_[*found].token != key) return std::nullopt;
  return *found;
}

std::optional<std::size_t> PointerTree::element(std::size_t node, std::size_t index) const {
  const auto& elements = nodes_[node].elements;
  const auto found = std::ranges::lower_bound(elements, index, {}, index_of());
  if (found == elements.end() || nodes_[*found].index != index) return std::nullopt;
  return *found;
}

PointerMatches::PointerMatches(const PointerTree& tree, bool unique_keys)
    : tree_(tree), unique_keys_(unique_keys), places_(tree.nodes_.size()) {
  places_[PointerTree::kRoot].visit = ++visits_;
}

void PointerMatches::read(std::string_view json) {
  json_ = json;
  open_.clear();
  found_ = 0;
  places_[PointerTree::kRoot].visit = ++visits_;
  auto position = enter(PointerTree::kRoot, skip_json_space(json_, 0));
  for (bool searched_rest = false; !open_.empty(); position = proceed(position)) {
    if (found_ < tree_.wanted_) continue;
    if (unique_keys_) break;
    if (open_.size() > 1 || std::exchange(searched_rest, true)) continue;
    if (!may_repeat(json_.substr(position))) break;
  }
}

/// Returns whether the rest of the root object may contain a key of the tree again. Searches for
/// the quoted keys as text, which is many times faster than parsing. The same text in a string or a
/// nested object is a false positive: then the rest is parsed.
bool PointerMatches::may_repeat(std::string_view rest) const {
  // Each key is one search of the text.
  constexpr std::size_t kMaxKeys = 4;
  const auto& root = tree_.nodes_[PointerTree::kRoot];
  if (root.wanted) return true;
  if (open_.front().array) return false;
  if (root.members.size() > kMaxKeys || rest.find('\\') != std::string_view::npos) return true;
  return std::ranges::any_of(root.members, [&](std::size_t member) {
    const auto& key = tree_.nodes_[member].quoted;
    return memmem(rest.data(), rest.size(), key.data(), key.size()) != nullptr;
  });
}

std::optional<std::string_view> PointerMatches::find(std::size_t node) const {
  const auto& place = places_[node];
  for (auto at = node; at != PointerTree::kRoot;) {
    const auto parent = tree_.nodes_[at].parent;
    if (places_[at].visit_of_parent != places_[parent].visit) return std::nullopt;
    at = parent;
  }
  return json_.substr(place.begin, place.end - place.begin);
}

/// Begins a node's value. Returns the position to continue from.
std::size_t PointerMatches::enter(std::size_t node, std::size_t position) {
  const auto& wanted = tree_.nodes_[node];
  places_[node].begin = position;
  const char first = position < json_.size() ? json_[position] : '\0';
  if ((first == '{' && !wanted.members.empty()) || (first == '[' && !wanted.elements.empty())) {
    open_.push_back({node, first == '['});
    return position + 1;
  }
  position = skip_json_value(json_, position);
  set_end(node, position);
  return position;
}

/// Reads the next member or element of the innermost object or array, or its end.
std::size_t PointerMatches::proceed(std::size_t position) {
  auto& open = open_.back();
  position = skip_json_space(json_, position);
  if (position >= json_.size()) return close(json_.size());
  if (json_[position] == '}' || json_[position] == ']') return close(position + 1);
  if (json_[position] == ',') return position + 1;

  std::optional<std::size_t> child;
  if (open.array) {
    const auto last = tree_.nodes_[tree_.nodes_[open.node].elements.back()].index;
    if (open.index > *last) return close(skip_json_container(json_, position));
    child = tree_.element(open.node, open.index++);
  } else {
    position = skip_key(position, child);
  }
  if (!child) return skip_json_value(json_, position);
  places_[*child].visit = ++visits_;
  places_[*child].visit_of_parent = places_[open.node].visit;
  return enter(*child, position);
}

std::size_t PointerMatches::close(std::size_t end) {
  set_end(open_.back().node, end);
  open_.pop_back();
  return end;
}

void PointerMatches::set_end(std::size_t node, std::size_t end) {
  auto& place = places_[node];
  place.end = end;
  // Counts a node once in each text, although a duplicate key reaches it again.
  const auto root_visit = places_[PointerTree::kRoot].visit;
  if (tree_.nodes_[node].wanted && std::exchange(place.counted_in, root_visit) != root_visit) {
    ++found_;
  }
}

/// Skips `"key" :` and sets `child` to the child with that key, if there is one.
std::size_t PointerMatches::skip_key(std::size_t position,
                                     std::optional<std::size_t>& child) const {
  const auto end = skip_json_value(json_, position);
  const auto token = json_.substr(position, end - position);
  const auto node = open_.back().node;
  if (token.size() >= 2 && token.front() == '"') {
    if (token.find('\\') == std::string_view::npos) {
      child = tree_.member(node, token.substr(1, token.size() - 2));
    } else if (json_value_end(token, 0) == token.size()) {
      const auto key = json_string_value(token);
      if (key) child = tree_.member(node, *key);
    }
  }
  position = skip_json_space(json_, end);
  if (position < json_.size() && json_[position] == ':') ++position;
  return skip_json_space(json_, position);
}

}  // namespace rowhook

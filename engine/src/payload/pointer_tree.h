#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// The reference tokens of an RFC 6901 JSON Pointer, with `~0` and `~1` decoded.
using JsonPointer = std::vector<std::string>;

/// Parses a JSON Pointer. Returns nothing if `text` is not one. The empty text is the pointer to
/// the whole value.
std::optional<JsonPointer> parse_json_pointer(std::string_view text);

/// A prefix tree of the JSON Pointers into one column: `/a/b` and `/a/c` are two leaves below one
/// `a`. It finds all of them in one pass over a value.
class PointerTree {
 public:
  /// Adds a pointer and returns the node that it leads to.
  std::size_t add(const JsonPointer& pointer);

 private:
  friend class PointerMatches;

  static constexpr std::size_t kRoot = 0;

  struct Node {
    std::string token;
    std::string quoted;  ///< as a key without escapes
    std::size_t parent = kRoot;
    std::optional<std::size_t> index;   ///< the token as an array index, if it is one
    bool wanted = false;                ///< whether a pointer ends here
    std::vector<std::size_t> members;   ///< all children, sorted by token with is_before()
    std::vector<std::size_t> elements;  ///< the children that have an index, sorted by index
  };

  static bool is_before(std::string_view token, std::string_view other);
  auto token_of() const {
    return [this](std::size_t node) -> std::string_view { return nodes_[node].token; };
  }
  auto index_of() const {
    return [this](std::size_t node) { return *nodes_[node].index; };
  }
  std::optional<std::size_t> member(std::size_t node, std::string_view key) const;
  std::optional<std::size_t> element(std::size_t node, std::size_t index) const;

  std::vector<Node> nodes_{1};
  std::size_t wanted_ = 0;  ///< number of wanted nodes
};

/// Finds the values at a tree's pointers, in one JSON text after another. Refers to the tree, which
/// must outlive it and must not change. Not thread-safe.
class PointerMatches {
 public:
  /// `unique_keys`: no object has duplicate keys, as in jsonb, so the search can stop once all
  /// values are found.
  PointerMatches(const PointerTree& tree, bool unique_keys);

  /// Searches for all pointers in one pass. The time is linear in the text, however many pointers
  /// there are and however deep they go. `json` must outlive all calls of find(). REQUIRES: `json`
  /// is valid; in invalid JSON, find() may return text that is not a value.
  void read(std::string_view json);

  /// Returns the value at a node that PointerTree::add() returned, without surrounding white space.
  /// The last of several duplicate keys wins, as in Postgres.
  std::optional<std::string_view> find(std::size_t node) const;

 private:
  /// The range of a node's value. It is valid if `visit_of_parent` is the parent's current visit: a
  /// duplicate key of the parent, or the next text, starts a new visit.
  struct Place {
    std::uint64_t visit = 0;
    std::uint64_t visit_of_parent = 0;
    std::uint64_t counted_in = 0;  ///< the root's visit in which found_ counted the node
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  /// An object or array that the search is inside of.
  struct Open {
    std::size_t node;
    bool array;
    std::size_t index = 0;
  };

  bool may_repeat(std::string_view rest) const;
  std::size_t enter(std::size_t node, std::size_t position);
  std::size_t proceed(std::size_t position);
  std::size_t close(std::size_t end);
  void set_end(std::size_t node, std::size_t end);
  std::size_t skip_key(std::size_t position, std::optional<std::size_t>& child) const;

  const PointerTree& tree_;
  bool unique_keys_;
  std::string_view json_;
  std::vector<Place> places_;
  std::vector<Open> open_;
  std::uint64_t visits_ = 0;
  std::size_t found_ = 0;  ///< number of wanted nodes found so far
};

}  // namespace rowhook

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rowhook {

/// RFC 6901: the reference tokens, their `~0` and `~1` resolved.
using JsonPointer = std::vector<std::string>;

/// Nothing when the text is no JSON Pointer. The empty text points to the whole value.
std::optional<JsonPointer> parse_json_pointer(std::string_view text);

/// JSON Pointers into one column, with what they have in common once: `/a/b` and `/a/c` are two
/// leaves below one `a`. So all of them are found in one pass over a value.
class PointerTree {
 public:
  /// Adds a pointer and returns the node that it leads to.
  std::size_t add(const JsonPointer& pointer);

 private:
  friend class PointerMatches;

  static constexpr std::size_t kRoot = 0;

  struct Node {
    std::string token;
    std::size_t parent = kRoot;
    /// Of an array; absent where the token is no index.
    std::optional<std::size_t> index;
    bool wanted = false;                ///< a pointer ends here
    std::vector<std::size_t> members;   ///< children by token, see is_before()
    std::vector<std::size_t> elements;  ///< those of them that have an index, by index
  };

  static bool is_before(std::string_view token, std::string_view other);
  std::optional<std::size_t> member(std::size_t node, std::string_view key) const;
  std::optional<std::size_t> element(std::size_t node, std::size_t index) const;

  std::vector<Node> nodes_{1};
  std::size_t wanted_ = 0;  ///< how many nodes are
};

/// Where the pointers of a tree lead in one JSON text after another. Refers to the tree, which must
/// outlive it and get no more pointers. For one thread.
class PointerMatches {
 public:
  /// `unique_keys`: no object has a key twice, as in jsonb, so that the search may end with the
  /// last value that is wanted.
  PointerMatches(const PointerTree& tree, bool unique_keys);

  /// Looks for all pointers at once, in time linear in the text whatever their number and depth.
  /// REQUIRES valid JSON, which is not validated again: in another text, something may be found
  /// that is no value. The text must live until the last find().
  void read(std::string_view json);

  /// The value at a node that PointerTree::add() returned, without white space around it. Of
  /// duplicate keys the last one counts, as in Postgres.
  std::optional<std::string_view> find(std::size_t node) const;

 private:
  /// Where a node's value is. It counts where the node's parent is still the one that it was seen
  /// in: a duplicate key, or the next text, visits the parent anew.
  struct Place {
    std::uint64_t visit = 0;
    std::uint64_t visit_of_parent = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  /// An object or array whose end has not been reached.
  struct Open {
    std::size_t node;
    bool array;
    std::size_t index = 0;
  };

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
  std::size_t found_ = 0;  ///< wanted values whose end is known
};

/// The text of the value that one pointer finds. REQUIRES valid JSON.
std::optional<std::string_view> find_json(std::string_view json, const JsonPointer& pointer);

}  // namespace rowhook

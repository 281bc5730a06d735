#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "mapping/field_path.h"
#include "mapping/mapping_error.h"

namespace rowhook {

/// A field as far as its place in the payload goes.
struct Placement {
  std::string to;
  bool omit = false;  ///< it disappears when its source is NULL
};

/// What stands at one place of the payload.
struct Place {
  enum class Kind { value, object, array };

  struct Member {
    std::string key;
    std::size_t place;
  };

  Kind kind = Kind::object;
  std::size_t field = 0;                        ///< the first field that put it there
  bool omit = false;                            ///< of a value
  std::vector<Member> members;                  ///< of an object, in order of first appearance
  std::map<std::string, std::size_t> by_key;    ///< of an object: place of each key
  std::map<std::size_t, std::size_t> by_index;  ///< of an array: place of each list index
};

/// An error and the field it is told of.
struct Finding {
  std::size_t field;
  MappingError error;
};

/// The shape that the fields' paths give the payload.
class Placements {
 public:
  static constexpr std::size_t kRoot = 0;

  /// Takes the fields in order. A field that cannot be placed stays out and becomes a finding.
  explicit Placements(const std::vector<Placement>& fields);

  const Place& place(std::size_t index) const { return places_[index]; }
  const std::vector<Finding>& findings() const { return findings_; }

  /// Whether the place goes when everything below it is omitted.
  bool may_disappear(std::size_t index) const;

 private:
  void add(std::size_t field, const Placement& placement);
  void conflict(std::size_t field, const Place& place, Place::Kind wanted, const FieldPath& path);
  std::size_t child_of(std::size_t parent, const Segment& segment) const;
  std::size_t add_child(std::size_t parent, const Segment& segment, Place place);

  std::vector<Place> places_;
  std::vector<Finding> findings_;
};

}  // namespace rowhook

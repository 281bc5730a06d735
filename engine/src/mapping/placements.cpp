#include "mapping/placements.h"

#include <algorithm>

namespace rowhook {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

Place::Kind kind_around(const Segment& segment) {
  return std::holds_alternative<std::size_t>(segment) ? Place::Kind::array : Place::Kind::object;
}

}  // namespace

Placements::Placements(const std::vector<Placement>& fields) : places_(1) {
  for (std::size_t field = 0; field < fields.size(); ++field) add(field, fields[field]);
}

void Placements::add(std::size_t field, const Placement& placement) {
  const auto parsed = parse_field_path(placement.to);
  if (const auto* error = std::get_if<FieldPathError>(&parsed)) {
    errors_.push_back({field, {field_pointer(field, "to"), "", error->code, error->message}});
    return;
  }
  const auto& path = std::get<FieldPath>(parsed);
  std::size_t parent = kRoot;
  for (std::size_t depth = 0; depth < path.size(); ++depth) {
    const bool last = depth + 1 == path.size();
    const auto wanted = last ? Place::Kind::value : kind_around(path[depth + 1]);
    auto child = child_of(parent, path[depth]);
    if (child == kNone) {
      Place place;
      place.kind = wanted;
      place.field = field;
      place.omit = placement.omit;
      child = add_child(parent, path[depth], std::move(place));
    } else if (last || places_[child].kind != wanted) {
      const auto end = path.begin() + static_cast<std::ptrdiff_t>(depth) + 1;
      add_conflict(field, places_[child], wanted, FieldPath(path.begin(), end));
      return;
    }
    parent = child;
  }
}

void Placements::add_conflict(std::size_t field, const Place& place, Place::Kind wanted,
                              const FieldPath& path) {
  const auto at = format_field_path(path);
  const auto either = [&](Place::Kind kind) { return place.kind == kind || wanted == kind; };
  MappingErrorCode code = MappingErrorCode::duplicate_path;
  std::string message = at + " is set twice. Rename or remove one of the fields.";
  if (place.kind != wanted && !either(Place::Kind::value)) {
    code = MappingErrorCode::object_and_array;
    message =
        at + " is an object in one field and a list in another. Use names or indexes, not both.";
  } else if (place.kind != wanted) {
    const bool object = either(Place::Kind::object);
    code = object ? MappingErrorCode::value_and_object : MappingErrorCode::value_and_array;
    message = at + " is a value in one field and " + (object ? "an object" : "a list") +
              " in another. Move one of them.";
  }
  errors_.push_back(
      {field, {field_pointer(field, "to"), field_pointer(place.field, "to"), code, message}});
}

std::size_t Placements::child_of(std::size_t parent, const Segment& segment) const {
  const auto& place = places_[parent];
  if (const auto* index = std::get_if<std::size_t>(&segment)) {
    const auto found = place.by_index.find(*index);
    return found == place.by_index.end() ? kNone : found->second;
  }
  const auto found = place.by_key.find(std::get<std::string>(segment));
  return found == place.by_key.end() ? kNone : found->second;
}

std::size_t Placements::add_child(std::size_t parent, const Segment& segment, Place place) {
  const auto child = places_.size();
  places_.push_back(std::move(place));
  auto& around = places_[parent];
  if (const auto* index = std::get_if<std::size_t>(&segment)) {
    around.by_index.emplace(*index, child);
  } else {
    const auto& key = std::get<std::string>(segment);
    around.members.push_back({key, child});
    around.by_key.emplace(key, child);
  }
  return child;
}

bool Placements::may_be_omitted(std::size_t index) const {
  const auto& place = places_[index];
  if (place.kind == Place::Kind::value) return place.omit;
  return place.kind == Place::Kind::object &&
         std::all_of(place.members.begin(), place.members.end(),
                     [this](const Place::Member& member) { return may_be_omitted(member.place); });
}

}  // namespace rowhook

#include "mapping/placements.h"

#include <algorithm>

#include "base/json_text.h"
#include "base/text.h"

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
    errors_.emplace(field,
                    MappingError{field_pointer(field, "to"), "", error->code, error->message});
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
  errors_.emplace(field, MappingError{field_pointer(field, "to"), field_pointer(place.field, "to"),
                                      code, message});
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
         std::ranges::all_of(place.members, [this](const Place::Member& member) {
           return may_be_omitted(member.place);
         });
}

namespace {

std::string in_quotes(std::string_view key) {
  std::string text;
  append_json_string(text, key);
  return text;
}

/// Checks the whole tree. Starts with the errors of single fields, Placements::errors().
class TreeCheck {
 public:
  explicit TreeCheck(const Placements& placements)
      : errors(placements.errors()), placements_(placements) {}

  std::multimap<std::size_t, MappingError> errors;  ///< by field
  std::multimap<std::size_t, Warning> warnings;     ///< by field

  void find_holes(std::size_t index, const FieldPath& path) {
    const auto& place = placements_.place(index);
    std::size_t expected = 0;
    std::size_t before = Placements::kRoot;
    for (const auto& [list_index, child] : place.by_index) {
      if (list_index != expected) {
        auto missing = path;
        missing.emplace_back(expected);
        const auto field = placements_.place(child).field;
        const auto related = before == Placements::kRoot
                                 ? std::string()
                                 : field_pointer(placements_.place(before).field, "to");
        errors.emplace(
            field,
            MappingError{field_pointer(field, "to"), related, MappingErrorCode::array_hole,
                         format_field_path(missing) +
                             " is missing, and a list has no gaps. Add it or renumber the list."});
      }
      expected = list_index + 1;
      before = child;
    }
    for (const auto& [list_index, child] : place.by_index) descend(child, path, list_index);
    for (const auto& [key, child] : place.members) descend(child, path, key);
  }

  /// Omitting an entry of a list would renumber the entries after it.
  void find_omissions(std::size_t index) {
    const auto& place = placements_.place(index);
    for (const auto& [list_index, child] : place.by_index) {
      if (placements_.may_be_omitted(child)) {
        report_omissions(child);
      } else {
        find_omissions(child);
      }
    }
    for (const auto& member : place.members) find_omissions(member.place);
  }

  void find_case_warnings(std::size_t index) {
    const auto& place = placements_.place(index);
    std::map<std::string, const Place::Member*> seen;
    for (const auto& member : place.members) {
      const auto [first, fresh] = seen.emplace(ascii_lower(member.key), &member);
      if (!fresh) {
        warnings.emplace(
            placements_.place(member.place).field,
            Warning{"keys_differ_in_case",
                    in_quotes(first->second->key) + " and " + in_quotes(member.key) +
                        " differ only in case; many receivers treat them as the same key."});
      }
      find_case_warnings(member.place);
    }
    for (const auto& [list_index, child] : place.by_index) find_case_warnings(child);
  }

 private:
  void descend(std::size_t child, FieldPath path, Segment segment) {
    path.push_back(std::move(segment));
    find_holes(child, path);
  }

  void report_omissions(std::size_t index) {
    const auto& place = placements_.place(index);
    if (place.kind == Place::Kind::value) {
      errors.emplace(
          place.field,
          MappingError{
              field_pointer(place.field, "to"), "", MappingErrorCode::omit_in_array,
              "Omitting this entry would renumber the list. Send null or a default instead."});
    }
    for (const auto& member : place.members) report_omissions(member.place);
  }

  const Placements& placements_;
};

}  // namespace

PlacementResult check_placements(const std::vector<Placement>& fields,
                                 const Placements& placements) {
  TreeCheck check(placements);
  check.find_holes(Placements::kRoot, {});
  check.find_omissions(Placements::kRoot);
  check.find_case_warnings(Placements::kRoot);

  PlacementResult result;
  if (fields.size() > kMaxFields) {
    result.errors.push_back({"/fields", "", MappingErrorCode::too_many_fields,
                             "A mapping has at most " + std::to_string(kMaxFields) +
                                 " fields; this one has " + std::to_string(fields.size()) + "."});
  }
  std::size_t path_bytes = 0;
  for (const auto& field : fields) path_bytes += field.to.size();
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

#include "mapping/placements.h"

#include <algorithm>

#include "base/json_text.h"
#include "base/text.h"

namespace rowhook {
namespace {

Place::Kind kind_around(const Segment& segment) {
  return std::holds_alternative<std::size_t>(segment) ? Place::Kind::array : Place::Kind::object;
}

std::string in_quotes(std::string_view key) {
  std::string text;
  append_json_string(text, key);
  return text;
}

/// Finds gaps and omitted entries in lists, and keys of an object that differ only in case.
class TreeCheck {
 public:
  /// `field_errors`: the errors of single fields, by field.
  TreeCheck(const Placements& placements, std::multimap<std::size_t, MappingError> field_errors)
      : errors(std::move(field_errors)), placements_(placements) {
    check(Placements::kRoot);
  }

  std::multimap<std::size_t, MappingError> errors;  ///< by field
  std::multimap<std::size_t, Warning> warnings;     ///< by field

 private:
  void check(std::size_t index) {
    const auto& place = placements_.place(index);
    if (place.kind == Place::Kind::array) {
      find_holes(place);
      // Omitting an entry of a list would renumber the entries after it.
      for (const auto& [segment, child] : place.children) {
        if (placements_.may_be_omitted(child)) report_omissions(child);
      }
    } else {
      warn_of_case(place);
    }
    for (const auto& [segment, child] : place.children) {
      path_.push_back(segment);
      check(child);
      path_.pop_back();
    }
  }

  void find_holes(const Place& list) {
    std::size_t expected = 0;
    std::string before;  // the pointer of the entry before
    for (const auto& [segment, child] : list.children) {
      const auto field = placements_.place(child).field;
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
    const auto& place = placements_.place(index);
    if (place.kind == Place::Kind::value) {
      errors.emplace(
          place.field,
          MappingError{
              field_pointer(place.field, "to"), "", MappingErrorCode::omit_in_array,
              "Omitting this entry would renumber the list. Send null or a default instead."});
    }
    for (const auto& [segment, child] : place.children) report_omissions(child);
  }

  void warn_of_case(const Place& object) {
    std::map<std::string, std::string> seen;  // keys by their lower-case form
    for (const auto& [segment, child] : object.children) {
      const auto& key = std::get<std::string>(segment);
      const auto [first, added] = seen.emplace(ascii_lower(key), key);
      if (added) continue;
      warnings.emplace(
          placements_.place(child).field,
          Warning{"keys_differ_in_case",
                  in_quotes(first->second) + " and " + in_quotes(key) +
                      " differ only in case; many receivers treat them as the same key."});
    }
  }

  const Placements& placements_;
  FieldPath path_;  // of the place that is checked
};

}  // namespace

Placements::Placements(std::vector<Placement> fields) : fields_(std::move(fields)), places_(1) {
  for (std::size_t field = 0; field < fields_.size(); ++field) add(field);
  for (auto& place : places_) {
    if (place.kind == Place::Kind::array) {
      std::ranges::sort(place.children, {}, &Place::Child::segment);
    }
  }
}

void Placements::add(std::size_t field) {
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
    const auto wanted = last ? Place::Kind::value : kind_around(path[depth + 1]);
    const auto [known, added] = by_segment_.try_emplace({parent, path[depth]}, places_.size());
    const auto child = known->second;
    if (added) {
      places_[parent].children.push_back({path[depth], child});
      places_.push_back({wanted, field, fields_[field].omit});
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

bool Placements::may_be_omitted(std::size_t index) const {
  const auto& place = places_[index];
  if (place.kind == Place::Kind::value) return place.omit;
  return place.kind == Place::Kind::object &&
         std::ranges::all_of(place.children, [this](const Place::Child& child) {
           return may_be_omitted(child.place);
         });
}

PlacementResult Placements::check() const {
  TreeCheck check(*this, errors_);
  PlacementResult result;
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

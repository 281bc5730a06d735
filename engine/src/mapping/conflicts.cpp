#include "mapping/conflicts.h"

#include <algorithm>

#include "base/json_text.h"
#include "base/text.h"

namespace rowhook {
namespace {

std::string in_lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), ascii_lower);
  return text;
}

std::string in_quotes(std::string_view key) {
  std::string text;
  append_json_string(text, key);
  return text;
}

/// Checks the whole tree. Starts with the errors of single fields, Placements::errors().
class TreeCheck {
 public:
  struct CaseWarning {
    std::size_t field;
    MappingWarning warning;
  };

  explicit TreeCheck(const Placements& placements)
      : errors(placements.errors()), placements_(placements) {}

  std::vector<PlacementError> errors;
  std::vector<CaseWarning> case_warnings;

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
        errors.push_back(
            {field,
             {field_pointer(field, "to"), related, MappingErrorCode::array_hole,
              format_field_path(missing) +
                  " is missing, and a list has no gaps. Add it or renumber the list."}});
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
      const auto [first, fresh] = seen.emplace(in_lower_case(member.key), &member);
      if (!fresh) {
        const auto field = placements_.place(member.place).field;
        case_warnings.push_back(
            {field,
             {"keys_differ_in_case", field_pointer(field, "to"),
              field_pointer(placements_.place(first->second->place).field, "to"),
              in_quotes(first->second->key) + " and " + in_quotes(member.key) +
                  " differ only in case; many receivers treat them as the same key."}});
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
      errors.push_back(
          {place.field,
           {field_pointer(place.field, "to"), "", MappingErrorCode::omit_in_array,
            "Omitting this entry would renumber the list. Send null or a default instead."}});
    }
    for (const auto& member : place.members) report_omissions(member.place);
  }

  const Placements& placements_;
};

template <typename Found>
void sort_by_field(std::vector<Found>& found) {
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.field < b.field; });
}

}  // namespace

PlacementResult check_placements(const std::vector<Placement>& fields,
                                 const Placements& placements) {
  TreeCheck check(placements);
  check.find_holes(Placements::kRoot, {});
  check.find_omissions(Placements::kRoot);
  check.find_case_warnings(Placements::kRoot);
  sort_by_field(check.errors);
  sort_by_field(check.case_warnings);

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
  for (auto& each : check.errors) result.errors.push_back(std::move(each.error));
  for (auto& each : check.case_warnings) result.warnings.push_back(std::move(each.warning));
  return result;
}

}  // namespace rowhook

#include "jobs/export_lines.h"

#include <utility>

#include "base/json_reader.h"
#include "base/problem.h"

namespace rowhook {
namespace {

std::string pointer_of(const Issue& issue) {
  return issue.field ? "/mapping/fields/" + std::to_string(*issue.field) : "/mapping";
}

/// Returns `Row 17: `, or `Row 17, 4: ` for a key of two columns, or nothing without a key.
std::string row_prefix(const RowKey& key) {
  std::string prefix;
  if (!key) return prefix;
  for (const auto& value : *key) prefix += (prefix.empty() ? "Row " : ", ") + value;
  return prefix + ": ";
}

Problem row_invalid(const std::vector<Issue>& issues, const RowKey& key,
                    const std::vector<std::string>& paths) {
  Problem problem(ProblemCode::row_invalid, row_prefix(key) + message_of(issues.front(), paths),
                  "Change the field's cast or null policy, or skip such rows with "
                  "\"onError\": \"skip\".");
  for (const auto& issue : issues) {
    problem.errors.push_back(
        {pointer_of(issue), std::string(to_string(issue.code)), message_of(issue, paths)});
  }
  return problem;
}

/// Appends the key as JSON. Builds no Json value, because this runs for each row.
void append_key(std::string& out, const RowKey& key) {
  if (!key) {
    out += "null";
    return;
  }
  char separator = '[';
  for (const auto& value : *key) {
    out += std::exchange(separator, ',');
    append_any_text(out, value);
  }
  out += ']';
}

ExportCounts empty_counts(const Plan& plan, const LineOptions& options) {
  ExportCounts counts;
  if (options.report) counts.report.emplace(plan.paths.size());
  return counts;
}

RowMapper::Options with_facts(RowMapper::Options options, std::optional<Report>& report) {
  if (report) options.facts = &report->facts();
  return options;
}

}  // namespace

ExportCounts& ExportCounts::operator+=(const ExportCounts& other) {
  rows += other.rows;
  skipped += other.skipped;
  bytes += other.bytes;
  issues += other.issues;
  if (!report) {
    report = other.report;
  } else if (other.report) {
    *report += *other.report;
  }
  return *this;
}

ExportLines::ExportLines(const Plan& plan, const RowSettings& settings)
    : plan_(plan),
      counts_(empty_counts(plan, settings.lines)),
      mapper_(plan, settings.items, with_facts(settings.mapper, counts_.report)),
      key_(settings.key),
      options_(settings.lines) {}

void ExportLines::append(std::string_view copy_line, std::string& out) {
  const auto begin = out.size();
  append_line(copy_line, out);
  if (!options_.payloads) out.resize(begin);
}

void ExportLines::append_line(std::string_view copy_line, std::string& out) {
  mapper_.read(copy_line);
  const auto begin = out.size();
  if (options_.keys) {
    out += R"({"key":)";
    append_key(out, key());
    out += R"(,"payload":)";
  }
  const auto payload_begin = out.size();
  const bool written = mapper_.write(out, issues_);
  const auto text = written ? std::string_view(out).substr(payload_begin) : copy_line;
  const auto make_example = [&] { return row_example(key(), text); };
  if (counts_.report) counts_.report->add_row(make_example);
  if (!written) {
    out.resize(begin);
    return reject_row(make_example);
  }
  ++counts_.rows;
  counts_.bytes += text.size() + 1;
  if (counts_.report) counts_.report->add_payload(text.size(), make_example);
  if (options_.keys) out.push_back('}');
  out.push_back('\n');
}

void ExportLines::reject_row(const Report::MakeRowExample& make_example) {
  if (options_.on_error == OnError::stop) throw row_invalid(issues_, key(), plan_.paths);
  counts_.issues.add(issues_, make_example);
  issues_.clear();
  ++counts_.skipped;
}

RowKey ExportLines::key() const { return row_key(mapper_.fields(), key_); }

}  // namespace rowhook

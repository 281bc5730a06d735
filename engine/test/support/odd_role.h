#pragma once

#include <string>

#include "support/scratch_schema.h"
#include "support/sources.h"

namespace rowhook::testing {

/// A role that overrides every setting that affects how values are printed or parsed. The
/// destructor drops it.
class OddRole {
 public:
  /// `attributes`: options of CREATE ROLE. The schema must outlive the object.
  OddRole(ScratchSchema& schema, std::string name, const std::string& attributes = "")
      : schema_(schema), name_(std::move(name)) {
    schema_.run("DROP ROLE IF EXISTS " + name_ + "; CREATE ROLE " + name_ +
                " LOGIN PASSWORD 'odd' " + attributes);
    set("TimeZone", "Asia/Tokyo");
    set("DateStyle", "SQL, DMY");
    set("IntervalStyle", "sql_standard");
    set("bytea_output", "escape");
    set("extra_float_digits", "-15");
    set("standard_conforming_strings", "off");
    set("quote_all_identifiers", "on");
    // Every system has this locale, and databases are rarely created with it.
    set("lc_monetary", "POSIX");
  }
  ~OddRole() { schema_.run("DROP OWNED BY " + name_ + "; DROP ROLE " + name_); }
  OddRole(const OddRole&) = delete;
  OddRole& operator=(const OddRole&) = delete;

  void set(const std::string& setting, const std::string& value) {
    schema_.run("ALTER ROLE " + name_ + " SET " + setting + " = " +
                (setting == "search_path" ? value : "'" + value + "'"));
  }

  const std::string& name() const { return name_; }
  ConnectionString source() const { return ConnectionString::parse(url_for(name_, "odd")); }

 private:
  ScratchSchema& schema_;
  std::string name_;
};

}  // namespace rowhook::testing

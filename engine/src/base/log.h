#pragma once

#include <optional>
#include <string_view>

#include "base/json_reader.h"

namespace rowhook {

enum class LogLevel { debug, info, warn, error };

std::optional<LogLevel> log_level_from(std::string_view name);

/// Lines below this level are dropped. Set once, at start; info until then.
void set_log_level(LogLevel level);

/// Writes one line of JSON to standard output: level, time, msg and the given fields. Safe from
/// any thread. REQUIRES fields free of secrets: no body, connection string or server's message.
void log_event(LogLevel level, std::string_view message, const Json& fields = Json::object());

}  // namespace rowhook

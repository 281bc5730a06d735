#pragma once

#include <string_view>

#include "base/json_reader.h"
#include "base/text.h"

namespace rowhook {

enum class LogLevel { debug, info, warn, error };

inline constexpr EnumNames<LogLevel, 4> kLogLevelNames{{"debug", "info", "warn", "error"}};

/// Sets the minimum level; lines below it are dropped. Called once, at startup. The default is
/// info.
void set_log_level(LogLevel level);

/// Writes one line of JSON to standard output: level, time, msg and `fields`. Safe from any thread.
/// REQUIRES: no secrets in `fields`, so no request body, connection string or server message.
void log_event(LogLevel level, std::string_view message, const Json& fields = Json::object());

}  // namespace rowhook

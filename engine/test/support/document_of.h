#pragma once

#include <string>
#include <utility>

#include "base/json_reader.h"

namespace rowhook::testing {

/// A document whose text is the serialized value. A JsonReader of it must not outlive it.
inline JsonDocument document_of(Json value) {
  auto text = to_text(value);
  return {std::move(value), std::move(text)};
}

}  // namespace rowhook::testing

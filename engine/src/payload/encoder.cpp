#include "payload/encoder.h"

#include "payload/array_text.h"

namespace rowhook {

std::optional<IssueCode> Encoder::operator()(std::string_view value, std::string& out,
                                             Scratch& scratch) const {
  return is_array ? append_array(value, *this, out, scratch) : scalar(value, out, scratch);
}

}  // namespace rowhook

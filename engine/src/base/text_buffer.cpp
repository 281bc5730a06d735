#include "base/text_buffer.h"

#include <algorithm>

namespace rowhook {

void TextBuffer::grow(std::size_t more) {
  constexpr std::size_t kFirstCapacity = 1024;
  const auto capacity = std::max({kFirstCapacity, size_ + more, 2 * capacity_});
  auto bytes = std::make_unique<char[]>(capacity);
  std::copy_n(bytes_.get(), size_, bytes.get());
  bytes_ = std::move(bytes);
  capacity_ = capacity;
}

}  // namespace rowhook

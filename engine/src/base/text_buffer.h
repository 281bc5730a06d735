#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace rowhook {

/// A text that grows at its end. Appends short pieces in less time than std::string, because the
/// capacity check and the copy are inlined and there is no null terminator. Not copyable.
class TextBuffer {
 public:
  /// After the first append, this many bytes beyond the end of the text may be read. Their values
  /// are unspecified.
  static constexpr std::size_t kSlack = 8;

  std::size_t size() const { return size_; }
  std::string_view view() const { return {bytes_.get(), size_}; }
  /// REQUIRES: not empty.
  char back() const { return bytes_[size_ - 1]; }

  void push_back(char c) {
    reserve(1);
    bytes_[size_++] = c;
  }

  void append(std::string_view text) {
    reserve(text.size());
    copy(text, bytes_.get() + size_);
    size_ += text.size();
  }

  /// Replaces the character at a position. REQUIRES: position < size().
  void set(std::size_t position, char c) { bytes_[position] = c; }

  /// Removes everything from a position on, and keeps the memory. REQUIRES: size <= size().
  void truncate(std::size_t size) { size_ = size; }
  void clear() { size_ = 0; }

 private:
  void reserve(std::size_t more) {
    if (capacity_ - size_ < more + kSlack) grow(more + kSlack);
  }

  [[gnu::noinline]] void grow(std::size_t more) {
    constexpr std::size_t kFirstCapacity = 1024;
    const auto capacity = std::max({kFirstCapacity, size_ + more, 2 * capacity_});
    auto bytes = std::make_unique<char[]>(capacity);
    std::copy_n(bytes_.get(), size_, bytes.get());
    bytes_ = std::move(bytes);
    capacity_ = capacity;
  }

  /// Copies most pieces of a payload with two moves that overlap.
  static void copy(std::string_view text, char* to) {
    const auto size = text.size();
    const auto overlapping = [&]<class Word>(Word begin, Word end) {
      std::memcpy(&begin, text.data(), sizeof(Word));
      std::memcpy(&end, text.data() + size - sizeof(Word), sizeof(Word));
      std::memcpy(to, &begin, sizeof(Word));
      std::memcpy(to + size - sizeof(Word), &end, sizeof(Word));
    };
    if (size > 2 * sizeof(std::uint64_t)) {
      std::memcpy(to, text.data(), size);
    } else if (size >= sizeof(std::uint64_t)) {
      overlapping(std::uint64_t{}, std::uint64_t{});
    } else if (size >= sizeof(std::uint32_t)) {
      overlapping(std::uint32_t{}, std::uint32_t{});
    } else {
      for (std::size_t i = 0; i < size; ++i) to[i] = text[i];
    }
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace rowhook

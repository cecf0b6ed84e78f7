// A short list that needs no memory of its own until it is longer than usual.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <type_traits>
#include <vector>

namespace cairn {

/// Like std::vector<T>, with room for N elements inside. T is copied as bytes are.
template <class T, std::size_t N>
class InlineVector {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  InlineVector() = default;
  InlineVector(std::initializer_list<T> elements) {
    for (const T& element : elements) push_back(element);
  }

  void push_back(const T& element) {
    if (size_ < N) {
      inside_[size_++] = element;
      return;
    }
    if (size_ == N) outside_.assign(inside_.begin(), inside_.end());
    outside_.push_back(element);
    ++size_;
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* begin() { return size_ <= N ? inside_.data() : outside_.data(); }
  T* end() { return begin() + size_; }
  const T* begin() const { return size_ <= N ? inside_.data() : outside_.data(); }
  const T* end() const { return begin() + size_; }
  const T& operator[](std::size_t index) const { return begin()[index]; }

 private:
  std::array<T, N> inside_{};
  std::vector<T> outside_;  ///< all elements, once there are more than N
  std::size_t size_ = 0;
};

}  // namespace cairn

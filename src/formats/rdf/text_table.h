// A hash table from text to small values, for term tables and property lookups.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace cairn::rdf {

/// Sixteen bytes a step, multiplied wide and folded. `seed` should be unknown to who writes the
/// text.
inline std::uint64_t hash_text(std::string_view text, std::uint64_t seed) {
  constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15;
  const auto mix = [](std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  };
  const auto load = [](const char* from) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, 8);
    return word;
  };
  const auto load4 = [](const char* from) {
    std::uint32_t word = 0;
    std::memcpy(&word, from, 4);
    return std::uint64_t{word};
  };
  const char* at = text.data();
  const std::size_t size = text.size();
  std::uint64_t hash = seed ^ (size * kOdd);
  const std::uint64_t second = seed + kOdd;
  std::size_t left = size;
  for (; left > 16; at += 16, left -= 16) hash = mix(load(at) ^ hash, load(at + 8) ^ second);
  if (left >= 8) return mix(load(at) ^ hash, load(at + left - 8) ^ second);
  if (left >= 4) return mix(load4(at) ^ hash, load4(at + left - 4) ^ second);
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < left; ++i) word = word << 8 | static_cast<unsigned char>(at[i]);
  return mix(word ^ hash, second | 1);
}

/// Open addressing, at most half full. Keys are views: their text must outlive the table. Entries
/// are never removed. T must be cheap to copy and default-made.
template <class T>
class TextTable {
 public:
  explicit TextTable(std::uint64_t seed) : seed_(seed) {}

  std::size_t size() const { return size_; }

  T* find(std::string_view key) {
    return const_cast<T*>(static_cast<const TextTable*>(this)->find(key));
  }
  const T* find(std::string_view key) const {
    if (slots_.empty()) return nullptr;
    const Slot& slot = slots_[place_of(key, hash_of(key))];
    return slot.data == nullptr ? nullptr : &slot.value;
  }

  /// The value of `key`, made if it was not there.
  T& at(std::string_view key) {
    if ((size_ + 1) * 2 > slots_.size()) grow();
    const std::uint32_t hash = hash_of(key);
    Slot& slot = slots_[place_of(key, hash)];
    if (slot.data == nullptr) {
      slot = {hash, static_cast<std::uint32_t>(key.size()), key.data(), T()};
      if (slot.data == nullptr) slot.data = "";
      ++size_;
    }
    return slot.value;
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t size = 0;
    const char* data = nullptr;
    T value = T();
  };

  std::uint32_t hash_of(std::string_view key) const {
    return static_cast<std::uint32_t>(hash_text(key, seed_) >> 32);
  }

  std::size_t place_of(std::string_view key, std::uint32_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    for (; slots_[at].data != nullptr; at = (at + 1) & mask) {
      const Slot& slot = slots_[at];
      if (slot.hash == hash && std::string_view(slot.data, slot.size) == key) return at;
    }
    return at;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 16 : slots_.size() * 2);
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
      if (slot.data == nullptr) continue;
      std::size_t at = slot.hash & mask;
      while (slots_[at].data != nullptr) at = (at + 1) & mask;
      slots_[at] = slot;
    }
  }

  std::uint64_t seed_;
  std::size_t size_ = 0;
  std::vector<Slot> slots_;
};

}  // namespace cairn::rdf

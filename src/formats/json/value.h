// The JSON document: an immutable tree in one arena, with the source kept (ADR 3).
//
// Unlike general JSON libraries it keeps what signatures and error messages need: number lexemes as
// written, the byte offset of every value, member order as written. Duplicate keys never get in.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace cairn::json {

enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

struct Member;

/// A handle to one value inside an Arena: 24 bytes, copied freely, valid while that arena lives.
/// A default-made Value is `null`. Accessors of the wrong kind are bugs and assert.
class Value {
 public:
  Value() = default;

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  bool is_boolean() const { return kind_ == Kind::boolean; }
  bool is_number() const { return kind_ == Kind::number; }
  bool is_string() const { return kind_ == Kind::string; }
  bool is_array() const { return kind_ == Kind::array; }
  bool is_object() const { return kind_ == Kind::object; }

  bool boolean() const {
    CAIRN_ASSERT(is_boolean());
    return size_ != 0;
  }
  /// The number as written in the source, e.g. "1.50e3".
  std::string_view number() const {
    CAIRN_ASSERT(is_number());
    return {text_, size_};
  }
  /// The decoded text, UTF-8.
  std::string_view string() const {
    CAIRN_ASSERT(is_string());
    return {text_, size_};
  }
  std::span<const Value> items() const {
    CAIRN_ASSERT(is_array());
    return {items_, size_};
  }
  /// In source order; keys are unique.
  std::span<const Member> members() const;

  /// The member's value, or nullptr when this is no object or has no such key. Linear in members.
  const Value* find(std::string_view key) const;
  /// find() for a string member: its text, or "" when absent or of another kind.
  std::string_view text_of(std::string_view key) const;

  /// Byte offset in the source text; 0 for values made by an Arena.
  std::uint32_t offset() const { return offset_; }

 private:
  friend class Arena;
  Kind kind_ = Kind::null;
  std::uint32_t size_ = 0;  // bytes of text, items, members, or the boolean
  std::uint32_t offset_ = 0;
  union {
    const char* text_ = nullptr;
    const Value* items_;
    const Member* members_;
  };
};

struct Member {
  std::string_view key;
  Value value;
};

inline std::span<const Member> Value::members() const {
  CAIRN_ASSERT(is_object());
  return {members_, size_};
}

/// A member that may hold one value or an array of them, as a span over either; empty when it is
/// not there.
inline std::span<const Value> one_or_more(const Value* member) {
  if (member == nullptr) return {};
  return member->is_array() ? member->items() : std::span(member, 1);
}

/// Owns values and their text. Values handed out stay valid until the arena dies; an arena may keep
/// others alive. Not thread-safe while values are being made; afterwards reading is.
class Arena {
 public:
  Arena();
  /// Fills `first`, aligned for any Value, before it asks for memory of its own. `first` must
  /// outlive the arena.
  explicit Arena(std::span<std::byte> first);
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  Value null() const { return {}; }
  Value boolean(bool value) const;
  /// `lexeme` must be a JSON number.
  Value number(std::string_view lexeme);
  Value integer(std::int64_t value);
  Value string(std::string_view text);
  Value array(std::span<const Value> items);
  Value array(std::initializer_list<Value> items) {
    return array(std::span(items.begin(), items.size()));
  }
  /// Keys must be unique; they are copied.
  Value object(std::span<const Member> members);
  Value object(std::initializer_list<Member> members) {
    return object(std::span(members.begin(), members.size()));
  }
  /// A copy of `object` in which `key` is `value`: in its old place when it was there, else last.
  /// What is inside, keys included, stays in the arena of `object`.
  Value with_member(const Value& object, std::string_view key, const Value& value);
  Value without_member(const Value& object, std::string_view key);

  /// Copies text into the arena.
  std::string_view keep(std::string_view text);
  /// Keeps another document alive as long as this arena, so that its values can be used here.
  void keep_alive(std::shared_ptr<const Arena> other);

  // For the reader: the same without copying; the pointed-to memory must come from this arena.
  Value string_in_place(std::string_view text, std::uint32_t offset) const;
  Value number_in_place(std::string_view lexeme, std::uint32_t offset) const;
  Value array_at(std::span<const Value> items, std::uint32_t offset);
  Value object_at(std::span<const Member> members, std::uint32_t offset);
  Value at_offset(Value value, std::uint32_t offset) const;
  /// Uninitialised bytes aligned for any Value or Member.
  void* allocate(std::size_t bytes);

 private:
  static Value object_of(std::span<const Member> members, std::uint32_t offset);

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::vector<std::shared_ptr<const Arena>> kept_;
};

/// A root value together with the arena that owns it. Copies share the arena; the tree never
/// changes, so sharing is safe between threads.
class Document {
 public:
  Document() = default;
  Document(std::shared_ptr<const Arena> arena, Value root)
      : arena_(std::move(arena)), root_(root) {}

  const Value& root() const { return root_; }
  const std::shared_ptr<const Arena>& arena() const { return arena_; }

 private:
  std::shared_ptr<const Arena> arena_;
  Value root_;
};

}  // namespace cairn::json

#include "formats/json/value.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>

namespace cairn::json {

namespace {
constexpr std::size_t kBlockBytes = 16 * 1024;
constexpr std::size_t kAlign = alignof(Member);

// Values are plain bytes in the arena: nothing runs when it dies.
static_assert(std::is_trivially_destructible_v<Value> && std::is_trivially_copyable_v<Value>);
static_assert(std::is_trivially_destructible_v<Member> && std::is_trivially_copyable_v<Member>);

std::uint32_t size32(std::size_t size) {
  CAIRN_ASSERT(size <= UINT32_MAX);
  return static_cast<std::uint32_t>(size);
}
}  // namespace

const Value* Value::find(std::string_view key) const {
  if (!is_object()) return nullptr;
  for (const Member& member : members())
    if (member.key == key) return &member.value;
  return nullptr;
}

std::string_view Value::text_of(std::string_view key) const {
  const Value* value = find(key);
  return value != nullptr && value->is_string() ? value->string() : std::string_view();
}

Arena::Arena() = default;
Arena::Arena(std::span<std::byte> first) : next_(first.data()), left_(first.size()) {}
Arena::~Arena() = default;

void* Arena::allocate(std::size_t bytes) {
  const std::size_t rounded = (bytes + kAlign - 1) / kAlign * kAlign;
  if (rounded > left_) {
    const std::size_t block = std::max(rounded, kBlockBytes);
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block));
    next_ = blocks_.back().get();
    left_ = block;
  }
  void* place = next_;
  next_ += rounded;
  left_ -= rounded;
  return place;
}

std::string_view Arena::keep(std::string_view text) {
  if (text.empty()) return {};
  char* place = static_cast<char*>(allocate(text.size()));
  std::memcpy(place, text.data(), text.size());
  return {place, text.size()};
}

void Arena::keep_alive(std::shared_ptr<const Arena> other) { kept_.push_back(std::move(other)); }

Value Arena::boolean(bool value) const {
  Value made;
  made.kind_ = Kind::boolean;
  made.size_ = value ? 1 : 0;
  return made;
}

Value Arena::number(std::string_view lexeme) { return number_in_place(keep(lexeme), 0); }
Value Arena::integer(std::int64_t value) { return number(std::to_string(value)); }
Value Arena::string(std::string_view text) { return string_in_place(keep(text), 0); }

Value Arena::array(std::span<const Value> items) { return array_at(items, 0); }

Value Arena::object(std::span<const Member> members) {
  Value made = object_at(members, 0);
  auto* copies = const_cast<Member*>(made.members_);
  for (std::size_t i = 0; i < members.size(); ++i) copies[i].key = keep(members[i].key);
  return made;
}

Value Arena::with_member(const Value& object_value, std::string_view key, const Value& value) {
  const auto old = object_value.members();
  const auto found = std::ranges::find(old, key, &Member::key);
  auto* members = static_cast<Member*>(allocate((old.size() + 1) * sizeof(Member)));
  std::ranges::uninitialized_copy(old, std::span(members, old.size()));
  std::size_t size = old.size();
  if (found != old.end())
    members[found - old.begin()].value = value;
  else
    std::construct_at(members + size++, Member{keep(key), value});
  return object_of({members, size}, 0);
}

Value Arena::without_member(const Value& object_value, std::string_view key) {
  const auto old = object_value.members();
  auto* members = static_cast<Member*>(allocate(old.size_bytes()));
  std::size_t size = 0;
  for (const Member& member : old)
    if (member.key != key) std::construct_at(members + size++, member);
  return object_of({members, size}, 0);
}

Value Arena::string_in_place(std::string_view text, std::uint32_t offset) const {
  Value made;
  made.kind_ = Kind::string;
  made.size_ = size32(text.size());
  made.offset_ = offset;
  made.text_ = text.data();
  return made;
}

Value Arena::number_in_place(std::string_view lexeme, std::uint32_t offset) const {
  Value made = string_in_place(lexeme, offset);
  made.kind_ = Kind::number;
  return made;
}

Value Arena::array_at(std::span<const Value> items, std::uint32_t offset) {
  Value made;
  made.kind_ = Kind::array;
  made.size_ = size32(items.size());
  made.offset_ = offset;
  auto* copies = static_cast<Value*>(allocate(items.size_bytes()));
  std::uninitialized_copy(items.begin(), items.end(), copies);
  made.items_ = copies;
  return made;
}

Value Arena::object_at(std::span<const Member> members, std::uint32_t offset) {
  auto* copies = static_cast<Member*>(allocate(members.size_bytes()));
  std::uninitialized_copy(members.begin(), members.end(), copies);
  return object_of({copies, members.size()}, offset);
}

Value Arena::object_of(std::span<const Member> members, std::uint32_t offset) {
  Value made;
  made.kind_ = Kind::object;
  made.size_ = size32(members.size());
  made.offset_ = offset;
  made.members_ = members.data();
  return made;
}

Value Arena::at_offset(Value value, std::uint32_t offset) const {
  value.offset_ = offset;
  return value;
}

}  // namespace cairn::json

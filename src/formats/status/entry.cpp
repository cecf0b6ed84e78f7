#include "formats/status/entry.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <span>

#include "formats/status/bitstring.h"

namespace cairn::status {
namespace {

using json::Value;

bool has_type(const Value& entry, std::string_view wanted) {
  const Value* type = entry.find("type");
  if (type == nullptr) return false;
  const auto types = type->is_array() ? type->items() : std::span(type, 1);
  return std::ranges::any_of(
      types, [&](const Value& one) { return one.is_string() && one.string() == wanted; });
}

bool is_https_or_other_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < text.size() &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

// An integer of any size in base 10, without sign or leading zeros.
std::optional<std::uint64_t> parse_index(std::string_view text) {
  const bool digits =
      !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  std::uint64_t index = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), index);
  return read.ec == std::errc() ? index : std::numeric_limits<std::uint64_t>::max();
}

Result<std::uint64_t> read_index(const Value& entry, ListKind kind) {
  const Value* member = entry.find("statusListIndex");
  std::optional<std::uint64_t> index;
  if (member != nullptr && member->is_string()) index = parse_index(member->string());
  // Lists of 2021 occur with a number, from before its draft settled on text.
  if (member != nullptr && member->is_number() && kind == ListKind::status_list_2021)
    index = parse_index(member->number());
  if (!index)
    return invalid("an index is a whole number as text, like \"94567\"", "/statusListIndex");
  return *index;
}

Result<unsigned> read_size(const Value& entry) {
  const Value* member = entry.find("statusSize");
  if (member == nullptr) return 1U;
  const auto size = member->is_number() ? parse_index(member->number()) : std::nullopt;
  if (!size || *size == 0) return invalid("a size is a whole number of bits", "/statusSize");
  if (*size > kSizeMax)
    return invalid("a size is at most " + std::to_string(kSizeMax) + " bits", "/statusSize");
  return static_cast<unsigned>(*size);
}

// "0x" and hexadecimal digits.
std::optional<std::uint32_t> parse_status(std::string_view text) {
  if (!text.starts_with("0x")) return std::nullopt;
  std::uint32_t value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + 2, end, value, 16);
  return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

Result<const Value*> read_messages(const Value& entry, unsigned size) {
  const Value* messages = entry.find("statusMessage");
  if (messages == nullptr) {
    if (size > 1) return invalid("entries of several bits need messages", "/statusMessage");
    return nullptr;
  }
  if (!messages->is_array() || messages->items().size() != std::size_t{1} << size)
    return invalid("there must be one message for each possible value", "/statusMessage");
  for (const Value& message : messages->items()) {
    const auto status = parse_status(message.text_of("status"));
    const Value* text = message.find("message");
    if (!status || *status >> size != 0 || text == nullptr || !text->is_string())
      return invalid("a message has a \"status\" like \"0x1\" and a \"message\"", "/statusMessage");
  }
  return messages;
}

Result<void> check_reference(const Value& entry) {
  const Value* member = entry.find("statusReference");
  if (member == nullptr) return {};
  const auto references = member->is_array() ? member->items() : std::span(member, 1);
  const bool urls = std::ranges::all_of(references, [](const Value& one) {
    return one.is_string() && is_https_or_other_url(one.string());
  });
  if (!urls) return invalid("a reference is a URL or several", "/statusReference");
  return {};
}

Result<Entry> read_indexed(const Value& value, ListKind kind) {
  Entry entry;
  entry.kind = kind;
  entry.list_url = value.text_of("statusListCredential");
  if (!is_https_or_other_url(entry.list_url))
    return invalid("a status list is named by its URL", "/statusListCredential");
  const Value* id = value.find("id");
  const bool is_list = kind == ListKind::bitstring && id != nullptr && id->is_string() &&
                       id->string() == entry.list_url;
  if (is_list) return invalid("an entry's id must not be the URL of its list", "/id");
  entry.purpose = value.text_of("statusPurpose");
  if (entry.purpose.empty()) return invalid("an entry has one purpose, a text", "/statusPurpose");
  CAIRN_TRY(entry.index, read_index(value, kind));
  if (kind == ListKind::bitstring) {
    CAIRN_TRY(entry.size, read_size(value));
    CAIRN_TRY(entry.messages, read_messages(value, entry.size));
    CAIRN_CHECK(check_reference(value));
  }
  return entry;
}

}  // namespace

Result<Entry> read_entry(const Value& value) {
  if (!value.is_object()) return invalid("a status entry is an object");
  if (has_type(value, "BitstringStatusListEntry")) return read_indexed(value, ListKind::bitstring);
  if (has_type(value, "StatusList2021Entry"))
    return read_indexed(value, ListKind::status_list_2021);
  if (!has_type(value, "1EdTechRevocationList"))
    return Error{ErrorCode::unavailable, "a status of a type not known here", "/type"};
  Entry entry;
  entry.kind = ListKind::one_edtech;
  entry.list_url = value.text_of("id");
  entry.purpose = "revocation";
  if (!is_https_or_other_url(entry.list_url))
    return invalid("a revocation list is named by its URL", "/id");
  return entry;
}

std::string_view message_of(const Entry& entry, std::uint32_t value) {
  if (entry.messages == nullptr) return value == 0 ? "unset" : "set";
  for (const Value& message : entry.messages->items())
    if (parse_status(message.text_of("status")) == value) return message.text_of("message");
  return {};
}

}  // namespace cairn::status

#include "formats/translog/note.h"

#include <algorithm>
#include <charconv>

#include "formats/translog/hash.h"
#include "formats/translog/text.h"

namespace cairn::translog {
namespace {

constexpr char kEd25519Type = 0x01;
constexpr std::size_t kKeyNameBytesMax = 1024;
constexpr std::string_view kSignatureLine = "\xE2\x80\x94 ";  // em dash and space

/// White_Space of Unicode beyond the control characters, as UTF-8.
constexpr std::array<std::string_view, 20> kSpaces = {" ",
                                                      "\xC2\x85",
                                                      "\xC2\xA0",
                                                      "\xE1\x9A\x80",
                                                      "\xE2\x80\x80",
                                                      "\xE2\x80\x81",
                                                      "\xE2\x80\x82",
                                                      "\xE2\x80\x83",
                                                      "\xE2\x80\x84",
                                                      "\xE2\x80\x85",
                                                      "\xE2\x80\x86",
                                                      "\xE2\x80\x87",
                                                      "\xE2\x80\x88",
                                                      "\xE2\x80\x89",
                                                      "\xE2\x80\x8A",
                                                      "\xE2\x80\xA8",
                                                      "\xE2\x80\xA9",
                                                      "\xE2\x80\xAF",
                                                      "\xE2\x81\x9F",
                                                      "\xE3\x80\x80"};

std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<std::uint8_t>(text[at]) : 0;
}

/// The length of the UTF-8 character at the beginning (Unicode, table 3-7); 0 when it is malformed.
std::size_t character_length(std::string_view text) {
  const std::uint8_t first = byte_at(text, 0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first < 0xE0   ? 2
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xF0 && first < 0xF5 ? 4
                                                             : 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte_at(text, i) & 0xC0) != 0x80) return 0;
  const std::uint8_t second = byte_at(text, 1);
  const bool out_of_range = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                            (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
  return out_of_range ? 0 : length;
}

/// UTF-8 without control characters but newline.
bool is_note_text(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    if (length == 0 || (byte_at(text, 0) < 0x20 && text.front() != '\n')) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::uint32_t read_id(std::string_view bytes) {
  std::uint32_t id = 0;
  for (std::size_t i = 0; i < 4; ++i) id = id << 8 | byte_at(bytes, i);
  return id;
}

std::string_view text_of_bytes(const NoteKey::Bytes& key) {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

std::uint32_t id_of(std::string_view name, const NoteKey::Bytes& key) {
  std::string input(name);
  input += '\n';
  input += kEd25519Type;
  input += text_of_bytes(key);
  return read_id(text_of(plain_hash(input)));
}

std::string id_bytes(std::uint32_t id) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(id >> shift & 0xFF);
  return bytes;
}

NoteKey::Bytes ed25519_bytes(const crypto::SigningKey& pair) {
  CAIRN_ASSERT(pair.kind() == crypto::KeyKind::ed25519);
  NoteKey::Bytes bytes;
  std::ranges::copy(pair.public_key().bytes(), bytes.begin());
  return bytes;
}

Result<NoteSignature> parse_signature(std::string_view line) {
  const Error malformed = invalid("a signature line is \"— NAME BASE64\"", "signatures");
  if (!line.starts_with(kSignatureLine)) return malformed;
  line.remove_prefix(kSignatureLine.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return malformed;
  const auto bytes = base64_decode(line.substr(space + 1));
  if (!bytes || bytes->size() < 5) return malformed;
  return NoteSignature{std::string(line.substr(0, space)), read_id(*bytes), bytes->substr(4)};
}

}  // namespace

bool is_key_name(std::string_view name) {
  return !name.empty() && name.size() <= kKeyNameBytesMax && is_note_text(name) &&
         name.find_first_of("+\n\x7F") == std::string_view::npos &&
         std::ranges::none_of(kSpaces, [&](std::string_view space) {
           return name.find(space) != std::string_view::npos;
         });
}

NoteKey::NoteKey(std::string name, const Bytes& key)
    : name_(std::move(name)), id_(id_of(name_, key)), key_(key) {}

Result<NoteKey> NoteKey::create(std::string name, const Bytes& key) {
  if (!is_key_name(name)) return invalid("a key's name is not empty and has no space and no \"+\"");
  return NoteKey(std::move(name), key);
}

Result<NoteKey> NoteKey::create(std::string name, const crypto::SigningKey& pair) {
  return create(std::move(name), ed25519_bytes(pair));
}

Result<NoteKey> NoteKey::parse(std::string_view text) {
  const Error malformed = invalid("a log's key is written NAME+ID+KEY, with an Ed25519 key", "key");
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos || second - first != 9) return malformed;
  const auto bytes = base64_decode(text.substr(second + 1));
  if (!bytes || bytes->size() != 33 || bytes->front() != kEd25519Type) return malformed;
  Bytes key;
  std::transform(bytes->begin() + 1, bytes->end(), key.begin(),
                 [](char c) { return static_cast<std::uint8_t>(c); });
  CAIRN_TRY(NoteKey made, create(std::string(text.substr(0, first)), key));
  std::uint32_t id = 0;
  const char* const end = text.data() + second;
  const auto [stop, failure] = std::from_chars(text.data() + first + 1, end, id, 16);
  if (failure != std::errc() || stop != end || id != made.id())
    return invalid("the id in a log's key does not belong to its name and key", "key");
  return made;
}

std::string NoteKey::text() const {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id;
  for (int shift = 28; shift >= 0; shift -= 4) id += kDigits[id_ >> shift & 15];
  std::string typed(1, kEd25519Type);
  typed += text_of_bytes(key_);
  return name_ + "+" + id + "+" + base64_encode(typed);
}

Result<Note> parse_note(std::string_view note, const NoteLimits& limits) {
  if (note.size() > limits.bytes_max)
    return exhausted("a signed note longer than " + std::to_string(limits.bytes_max) + " bytes");
  if (!is_note_text(note)) return invalid("a signed note is UTF-8 without control characters");
  const std::size_t blank = note.rfind("\n\n");
  if (blank == std::string_view::npos || !note.ends_with('\n') || blank + 2 == note.size())
    return invalid("a signed note ends in a blank line and signature lines, each with a newline");
  Note parsed;
  parsed.text = note.substr(0, blank + 1);
  std::string_view lines = note.substr(blank + 2);
  while (!lines.empty()) {
    if (parsed.signatures.size() == limits.signatures_max)
      return exhausted("a signed note has at most " + std::to_string(limits.signatures_max) +
                       " signatures");
    CAIRN_TRY(NoteSignature signature, parse_signature(take_line(lines).value()));
    parsed.signatures.push_back(std::move(signature));
  }
  return parsed;
}

Signed is_signed_by(const Note& note, const NoteKey& key) {
  Signed answer = Signed::no;
  for (const NoteSignature& each : note.signatures) {
    if (each.key_id != key.id() || each.key_name != key.name()) continue;
    const auto known = crypto::PublicKey::ed25519(key.bytes());
    if (!known.verify(crypto::bytes_of(note.text), crypto::bytes_of(each.signature)))
      return Signed::wrong;
    answer = Signed::yes;
  }
  return answer;
}

std::string sign_note(std::string_view text, const std::string& key_name,
                      const crypto::SigningKey& key) {
  CAIRN_ASSERT(is_key_name(key_name) && text.ends_with('\n') && is_note_text(text));
  const crypto::Signature signature = key.sign(crypto::bytes_of(text));
  std::string bytes = id_bytes(id_of(key_name, ed25519_bytes(key)));
  bytes.append(signature.bytes().begin(), signature.bytes().end());
  std::string note(text);
  return note.append("\n")
             .append(kSignatureLine)
             .append(key_name)
             .append(" ")
             .append(base64_encode(bytes)) +
         "\n";
}

}  // namespace cairn::translog

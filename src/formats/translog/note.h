// Signed notes (C2SP signed-note) with Ed25519 signatures.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/crypto/signing_key.h"

namespace cairn::translog {

/// The name of a key in notes: not empty, without spaces (of Unicode) and "+".
bool is_key_name(std::string_view name);

/// An Ed25519 key that notes are verified with, known by name and id.
class NoteKey {
 public:
  using Bytes = std::array<std::uint8_t, 32>;

  /// Invalid when the name is none.
  static Result<NoteKey> create(std::string name, const Bytes& key);
  /// The public side of an Ed25519 pair; another kind of key is a bug.
  static Result<NoteKey> create(std::string name, const crypto::SigningKey& pair);
  /// "name+hex id+base64(type, key)", as logs publish it. Invalid when the id is not that of name
  /// and key, or the key is of another type.
  static Result<NoteKey> parse(std::string_view text);

  std::string text() const;
  const std::string& name() const { return name_; }
  std::uint32_t id() const { return id_; }
  const Bytes& bytes() const { return key_; }

 private:
  NoteKey(std::string name, const Bytes& key);

  std::string name_;
  std::uint32_t id_;
  Bytes key_;
};

struct NoteSignature {
  std::string key_name;
  std::uint32_t key_id = 0;
  std::string signature;  ///< what follows the id
};

struct Note {
  std::string text;  ///< what is signed, with its last newline
  std::vector<NoteSignature> signatures;
};

struct NoteLimits {
  std::size_t bytes_max = 256 * 1024;
  std::size_t signatures_max = 64;
};

/// Invalid for what is no note: not UTF-8, control characters, no signature, a malformed signature
/// line. Nothing is verified.
Result<Note> parse_note(std::string_view note, const NoteLimits& limits = {});

enum class Signed : std::uint8_t {
  yes,
  no,     ///< not by this key
  wrong,  ///< a signature of that name and id does not verify: the whole note is to be refused
};

/// Signatures by other keys are ignored.
Signed is_signed_by(const Note& note, const NoteKey& key);

/// The note with one signature. `text` ends in a newline, is UTF-8 and has no other control
/// character; `key_name` is a key name, `key` is of Ed25519. Deterministic.
std::string sign_note(std::string_view text, const std::string& key_name,
                      const crypto::SigningKey& key);

}  // namespace cairn::translog

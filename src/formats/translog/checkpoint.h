// Checkpoints (C2SP tlog-checkpoint): the signed head of a log.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/translog/note.h"
#include "formats/translog/proof.h"

namespace cairn::translog {

struct Checkpoint {
  std::string origin;  ///< which log: not empty
  Head head;
};

/// The text that is signed.
std::string text_of(const Checkpoint& checkpoint);

/// The text of a note. Extension lines are allowed and left out. Invalid, with the line, for what
/// is written in another way, such as sizes with leading zeroes.
Result<Checkpoint> parse_checkpoint(std::string_view text);

/// A checkpoint whose origin is the key's name and that this key signed. Invalid otherwise, and
/// when it cannot be read.
Result<Checkpoint> open_checkpoint(std::string_view note, const NoteKey& key);

}  // namespace cairn::translog

#include "app/verification/log_keys.h"

#include "formats/translog/checkpoint.h"
#include "formats/translog/proof_file.h"

namespace cairn::verification {

const std::string* key_for(std::string_view proof, std::span<const std::string> keys) {
  const auto file = translog::parse_proof_file(proof);
  if (!file) return nullptr;
  const auto note = translog::parse_note(file->checkpoint);
  if (!note) return nullptr;
  const auto checkpoint = translog::parse_checkpoint(note->text);
  if (!checkpoint) return nullptr;
  for (const std::string& text : keys)
    if (const auto key = translog::NoteKey::parse(text); key && key->name() == checkpoint->origin)
      return &text;
  return nullptr;
}

}  // namespace cairn::verification

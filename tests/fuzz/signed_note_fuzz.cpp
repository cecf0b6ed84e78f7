// Notes, checkpoints and keys of transparency logs: what reads is written back the same.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/translog/checkpoint.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cairn::translog;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto key = NoteKey::parse(text)) CAIRN_ASSERT(NoteKey::parse(key->text()).has_value());
  static const NoteKey known = NoteKey::create("log.example", NoteKey::Bytes{}).value();
  const auto note = parse_note(text);
  const auto checkpoint = parse_checkpoint(note ? std::string_view(note->text) : text);
  if (checkpoint) {
    const auto again = parse_checkpoint(text_of(*checkpoint));
    CAIRN_ASSERT(again.has_value() && again->head == checkpoint->head);
  }
  // Nobody has the secret of the key of zeroes.
  if (note) CAIRN_ASSERT(is_signed_by(*note, known) != Signed::yes);
  return 0;
}

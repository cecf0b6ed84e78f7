#include "program/note_key.h"

namespace cairn::program {

Result<translog::NoteKey> note_key_of(cli::Session& session, const std::string& text) {
  if (auto key = translog::NoteKey::parse(text)) return key;
  CAIRN_TRY(const std::string content, cli::read_input(session, text, 16 * 1024));
  return translog::NoteKey::parse(content.substr(0, content.find('\n')));
}

}  // namespace cairn::program

// The key of a log as people name it on the command line.
#pragma once

#include <string>

#include "base/result.h"
#include "cli/session.h"
#include "formats/translog/note.h"

namespace cairn::program {

/// The key as text, or the first line of the file of that name.
Result<translog::NoteKey> note_key_of(cli::Session& session, const std::string& text);

}  // namespace cairn::program

#include "formats/translog/checkpoint.h"

#include "formats/translog/text.h"

namespace cairn::translog {
namespace {

Result<std::string_view> next_line(std::string_view& text, const char* what) {
  const auto line = take_line(text);
  if (!line || line->empty())
    return invalid("a checkpoint has the lines origin, size and root", what);
  return *line;
}

}  // namespace

std::string text_of(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.head.size) + "\n" +
         base64_encode(text_of(checkpoint.head.root)) + "\n";
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  CAIRN_TRY(const std::string_view origin, next_line(text, "origin"));
  CAIRN_TRY(const std::string_view size_line, next_line(text, "size"));
  CAIRN_TRY(const std::string_view root_line, next_line(text, "root"));
  const auto size = parse_decimal(size_line);
  if (!size) return at(size.error(), "size");
  const auto root = parse_hash(root_line);
  if (!root) return at(root.error(), "root");
  while (!text.empty()) {
    CAIRN_TRY(const std::string_view ignored, next_line(text, "extension line"));
    (void)ignored;
  }
  return Checkpoint{std::string(origin), {*size, *root}};
}

Result<Checkpoint> open_checkpoint(std::string_view note, const NoteKey& key) {
  CAIRN_TRY(const Note parsed, parse_note(note));
  CAIRN_TRY(const Checkpoint checkpoint, parse_checkpoint(parsed.text));
  if (is_signed_by(parsed, key) != Signed::yes)
    return invalid("the checkpoint is not signed by the key of " + key.name(), "signatures");
  if (checkpoint.origin != key.name())
    return invalid("the checkpoint is of another log than the key", "origin");
  return checkpoint;
}

}  // namespace cairn::translog

#include "formats/translog/proof_file.h"

#include "formats/translog/text.h"

namespace cairn::translog {
namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";
constexpr std::size_t kPathMax = 64;
constexpr std::size_t kExtraBytesMax = 64 * 1024;
constexpr std::size_t kBytesMax = 512 * 1024;

Result<std::string_view> next_line(std::string_view& text) {
  const auto line = take_line(text);
  if (!line) return invalid("a proof file ends in a checkpoint", "end");
  return *line;
}

}  // namespace

std::string write_proof_file(const ProofFile& proof) {
  std::string text(kFirstLine);
  text += "\n";
  if (proof.extra) text.append(kExtra).append(base64_encode(*proof.extra)).append("\n");
  text.append(kIndex).append(std::to_string(proof.index)).append("\n");
  for (const Hash& hash : proof.path) text.append(base64_encode(text_of(hash))).append("\n");
  return text.append("\n").append(proof.checkpoint);
}

Result<ProofFile> parse_proof_file(std::string_view text) {
  if (text.size() > kBytesMax)
    return exhausted("a proof file longer than " + std::to_string(kBytesMax) + " bytes");
  CAIRN_TRY(std::string_view line, next_line(text));
  if (line != kFirstLine)
    return invalid("a proof file begins with " + std::string(kFirstLine), "line 1");
  ProofFile proof;
  CAIRN_TRY(line, next_line(text));
  if (line.starts_with(kExtra)) {
    auto extra = base64_decode(line.substr(kExtra.size()));
    if (!extra) return at(extra.error(), "extra");
    if (extra->size() > kExtraBytesMax) return exhausted("extra data is too long", "extra");
    proof.extra = std::move(*extra);
    CAIRN_TRY(line, next_line(text));
  }
  const auto index = parse_decimal(line.starts_with(kIndex) ? line.substr(kIndex.size()) : "");
  if (!index) return invalid("a line \"index N\" in decimal, without leading zeroes", "index");
  proof.index = *index;
  CAIRN_TRY(line, next_line(text));
  while (!line.empty()) {
    if (proof.path.size() == kPathMax) return exhausted("a path has at most 64 hashes", "path");
    const auto hash = parse_hash(line);
    if (!hash) return at(hash.error(), "path");
    proof.path.push_back(*hash);
    CAIRN_TRY(line, next_line(text));
  }
  proof.checkpoint = text;
  return proof;
}

}  // namespace cairn::translog

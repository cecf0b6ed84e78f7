// Proof files (C2SP tlog-proof): that a log has an entry, to be checked without the log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/translog/hash.h"

namespace cairn::translog {

struct ProofFile {
  std::optional<std::string> extra;  ///< bytes; not authenticated
  std::uint64_t index = 0;
  std::vector<Hash> path;
  std::string checkpoint;  ///< the signed note, verbatim
};

std::string write_proof_file(const ProofFile& proof);

/// Invalid, with the line's name, for what is written in another way; exhausted beyond limits (64
/// hashes, 64 KiB of extra data). The checkpoint is not looked into.
Result<ProofFile> parse_proof_file(std::string_view text);

}  // namespace cairn::translog

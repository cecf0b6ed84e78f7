// Whether a proof file shows that a log has the entry of a digest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/translog/checkpoint.h"
#include "formats/translog/entry.h"
#include "formats/translog/proof_file.h"

namespace cairn::translog {

enum class Proven : std::uint8_t {
  yes,
  malformed,     ///< the proof file or its checkpoint cannot be read, or has no opening
  not_signed,    ///< the checkpoint is not the log's: no signature by its key, or another origin
  wrong_signed,  ///< a signature in the key's name does not verify
  other_kind,    ///< the entry stands for something else than asked
  not_included,  ///< the path does not lead from the digest's entry to the root
};

struct ProofAnswer {
  Proven proven = Proven::malformed;
  std::string problem;  ///< of what is malformed: what, and where
  std::uint64_t index = 0;
  Checkpoint checkpoint;  ///< set from not_included on
};

/// What is asked: is the digest's entry, of this kind, in the log of this key?
struct LoggedQuestion {
  EntryKind kind = EntryKind::credential;
  Hash digest{};
};

/// RFC 9162 section 2.1.3.2 over C2SP tlog-proof. Pure; bounded by the limits of the formats.
ProofAnswer check_proof(std::string_view proof_file, const NoteKey& key,
                        const LoggedQuestion& question);

}  // namespace cairn::translog

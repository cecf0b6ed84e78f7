// Offline bundles: what verifications ask of the outside, stored in one file
// (docs/reference/bundle.md).
//
// A bundle is written as a Verifiable Credential of type OfflineBundleCredential, so that it can be
// signed like a trust list; without a signature it is worth what the way was that it came by.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "formats/json/reader.h"
#include "formats/json/value.h"

namespace cairn::bundle {

/// A document as it was fetched: of a controller, a status list, what a badge of version 2 names.
struct StoredDocument {
  std::string url;
  Instant fetched;
  std::string body;  ///< UTF-8
};

/// A JSON-LD context. One that the reading program has compiled in must be the same.
struct StoredContext {
  std::string url;
  std::string body;
};

struct StoredTrustList {
  Instant stored;
  std::string body;
};

/// The key of a transparency log ("NAME+ID+KEY") and a checkpoint that it signed.
struct StoredLog {
  std::string key;
  Instant fetched;
  std::string checkpoint;
};

/// A proof file (C2SP tlog-proof) of some credential.
struct StoredLogProof {
  Instant stored;
  std::string body;
};

struct Bundle {
  Instant made;
  std::optional<Instant> until;  ///< from then on it says nothing any more
  std::string signer;            ///< empty when it is not signed
  std::vector<StoredDocument> documents;
  std::vector<StoredContext> contexts;
  std::vector<StoredTrustList> trust_lists;
  std::vector<std::string> trust_signers;  ///< whose signatures under trust lists count
  std::vector<StoredLog> logs;
  std::vector<StoredLogProof> log_proofs;
};

inline constexpr std::size_t kPartsMax = 10'000;  ///< of each kind
inline constexpr json::Limits kLimits = {
    .bytes_max = 64 * 1024 * 1024, .depth_max = 16, .values_max = 500'000};

/// Canonical JSON (RFC 8785): the same bytes for the same parts, in whatever order they are given;
/// parts that are the same are written once. Unsigned. Invalid, with the place, for what
/// read_bundle() would refuse.
Result<std::string> write_bundle(const Bundle& bundle);

/// Whether the signature holds is for the caller to verify. Invalid, with the place: another type,
/// a member that is missing, unknown or of the wrong kind, a part whose SHA-256 is not the one that
/// is written with it, an address or log that occurs twice; exhausted beyond kPartsMax.
Result<Bundle> read_bundle(const json::Value& root);

}  // namespace cairn::bundle

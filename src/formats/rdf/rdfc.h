// RDF Dataset Canonicalization, RDFC-1.0 (W3C Recommendation, 21 May 2024).
//
// Gives every blank node the same label whatever it was called before, so that equal graphs give
// equal bytes. Blank nodes that their own quads tell apart cost one hash each; only look-alikes
// need the search of section 4.8, whose work is limited: hostile graphs make it exponential.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "formats/crypto/digest.h"
#include "formats/rdf/dataset.h"

namespace cairn::rdf {

/// The hashes that the blank nodes of a dataset have by themselves (section 4.6), so that datasets
/// which extend it (Dataset::extending) need those of the other nodes only.
struct FirstDegreeHashes {
  std::size_t quads = 0;                ///< how many quads they were made from
  std::vector<crypto::Digest> by_term;  ///< empty for what is no blank node of a quad
};

struct CanonicalizeOptions {
  crypto::HashAlgorithm hash = crypto::HashAlgorithm::sha256;
  /// How many hashes and permutations the search for look-alikes may take in all; a count, so that
  /// the same dataset is accepted or refused on every machine. The heaviest graphs of the W3C
  /// suite that must pass (044 to 046) take 6,156.
  std::uint64_t work_max = 20'000;
  /// How many look-alikes the search may follow one into the next; bounds the stack.
  std::uint32_t depth_max = 256;
  /// Of the dataset that the one at hand extends, by the same `hash`; nullptr when it extends none.
  const FirstDegreeHashes* known = nullptr;
};

struct Canonical {
  /// The canonical N-Quads document (section 5), UTF-8.
  std::string nquads;
  /// Each blank node with its number n in "c14n<n>", in the order they were issued.
  std::vector<std::pair<TermId, std::uint32_t>> issued;
  /// The work that was counted against work_max.
  std::uint64_t work = 0;
};

/// Invalid for a predicate that is no IRI, or a literal as subject or graph; ErrorCode::exhausted
/// beyond the limits. n log n in the quads, plus the limited search. Thread-safe.
Result<Canonical> canonicalize(const Dataset& dataset, const CanonicalizeOptions& options = {});

/// Errors as canonicalize().
Result<FirstDegreeHashes> first_degree_hashes(const Dataset& dataset, crypto::HashAlgorithm hash);

}  // namespace cairn::rdf

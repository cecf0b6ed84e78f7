// The tree, its tiles and its proofs against a brute force from the text of RFC 6962 section 2.1,
// which shares nothing with the engine but OpenSSL.
#include "formats/translog/proof.h"

#include <doctest/doctest.h>

#include <map>

#include "formats/crypto/digest.h"
#include "formats/translog/edge.h"

using namespace cairn;
using namespace cairn::translog;

namespace {

// --- The brute force: definitions of the RFC, recursive and slow.

std::string sha256(const std::string& bytes) {
  const crypto::Digest digest = crypto::digest(crypto::HashAlgorithm::sha256, bytes);
  return {digest.data.begin(), digest.data.begin() + 32};
}

using Entries = std::vector<std::string>;

std::size_t split(std::size_t n) {
  std::size_t k = 1;
  while (2 * k < n) k *= 2;
  return k;
}

Entries part(const Entries& d, std::size_t from, std::size_t to) {
  return {d.begin() + static_cast<std::ptrdiff_t>(from),
          d.begin() + static_cast<std::ptrdiff_t>(to)};
}

std::string mth(const Entries& d) {
  if (d.empty()) return sha256("");
  if (d.size() == 1) return sha256(std::string(1, '\0') + d[0]);
  const std::size_t k = split(d.size());
  return sha256("\x01" + mth(part(d, 0, k)) + mth(part(d, k, d.size())));
}

Entries path(std::size_t m, const Entries& d) {
  if (d.size() == 1) return {};
  const std::size_t k = split(d.size());
  Entries found = m < k ? path(m, part(d, 0, k)) : path(m - k, part(d, k, d.size()));
  found.push_back(m < k ? mth(part(d, k, d.size())) : mth(part(d, 0, k)));
  return found;
}

Entries subproof(std::size_t m, const Entries& d, bool whole) {
  if (m == d.size()) return whole ? Entries{} : Entries{mth(d)};
  const std::size_t k = split(d.size());
  Entries found =
      m <= k ? subproof(m, part(d, 0, k), whole) : subproof(m - k, part(d, k, d.size()), false);
  found.push_back(m <= k ? mth(part(d, k, d.size())) : mth(part(d, 0, k)));
  return found;
}

// --- The engine's side.

/// A log in memory, as files would hold it: full tiles, and partial ones of each size asked for.
struct TileStore {
  std::map<std::string, std::vector<Hash>> tiles;
  std::vector<std::string> asked;
  Edge edge;

  void append(const std::string& entry) {
    std::vector<TileHashes> completed;
    edge.append(leaf_hash(entry), completed);
    for (TileHashes& each : completed) tiles[path_of(each.tile)] = std::move(each.hashes);
  }
  void keep_partial_tiles() {
    for (TileHashes& each : edge.partial_tiles()) tiles[path_of(each.tile)] = each.hashes;
  }
  ReadTile reader() {
    return [this](const Tile& tile) -> Result<std::vector<Hash>> {
      asked.push_back(path_of(tile));
      const auto found = tiles.find(asked.back());
      if (found == tiles.end()) return not_found("no such tile", asked.back());
      return found->second;
    };
  }
};

Entries entries(std::size_t count) {
  Entries made;
  for (std::size_t i = 0; i < count; ++i) made.push_back("entry " + std::to_string(i));
  return made;
}

std::vector<std::string> texts(const std::vector<Hash>& hashes) {
  std::vector<std::string> made;
  for (const Hash& hash : hashes) made.emplace_back(text_of(hash));
  return made;
}

Hash hash_of(const std::string& bytes) {
  Hash hash;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

int compare_inclusion(const Entries& d, const std::string& root, TileStore& store,
                      std::size_t step) {
  int proofs = 0;
  for (std::size_t m = 0; m < d.size(); m += step, ++proofs) {
    const auto proof = prove_inclusion(m, d.size(), store.reader());
    REQUIRE(proof.has_value());
    REQUIRE(texts(*proof) == path(m, d));
    const Hash leaf = leaf_hash(d[m]);
    REQUIRE(verify_inclusion(m, d.size(), *proof, leaf, hash_of(root)));
    REQUIRE_FALSE(verify_inclusion(m + 1, d.size(), *proof, leaf, hash_of(root)));
    REQUIRE_FALSE(verify_inclusion(m, d.size(), *proof, node_hash(leaf, leaf), hash_of(root)));
  }
  return proofs;
}

int compare_consistency(const Entries& d, const std::string& root, TileStore& store,
                        std::size_t step) {
  int proofs = 0;
  for (std::size_t m = 1; m <= d.size(); m += step, ++proofs) {
    const auto proof = prove_consistency(m, d.size(), store.reader());
    REQUIRE(proof.has_value());
    REQUIRE(texts(*proof) == subproof(m, d, true));
    const Head from{m, hash_of(mth(part(d, 0, m)))};
    REQUIRE(verify_consistency(from, {d.size(), hash_of(root)}, *proof));
    if (m < d.size())
      REQUIRE_FALSE(verify_consistency({m, hash_of(root)}, {d.size(), hash_of(root)}, *proof));
  }
  return proofs;
}

}  // namespace

TEST_CASE("roots of all sizes and all proofs of small trees are those of the RFC's definitions") {
  TileStore store;
  CHECK(text_of(store.edge.root()) == mth({}));
  int proofs = 0;
  for (std::size_t size = 1; size <= 70; ++size) {
    const Entries d = entries(size);
    store.append(d.back());
    store.keep_partial_tiles();
    const std::string root = mth(d);
    REQUIRE(text_of(store.edge.root()) == root);
    proofs += compare_inclusion(d, root, store, 1) + compare_consistency(d, root, store, 1);
  }
  CHECK(proofs == 2 * 70 * 71 / 2);
}

TEST_CASE("random sizes up to 2,000: the same roots, proofs and edges") {
  std::uint64_t state = 6962;  // of Knuth's linear congruential generator
  int proofs = 0;
  for (int round = 0; round < 12; ++round) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    const std::size_t size = round == 0 ? 256 : round == 1 ? 512 : 1 + (state >> 33) % 2000;
    CAPTURE(size);
    const Entries d = entries(size);
    TileStore store;
    for (const std::string& entry : d) store.append(entry);
    store.keep_partial_tiles();
    const std::string root = mth(d);
    REQUIRE(text_of(store.edge.root()) == root);
    proofs += compare_inclusion(d, root, store, 97) + compare_consistency(d, root, store, 97);

    store.asked.clear();
    const auto edge = Edge::from_tiles(size, store.reader());
    REQUIRE(edge.has_value());
    CHECK(text_of(edge->root()) == root);
    CHECK(store.asked.size() <= 2);  // one tile a level, whatever the size
    CHECK(root_of(size, store.reader()).value() == edge->root());
  }
  CHECK(proofs > 100);
}

TEST_CASE("a proof asks for each tile once") {
  TileStore store;
  for (const std::string& entry : entries(1000)) store.append(entry);
  store.keep_partial_tiles();
  REQUIRE(prove_inclusion(300, 1000, store.reader()).has_value());
  CHECK(store.asked ==
        std::vector<std::string>{"tile/1/000.p/3", "tile/0/003.p/232", "tile/0/001"});
}

TEST_CASE("what cannot be proven is refused") {
  TileStore store;
  for (const std::string& entry : entries(10)) store.append(entry);
  store.keep_partial_tiles();
  CHECK(prove_inclusion(10, 10, store.reader()).error().code == ErrorCode::invalid);
  CHECK(prove_consistency(0, 10, store.reader()).error().code == ErrorCode::invalid);
  CHECK(prove_consistency(11, 10, store.reader()).error().code == ErrorCode::invalid);
  CHECK(prove_inclusion(3, 11, store.reader()).error().code == ErrorCode::not_found);
  CHECK_FALSE(verify_inclusion(0, 0, {}, empty_root(), empty_root()));
}

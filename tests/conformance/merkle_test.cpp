// Merkle proofs against the vectors of transparency-dev/merkle: inclusion, consistency, and both
// for subtrees. Those that must verify are counted and named first.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "formats/crypto/digest.h"
#include "formats/json/reader.h"
#include "formats/translog/proof.h"
#include "formats/translog/text.h"
#include "support/vectors.h"

using namespace cairn;
using namespace cairn::translog;

namespace {

// Some vectors have roots, leaves or proofs of other lengths than 32 bytes. What no hash of ours
// can equal is stood for by its own hash: equal texts stay equal, and nothing else is asked of
// them.
Hash hash_of(const json::Value* value) {
  const std::string bytes =
      value != nullptr && value->is_string() ? base64_decode(value->string()).value() : "";
  Hash hash = plain_hash("stands for " + bytes);
  if (bytes.size() == hash.size()) std::ranges::copy(bytes, hash.begin());
  return hash;
}

std::vector<Hash> proof_of(const json::Value& vector) {
  std::vector<Hash> proof;
  const json::Value* hashes = vector.find("proof");
  if (hashes == nullptr || !hashes->is_array()) return proof;
  for (const json::Value& each : hashes->items()) proof.push_back(hash_of(&each));
  return proof;
}

std::uint64_t number_of(const json::Value& vector, const char* name) {
  return std::stoull(std::string(vector.find(name)->number()));
}

// A leaf that is no hash is refused where it is read.
bool has_leaf(const json::Value& vector) {
  return parse_hash(vector.text_of("leafHash")).has_value();
}

bool inclusion(const json::Value& vector) {
  return has_leaf(vector) &&
         verify_inclusion(number_of(vector, "leafIdx"), number_of(vector, "treeSize"),
                          proof_of(vector), hash_of(vector.find("leafHash")),
                          hash_of(vector.find("root")));
}

bool consistency(const json::Value& vector) {
  return verify_consistency({number_of(vector, "size1"), hash_of(vector.find("root1"))},
                            {number_of(vector, "size2"), hash_of(vector.find("root2"))},
                            proof_of(vector));
}

bool subtree_inclusion(const json::Value& vector) {
  return has_leaf(vector) &&
         verify_subtree_inclusion(
             number_of(vector, "leafIdx"), {number_of(vector, "start"), number_of(vector, "end")},
             proof_of(vector), hash_of(vector.find("leafHash")), hash_of(vector.find("root")));
}

bool subtree_consistency(const json::Value& vector) {
  return verify_subtree_consistency(
      {number_of(vector, "start"), number_of(vector, "end")}, hash_of(vector.find("root1")),
      {number_of(vector, "size"), hash_of(vector.find("root2"))}, proof_of(vector));
}

struct Count {
  int good = 0, passed = 0, total = 0;
};

void run(const std::string& set, const std::function<bool(const json::Value&)>& verifies) {
  if (!test::have_vectors("merkle/" + set)) return;
  const auto folder = test::vectors_folder() / "merkle" / set;
  Count count;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().lexically_relative(folder).string();
    CAPTURE(name);
    const auto vector = json::read(test::read_file(entry.path()));
    REQUIRE(vector.has_value());
    const bool good = !vector->root().find("wantErr")->boolean();
    const bool passed = verifies(vector->root()) == good;
    CHECK(passed);
    if (good) std::printf("vector merkle/%s: verifies %s\n", set.c_str(), name.c_str());
    count.good += good;
    count.passed += passed;
    ++count.total;
  }
  CHECK(count.good > 0);
  std::printf("vectors merkle-%s: %d passed, %d failed, 0 skipped (%d of them verify)\n",
              set.c_str(), count.passed, count.total - count.passed, count.good);
}

}  // namespace

TEST_CASE("inclusion vectors") { run("inclusion", inclusion); }
TEST_CASE("consistency vectors") { run("consistency", consistency); }
TEST_CASE("subtree inclusion vectors") { run("subtreeinclusion", subtree_inclusion); }
TEST_CASE("subtree consistency vectors") { run("subtreeconsistency", subtree_consistency); }

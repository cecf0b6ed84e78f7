// The native side of `./dev bench log-build`: a Merkle tree over a million entries, by the floor
// (the hashes that nobody can skip, by OpenSSL, with nothing kept) and by Cairn (tiles as bytes,
// ready to be written, and the root), interleaved. Prints one JSON line.
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include "formats/translog/edge.h"
#include "formats/translog/entry.h"
#include "formats/translog/proof.h"

using namespace cairn;

namespace {

constexpr std::size_t kEntries = 1 << 20;
constexpr int kRounds = 7;

double cpu_microseconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

template <class Work>
double timed(Work work) {
  const double before = cpu_microseconds();
  work();
  return cpu_microseconds() - before;
}

// The hashes of every leaf and node by OpenSSL's plain functions, of inputs of the same lengths,
// with nothing kept but a check sum.
unsigned floor_sum(const std::vector<translog::Hash>& entries) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    sum += translog::leaf_hash(translog::text_of(entries[i]))[0];
    if (i > 0) sum += translog::node_hash(entries[i - 1], entries[i])[0];
  }
  return sum;
}

translog::Hash root_by_halving(const std::vector<translog::Hash>& entries) {
  std::vector<translog::Hash> row;
  for (const translog::Hash& entry : entries)
    row.push_back(translog::leaf_hash(translog::text_of(entry)));
  return translog::root_over(std::move(row));
}

// The plain provider interface of OpenSSL with a reused context, hash for hash: what most programs
// would write.
double evp_microseconds(const std::vector<translog::Hash>& entries) {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_MD* sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_DigestInit_ex(context, sha256, nullptr);
  std::array<std::uint8_t, 65> node{};
  std::array<std::uint8_t, 32> out{};
  unsigned size = 0;
  const double spent = timed([&] {
    for (std::size_t i = 0; i < 2 * entries.size() - 1; ++i) {
      const bool leaf = i < entries.size();
      std::ranges::copy(entries[i % entries.size()], node.begin() + 1);
      EVP_DigestUpdate(context, node.data(), leaf ? 33 : 65);
      EVP_DigestFinal_ex(context, out.data(), &size);
      EVP_DigestInit_ex(context, nullptr, nullptr);
    }
  });
  EVP_MD_free(sha256);
  EVP_MD_CTX_free(context);
  return spent;
}

translog::Hash cairn_root(const std::vector<translog::Hash>& entries, std::size_t& bytes) {
  translog::Edge edge;
  std::vector<translog::TileHashes> completed;
  for (const translog::Hash& entry : entries) {
    edge.append(translog::leaf_hash(translog::text_of(entry)), completed);
    for (const translog::TileHashes& each : completed)
      bytes += translog::encode_tile(each.hashes).size();
    completed.clear();
  }
  for (const translog::TileHashes& each : edge.partial_tiles())
    bytes += translog::encode_tile(each.hashes).size();
  return edge.root();
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace

int main() {
  std::vector<translog::Hash> entries;
  for (std::size_t i = 0; i < kEntries; ++i)
    entries.push_back(translog::plain_hash("entry " + std::to_string(i)));
  const translog::Hash expected = root_by_halving(entries);
  std::vector<double> floors, evps, ours;
  unsigned sum = 0;
  for (int round = 0; round < kRounds; ++round) {
    translog::Hash root{};
    std::size_t bytes = 0;
    floors.push_back(timed([&] { sum += floor_sum(entries); }));
    evps.push_back(evp_microseconds(entries));
    ours.push_back(timed([&] { root = cairn_root(entries, bytes); }));
    if (root != expected || bytes == 0 || sum == 0) return 1;
  }
  const auto each = [](const std::vector<double>& values) {
    return median(values) / static_cast<double>(kEntries);
  };
  std::cout << "{\"entries\":" << kEntries << ",\"floor_us\":" << each(floors)
            << ",\"peer_us\":" << each(evps) << ",\"cairn_us\":" << each(ours) << "}\n";
  return 0;
}

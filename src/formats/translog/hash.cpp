#include "formats/translog/hash.h"

// The plain functions are deprecated in favour of contexts that are looked up and allocated.
#define OPENSSL_API_COMPAT 10100  // NOLINT(bugprone-reserved-identifier): OpenSSL's own switch
#include <openssl/sha.h>

#include <algorithm>

namespace cairn::translog {
namespace {

Hash finish(SHA256_CTX& context) {
  Hash hash;
  SHA256_Final(hash.data(), &context);
  return hash;
}

}  // namespace

Hash plain_hash(std::string_view bytes) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  return finish(context);
}

Hash empty_root() { return plain_hash({}); }

Hash leaf_hash(std::string_view entry) {
  constexpr std::uint8_t kLeaf = 0;
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, &kLeaf, 1);
  SHA256_Update(&context, entry.data(), entry.size());
  return finish(context);
}

Hash node_hash(const Hash& left, const Hash& right) {
  std::array<std::uint8_t, 65> node;
  node[0] = 1;
  std::copy(left.begin(), left.end(), node.begin() + 1);
  std::copy(right.begin(), right.end(), node.begin() + 33);
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, node.data(), node.size());
  return finish(context);
}

}  // namespace cairn::translog

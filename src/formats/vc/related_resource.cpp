#include "formats/vc/related_resource.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "formats/crypto/digest.h"
#include "formats/crypto/multibase.h"
#include "formats/crypto/sha512.h"
#include "formats/vc/structure.h"

namespace cairn::vc {
namespace {

using json::Value;

struct Algorithm {
  std::string_view name;   // in digestSRI
  std::uint8_t multihash;  // in digestMultibase
  std::size_t bytes;
};

constexpr std::array<Algorithm, 3> kAlgorithms = {
    {{"sha256", 0x12, 32}, {"sha384", 0x20, 48}, {"sha512", 0x13, 64}}};

// Each of them costs a hash of the resource.
constexpr std::size_t kDigestsMax = 8;

struct ResourceDigest {
  const Algorithm* algorithm;
  std::vector<std::uint8_t> bytes;
};

std::optional<ResourceDigest> read_multibase(std::string_view text) {
  const auto bytes = crypto::multibase_decode(text, 66);
  if (!bytes || bytes->size() < 2) return {};
  for (const Algorithm& algorithm : kAlgorithms)
    if ((*bytes)[0] == algorithm.multihash && (*bytes)[1] == algorithm.bytes &&
        bytes->size() == algorithm.bytes + 2)
      return ResourceDigest{&algorithm, {bytes->begin() + 2, bytes->end()}};
  // The fixtures of the W3C's suite have bare digests, which their length tells apart.
  for (const Algorithm& algorithm : kAlgorithms)
    if (bytes->size() == algorithm.bytes) return ResourceDigest{&algorithm, *bytes};
  return {};
}

// One hash-expression without options: "sha256-" and padded base64.
std::optional<ResourceDigest> read_sri(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == text.npos) return {};
  const auto algorithm = std::ranges::find(kAlgorithms, text.substr(0, dash), &Algorithm::name);
  if (algorithm == kAlgorithms.end()) return {};
  std::string base64(text.substr(dash + 1));
  const std::size_t letters = (algorithm->bytes * 8 + 5) / 6;
  const std::size_t padded = (algorithm->bytes + 2) / 3 * 4;
  if (base64.size() != padded || base64.find_first_of("-_") != base64.npos ||
      base64.substr(letters) != std::string(padded - letters, '='))
    return {};
  base64.resize(letters);
  std::ranges::replace(base64, '+', '-');
  std::ranges::replace(base64, '/', '_');
  auto bytes = crypto::base64url_decode(base64, algorithm->bytes);
  if (!bytes) return {};
  return ResourceDigest{algorithm, *std::move(bytes)};
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// Nothing when one of them is malformed, or there are too many.
std::optional<std::vector<ResourceDigest>> digests_of(const Value& resource) {
  std::vector<ResourceDigest> digests;
  const auto take = [&](const std::optional<ResourceDigest>& digest) {
    if (digest) digests.push_back(*digest);
    return digest.has_value() && digests.size() <= kDigestsMax;
  };
  for (const Value& each : one_or_more(resource.find("digestMultibase")))
    if (!each.is_string() || !take(read_multibase(each.string()))) return {};
  for (const Value& each : one_or_more(resource.find("digestSRI"))) {
    if (!each.is_string() || words_of(each.string()).empty()) return {};
    for (const std::string_view word : words_of(each.string()))
      if (!take(read_sri(word))) return {};
  }
  return digests;
}

// Of what is published otherwise than the text at hand (white space) the SHA-256 is pinned with the
// context; this is the SHA-384 of the one that credentials relate to in practice.
constexpr std::string_view kContextV2Sha384 =
    "97f1eb8e5042356c805fdd61afa2c557663785e0794dcafa21e138fd38def18cb360133c221aa31d6896a6bf3e65b6"
    "14";

bool is_published(const ResourceDigest& digest, const rdf::LoadedContext& resource,
                  std::string_view url) {
  const std::string hex = crypto::to_hex(digest.bytes);
  if (digest.bytes.size() == 32) return hex == resource.published_sha256;
  if (digest.bytes.size() == 48 && url == kContextV2) return hex == kContextV2Sha384;
  return !resource.published_sha256.empty();  // not known, so not compared
}

bool is_digest_of(const ResourceDigest& digest, std::string_view text) {
  if (digest.bytes.size() == 64) return std::ranges::equal(crypto::sha512(text), digest.bytes);
  const auto own = crypto::digest(
      digest.bytes.size() == 32 ? crypto::HashAlgorithm::sha256 : crypto::HashAlgorithm::sha384,
      text);
  return std::ranges::equal(own.bytes(), digest.bytes);
}

bool is_digest_of(const ResourceDigest& digest, const rdf::LoadedContext& resource,
                  std::string_view url) {
  return is_published(digest, resource, url) || is_digest_of(digest, resource.text);
}

std::optional<Check> broken(Code code, std::string place) {
  return Check{CheckName::structure, Outcome::fail, code, {{"place", std::move(place)}}};
}

std::string place_of(std::size_t index) { return "/relatedResource/" + std::to_string(index); }

}  // namespace

std::optional<Check> check_related_form(const Value& credential) {
  const Value* member = credential.find("relatedResource");
  const auto resources = one_or_more(member);
  if (member != nullptr && resources.empty())
    return broken(Code::entry_malformed, "/relatedResource");
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < resources.size(); ++i) {
    const std::string_view id = resources[i].text_of("id");
    if (!is_url(id)) return broken(Code::entry_malformed, place_of(i) + "/id");
    if (!seen.insert(id).second) return broken(Code::entry_repeated, place_of(i) + "/id");
    const auto digests = digests_of(resources[i]);
    if (!digests || digests->empty()) return broken(Code::digest_malformed, place_of(i));
    const Value* media_type = resources[i].find("mediaType");
    if (media_type != nullptr && !media_type->is_string())
      return broken(Code::entry_malformed, place_of(i) + "/mediaType");
  }
  return {};
}

std::optional<Check> check_related_digests(const Value& credential,
                                           const rdf::ContextStore& contexts) {
  const auto resources = one_or_more(credential.find("relatedResource"));
  for (std::size_t i = 0; i < resources.size(); ++i) {
    const rdf::LoadedContext* resource = contexts.find(resources[i].text_of("id"));
    const auto digests = digests_of(resources[i]);
    if (resource == nullptr || !digests) continue;
    if (!std::ranges::all_of(*digests, [&](const ResourceDigest& digest) {
          return is_digest_of(digest, *resource, resources[i].text_of("id"));
        }))
      return broken(Code::digest_mismatch, place_of(i));
  }
  return {};
}

DigestAnswer compare_digests(const Value& resource, std::string_view bytes) {
  const auto digests = digests_of(resource);
  if (!digests) return DigestAnswer::malformed;
  if (digests->empty()) return DigestAnswer::unstated;
  const bool all = std::ranges::all_of(
      *digests, [&](const ResourceDigest& digest) { return is_digest_of(digest, bytes); });
  return all ? DigestAnswer::matches : DigestAnswer::differs;
}

}  // namespace cairn::vc

#include "formats/openbadges/identity.h"

#include <algorithm>
#include <optional>

#include "formats/crypto/digest.h"
#include "formats/crypto/md5.h"

namespace cairn::openbadges {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_hexadecimal(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

struct Hash {
  bool is_md5 = false;
  std::string digest;  // lower-case hexadecimal
};

std::optional<Hash> read_hash(std::string_view text) {
  const std::size_t dollar = text.find('$');
  if (dollar == std::string_view::npos) return {};
  const std::string algorithm = lower(text.substr(0, dollar));
  Hash hash{algorithm == "md5", lower(text.substr(dollar + 1))};
  const std::size_t length = hash.is_md5 ? 32 : 64;
  if ((!hash.is_md5 && algorithm != "sha256") || hash.digest.size() != length ||
      !is_hexadecimal(hash.digest))
    return {};
  return hash;
}

std::string hash_of(const Hash& like, const std::string& text) {
  return like.is_md5 ? crypto::md5_hex(text)
                     : crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, text).bytes());
}

std::string_view without_scheme(std::string_view text) {
  constexpr std::string_view kMail = "mailto:";
  return text.starts_with(kMail) ? text.substr(kMail.size()) : text;
}

bool is_email(std::string_view text) { return text.find('@') != std::string_view::npos; }

bool is_readable(const Identity& identity) {
  return identity.hashed ? read_hash(identity.identity_hash).has_value()
                         : !identity.identity_hash.empty();
}

}  // namespace

bool matches(const Identity& identity, std::string_view claimed) {
  claimed = without_scheme(claimed);
  if (claimed.empty()) return false;
  if (!identity.hashed) {
    const std::string_view plain = without_scheme(identity.identity_hash);
    return plain == claimed || (is_email(claimed) && lower(plain) == lower(claimed));
  }
  const auto hash = read_hash(identity.identity_hash);
  if (!hash) return false;
  const auto hashes_to = [&](const std::string& text) {
    return hash_of(*hash, text + identity.salt) == hash->digest;
  };
  return hashes_to(std::string(claimed)) || (is_email(claimed) && hashes_to(lower(claimed)));
}

Recipient recipient_of(const Subject& subject, std::span<const std::string> claimed) {
  const auto is_claimed = [&](const Identity& identity) {
    return std::ranges::any_of(claimed,
                               [&](const std::string& text) { return matches(identity, text); });
  };
  const bool by_id = !subject.id.empty() && std::ranges::find(claimed, subject.id) != claimed.end();
  if (by_id || std::ranges::any_of(subject.identities, is_claimed)) return Recipient::matches;
  const bool stated = !subject.id.empty() || std::ranges::any_of(subject.identities, is_readable);
  return stated ? Recipient::differs : Recipient::unstated;
}

Recipient recipient_of(const json::Value& credential, std::span<const std::string> claimed) {
  for (const json::Value& value : json::one_or_more(credential.find("credentialSubject"))) {
    Subject subject;
    subject.id = value.text_of("id");
    for (const json::Value& identity : json::one_or_more(value.find("identifier"))) {
      const json::Value* hashed = identity.find("hashed");
      subject.identities.push_back(
          {.identity_hash = std::string(identity.text_of("identityHash")),
           .identity_type = std::string(identity.text_of("identityType")),
           .hashed = hashed != nullptr && hashed->is_boolean() && hashed->boolean(),
           .salt = std::string(identity.text_of("salt"))});
    }
    const Recipient recipient = recipient_of(subject, claimed);
    if (recipient != Recipient::unstated) return recipient;
  }
  return Recipient::unstated;
}

}  // namespace cairn::openbadges

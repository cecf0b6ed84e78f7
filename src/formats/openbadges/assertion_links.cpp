#include "formats/openbadges/assertion_links.h"

#include <algorithm>

#include "formats/vc/structure.h"

namespace cairn::openbadges {
namespace {

using json::Value;

const Value* document_at(const Documents& documents, const std::string& address) {
  const auto found = documents.find(address);
  return found == documents.end() || !found->second.root().is_object() ? nullptr
                                                                       : &found->second.root();
}

// What a member that is an address, or a copy of a document with its address, leads to.
std::string address_in(const Value* member) {
  if (member == nullptr) return {};
  return std::string(member->is_string() ? member->string() : member->text_of("id"));
}

// The document at its address or, while that was not read, the copy.
const Value* document_or_copy(const Value* member, const Documents& documents) {
  if (const Value* document = document_at(documents, address_in(member))) return document;
  return member != nullptr && member->is_object() ? member : nullptr;
}

Proven proven_by(const Value* verification) {
  if (verification == nullptr) return Proven::by_nothing;
  for (const Value& type : json::one_or_more(verification->find("type"))) {
    if (!type.is_string()) continue;
    if (type.string() == "hosted" || type.string() == "HostedBadge") return Proven::by_hosting;
    if (type.string() == "signed" || type.string() == "SignedBadge") return Proven::by_signature;
  }
  return Proven::by_nothing;
}

}  // namespace

AssertionLinks follow_links(const Value& assertion, const Documents& documents) {
  AssertionLinks links;
  const Value* verification = assertion.find("verification");
  if (verification == nullptr) verification = assertion.find("verify");  // its name in version 1
  links.proven = proven_by(verification);
  if (links.proven == Proven::by_hosting) {
    links.hosted_address = assertion.text_of("id");
    links.hosted = document_at(documents, links.hosted_address);
  }
  const Value* badge = assertion.find("badge");
  links.badge_address = address_in(badge);
  links.badge = document_or_copy(badge, documents);
  const Value* issuer = links.badge == nullptr ? nullptr : links.badge->find("issuer");
  links.issuer_address = address_in(issuer);
  links.issuer = document_or_copy(issuer, documents);
  links.issuer_at_address = document_at(documents, links.issuer_address);
  if (links.proven != Proven::by_signature) return links;
  links.key_address = address_in(verification->find("creator"));
  if (links.key_address.empty() && links.issuer_at_address != nullptr)
    links.key_address = address_in(links.issuer_at_address->find("publicKey"));
  links.key = document_at(documents, links.key_address);
  if (links.issuer_at_address != nullptr)
    links.revocation_address = address_in(links.issuer_at_address->find("revocationList"));
  links.revocations = document_at(documents, links.revocation_address);
  return links;
}

}  // namespace cairn::openbadges

// The eight checks of an assertion of Open Badges 2.
#include <algorithm>
#include <optional>

#include "formats/crypto/pem.h"
#include "formats/jose/jws.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/openbadges/assertion.h"
#include "formats/openbadges/assertion_links.h"
#include "formats/vc/structure.h"

namespace cairn::openbadges {
namespace {

using json::Value;
using vc::Check;
using vc::CheckName;
using vc::Code;
using vc::Outcome;

Check made(CheckName name, Outcome outcome, Code code, std::vector<vc::Parameter> parameters = {}) {
  return {name, outcome, code, std::move(parameters)};
}

Check broken(Code code, const char* place) {
  return made(CheckName::structure, Outcome::fail, code, {{"place", place}});
}

// Version 1 allowed a date alone.
std::optional<Instant> moment(const Value& assertion, const char* key) {
  const std::string_view text = assertion.text_of(key);
  if (const auto instant = Instant::parse(text)) return *instant;
  if (const auto day = Date::parse(text)) return Instant(Instant::Millis(day->days()));
  return {};
}

Check check_structure(const Value& assertion, const AssertionLinks& links) {
  if (!vc::is_url(assertion.text_of("id"))) return broken(Code::id_malformed, "/id");
  const Value* recipient = assertion.find("recipient");
  if (recipient == nullptr || recipient->text_of("identity").empty() ||
      recipient->text_of("type").empty())
    return broken(Code::subject_missing, "/recipient");
  if (links.badge_address.empty() && links.badge == nullptr)
    return broken(Code::entry_malformed, "/badge");
  const auto from = moment(assertion, "issuedOn"), until = moment(assertion, "expires");
  if (!from) return broken(Code::date_malformed, "/issuedOn");
  if (!until && assertion.find("expires") != nullptr)
    return broken(Code::date_malformed, "/expires");
  if (until && *until < *from) return broken(Code::dates_reversed, "/expires");
  if (links.proven == Proven::by_nothing) return broken(Code::entry_malformed, "/verification");
  return made(CheckName::structure, Outcome::pass, Code::ok);
}

// Where it is hosted, the assertion stands as it is here: nothing else says that it is genuine.
Check check_hosted(const Value& assertion, const AssertionLinks& links) {
  const std::vector<vc::Parameter> url = {{"url", links.hosted_address}};
  if (links.hosted == nullptr)
    return made(CheckName::proof, Outcome::unknown, Code::hosted_unfetched, url);
  const auto here = json::canonicalize(assertion), there = json::canonicalize(*links.hosted);
  const bool same = here.has_value() && there.has_value() && *here == *there;
  return same ? made(CheckName::proof, Outcome::pass, Code::ok)
              : made(CheckName::proof, Outcome::fail, Code::hosted_differs, url);
}

Check check_signature(const GivenAssertion& given, const AssertionLinks& links) {
  const auto check = [&](Outcome outcome, Code code) {
    return made(CheckName::proof, outcome, code,
                {{"key", links.key_address}, {"controller", links.key_address}});
  };
  if (given.jws.empty()) return check(Outcome::fail, Code::proof_missing);
  const auto jws = jose::read_compact(given.jws);
  if (!jws) return check(Outcome::fail, Code::proof_malformed);
  const auto algorithm = jose::algorithm_in(jws->header.root());
  if (!std::holds_alternative<jose::Algorithm>(algorithm))
    return check(Outcome::fail, Code::proof_malformed);
  if (links.key == nullptr) return check(Outcome::unknown, Code::key_unresolved);
  const auto key = crypto::read_pem(links.key->text_of("publicKeyPem"));
  if (!key)
    return key.error().code == ErrorCode::unavailable
               ? check(Outcome::unknown, Code::key_unsupported)
               : check(Outcome::fail, Code::key_malformed);
  return jose::verify(*jws, std::get<jose::Algorithm>(algorithm), *key)
             ? check(Outcome::pass, Code::ok)
             : check(Outcome::fail, Code::proof_mismatch);
}

// "https://host:port" of an address.
std::string_view origin_of(std::string_view address) {
  const std::size_t authority = address.find("://");
  if (authority == std::string_view::npos) return {};
  return address.substr(0, address.find('/', authority + 3));
}

// A beginning that ends in the name of a host means that host, none whose name goes on.
bool begins_with(std::string_view address, std::string_view start) {
  const std::string_view origin = origin_of(start);
  if (origin.empty() || !address.starts_with(start)) return false;
  return origin != start || origin_of(address) == origin;
}

// Profile.verification: where the issuer's assertions may be hosted, by default at its own origin.
bool may_host(const Value& issuer, const AssertionLinks& links) {
  const Value* verification = issuer.find("verification");
  if (verification == nullptr)
    return origin_of(links.hosted_address) == origin_of(links.issuer_address);
  const auto starts = json::one_or_more(verification->find("startsWith"));
  const auto origins = json::one_or_more(verification->find("allowedOrigins"));
  const auto is_host = [&](const Value& origin) {
    return origin.is_string() &&
           origin_of(links.hosted_address).ends_with("://" + std::string(origin.string()));
  };
  const auto is_start = [&](const Value& start) {
    return start.is_string() && begins_with(links.hosted_address, start.string());
  };
  if (starts.empty() && origins.empty())
    return origin_of(links.hosted_address) == origin_of(links.issuer_address);
  return std::ranges::any_of(starts, is_start) || std::ranges::any_of(origins, is_host);
}

// The issuer's profile names the key, and the key names its owner.
bool owns_key(const Value& issuer, const AssertionLinks& links) {
  const bool named =
      std::ranges::any_of(json::one_or_more(issuer.find("publicKey")), [&](const Value& key) {
        return key.is_string() ? key.string() == links.key_address
                               : key.text_of("id") == links.key_address;
      });
  return named && links.key->text_of("owner") == links.issuer_address;
}

Check check_binding(const AssertionLinks& links, const Check& proof) {
  const auto check = [&](Outcome outcome, Code code) {
    return made(CheckName::issuer_binding, outcome, code, {{"issuer", links.issuer_address}});
  };
  if (proof.outcome != Outcome::pass) return check(Outcome::skipped, Code::not_reached);
  const Value* issuer = links.issuer_at_address;
  if (issuer == nullptr) return check(Outcome::unknown, Code::issuer_unresolved);
  const bool bound =
      links.proven == Proven::by_hosting ? may_host(*issuer, links) : owns_key(*issuer, links);
  return bound ? check(Outcome::pass, Code::ok) : check(Outcome::fail, Code::issuer_mismatch);
}

Check check_trust(const AssertionLinks& links, const Check& binding,
                  std::span<const std::string> known) {
  const std::vector<vc::Parameter> issuer = {{"issuer", links.issuer_address}};
  if (binding.outcome != Outcome::pass)
    return made(CheckName::trust, Outcome::skipped, Code::not_reached, issuer);
  const bool is_known = std::ranges::find(known, links.issuer_address) != known.end();
  return is_known ? made(CheckName::trust, Outcome::pass, Code::ok, issuer)
                  : made(CheckName::trust, Outcome::unknown, Code::issuer_unknown, issuer);
}

Check check_validity(const Value& assertion, Instant at) {
  const auto from = moment(assertion, "issuedOn"), until = moment(assertion, "expires");
  if (!from) return made(CheckName::validity, Outcome::skipped, Code::not_reached);
  if (at < *from)
    return made(CheckName::validity, Outcome::fail, Code::not_yet_valid,
                {{"date", from->to_string()}});
  if (until && at > *until)
    return made(CheckName::validity, Outcome::fail, Code::expired, {{"date", until->to_string()}});
  return made(CheckName::validity, Outcome::pass, Code::ok);
}

// RevocationList: ids, or objects with an id or uid.
bool lists(const Value& revocations, const Value& assertion) {
  const auto is_it = [&](std::string_view id) {
    return !id.empty() && (id == assertion.text_of("id") || id == assertion.text_of("uid"));
  };
  return std::ranges::any_of(
      json::one_or_more(revocations.find("revokedAssertions")), [&](const Value& entry) {
        return entry.is_string() ? is_it(entry.string())
                                 : is_it(entry.text_of("id")) || is_it(entry.text_of("uid"));
      });
}

bool says_revoked(const Value* document) {
  const Value* revoked = document == nullptr ? nullptr : document->find("revoked");
  return revoked != nullptr && revoked->is_boolean() && revoked->boolean();
}

Check check_status(const Value& assertion, const AssertionLinks& links, Instant at) {
  const auto check = [&](Outcome outcome, Code code) {
    return made(CheckName::status, outcome, code, {{"date", at.to_string()}});
  };
  if (says_revoked(&assertion) || says_revoked(links.hosted))
    return check(Outcome::fail, Code::revoked);
  if (links.proven == Proven::by_hosting)
    return links.hosted != nullptr ? check(Outcome::pass, Code::ok)
                                   : check(Outcome::unknown, Code::status_unreachable);
  if (links.revocations != nullptr)
    return lists(*links.revocations, assertion) ? check(Outcome::fail, Code::revoked)
                                                : check(Outcome::pass, Code::ok);
  const bool may_be_listed =
      links.issuer_at_address == nullptr || !links.revocation_address.empty();
  return may_be_listed ? check(Outcome::unknown, Code::status_unreachable)
                       : check(Outcome::skipped, Code::no_status);
}

}  // namespace

std::vector<Check> verify_assertion(const GivenAssertion& given, const Documents& documents,
                                    std::span<const std::string> known_issuers, Instant at) {
  const AssertionLinks links = follow_links(given.assertion, documents);
  Check structure = check_structure(given.assertion, links);
  Check proof = links.proven == Proven::by_hosting ? check_hosted(given.assertion, links)
                                                   : check_signature(given, links);
  const Check binding = check_binding(links, proof);
  Check trust = check_trust(links, binding, known_issuers);
  return {std::move(structure),
          std::move(proof),
          binding,
          std::move(trust),
          check_validity(given.assertion, at),
          check_status(given.assertion, links, at),
          made(CheckName::schema, Outcome::skipped, Code::no_schema),
          made(CheckName::log, Outcome::skipped, Code::no_log)};
}

}  // namespace cairn::openbadges

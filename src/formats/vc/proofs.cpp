#include "formats/vc/proofs.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

#include "formats/crypto/multibase.h"
#include "formats/json/writer.h"
#include "formats/vc/cryptosuite.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/plain_terms.h"
#include "formats/vc/presentation_structure.h"
#include "formats/vc/structure.h"
#include "formats/vc/verification_method.h"

namespace cairn::vc {
namespace {

using json::Value;
using Broken = std::optional<ProofFinding>;

// The work on blank nodes that look alike, for one document and all its proofs together. Those of
// genuine credentials differ by what they say and need none.
constexpr std::uint64_t kSearchWorkMax = 8'000;

// Clocks of issuers and verifiers differ by that much.
constexpr std::chrono::minutes kClockSkew{5};

ProofFinding failed(Code code, std::vector<Parameter> parameters = {}) {
  return {Outcome::fail, code, std::move(parameters)};
}
ProofFinding unknown(Code code, std::vector<Parameter> parameters = {}) {
  return {Outcome::unknown, code, std::move(parameters)};
}
ProofFinding malformed(std::string_view member) {
  return failed(Code::proof_malformed, {{"place", "/proof/" + std::string(member)}});
}

bool is_set_of_texts(const Value& value) {
  const auto values = one_or_more(&value);
  return !values.empty() && std::ranges::all_of(values, [](const Value& item) {
    return item.is_string() && !item.string().empty();
  });
}

// Section 2.1: a proof says by which suite it is to be read.
Broken check_suite_named(const Value& proof) {
  if (!proof.is_object()) return failed(Code::proof_malformed, {{"place", "/proof"}});
  if (proof.text_of("type").empty()) return malformed("type");
  return suite_name_of(proof).empty() ? Broken(malformed("cryptosuite")) : std::nullopt;
}

// Section 2.1: what the members must look like in all suites that are known here.
Broken check_form(const Value& proof) {
  for (const char* name : {"verificationMethod", "proofPurpose", "proofValue"})
    if (proof.text_of(name).empty()) return malformed(name);
  for (const char* name : {"id", "challenge", "nonce"}) {
    const Value* text = proof.find(name);
    if (text != nullptr && !text->is_string()) return malformed(name);
  }
  if (proof.find("id") != nullptr && !is_url(proof.text_of("id"))) return malformed("id");
  for (const char* name : {"domain", "previousProof"}) {
    const Value* texts = proof.find(name);
    if (texts != nullptr && !is_set_of_texts(*texts)) return malformed(name);
  }
  return {};
}

Broken check_dates(const Value& proof, Instant at, const Facts& facts) {
  const Instant latest(std::max(at, facts.now.value_or(at)).time() + kClockSkew);
  for (const char* name : {"created", "expires"}) {
    const Value* date = proof.find(name);
    if (date == nullptr) continue;
    const auto instant =
        date->is_string() ? Instant::parse(date->string()) : Result<Instant>(invalid(""));
    if (!instant) return malformed(name);
    const bool expires = std::string_view(name) == "expires";
    if (expires ? *instant >= at : *instant <= latest) continue;
    return failed(expires ? Code::proof_expired : Code::proof_from_future,
                  {{"date", instant->to_string()}});
  }
  return {};
}

// Section 4.4 steps 4 to 6.
Broken check_demands(const Value& proof, const ProofDemands& demands) {
  if (proof.text_of("proofPurpose") != did::name_of(demands.purpose))
    return failed(Code::purpose_mismatch);
  if (!demands.domains.empty()) {
    std::vector<std::string_view> named;
    for (const Value& domain : one_or_more(proof.find("domain"))) named.push_back(domain.string());
    std::vector<std::string_view> wanted(demands.domains.begin(), demands.domains.end());
    for (auto* texts : {&named, &wanted}) {
      std::ranges::sort(*texts);
      texts->erase(std::unique(texts->begin(), texts->end()), texts->end());
    }
    if (named != wanted) return failed(Code::domain_mismatch);
  }
  if (demands.challenge && proof.text_of("challenge") != *demands.challenge)
    return failed(Code::challenge_mismatch);
  return {};
}

// What rdf::to_rdf, rdf::canonicalize or json::canonicalize refused, as a code.
ProofFinding not_canonical(const Error& error) {
  switch (error.code) {
    case ErrorCode::exhausted:
      return unknown(Code::too_complex);
    case ErrorCode::not_found:
      return unknown(Code::context_unknown, {{"url", error.where}});
    default:
      return failed(Code::document_ambiguous, {{"place", error.where}, {"detail", error.message}});
  }
}

bool same_value(const Value& a, const Value& b) {
  if (a.is_string() && b.is_string()) return a.string() == b.string();
  const auto left = json::canonicalize(a), right = json::canonicalize(b);
  return left && right && *left == *right;
}

// EdDSA Cryptosuites section 3.3.2 step 4.1: the contexts that were signed come first in those of
// the document, in their order.
bool begins_with(const Value* contexts, const Value& signed_contexts) {
  const auto all = one_or_more(contexts), first = one_or_more(&signed_contexts);
  return first.size() <= all.size() &&
         std::ranges::equal(first, all.first(first.size()), same_value);
}

// The signature; the suites have it in base58btc, by ECDSA as plain r and s.
std::optional<std::vector<std::uint8_t>> signature_of(const Value& proof, crypto::KeyKind kind) {
  const std::size_t size = 2 * crypto::field_bytes(kind);
  const std::string_view text = proof.text_of("proofValue");
  auto bytes = crypto::multibase_decode(text, size);
  if (!text.starts_with('z') || !bytes || bytes->size() != size) return {};
  return *std::move(bytes);
}

// One document and its proofs: what several proofs need is made once.
class ProofCheck {
 public:
  ProofCheck(const Value& document, const Facts& facts, Instant at)
      : document_(document), facts_(facts), at_(at), all_(one_or_more(document.find("proof"))) {
    bare_ = arena_.without_member(document, "proof");
  }

  std::vector<ProofFinding> run(const ProofDemands& demands) {
    std::vector<ProofFinding> findings;
    const auto disguise = find_disguise(what_is_read_by_name(demands), facts_.contexts);
    for (const Value& proof : all_)
      findings.push_back(disguise ? failed(Code::terms_redefined, {{"place", *disguise}})
                                  : check(proof, demands));
    follow_chains(findings);
    return findings;
  }

 private:
  // A jcs proof, of a suite known here or not, repeats the contexts of the document, which are
  // looked at there; presented credentials are verified one by one.
  Value what_is_read_by_name(const ProofDemands& demands) {
    std::vector<Value> proofs;
    for (const Value& proof : all_) {
      const Cryptosuite* suite = cryptosuite_of(proof);
      const Value* own = proof.find("@context");
      const bool repeats = own != nullptr &&
                           (begins_with(document_.find("@context"), *own) ||
                            (suite != nullptr && suite->canonicalization == Canonicalization::jcs));
      proofs.push_back(repeats ? arena_.without_member(proof, "@context") : proof);
    }
    const Value read = arena_.with_member(document_, "proof", arena_.array(proofs));
    return demands.purpose == did::Purpose::authentication
               ? arena_.without_member(read, "verifiableCredential")
               : read;
  }

  ProofFinding check(const Value& proof, const ProofDemands& demands) {
    if (auto broken = check_suite_named(proof)) return *std::move(broken);
    const Cryptosuite* suite = cryptosuite_of(proof);
    if (suite == nullptr)
      return unknown(Code::suite_unsupported, {{"suite", std::string(suite_name_of(proof))}});
    if (auto broken = check_form(proof)) return *std::move(broken);
    if (auto broken = check_dates(proof, at_, facts_)) return *std::move(broken);
    if (auto broken = check_demands(proof, demands)) return *std::move(broken);
    const auto created = Instant::parse(proof.text_of("created"));
    const did::KeyQuestion question{proof.text_of("verificationMethod"),
                                    demands.purpose,
                                    at_,
                                    created ? std::optional(*created) : std::nullopt,
                                    facts_.there_by,
                                    facts_.now};
    const auto key = resolve_key(question, facts_);
    if (const auto* refusal = std::get_if<Refusal>(&key))
      return {refusal->outcome, refusal->code, refusal->parameters};
    const auto& found = std::get<did::FoundKey>(key);
    ProofFinding finding = check_signature(proof, *suite, found.key);
    const std::string_view party = demands.purpose == did::Purpose::authentication
                                       ? holder_id(document_)
                                       : issuer_id(document_);
    finding.binding = did::bind(party, question, found, facts_.controllers).binding;
    return finding;
  }

  ProofFinding check_signature(const Value& proof, const Cryptosuite& suite,
                               const crypto::PublicKey& key) {
    if (!accepts(suite, key.kind())) return malformed("verificationMethod");
    const auto signature = signature_of(proof, key.kind());
    if (!signature) return malformed("proofValue");
    const Transformation how{suite.canonicalization, hash_of(key.kind()),
                             kSearchWorkMax / all_.size()};
    const bool jcs = how.canonicalization == Canonicalization::jcs;
    if (!jcs)
      for (const Value& context : one_or_more(document_.find("@context")))
        if (context.is_string() && facts_.contexts.find(context.string()) == nullptr)
          return unknown(Code::context_unknown, {{"url", std::string(context.string())}});
    const Value* own = jcs ? proof.find("@context") : nullptr;
    if (own != nullptr && !begins_with(document_.find("@context"), *own))
      return failed(Code::proof_context_mismatch);

    const auto previous = matching_proofs(proof, all_, arena_);
    if (!previous) return failed(Code::previous_proof_missing);
    if (!jcs && exhausted_) return unknown(Code::too_complex);
    const auto document = document_form(*previous, own, how);
    if (!document) {
      exhausted_ = exhausted_ || (!jcs && document.error().code == ErrorCode::exhausted);
      return not_canonical(document.error());
    }
    const auto config = canonical_config(arena_.without_member(proof, "proofValue"),
                                         document_.find("@context"), facts_.contexts, how);
    if (!config) return not_canonical(config.error());
    if (!key.verify(joined_hashes(*config, **document, how.hash), *signature))
      return failed(Code::proof_mismatch);
    return {Outcome::pass, Code::ok};
  }

  // Section 4.5: the canonical form of the document with the proofs that this one builds on. Proofs
  // of a set sign the same, so that is kept.
  Result<const std::string*> document_form(const Value& previous, const Value* own_context,
                                           const Transformation& how) {
    const bool alone = previous.items().empty() && own_context == nullptr;
    if (alone && form_ && form_how_ == how) return &*form_;
    Value document = bare_;
    if (own_context != nullptr) document = arena_.with_member(document, "@context", *own_context);
    if (!previous.items().empty()) document = arena_.with_member(document, "proof", previous);
    CAIRN_TRY(std::string form, canonical_form(document, facts_.contexts, how));
    if (!alone) return &chained_form_.emplace(std::move(form));
    form_how_ = how;
    return &form_.emplace(std::move(form));
  }

  // Section 4.5: what a proof builds on must hold as well. As often as there are proofs, so that a
  // failure reaches the end of the longest chain; a cycle cannot verify in the first place.
  void follow_chains(std::vector<ProofFinding>& findings) {
    for (std::size_t round = 0; round < all_.size(); ++round)
      for (std::size_t i = 0; i < all_.size(); ++i)
        if (findings[i].outcome == Outcome::pass && !previous_pass(all_[i], findings))
          findings[i] = unknown(Code::previous_proof_unverified);
  }

  bool previous_pass(const Value& proof, std::span<const ProofFinding> findings) const {
    return std::ranges::all_of(one_or_more(proof.find("previousProof")), [&](const Value& id) {
      const auto named = std::ranges::find_if(
          all_, [&](const Value& other) { return other.text_of("id") == id.string(); });
      return named != all_.end() &&
             findings[static_cast<std::size_t>(named - all_.begin())].outcome == Outcome::pass;
    });
  }

  const Value& document_;
  const Facts& facts_;
  Instant at_;
  std::span<const Value> all_;
  json::Arena arena_;
  Value bare_;
  std::optional<std::string> form_, chained_form_;
  Transformation form_how_;
  bool exhausted_ = false;  // one form was too much work, and the others are no less
};

Check overall(std::span<const Value> proofs, std::span<const ProofFinding> findings) {
  if (proofs.empty()) return {CheckName::proof, Outcome::fail, Code::proof_missing, {}};
  if (proofs.size() > kProofsMax)
    return {CheckName::proof,
            Outcome::unknown,
            Code::proofs_too_many,
            {{"count", std::to_string(kProofsMax)}}};
  auto decisive = std::ranges::find(findings, Outcome::fail, &ProofFinding::outcome);
  if (decisive == findings.end())
    decisive = std::ranges::find(findings, Outcome::pass, &ProofFinding::outcome);
  if (decisive == findings.end()) decisive = findings.begin();
  return {CheckName::proof, decisive->outcome, decisive->code, decisive->parameters};
}

}  // namespace

std::vector<ProofFinding> check_proofs(const Value& document, const Facts& facts, Instant at,
                                       const ProofDemands& demands) {
  const auto proofs = one_or_more(document.find("proof"));
  if (proofs.empty() || proofs.size() > kProofsMax) return {};
  return ProofCheck(document, facts, at).run(demands);
}

Check proof_check(const Value& document, std::span<const ProofFinding> findings) {
  const auto proofs = one_or_more(document.find("proof"));
  Check check = overall(proofs, findings);
  if (findings.size() < 2) return check;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    Check part{CheckName::proof, findings[i].outcome, findings[i].code, findings[i].parameters};
    part.parameters.push_back({"proof", std::string(proofs[i].text_of("id"))});
    part.parameters.push_back({"method", std::string(proofs[i].text_of("verificationMethod"))});
    check.proofs.push_back(std::move(part));
  }
  return check;
}

Check binding_check(std::string_view party, const Check& proof,
                    std::span<const ProofFinding> findings) {
  const auto check = [&](Outcome outcome, Code code) {
    return Check{CheckName::issuer_binding, outcome, code, {{"issuer", std::string(party)}}};
  };
  if (proof.outcome != Outcome::pass) return check(Outcome::skipped, Code::not_reached);
  const auto any = [&](did::Binding binding) {
    return std::ranges::any_of(findings, [&](const ProofFinding& finding) {
      return finding.outcome == Outcome::pass && finding.binding == binding;
    });
  };
  if (any(did::Binding::bound)) return check(Outcome::pass, Code::ok);
  if (any(did::Binding::outdated)) return check(Outcome::unknown, Code::issuer_outdated);
  return any(did::Binding::unresolved) ? check(Outcome::unknown, Code::issuer_unresolved)
                                       : check(Outcome::fail, Code::issuer_mismatch);
}

ErrorClass error_class_of(Code code) {
  switch (code) {
    case Code::domain_mismatch:
      return {"INVALID_DOMAIN_ERROR", -19};
    case Code::challenge_mismatch:
      return {"INVALID_CHALLENGE_ERROR", -20};
    case Code::document_ambiguous:
    case Code::context_unknown:
    case Code::too_complex:
      return {"PROOF_TRANSFORMATION_ERROR", -18};
    default:
      return {};
  }
}

}  // namespace cairn::vc

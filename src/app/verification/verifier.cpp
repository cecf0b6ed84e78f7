#include "app/verification/verifier.h"

#include <algorithm>
#include <iterator>

#include "app/facts/gathered.h"
#include "app/facts/outside.h"
#include "app/verification/badge_summary.h"
#include "app/verification/credential_file.h"
#include "app/verification/log_check.h"
#include "app/verification/messages.h"
#include "app/verification/parts.h"
#include "app/verification/policy.h"
#include "app/verification/schema_check.h"
#include "app/verification/trust_check.h"
#include "formats/crypto/digest.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/openbadges/assertion.h"
#include "formats/openbadges/reader.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/status_list.h"
#include "formats/vc/structure.h"
#include "formats/vc/verify.h"

namespace cairn::verification {
namespace {

// Far above a list of a million entries without any compression.
constexpr json::Limits kStatusListLimits = {
    .bytes_max = 24 * 1024 * 1024, .depth_max = 64, .values_max = 50'000};

Outcome outcome_of(vc::Outcome outcome) {
  switch (outcome) {
    case vc::Outcome::pass:
      return Outcome::pass;
    case vc::Outcome::fail:
      return Outcome::fail;
    case vc::Outcome::unknown:
      return Outcome::unknown;
    case vc::Outcome::skipped:
      return Outcome::skipped;
  }
  return Outcome::unknown;
}

CheckReport report_of(const vc::Check& check, std::string_view language) {
  Message message = message_for(check, language);
  CheckReport report{vc::name_of(check.check), outcome_of(check.outcome), vc::name_of(check.code),
                     std::move(message.text), std::move(message.remedy)};
  for (const vc::Check& proof : check.proofs) report.proofs.push_back(report_of(proof, language));
  return report;
}

constexpr std::size_t index_of(vc::CheckName check) { return static_cast<std::size_t>(check); }

// Without the context of Open Badges its terms may mean anything.
bool names_open_badges(const json::Value& credential) {
  return std::ranges::any_of(
      json::one_or_more(credential.find("@context")), [](const json::Value& context) {
        return context.is_string() &&
               context.string().starts_with("https://purl.imsglobal.org/spec/ob/v3p0/context");
      });
}

// The lists that the asker stated, verified. One that is no list is an error: it was named by hand.
Result<std::vector<vc::StatusListFact>> stated_lists(const Question& question,
                                                     const vc::Facts& facts) {
  std::vector<vc::StatusListFact> lists;
  for (const std::string& text : question.status_lists) {
    CAIRN_TRY(const json::Document document, json::read(text, kStatusListLimits));
    const std::string_view id = document.root().text_of("id");
    if (id.empty()) return invalid("a status list has an id, the URL that credentials name", "/id");
    lists.push_back(vc::read_status_list(std::string(id), document.root(), facts, question.at));
  }
  return lists;
}

struct Opened {
  json::Document document;                      ///< the credential
  std::optional<vc::JwtCredential> token = {};  ///< that it came in
  bool is_assertion = false;                    ///< of Open Badges 2; then `token` is not set
};

Result<Opened> open(const CredentialFile& file) {
  if (file.is_token) {
    CAIRN_TRY(vc::JwtCredential token, vc::read_jwt_credential(file.credential, kCredentialLimits));
    if (openbadges::is_assertion(token.claims.root()))
      return Opened{.document = token.claims, .is_assertion = true};
    return Opened{token.credential, std::move(token)};
  }
  CAIRN_TRY(json::Document document, json::read(file.credential, kCredentialLimits));
  if (!document.root().is_object()) return invalid("a credential is a JSON object", "line 1");
  const bool is_assertion = openbadges::is_assertion(document.root());
  return Opened{.document = std::move(document), .is_assertion = is_assertion};
}

Result<openbadges::Documents> stated_documents(const Question& question) {
  openbadges::Documents documents;
  for (const StatedDocument& stated : question.documents) {
    CAIRN_TRY(json::Document document, json::read(stated.text, kCredentialLimits));
    documents.insert_or_assign(stated.url, std::move(document));
  }
  return documents;
}

std::vector<vc::Check> check_assertion(const CredentialFile& file, const Opened& opened,
                                       const openbadges::Documents& documents,
                                       const Question& question) {
  const std::string_view jws = file.is_token ? std::string_view(file.credential) : "";
  return openbadges::verify_assertion({opened.document.root(), jws}, documents,
                                      question.known_issuers, question.at);
}

// What the credential and those inside it refer to.
facts::Gathered gather(const facts::Outside* outside, const Opened& opened,
                       std::span<const Part> parts, const rdf::ContextStore& contexts) {
  if (outside == nullptr || opened.is_assertion) return {};
  std::vector<vc::FactsNeeded> needed = {opened.token ? vc::facts_needed(*opened.token)
                                                      : vc::facts_needed(opened.document.root())};
  for (const Part& part : parts)
    if (part.value.is_object()) needed.push_back(vc::facts_needed(part.value));
  return outside->gather(needed, contexts);
}

// What an issuer logs (docs/reference/log.md).
Result<translog::Hash> log_digest(const CredentialFile& file, const json::Value& credential) {
  if (file.is_token) return translog::plain_hash(file.credential);
  CAIRN_TRY(const std::string canonical, json::canonicalize(credential));
  return translog::plain_hash(canonical);
}

Result<std::vector<trust::TrustList>> opened_trust_lists(const Question& question,
                                                         const vc::Facts& facts) {
  std::vector<trust::TrustList> lists;
  for (const std::string& text : question.trust_lists) {
    CAIRN_TRY(trust::TrustList list,
              open_trust_list(text, question.trust_signers, facts, question.at));
    lists.push_back(std::move(list));
  }
  return lists;
}

void describe_badge(const Opened& opened, const openbadges::Documents& documents, Report& report) {
  const json::Value& credential = opened.document.root();
  if (!opened.is_assertion && !names_open_badges(credential)) {
    report.badge_problem = "the context of Open Badges 3.0 is not among its contexts";
    return;
  }
  const auto badge = opened.is_assertion ? openbadges::read_assertion(credential, documents)
                                         : openbadges::read(credential);
  if (badge)
    report.badge = summarize(*badge);
  else
    report.badge_problem = describe(badge.error());
}

}  // namespace

struct Verifier::State {
  const facts::Outside* outside = nullptr;
  std::unique_ptr<rdf::ContextStore> contexts = rdf::ContextStore::with_built_in_contexts();
};

Verifier::Verifier(const facts::Outside* outside) : state_(std::make_unique<State>()) {
  state_->outside = outside;
}
Verifier::~Verifier() = default;

Result<Report> Verifier::verify(const Question& question) const {
  CAIRN_TRY(const vc::Required required, required_checks(question.use, question.also_required));
  CAIRN_TRY(CredentialFile file, read_credential_file(question.file, question.pick));
  CAIRN_TRY(const Opened opened, open(file));
  const json::Document& document = opened.document;
  std::vector<Part> parts = find_parts(document.root());
  facts::Gathered gathered = gather(state_->outside, opened, parts, *state_->contexts);
  vc::Facts facts{*state_->contexts, question.known_issuers};
  facts.now = question.now;
  facts.controllers = gathered.controllers;
  CAIRN_TRY(auto lists, stated_lists(question, facts));
  std::ranges::move(gathered.status_lists, std::back_inserter(lists));  // stated ones come first
  facts.status.lists = lists;
  CAIRN_TRY(const openbadges::Documents documents, stated_documents(question));
  std::vector<vc::Check> checks = opened.is_assertion
                                      ? check_assertion(file, opened, documents, question)
                                  : opened.token ? vc::verify(*opened.token, facts, question.at)
                                                 : vc::verify(document.root(), facts, question.at);
  checks[index_of(vc::CheckName::schema)] = check_schema(document.root());
  vc::Check& proof = checks[index_of(vc::CheckName::proof)];
  proof = verify_parts(parts, proof, facts, question.at);
  if (question.log) {
    CAIRN_TRY(const translog::Hash logged, log_digest(file, document.root()));
    CAIRN_TRY(checks[index_of(vc::CheckName::log)], check_log(*question.log, logged));
  }

  Report report;
  describe_badge(opened, documents, report);
  CAIRN_TRY(const auto trust_lists, opened_trust_lists(question, facts));
  vc::Check& trusted = checks[index_of(vc::CheckName::trust)];
  TrustFinding found = check_trust(std::move(trusted), trust_lists, report.badge, question.at);
  trusted = std::move(found.check);
  report.issuer = std::move(found.issuer);
  report.trusted = trusted.outcome == vc::Outcome::pass;
  for (const Part& part : parts)
    report.parts.push_back(report_of(part, required, question.language));
  report.verdict = verdict_of(vc::decide(checks, required));
  for (const vc::Check& check : checks)
    report.checks.push_back(report_of(check, question.language));
  report.media_type = file.media_type;
  report.digest =
      crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, question.file).bytes());
  report.credential = file.is_token ? json::write(document.root()) : std::move(file.credential);
  return report;
}

Result<AcceptedTrustList> Verifier::accept(const TrustListOffer& offer) const {
  const vc::Facts facts{*state_->contexts, {}};
  std::vector<std::string> signers(offer.signers.begin(), offer.signers.end());
  std::optional<trust::TrustList> held;
  if (offer.held) {
    CAIRN_TRY(held, read_held_list(*offer.held));
    signers = held->next_signers;
    signers.push_back(held->signer);
  }
  CAIRN_TRY(const trust::TrustList list, open_trust_list(offer.text, signers, facts, offer.at));
  if (list.form != trust::Form::signed_list)
    return invalid("a registry has neither signature nor number, so nothing shows which is newer");
  if (!list.period.holds(offer.at))
    return invalid("the trust list does not hold now", "/validUntil");
  if (held) CAIRN_CHECK(trust::check_succession(*held, list));
  return AcceptedTrustList{list.name, list.sequence, list.issuers.size()};
}

Result<std::string> Verifier::canonize(std::string_view json_text) const {
  CAIRN_TRY(const json::Document document, json::read(json_text, kCredentialLimits));
  return vc::canonical_form(document.root(), *state_->contexts);
}

}  // namespace cairn::verification

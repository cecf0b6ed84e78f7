#include "app/verification/verifier.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "app/facts/gathered.h"
#include "app/facts/outside.h"
#include "app/verification/badge_facts.h"
#include "app/verification/badge_summary.h"
#include "app/verification/credential_file.h"
#include "app/verification/facts_used.h"
#include "app/verification/known_then.h"
#include "app/verification/log_check.h"
#include "app/verification/messages.h"
#include "app/verification/opened.h"
#include "app/verification/parts.h"
#include "app/verification/policy.h"
#include "app/verification/renewal.h"
#include "app/verification/schema_check.h"
#include "app/verification/trust_check.h"
#include "app/verification/trust_files.h"
#include "formats/crypto/digest.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/openbadges/assertion.h"
#include "formats/openbadges/reader.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/cryptosuite.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/envelope.h"
#include "formats/vc/presentation.h"
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

// The standards' names for what went wrong: Data Integrity 1.0 section 4.6, VC Data Model 2.0
// section 7.3, Bitstring Status List 1.0 section 3.5.
std::string error_type_of(const vc::Check& check) {
  switch (check.check) {
    case vc::CheckName::proof:
    case vc::CheckName::issuer_binding:
      return std::string("https://w3id.org/security#") + vc::error_class_of(check.code).name;
    case vc::CheckName::status:
      return std::string(vc::status_error_of(check.code));
    case vc::CheckName::validity:
      return "https://www.w3.org/TR/vc-data-model#RANGE_ERROR";
    case vc::CheckName::structure:
    case vc::CheckName::schema:
      return "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR";
    case vc::CheckName::trust:
    case vc::CheckName::log:
      break;  // no standard names these
  }
  return {};
}

CheckReport report_of(const vc::Check& check, std::string_view language) {
  Message message = message_for(check, language);
  CheckReport report{vc::name_of(check.check), outcome_of(check.outcome), vc::name_of(check.code),
                     std::move(message.text), std::move(message.remedy)};
  for (const vc::Check& proof : check.proofs) report.proofs.push_back(report_of(proof, language));
  if (check.outcome == vc::Outcome::fail || check.outcome == vc::Outcome::unknown)
    report.error_type = error_type_of(check);
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

// The lists that the asker stated, verified as they are at hand now, like those that are fetched.
// One that is no list is an error: it was named by hand.
Result<std::vector<vc::StatusListFact>> stated_lists(const Question& question,
                                                     const vc::Facts& facts) {
  std::vector<vc::StatusListFact> lists;
  for (const std::string& text : question.status_lists) {
    CAIRN_TRY(const auto read, vc::open_status_list(text, kStatusListLimits));
    const std::string_view id = read.document.root().text_of("id");
    if (id.empty()) return invalid("a status list has an id, the URL that credentials name", "/id");
    const Instant held_at = question.now.value_or(question.at);
    lists.push_back(vc::read_status_list(std::string(id), read, facts, held_at));
  }
  return lists;
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

// What is asked, and by which facts it is answered.
struct Asked {
  const Question& question;
  const vc::Facts& facts;
  vc::Required required;
  std::span<const OpenedTrustList> trust_lists;
  const openbadges::Documents& documents;
};

void show_badge(const json::Value& credential, Report& report) {
  if (!names_open_badges(credential))
    report.badge_problem = "the context of Open Badges 3.0 is not among its contexts";
  else if (const auto badge = openbadges::read(credential))
    report.badge = summarize(*badge);
  else
    report.badge_problem = describe(badge.error());
}

void show_assertion(const json::Value& assertion, const openbadges::Documents& documents,
                    const Question& question, Report& report) {
  report.badge.reset();
  report.badge_problem.clear();
  const auto badge = openbadges::read_assertion(assertion, documents);
  if (badge)
    report.badge = summarize(*badge);
  else
    report.badge_problem = describe(badge.error());
  if (badge && !question.recipients.empty())
    report.recipient = recipient_report(
        openbadges::recipient_of(badge->subject, question.recipients), question.language);
}

void report_badge_facts(const json::Value& credential, const Question& question, Report& report) {
  report.evidence = find_evidence(credential, question);
  report.refresh = find_refresh(credential, question.language);
  if (!question.recipients.empty())
    report.recipient = recipient_report(openbadges::recipient_of(credential, question.recipients),
                                        question.language);
}

void report_checks(std::span<const vc::Check> checks, const Asked& asked, Report& report) {
  for (const vc::Check& check : checks) {
    report.checks.push_back(report_of(check, asked.question.language));
    if (check.check == vc::CheckName::trust) report.trusted = check.outcome == vc::Outcome::pass;
  }
}

// `checks` are those of vc::verify().
Report credential_report(const json::Value& credential, std::vector<vc::Check> checks,
                         const Asked& asked) {
  checks[index_of(vc::CheckName::schema)] = check_schema(credential);
  vc::Check& structure = checks[index_of(vc::CheckName::structure)];
  structure = check_stated_files(std::move(structure), credential, asked.question);
  std::vector<Part> parts = find_parts(credential);
  vc::Check& proof = checks[index_of(vc::CheckName::proof)];
  proof = verify_parts(parts, proof, asked.facts, asked.question.at);

  Report report;
  for (const Part& part : parts)
    report.parts.push_back(report_of(part, asked.required, asked.question.language));
  show_badge(credential, report);
  report_badge_facts(credential, asked.question, report);
  vc::Check& logged = checks[index_of(vc::CheckName::log)];
  if (asked.required.has(vc::CheckName::log) && logged.code == vc::Code::no_log)
    logged = {vc::CheckName::log, vc::Outcome::unknown, vc::Code::log_proof_missing, {}};
  vc::Check& trusted = checks[index_of(vc::CheckName::trust)];
  TrustFinding found =
      check_trust(std::move(trusted), asked.trust_lists, report.badge, asked.question.at);
  trusted = std::move(found.check);
  report.issuer = std::move(found.issuer);
  report.verdict = verdict_of(vc::decide(checks, asked.required));
  report_checks(checks, asked, report);
  return report;
}

// The verdict of a document that is not even what it should be.
Report malformed_report(const vc::Check& structure, const Asked& asked) {
  std::vector<vc::Check> checks = {structure};
  for (std::size_t i = 1; i <= index_of(vc::CheckName::log); ++i)
    checks.push_back(
        {static_cast<vc::CheckName>(i), vc::Outcome::skipped, vc::Code::not_reached, {}});
  Report report;
  report.verdict = verdict_of(vc::decide(checks, asked.required));
  report_checks(checks, asked, report);
  return report;
}

Verdict worst_of(Verdict a, Verdict b) {
  if (a == Verdict::invalid || b == Verdict::invalid) return Verdict::invalid;
  return a == Verdict::unknown ? a : b;
}

vc::ProofDemands demands_of(const Question& question) {
  vc::ProofDemands demands{.domains = question.domains, .challenge = question.challenge};
  if (const auto purpose = did::purpose_of(question.purpose)) demands.purpose = *purpose;
  return demands;
}

// A purpose that no proof of its kind can have was asked for.
void refuse_purpose(vc::Check& proof) {
  if (proof.outcome == vc::Outcome::pass)
    proof = {vc::CheckName::proof, vc::Outcome::fail, vc::Code::purpose_mismatch, {}};
}

// Whether a log has the credential; `logged` is what an issuer logs of it (docs/reference/log.md).
Result<LogFinding> look_into_logs(const Question& question, std::string_view logged) {
  LogFinding none{{vc::CheckName::log, vc::Outcome::skipped, vc::Code::no_log, {}}, {}};
  if (!question.log && question.log_proofs.empty()) return none;
  const translog::Hash digest = translog::plain_hash(logged);
  if (question.log) return check_log(*question.log, digest);
  for (const StatedLogProof& stated : question.log_proofs) {
    CAIRN_TRY(LogFinding finding, check_log(stated, digest));
    const bool of_another = finding.check.code == vc::Code::log_not_included;
    if (!of_another) return finding;
  }
  return none;
}

vc::Facts facts_with(const vc::Facts& facts, const LogFinding& logged) {
  vc::Facts with = facts;
  with.there_by = logged.there_by;
  return with;
}

// Of a credential that somebody presents nothing is demanded but what its own proof shows.
enum class Demanded { as_asked, nothing };

// A purpose that nothing has (`demands_of` cannot say it) is one that no proof was made for.
void refuse_unknown_purpose(const Question& question, vc::Check& proof) {
  if (!question.purpose.empty() && !did::purpose_of(question.purpose)) refuse_purpose(proof);
}

// Section 4.5 of the Data Model: `rule` says whether something of the credential has no meaning.
void check_meaning(const json::Value& credential, const auto& rule, const vc::Facts& facts,
                   std::vector<vc::Check>& checks) {
  vc::Check& structure = checks[index_of(vc::CheckName::structure)];
  if (structure.outcome != vc::Outcome::pass) return;
  vc::Check meaning = rule(credential, facts.contexts);
  if (meaning.outcome == vc::Outcome::fail) structure = std::move(meaning);
}

Result<Report> token_report(const vc::JwtCredential& token, std::string_view text,
                            const Asked& asked, Demanded demanded) {
  const json::Value& credential = token.credential.root();
  CAIRN_TRY(LogFinding logged, look_into_logs(asked.question, text));
  const vc::Facts facts = facts_with(asked.facts, logged);
  const bool demands = demanded == Demanded::as_asked;
  std::vector<vc::Check> checks = vc::verify(
      token, facts, asked.question.at, demands ? demands_of(asked.question) : vc::ProofDemands{});
  if (demands) refuse_unknown_purpose(asked.question, checks[index_of(vc::CheckName::proof)]);
  if (vc::data_model_of(credential) == vc::DataModel::v2_0)
    check_meaning(credential, vc::check_types, facts, checks);
  checks[index_of(vc::CheckName::log)] = std::move(logged.check);
  Report report = credential_report(credential, std::move(checks), asked);
  report.credential = json::write(credential);
  return report;
}

// What stands in the envelope, or that it is none.
Report enveloped_report(const json::Value& envelope, const Asked& asked, Demanded demanded) {
  if (const auto wrong = vc::check_envelope(envelope, vc::Enveloped::credential))
    return malformed_report(*wrong, asked);
  if (const auto token = token_in(envelope)) {
    auto report = token_report(*token, vc::envelope_of(envelope)->content, asked, demanded);
    if (report) return std::move(report).value();
  }
  return malformed_report({vc::CheckName::structure,
                           vc::Outcome::fail,
                           vc::Code::envelope_malformed,
                           {{"place", "/id"}}},
                          asked);
}

// What was found of a presentation, and of each credential in it.
Report report_of_presentation(const json::Value& presentation, vc::PresentationChecks found,
                              const Asked& asked) {
  const std::string_view purpose = asked.question.purpose;
  if (!purpose.empty() && did::purpose_of(purpose) != did::Purpose::authentication)
    refuse_purpose(found.proof);
  Report report = malformed_report(found.structure, asked);
  const std::array<vc::Check, 3> own = {found.structure, found.proof, found.holder_binding};
  for (std::size_t i = 0; i < own.size(); ++i)
    report.checks[i] = report_of(own[i], asked.question.language);
  report.verdict = verdict_of(vc::decide({own.begin(), own.end()}, asked.required));
  const auto credentials = json::one_or_more(presentation.find("verifiableCredential"));
  for (std::size_t i = 0; i < found.credentials.size(); ++i) {
    report.credentials.push_back(
        found.credentials[i].empty()
            ? enveloped_report(credentials[i], asked, Demanded::nothing)
            : credential_report(credentials[i], found.credentials[i], asked));
    report.verdict = worst_of(report.verdict, report.credentials.back().verdict);
  }
  report.badge_problem = "the file is a presentation";
  return report;
}

Report presentation_token_report(const vc::JwtCredential& token, const Asked& asked) {
  const json::Value& presentation = token.credential.root();
  Report report = report_of_presentation(
      presentation,
      vc::verify_presentation(token, asked.facts, asked.question.at, demands_of(asked.question)),
      asked);
  report.credential = json::write(presentation);
  return report;
}

Report enveloped_presentation_report(const json::Value& envelope, const Asked& asked) {
  if (const auto wrong = vc::check_envelope(envelope, vc::Enveloped::presentation))
    return malformed_report(*wrong, asked);
  if (const auto token = token_in(envelope)) return presentation_token_report(*token, asked);
  return malformed_report({vc::CheckName::structure,
                           vc::Outcome::fail,
                           vc::Code::envelope_malformed,
                           {{"place", "/id"}}},
                          asked);
}

Report presentation_report(const json::Value& presentation, const Asked& asked) {
  if (vc::is_enveloped(presentation, vc::Enveloped::presentation))
    return enveloped_presentation_report(presentation, asked);
  return report_of_presentation(
      presentation,
      vc::verify_presentation(presentation, asked.facts, asked.question.at,
                              demands_of(asked.question)),
      asked);
}

// Whoever signs JSON as it is never looks at what its terms mean.
bool is_signed_as_json(const json::Value& document) {
  return std::ranges::any_of(
      json::one_or_more(document.find("proof")), [](const json::Value& proof) {
        const vc::Cryptosuite* suite = vc::cryptosuite_of(proof);
        return suite != nullptr && suite->canonicalization == vc::Canonicalization::jcs;
      });
}

Result<Report> document_report(const json::Value& root, const Asked& asked) {
  const Expected expected = asked.question.expected;
  if (expected == Expected::presentation ||
      (expected == Expected::any && vc::is_presentation(root)))
    return presentation_report(root, asked);
  if (vc::is_enveloped(root, vc::Enveloped::credential))
    return enveloped_report(root, asked, Demanded::as_asked);
  std::string logged_form;
  if (asked.question.log || !asked.question.log_proofs.empty()) {
    CAIRN_TRY(logged_form, json::canonicalize(root));
  }
  CAIRN_TRY(LogFinding logged, look_into_logs(asked.question, logged_form));
  const vc::Facts facts = facts_with(asked.facts, logged);
  std::vector<vc::Check> checks =
      vc::verify(root, facts, asked.question.at, demands_of(asked.question));
  checks[index_of(vc::CheckName::log)] = std::move(logged.check);
  if (is_signed_as_json(root)) check_meaning(root, vc::check_terms, facts, checks);
  refuse_unknown_purpose(asked.question, checks[index_of(vc::CheckName::proof)]);
  return credential_report(root, std::move(checks), asked);
}

// By what the asker takes it for, else by what it says to be.
Result<Report> any_token_report(const vc::JwtCredential& token, std::string_view text,
                                const Asked& asked) {
  const Expected expected = asked.question.expected;
  const bool presented = expected == Expected::any ? vc::carries_presentation(token.form)
                                                   : expected == Expected::presentation;
  if (presented) return presentation_token_report(token, asked);
  return token_report(token, text, asked, Demanded::as_asked);
}

Result<Report> assertion_report(const CredentialFile& file, const Opened& opened,
                                const Asked& asked) {
  const json::Value& assertion = opened.document.root();
  Report report = credential_report(
      assertion, check_assertion(file, opened, asked.documents, asked.question), asked);
  show_assertion(assertion, asked.documents, asked.question, report);
  return report;
}

// Credentials in the envelopes of a presentation count as if they stood in it.
std::uint64_t work_of(const json::Value& root) {
  std::uint64_t work = proof_work_of(root);
  for (const json::Value& credential : json::one_or_more(root.find("verifiableCredential")))
    if (vc::is_enveloped(credential, vc::Enveloped::credential))
      if (const auto token = token_in(credential)) work += proof_work_of(token->credential.root());
  return work;
}

bool is_too_much(const Opened& opened) {
  const json::Value& root = opened.document.root();
  if (!vc::is_enveloped(root, vc::Enveloped::presentation)) return work_of(root) > kProofWorkMax;
  const auto token = token_in(root);
  return token && work_of(token->credential.root()) > kProofWorkMax;
}

Result<Report> report_on(const CredentialFile& file, const Opened& opened, const Asked& asked) {
  if (is_too_much(opened))
    return malformed_report(
        {vc::CheckName::structure, vc::Outcome::unknown, vc::Code::too_complex, {}}, asked);
  if (opened.is_assertion) return assertion_report(file, opened, asked);
  return opened.token ? any_token_report(*opened.token, file.credential, asked)
                      : document_report(opened.document.root(), asked);
}

Result<std::vector<OpenedTrustList>> opened_trust_lists(const Question& question,
                                                        std::span<const TrustListFile> files,
                                                        const vc::Facts& facts) {
  std::vector<OpenedTrustList> lists;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const StatedTrustList& stated = question.trust_lists[i];
    OpenedTrustList opened;
    opened.stored = stated.stored;
    // A stored list was genuine when it was stored, whatever became of its signer's key since.
    const Instant known_at = stated.stored.value_or(question.at);
    CAIRN_TRY(opened.list, open_trust_list(files[i], question.trust_signers, facts, known_at));
    if (stated.stored && !opened.list.period.until)
      opened.good_until = Instant(stated.stored->time() + question.trust_list_age);
    lists.push_back(std::move(opened));
  }
  return lists;
}

Result<std::vector<TrustListFile>> trust_list_files(const Question& question) {
  std::vector<TrustListFile> files;
  for (const StatedTrustList& stated : question.trust_lists) {
    CAIRN_TRY(TrustListFile file, read_trust_list_file(stated.text));
    files.push_back(std::move(file));
  }
  return files;
}

// Those that are named and known, each once.
std::vector<std::string> contexts_known(const std::vector<vc::FactsNeeded>& needs,
                                        const rdf::ContextStore& store) {
  std::set<std::string> urls;
  for (const vc::FactsNeeded& each : needs)
    for (const std::string& url : each.contexts)
      if (store.find(url) != nullptr) urls.insert(url);
  return {urls.begin(), urls.end()};
}

// What an assertion of Open Badges 2 still lacks, fetched.
std::vector<facts::DocumentFact> gather_documents(const facts::Outside* outside,
                                                  const Opened& opened,
                                                  openbadges::Documents& documents) {
  if (outside == nullptr || !opened.is_assertion) return {};
  return outside->gather(
      [&](const facts::Documents& there) {
        return openbadges::documents_needed(opened.document.root(), there);
      },
      documents);
}

}  // namespace

struct Verifier::State {
  State(const facts::Outside* asked, const contexts::KnownContexts* given)
      : outside(asked),
        own(given == nullptr ? std::make_unique<contexts::KnownContexts>() : nullptr),
        contexts(given == nullptr ? own->store() : given->store()) {}

  const facts::Outside* outside;
  std::unique_ptr<contexts::KnownContexts> own;
  const rdf::ContextStore& contexts;
};

Verifier::Verifier(const facts::Outside* outside)
    : state_(std::make_unique<State>(outside, nullptr)) {}
Verifier::Verifier(const contexts::KnownContexts& contexts, const facts::Outside* outside)
    : state_(std::make_unique<State>(outside, &contexts)) {}
Verifier::~Verifier() = default;

Result<Report> Verifier::verify(const Question& question) const {
  CAIRN_TRY(const vc::Required required, required_checks(question.use, question.also_required));
  CAIRN_TRY(CredentialFile file, read_credential_file(question.file, question.pick));
  CAIRN_TRY(const Opened opened, open(file));
  CAIRN_TRY(const auto files, trust_list_files(question));
  facts::Gathered gathered;
  std::vector<std::string> known_contexts;
  if (state_->outside != nullptr) {
    std::vector<vc::FactsNeeded> needs = needs_of(opened);
    for (const TrustListFile& each : files)
      if (auto of_list = each.needs()) needs.push_back(*std::move(of_list));
    gathered = state_->outside->gather(needs, state_->contexts);
    known_contexts = contexts_known(needs, state_->contexts);
  }
  const bool only_then = knows_only_then(question);
  if (only_then) forget_later(gathered, question.at);
  vc::Facts facts{state_->contexts, question.known_issuers};
  facts.now = only_then ? question.at : question.now;
  facts.controllers = gathered.controllers;
  CAIRN_TRY(auto lists, stated_lists(question, facts));
  std::ranges::copy(gathered.status_lists, std::back_inserter(lists));  // stated ones come first
  facts.status = {lists, question.known_issuers};

  CAIRN_TRY(auto trust_lists, opened_trust_lists(question, files, facts));
  if (only_then) forget_later(trust_lists, question.at);
  openbadges::Documents documents;
  if (opened.is_assertion) {
    CAIRN_TRY(documents, stated_documents(question));  // others may be files of any kind
  }
  auto fetched = gather_documents(state_->outside, opened, documents);
  if (only_then) forget_later(fetched, documents, question.at);
  const Asked asked{question, facts, required, trust_lists, documents};
  CAIRN_TRY(Report report, report_on(file, opened, asked));
  report.asked = asked_moment(question);
  if (question.renewal == Renewal::asked && state_->outside != nullptr)
    renew(report, opened.document.root(), question, *state_->outside, *this);
  report.media_type = file.media_type;
  report.digest =
      crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, question.file).bytes());
  if (report.credential.empty()) report.credential = std::move(file.credential);
  const std::span<const StatedLogProof> logs =
      question.log ? std::span<const StatedLogProof>(&*question.log, 1) : question.log_proofs;
  report.facts = report_facts({gathered, fetched, trust_lists, known_contexts, logs}, question.at);
  return report;
}

Result<AcceptedTrustList> Verifier::accept(const TrustListOffer& offer) const {
  CAIRN_TRY(const TrustListFile file, read_trust_list_file(offer.text));
  if (file.form == trust::Form::dcc_registry || file.form == trust::Form::federation)
    return invalid("a registry has no number, so nothing shows which is newer");
  facts::Gathered gathered;
  if (const auto needs = file.needs(); needs && state_->outside != nullptr)
    gathered = state_->outside->gather({*needs}, state_->contexts);
  vc::Facts facts{state_->contexts, {}};
  facts.controllers = gathered.controllers;
  std::vector<std::string> signers(offer.signers.begin(), offer.signers.end());
  std::optional<trust::TrustList> held;
  if (offer.held) {
    CAIRN_TRY(held, read_held_list(*offer.held));
    // Who signed the last issue says who may sign the next one.
    if (held->form == trust::Form::signed_list) {
      signers = held->next_signers;
      signers.push_back(held->signer);
    }
  }
  CAIRN_TRY(const trust::TrustList list, open_trust_list(file, signers, facts, offer.at));
  if (!list.period.holds(offer.at))
    return invalid("the trust list does not hold now", "/validUntil");
  if (held) CAIRN_CHECK(trust::check_succession(*held, list));
  return AcceptedTrustList{list.name, list.sequence, list.issuers.size()};
}

Result<std::string> Verifier::canonize(std::string_view json_text) const {
  CAIRN_TRY(const json::Document document, json::read(json_text, kCredentialLimits));
  return vc::canonical_form(document.root(), state_->contexts);
}

}  // namespace cairn::verification

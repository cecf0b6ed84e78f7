#include "app/attestation/recheck.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "app/attestation/claim.h"
#include "app/attestation/part.h"
#include "app/standing/audit_files.h"
#include "documents/audit_json.h"
#include "documents/catalogue_digest.h"
#include "documents/fields.h"
#include "documents/record_json.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/vc/structure.h"

namespace cairn::attestation {
namespace {

using documents::CatalogueDocument;
using documents::Source;

struct Attestation {
  verification::Report report;
  json::Document document;
  Claim claim;
  std::vector<Part> parts;
};

Result<std::vector<Part>> verify_parts(const json::Value& subject, const RecheckQuestion& question,
                                       const verification::Verifier& verifier) {
  std::vector<Part> parts;
  for (const json::Value& each : json::one_or_more(subject.find("verifiableCredential"))) {
    CAIRN_TRY(Part part, verify_part(json::write(each), verifier, question.now, question.language));
    parts.push_back(std::move(part));
  }
  return parts;
}

Result<Attestation> open(const RecheckQuestion& question, const verification::Verifier& verifier) {
  Attestation opened;
  verification::Question asked;
  asked.file = question.file;
  asked.at = question.now;
  asked.language = question.language;
  asked.expected = verification::Expected::credential;
  CAIRN_TRY(opened.report, verifier.verify(asked));
  CAIRN_TRY(opened.document, json::read(opened.report.credential));
  const json::Value* subject = opened.document.root().find("credentialSubject");
  const json::Value* audit = subject == nullptr ? nullptr : subject->find("audit");
  if (audit == nullptr)
    return invalid("no attestation: expected the claim of an audit", "/credentialSubject/audit");
  CAIRN_TRY(opened.claim, read_claim(*audit, opened.report.credential));
  CAIRN_TRY(opened.parts, verify_parts(*subject, question, verifier));
  return opened;
}

// Gathers what stands against an attestation, and what could not be found out.
class Judge {
 public:
  void refuse_if(bool is_so, Problem problem) { note(is_so, refused_, problem); }
  void doubt_if(bool is_so, Problem problem) { note(is_so, doubted_, problem); }

  void judge(const Backing& backing) {
    if (backing.credential.empty()) return;
    refuse_if(!backing.is_inside, Problem::part_missing);
    refuse_if(backing.state == PartState::invalid, Problem::part_not_valid);
    doubt_if(backing.state == PartState::unknown, Problem::part_not_valid);
    refuse_if(!backing.disagreements.empty(), Problem::award_differs);
  }

  void decide(Recheck& made) const {
    made.problems = refused_.empty() ? doubted_ : refused_;
    if (!refused_.empty())
      made.outcome = Outcome::refused;
    else if (!doubted_.empty())
      made.outcome = Outcome::unknown;
    else
      made.outcome = made.differences.empty() ? Outcome::same : Outcome::differs;
  }

 private:
  static void note(bool is_so, std::vector<Problem>& problems, Problem problem) {
    if (is_so && std::ranges::find(problems, problem) == problems.end())
      problems.push_back(problem);
  }

  std::vector<Problem> refused_, doubted_;
};

// The goal, the issuer and the status, as the claim and the rules name them.
Result<void> name_what_is_meant(Recheck& made, const Attestation& opened,
                                const learning::Catalogue& catalogue) {
  const learning::Achievement* goal = catalogue.find_achievement(opened.claim.goal);
  if (goal == nullptr)
    return invalid("the rules have no achievement \"" + opened.claim.goal.text() + "\"",
                   "/credentialSubject/audit/goal");
  made.goal_name = goal->name;
  made.subject = opened.document.root().find("credentialSubject")->text_of("id");
  made.issuer = vc::issuer_id(opened.document.root());
  for (const learning::Organization& each : catalogue.organizations)
    if (std::ranges::find(each.dids, made.issuer) != each.dids.end()) made.organization = each.name;
  const auto named = documents::status_named(opened.claim.answer.text_of("status"));
  if (!named)
    return invalid("expected the status of an audit", "/credentialSubject/audit/answer/status");
  made.named = *named;
  made.code = code_of(opened.report);
  made.message = message_of(opened.report);
  return {};
}

Result<void> audit_again(Recheck& made, CatalogueDocument catalogue, learning::Record record,
                         const Claim& claim) {
  catalogue.goal = claim.goal;
  const audit::Options options{.at = made.audited,
                               .nodes_max = static_cast<std::uint64_t>(claim.nodes_max)};
  CAIRN_TRY(const standing::AuditAnswer answer,
            standing::audit_record(std::move(catalogue), std::move(record), options));
  made.found = answer.audit.status;
  CAIRN_TRY(const json::Document found, json::read(answer.to_json()));
  json::Arena arena;  // `nodes` says only how the answer was found
  made.differences = find_differences(arena.without_member(claim.answer, "nodes"),
                                      arena.without_member(found.root(), "nodes"));
  return {};
}

// Whether each credential bears one award of the record, and no award two.
bool is_one_to_one(const std::vector<Carried>& said, const std::vector<Backing>& awards) {
  std::set<AwardId> borne;
  std::set<std::string> bearing;
  return std::ranges::all_of(said, [&](const Carried& each) {
    return borne.insert(each.award).second && bearing.insert(each.credential).second &&
           std::ranges::find(awards, each.award, &Backing::award) != awards.end();
  });
}

void judge(Recheck& made, const Attestation& opened) {
  Judge judge;
  const PartState state = state_of(opened.report);
  judge.refuse_if(state == PartState::invalid, Problem::not_genuine);
  judge.doubt_if(state == PartState::unknown, Problem::not_genuine);
  judge.refuse_if(made.rules_named != made.rules_found, Problem::other_rules);
  judge.refuse_if(!is_one_to_one(opened.claim.credentials, made.awards), Problem::award_differs);
  for (const Backing& each : made.awards) judge.judge(each);
  judge.decide(made);
}

void write_credential(json::Writer& writer, const Recheck& found, const Backing& backing) {
  writer.member("on", "credential").member("credential", backing.credential);
  writer.member("inside", backing.is_inside);
  if (backing.is_inside)
    writer.member("code", backing.code).member("sameSubject", found.is_holder(backing));
  writer.key("differs").begin_array();
  for (const std::string& each : backing.disagreements) writer.string(each);
  writer.end_array();
}

void write_backing(json::Writer& writer, const Recheck& found, const Backing& backing) {
  writer.begin_object().member("award", backing.award.text());
  if (!backing.credential.empty())
    write_credential(writer, found, backing);
  else if (backing.recognised)
    writer.member("on", "agreement")
        .member("agreement", backing.recognised->agreement.text())
        .member("version", backing.recognised->version)
        .member("term", backing.recognised->term);
  else
    writer.member("on", "stated");
  writer.end_object();
}

void write_difference(json::Writer& writer, const Difference& difference) {
  writer.begin_object().member("place", difference.place);
  writer.member("named", difference.named).member("found", difference.found).end_object();
}

}  // namespace

const char* name_of(Outcome outcome) {
  constexpr std::array kNames = {"same", "differs", "refused", "unknown"};
  return kNames.at(static_cast<std::size_t>(outcome));
}

const char* name_of(Problem problem) {
  constexpr std::array kNames = {"not_genuine", "other_rules", "part_missing", "part_not_valid",
                                 "award_differs"};
  return kNames.at(static_cast<std::size_t>(problem));
}

std::string Recheck::to_json() const {
  json::Writer writer(json::Style::indented);
  writer.begin_object().member("outcome", name_of(outcome));
  writer.key("problems").begin_array();
  for (const Problem each : problems) writer.string(name_of(each));
  writer.end_array().member("goal", goal.text()).member("day", day.to_string());
  writer.member("audited", audited.to_string())
      .member("subject", subject)
      .member("issuer", issuer)
      .member("code", code);
  if (!organization.empty()) documents::write_texts(writer.key("organization"), organization);
  writer.key("status").begin_object().member("named", documents::status_text(named));
  writer.member("found", documents::status_text(found)).end_object();
  writer.key("rules").begin_object().member("named", rules_named).member("found", rules_found);
  writer.end_object().key("awards").begin_array();
  for (const Backing& each : awards) write_backing(writer, *this, each);
  writer.end_array().key("differences").begin_array();
  for (const Difference& each : differences) write_difference(writer, each);
  return writer.end_array().end_object().take();
}

Result<Recheck> recheck(const RecheckQuestion& question, const verification::Verifier& verifier) {
  CAIRN_TRY(const Attestation opened, open(question, verifier));
  const Claim& claim = opened.claim;
  CAIRN_TRY(CatalogueDocument catalogue,
            documents::read_catalogue(question.requirements, documents::GoalMember::ignored));
  const Source source{{}, opened.report.credential};
  CAIRN_TRY(learning::Record record, documents::read_record(claim.record, source));
  Recheck made;
  made.goal = claim.goal;
  made.day = claim.day;
  made.audited = question.day.value_or(claim.day);
  CAIRN_CHECK(name_what_is_meant(made, opened, catalogue.catalogue));
  made.rules_named = claim.rules;
  CAIRN_TRY(made.rules_found, documents::catalogue_digest(question.requirements));
  CAIRN_TRY(made.awards, find_backing(record, claim.credentials, opened.parts, catalogue));
  CAIRN_CHECK(audit_again(made, std::move(catalogue), std::move(record), claim));
  judge(made, opened);
  return made;
}

}  // namespace cairn::attestation

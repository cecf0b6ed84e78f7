#include "app/attestation/attest_learner.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "app/attestation/sign_answer.h"
#include "app/catalogue/rules.h"
#include "app/log/append.h"
#include "app/recognition/recognise.h"
#include "app/standing/audit_files.h"
#include "app/store/learners.h"
#include "app/verification/credential_file.h"
#include "documents/catalogue_digest.h"
#include "documents/record_json.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"

namespace cairn::attestation {
namespace {

using documents::CatalogueDocument;
using Files = std::multimap<AwardId, std::string>;  // the credentials of each award, as they came

// What is stored of the learner, and the rules of the same moment.
struct Stored {
  learning::Record record;
  Files files;
  std::string rules;
};

Result<Files> files_of(store::Repositories& repositories, const store::PersonId& learner,
                       const learning::Record& record) {
  CAIRN_TRY(const auto credentials, repositories.portfolios().credentials(learner));
  Files files;
  for (const store::Credential& each : credentials) {
    if (std::ranges::find(record.awards, each.award, &learning::Award::id) == record.awards.end())
      continue;
    if (files.size() == kCredentialsMax)
      return exhausted("an attestation looks at no more than " + std::to_string(kCredentialsMax) +
                           " credentials",
                       "person");
    CAIRN_TRY(std::string file, repositories.portfolios().original(learner, each.digest));
    files.emplace(each.award, std::move(file));
  }
  return files;
}

// What an attestation is made of besides the audit.
struct Gathered {
  CarriedParts inside;
  std::map<AwardId, Unfit> unfit;  // of awards with credentials, but none that can be carried
};

// Of what is no Open Badge of version 3; badges of version 2 are kept, too.
Result<Unfit> unfit_otherwise(const std::string& file, const Ports& ports, Instant now) {
  CAIRN_TRY(const verification::Report report, verify_file(file, ports.verifier, now));
  return state_of(report) == PartState::invalid ? Unfit::not_valid : Unfit::other_kind;
}

Result<void> gather(Gathered& gathered, const learning::Award& award, const Files& files,
                    const Ports& ports, const learning::Catalogue& catalogue) {
  const Instant now = ports.clock.now();
  const auto [first, last] = files.equal_range(award.id);
  for (auto file = first; file != last; ++file) {
    auto part = verify_part(file->second, ports.verifier, now);
    if (!part) {
      CAIRN_TRY(const Unfit why, unfit_otherwise(file->second, ports, now));
      gathered.unfit.emplace(award.id, why);
      continue;
    }
    const auto why = gathered.inside.unfit(*part, award, catalogue);
    if (!why) {
      gathered.unfit.erase(award.id);
      gathered.inside.add(award, *std::move(part));
      return {};
    }
    gathered.unfit.emplace(award.id, *why);
  }
  return {};
}

// Whoever signs would vouch for an award whose credential was revoked: as if it had none.
std::optional<Refusal> refusal_of(const Gathered& gathered, bool has_subject) {
  const auto is_invalid = [](const auto& each) { return each.second == Unfit::not_valid; };
  if (std::ranges::any_of(gathered.unfit, is_invalid)) return Refusal::not_valid;
  if (gathered.inside.parts.empty()) return Refusal::no_credential;
  if (!has_subject) return Refusal::several_subjects;
  return {};
}

// One attestation that is being made.
class Making {
 public:
  Making(const Ports& ports, const Request& request)
      : ports_(ports), request_(request), now_(ports.clock.now()), subject_(request.subject) {}

  Result<Attested> run() {
    asked_.at = request_.day.value_or(now_.utc_date());
    if (asked_.at > now_.utc_date()) return invalid("expected a day that has come", "/day");
    const learning::Achievement* goal = ports_.snapshot.achievement(request_.goal);
    if (goal == nullptr) return not_found("there is no such achievement", "goal");
    organization_ = goal->organization;
    const auto key = ports_.find_key(organization_);
    if (!key) return Error{key.error().code, key.error().message, "organization"};
    CAIRN_TRY(const Stored stored, read(key->issuer));
    return attest(stored, *key);
  }

 private:
  Result<Stored> read(const std::string& issuer) {
    Stored stored;
    CAIRN_CHECK(ports_.store.read([&](store::Repositories& repositories) -> Result<void> {
      CAIRN_TRY(const store::Person learner, store::learner_named(repositories, request_.handle));
      CAIRN_TRY(stored.record, recognising::read_record(repositories, learner.id, asked_.at));
      CAIRN_TRY(stored.files, files_of(repositories, learner.id, stored.record));
      CAIRN_TRY(stored.rules, catalogue::published_rules(repositories, {organization_, issuer}));
      return {};
    }));
    return stored;
  }

  Result<Attested> attest(const Stored& stored, const awarding::IssuingKey& key) {
    const documents::NamedText rules{"rules.json", stored.rules};
    CAIRN_TRY(CatalogueDocument document, documents::read_catalogue(std::span(&rules, 1)));
    Gathered gathered;
    for (const learning::Award& award : stored.record.awards)
      CAIRN_CHECK(gather(gathered, award, stored.files, ports_, document.catalogue));
    Attested attested;
    attested.organization = organization_;
    attested.rules = documents::digest_of_catalogue(stored.rules);
    CAIRN_TRY(attested.awards, find_backing(stored.record, gathered.inside.carried,
                                            gathered.inside.parts, document));
    if (const auto named = one_subject(gathered.inside.parts); named && subject_.empty())
      subject_ = *named;
    attested.refusal = refusal_of(gathered, !subject_.empty());
    attested.unfit = std::move(gathered.unfit);
    if (attested.refusal) return attested;
    document.goal = request_.goal;
    CAIRN_TRY(const standing::AuditAnswer answer,
              standing::audit_record(std::move(document), stored.record, asked_));
    CAIRN_TRY(attested.attestation,
              sign(answer, stored.record, gathered.inside, attested.rules, key));
    CAIRN_CHECK(keep(attested, stored.rules));
    return attested;
  }

  Result<std::string> sign(const standing::AuditAnswer& answer, const learning::Record& record,
                           const CarriedParts& inside, const std::string& rules,
                           const awarding::IssuingKey& key) {
    json::Writer writer;
    documents::write_record(writer, record);
    CAIRN_TRY(const json::Document written, json::read(writer.take()));
    id_ = "urn:uuid:" + new_uuid7(ports_.clock, ports_.random);
    const bool is_published = !ports_.rules_base.empty();
    return sign_answer(
        {.answer = answer,
         .asked = asked_,
         .record = written.root(),
         .inside = inside,
         .rules = rules,
         .rules_address = is_published ? std::string(ports_.rules_base) + rules : std::string(),
         .id = id_,
         .subject = subject_,
         .issued = now_},
        key);
  }

  Result<void> keep(const Attested& attested, const std::string& rules) {
    const auto document = json::read(attested.attestation, verification::kCredentialLimits);
    if (!document)
      return exhausted(
          "the attestation would be larger than verifiers read: " + document.error().message,
          "person");
    CAIRN_TRY(const translog::Hash digest, log::digest_of(document->root()));
    return ports_.store.write([&](store::Repositories& repositories) -> Result<void> {
      CAIRN_CHECK(repositories.attested_rules().keep(attested.rules, rules, now_));
      const log::Event event{organization_.text(), translog::EntryKind::credential, digest};
      CAIRN_CHECK(log::append(repositories, event, ports_.random, now_));
      return write_journal(repositories, attested.rules);
    });
  }

  Result<void> write_journal(store::Repositories& repositories, const std::string& rules) {
    json::Writer detail;
    detail.begin_object().member("achievement", request_.goal.text());
    detail.member("day", asked_.at.to_string()).member("rules", rules).end_object();
    return repositories.journal().append({new_uuid7(ports_.clock, ports_.random),
                                          organization_.text(), now_, request_.asker.text(),
                                          "attestation.issue", id_, detail.take()});
  }

  const Ports& ports_;
  const Request& request_;
  Instant now_;
  audit::Options asked_;
  OrganizationId organization_;
  std::string subject_;
  std::string id_;
};

}  // namespace

Result<Attested> attest_learner(const Ports& ports, const Request& request) {
  return Making(ports, request).run();
}

}  // namespace cairn::attestation

#include <algorithm>

#include "app/portfolio/portfolio.h"
#include "app/portfolio/steps.h"
#include "documents/openbadge_award.h"
#include "formats/json/reader.h"
#include "formats/openbadges/reader.h"

namespace cairn::portfolio {
namespace {

Date awarded_on(const verification::Badge& badge, Instant now) {
  if (badge.awarded) return badge.awarded->utc_date();
  if (badge.valid_from) return badge.valid_from->utc_date();
  return now.utc_date();
}

/// The earlier of what the file says and what the achievement's validity gives.
std::optional<Date> expires_on(const verification::Badge& badge,
                               const learning::Achievement* achievement, Date awarded) {
  std::optional<Date> expires;
  if (badge.valid_until) expires = badge.valid_until->utc_date();
  if (achievement && achievement->valid_days) {
    Date by_rule = awarded.plus_days(*achievement->valid_days);
    if (!expires || by_rule < *expires) expires = by_rule;
  }
  return expires;
}

/// How well, in which term, for how much and with which attributes, as far as the badge says so;
/// badges of version 2 say none of it.
void add_result(learning::Award& award, const Checked& checked) {
  const auto document = json::read(checked.report.credential);
  if (!document) return;
  const auto badge = openbadges::read(document->root());
  if (!badge) return;
  const learning::Catalogue& catalogue = checked.snapshot->catalogue();
  award.grade = documents::grade_of(*badge, catalogue);
  award.term = badge->subject.term;
  if (!checked.achievement) return;  // whose keywords nobody here can answer for
  award.credit = documents::credit_of(*badge, *checked.achievement, catalogue);
  award.attributes = documents::attributes_of(*badge);
}

/// The award that a credential carries. Of an achievement that nobody here knows it is kept under a
/// name that cannot be mistaken for one of the catalogue: issuer, "#", its own name.
learning::Award award_of(const Checked& checked, AwardId id, Instant now) {
  const verification::Badge& badge = *checked.report.badge;
  learning::Award award;
  award.id = std::move(id);
  award.awarded = awarded_on(badge, now);
  award.expires = expires_on(badge, checked.achievement, award.awarded);
  award.source = "credential:" + checked.report.digest;
  if (checked.achievement) {
    award.achievement = checked.achievement->id;
    award.version = checked.achievement->version;
    award.organization = checked.achievement->organization;
    award.credit = checked.achievement->credit;
  } else {
    award.achievement = AchievementId(badge.issuer_id + "#" + badge.achievement_id);
    award.organization = OrganizationId(badge.issuer_id);
  }
  add_result(award, checked);
  return award;
}

store::Credential credential_of(const Checked& checked, std::string_view file, Instant now) {
  const verification::Badge& badge = *checked.report.badge;
  store::Credential credential;
  credential.digest = checked.report.digest;
  credential.media_type = checked.report.media_type;
  credential.name = badge.name;
  credential.issuer = badge.issuer_id;
  credential.issuer_name = badge.issuer_name;
  if (!badge.credential_id.empty()) credential.id = badge.credential_id;
  credential.achievement = badge.achievement_id;
  credential.subject = badge.subject_id.empty() ? badge.recipient : badge.subject_id;
  credential.recipient = badge.recipient_identity;
  credential.awarded = awarded_on(badge, now);
  credential.verdict = verification::name_of(checked.report.verdict);
  credential.original = std::string(file);
  credential.added = now;
  return credential;
}

Result<std::optional<AwardId>> find_same(store::Repositories& repositories,
                                         const store::PersonId& person,
                                         const store::Credential& credential) {
  if (credential.id) {
    CAIRN_TRY(auto found, repositories.portfolios().find_by_credential(person, credential.issuer,
                                                                       *credential.id));
    if (found) return found;
  }
  return repositories.portfolios().find_by_content(person, credential);
}

/// Stores, inside one write.
class Adder {
 public:
  Adder(const Ports& ports, store::Repositories& repositories, const store::PersonId& person)
      : ports_(ports), repositories_(repositories), person_(person), now_(ports.clock.now()) {}

  Result<void> run(std::string_view file, Addition& addition) {
    store::Credential credential = credential_of(addition.checked, file, now_);
    CAIRN_TRY(auto same, find_same(repositories_, person_, credential));
    if (same) return keep_with(*same, std::move(credential), addition);
    addition.award = AwardId(new_uuid7(ports_.clock, ports_.random));
    addition.outcome = AddOutcome::added;
    credential.award = addition.award;
    CAIRN_CHECK(repositories_.portfolios().add(
        person_, {award_of(addition.checked, addition.award, now_),
                  addition.checked.achievement != nullptr, now_, std::nullopt}));
    CAIRN_CHECK(repositories_.portfolios().add_credential(person_, credential));
    CAIRN_CHECK(
        steps::write_journal(ports_, repositories_, person_, {"portfolio.add", addition.award}));
    return steps::decide(ports_, repositories_, *addition.checked.snapshot, person_);
  }

 private:
  Result<void> keep_with(const AwardId& award, store::Credential credential, Addition& addition) {
    addition.award = award;
    addition.outcome = AddOutcome::there_already;
    credential.award = award;
    CAIRN_CHECK(repositories_.portfolios().add_credential(person_, credential));
    CAIRN_TRY(auto kept, repositories_.portfolios().find(person_, award));
    if (!kept || !kept->removed) return {};
    addition.outcome = AddOutcome::added;
    return steps::restore(ports_, repositories_, *addition.checked.snapshot, {person_, award});
  }

  const Ports& ports_;
  store::Repositories& repositories_;
  const store::PersonId& person_;
  Instant now_;
};

}  // namespace

Result<Checked> check(const Ports& ports, const File& file) {
  Checked checked;
  checked.snapshot = ports.published.snapshot();
  verification::Question question;
  question.file = file.bytes;
  question.at = ports.clock.now();
  question.known_issuers = checked.snapshot->issuers();
  question.use = verification::Use::portfolio;
  question.language = file.language;
  question.recipients = file.recipients;
  CAIRN_TRY(checked.report, ports.verifier.verify(question));
  if (checked.report.badge) {
    const verification::Badge& badge = *checked.report.badge;
    checked.issuer = checked.snapshot->issuer(badge.issuer_id);
    checked.achievement = checked.snapshot->claimed(badge.issuer_id, badge.achievement_id);
  }
  return checked;
}

Result<Addition> add(const Ports& ports, const store::PersonId& person, const File& file) {
  Addition addition;
  CAIRN_TRY(addition.checked, check(ports, file));
  if (addition.checked.report.verdict != verification::Verdict::valid ||
      !addition.checked.report.badge)
    return addition;
  CAIRN_CHECK(ports.store.write([&](store::Repositories& repositories) {
    return Adder(ports, repositories, person).run(file.bytes, addition);
  }));
  return addition;
}

}  // namespace cairn::portfolio

#include "domain/conferral/due.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "domain/audit/exceptions.h"
#include "domain/audit/rests_on.h"
#include "domain/audit/worth.h"
#include "domain/eligibility/index.h"

namespace cairn::conferral {
namespace {

using audit::Programme;
using learning::Achievement;
using learning::Award;
using learning::AwardStatus;
using learning::Record;
using requirement::Exception;

bool is_held(const Programme& programme, const Record& record, Date day) {
  return std::ranges::any_of(record.awards, [&](const Award& award) {
    if (!audit::is_made(award, day)) return false;
    const auto& index = programme.tree().index();
    return audit::worth_at(programme.nodes().front(), award, index.number_of(award.achievement),
                           index, day)
        .has_value();
  });
}

bool was_revoked(const AchievementId& achievement, const Record& record) {
  return std::ranges::any_of(record.awards, [&](const Award& award) {
    return award.achievement == achievement && award.status == AwardStatus::revoked;
  });
}

bool has_exception(const Programme& programme, const Record& record, Date day) {
  return std::ranges::any_of(record.exceptions, [&](const Exception& exception) {
    return audit::is_in_force(exception, day) && programme.tree().find(exception.node.text()) >= 0;
  });
}

// The award that the achievement's organization makes on the day.
Award award_of(const Achievement& achievement, const audit::Audit& audit, const Record& record,
               Date day) {
  Award made;
  made.id = AwardId(achievement.id.text() + ":" + day.to_string());
  made.achievement = achievement.id;
  made.version = achievement.version;
  made.organization = achievement.organization;
  made.credit = achievement.credit;
  made.awarded = day;
  if (achievement.valid_days) made.expires = day.plus_days(*achievement.valid_days);
  made.roots = audit::rests_on(audit, record);
  return made;
}

Reason why_not_due(audit::Status status) {
  if (status == audit::Status::undecided) return Reason::undecided;
  return status == audit::Status::complete_if_in_progress_passes ? Reason::in_progress
                                                                 : Reason::incomplete;
}

// Of the authorities that name it the first by id that holds, else the first.
const Authority* authority_for(const Achievement& achievement,
                               std::span<const Authority> authorities, Date day) {
  const auto comes_first = [&](const Authority& one, const Authority& other) {
    if (holds_on(one, day) != holds_on(other, day)) return holds_on(one, day);
    return one.id < other.id;
  };
  const Authority* best = nullptr;
  for (const Authority& each : authorities)
    if (names(each, achievement.id, achievement.organization) &&
        (best == nullptr || comes_first(each, *best)))
      best = &each;
  return best;
}

void decide_due(Conferral& conferral, const Authority* authority, Date day) {
  conferral.outcome = Outcome::proposed;
  conferral.reason = Reason::no_authority;
  if (authority == nullptr) return;
  conferral.authority = authority->id;
  conferral.reason = Reason::authority_idle;
  if (!holds_on(*authority, day)) return;
  conferral.outcome = Outcome::granted;
  conferral.reason = Reason::authorized;
}

Result<Conferral> decide(const Achievement& achievement, const Programme& programme,
                         const Record& record, std::span<const Authority> authorities,
                         const Asked& asked) {
  Conferral conferral;
  conferral.achievement = achievement.id;
  conferral.distance.system = programme.system();
  if (is_held(programme, record, asked.at)) {
    conferral.reason = Reason::held;
    return conferral;
  }
  CAIRN_TRY(
      const audit::Audit audit,
      audit::evaluate(programme, record, {asked.at, asked.nodes_max, audit::Explain::briefly}));
  conferral.distance = audit.distance;
  if (audit.status != audit::Status::complete) {
    conferral.reason = why_not_due(audit.status);
    return conferral;
  }
  conferral.award = award_of(achievement, audit, record, asked.at);
  const bool revoked = was_revoked(achievement.id, record);
  if (revoked || has_exception(programme, record, asked.at)) {
    conferral.outcome = Outcome::proposed;
    conferral.reason = revoked ? Reason::revoked_before : Reason::by_exception;
    return conferral;
  }
  decide_due(conferral, authority_for(achievement, authorities, asked.at), asked.at);
  if (conferral.outcome == Outcome::granted) conferral.award->source = conferral.authority;
  return conferral;
}

}  // namespace

Result<std::vector<Conferral>> due(const learning::Catalogue& catalogue, const Record& record,
                                   std::span<const Authority> authorities, const Asked& asked) {
  const auto index = std::make_shared<const eligibility::Index>(catalogue);
  std::vector<Conferral> conferrals;
  for (const Achievement& achievement : catalogue.achievements) {
    const bool is_published = achievement.state == learning::AchievementState::published;
    if (!is_published || !achievement.requirement) continue;
    CAIRN_TRY(const Programme programme, Programme::compile(achievement.id, catalogue, index));
    CAIRN_TRY(Conferral conferral, decide(achievement, programme, record, authorities, asked));
    conferrals.push_back(std::move(conferral));
  }
  std::ranges::sort(conferrals, {}, &Conferral::achievement);
  return conferrals;
}

}  // namespace cairn::conferral

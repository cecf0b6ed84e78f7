#include "domain/conferral/due.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "domain/audit/candidates.h"
#include "domain/audit/consumption.h"
#include "domain/audit/rests_on.h"
#include "domain/audit/worth.h"
#include "domain/conferral/authority.h"
#include "domain/eligibility/index.h"
#include "domain/requirement/exception_scope.h"

namespace cairn::conferral {
namespace {

using audit::Programme;
using learning::Achievement;
using learning::Authority;
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
    return requirement::holds_on(exception, day) &&
           programme.tree().find(exception.node.text()) >= 0;
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

bool accepts_any(const Programme& programme, const Record& record, Date day) {
  std::vector<int> leaves;
  for (const Award& award : record.awards)
    if (audit::is_usable(award, day)) programme.tree().accepting(award, day, leaves);
  return !leaves.empty();
}

// An achievement on the way to its conferral.
struct Weighed {
  const Achievement* achievement;
  Conferral conferral;

  const Programme& programme() const { return *conferral.programme; }
};

Result<audit::Audit> audit_of(const Programme& programme, const Record& record,
                              const Asked& asked) {
  return audit::evaluate(programme, record, {asked.at, asked.nodes_max, audit::Explain::briefly});
}

std::vector<AwardId> consumed_by(const Conferral& conferral, const Record& record, Date day) {
  std::vector<AwardId> consumed;
  for (const Award& each : record.awards)
    if (audit::is_usable(each, day) &&
        audit::consumes(*conferral.award, conferral.consumption, each))
      consumed.push_back(each.id);
  std::ranges::sort(consumed);
  return consumed;
}

// Whether it is due; not yet who decides.
Result<Conferral> weigh(const Achievement& achievement, Programme compiled, const Record& record,
                        const Asked& asked) {
  Conferral conferral;
  conferral.programme = std::make_shared<const Programme>(std::move(compiled));
  const Programme& programme = *conferral.programme;
  conferral.achievement = achievement.id;
  conferral.is_begun =
      accepts_any(programme, record, asked.at) || has_exception(programme, record, asked.at);
  conferral.consumption = achievement.consumption;
  conferral.distance.system = programme.system();
  if (is_held(programme, record, asked.at)) {
    conferral.reason = Reason::held;
    return conferral;
  }
  CAIRN_TRY(const audit::Audit audit, audit_of(programme, record, asked));
  conferral.distance = audit.distance;
  if (audit.status != audit::Status::complete) {
    conferral.reason = why_not_due(audit.status);
    if (conferral.reason == Reason::incomplete) conferral.missing = audit.missing;
    return conferral;
  }
  conferral.outcome = Outcome::proposed;
  conferral.award = award_of(achievement, audit, record, asked.at);
  conferral.consumes = consumed_by(conferral, record, asked.at);
  return conferral;
}

Record with(Record record, const Award& award) {
  std::erase_if(record.awards, [&](const Award& each) { return each.id == award.id; });
  record.awards.push_back(award);
  return record;
}

// Of what is due, what would not be any more.
Result<std::vector<AchievementId>> taken_away(const Weighed& by, std::span<const Weighed> all,
                                              const Record& record, const Asked& asked) {
  std::vector<AchievementId> taken;
  if (by.conferral.consumes.empty()) return taken;
  const Record later = with(record, *by.conferral.award);
  for (const Weighed& other : all) {
    if (&other == &by || !other.conferral.award) continue;
    CAIRN_TRY(const audit::Audit audit, audit_of(other.programme(), later, asked));
    if (audit.status != audit::Status::complete) taken.push_back(other.achievement->id);
  }
  std::ranges::sort(taken);
  return taken;
}

// Why an officer decides, whatever the authorities say.
std::optional<Reason> reserved(const Weighed& due, const Record& record, Date day) {
  if (was_revoked(due.achievement->id, record)) return Reason::revoked_before;
  if (has_exception(due.programme(), record, day)) return Reason::by_exception;
  if (!due.conferral.against.empty()) return Reason::competes;
  return std::nullopt;
}

void decide(const Authority* authority, Date day, Conferral& conferral) {
  conferral.reason = Reason::no_authority;
  if (authority == nullptr) return;
  conferral.authority = authority->id;
  conferral.reason = Reason::authority_idle;
  if (!holds_on(*authority, day)) return;
  conferral.outcome = Outcome::granted;
  conferral.reason = Reason::authorized;
  conferral.award->source = authority->id;
}

Result<std::vector<Weighed>> weigh_all(const learning::Catalogue& catalogue, const Record& record,
                                       const Asked& asked) {
  const auto index = std::make_shared<const eligibility::Index>(catalogue);
  std::vector<Weighed> all;
  for (const Achievement& achievement : catalogue.achievements) {
    const bool is_published = achievement.state == learning::AchievementState::published;
    if (!is_published || !achievement.requirement) continue;
    CAIRN_TRY(Programme programme, Programme::compile(achievement.id, catalogue, index));
    CAIRN_TRY(Conferral conferral, weigh(achievement, std::move(programme), record, asked));
    all.push_back({&achievement, std::move(conferral)});
  }
  return all;
}

}  // namespace

Result<std::vector<Conferral>> due(const learning::Catalogue& catalogue, const Record& record,
                                   std::span<const Authority> authorities, const Asked& asked) {
  CAIRN_TRY(std::vector<Weighed> all, weigh_all(catalogue, record, asked));
  for (Weighed& each : all) {
    CAIRN_TRY(each.conferral.against, taken_away(each, all, record, asked));
  }
  std::vector<Conferral> conferrals;
  for (Weighed& each : all) {
    Conferral& conferral = each.conferral;
    if (const auto why = reserved(each, record, asked.at); conferral.award && why)
      conferral.reason = *why;
    else if (conferral.award)
      decide(authority_for(*each.achievement, authorities, asked.at), asked.at, conferral);
    conferrals.push_back(std::move(conferral));
  }
  std::ranges::sort(conferrals, {}, &Conferral::achievement);
  return conferrals;
}

}  // namespace cairn::conferral

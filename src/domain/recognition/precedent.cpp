#include "domain/recognition/precedent.h"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace cairn::recognition {
namespace {

// How the source of an award begins whose document nobody signed.
constexpr std::string_view kStated = "stated:";

// Decided first, then by id.
bool earlier(const Precedent& a, const Precedent& b) {
  return std::tie(a.decided, a.id) < std::tie(b.decided, b.id);
}

bool explains(const Precedent& later, const Precedent& before) {
  return later.deviates && later.deviates->from == before.id;
}

}  // namespace

bool is_stated(const learning::Award& award) { return award.source.starts_with(kStated); }

Facts facts_of(const learning::Award& award, const learning::Achievement* achievement) {
  Facts facts;
  facts.achievement = award.achievement;
  facts.organization = award.organization;
  facts.credit = award.credit;
  std::ranges::sort(facts.credit, {}, &credit::Amount::system);
  facts.content = is_stated(award) ? award.source.substr(kStated.size())
                                   : "version " + std::to_string(award.version);
  if (achievement != nullptr) facts.level = achievement->level;
  return facts;
}

bool same_answer(const Precedent& a, const Precedent& b) {
  if (!a.grant || !b.grant) return a.grant.has_value() == b.grant.has_value();
  return same_but_credit(*a.grant, *b.grant) && a.grant->credit == b.grant->credit &&
         a.grant->rate == b.grant->rate && a.grant->grade == b.grant->grade;
}

const Precedent* find_answer(std::span<const Precedent* const> precedents,
                             const OrganizationId& receiver, const Facts& facts, Date day) {
  const Precedent* found = nullptr;
  for (const Precedent* each : precedents)
    if (each->receiver == receiver && each->decided <= day && each->facts == facts &&
        (found == nullptr || earlier(*found, *each)))
      found = each;
  return found;
}

std::optional<Inconsistency> find_inconsistency(std::span<const Precedent> precedents) {
  std::vector<const Precedent*> sorted;
  for (const Precedent& each : precedents) sorted.push_back(&each);
  const auto place = [](const Precedent* each) {
    return std::tie(each->receiver, each->facts.achievement, each->facts.organization,
                    each->decided, each->id);
  };
  std::ranges::sort(sorted, {}, place);
  for (std::size_t i = 0; i < sorted.size(); ++i)
    for (std::size_t j = i; j-- > 0;) {
      const Precedent& before = *sorted[j];
      const Precedent& later = *sorted[i];
      if (before.receiver != later.receiver ||
          before.facts.achievement != later.facts.achievement ||
          before.facts.organization != later.facts.organization)
        break;
      if (before.facts != later.facts) continue;
      if (!same_answer(before, later) && !explains(later, before))
        return Inconsistency{before.id, later.id};
      break;  // those before were compared with this one
    }
  return std::nullopt;
}

}  // namespace cairn::recognition

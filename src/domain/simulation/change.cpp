#include "domain/simulation/change.h"

#include <utility>

#include "domain/audit/audit.h"
#include "domain/recognition/propose.h"

namespace cairn::simulation {
namespace {

// The record as if everything had been agreed to that competes with nothing.
Result<learning::Record> recognised(const learning::Record& record,
                                    const recognition::Network& network, Date at) {
  CAIRN_TRY(const recognition::Proposals proposals, recognition::propose(record, network, at));
  learning::Record more = record;
  for (const recognition::Proposal& proposal : proposals.proposals) {
    if (!proposal.competing.empty()) continue;
    const recognition::Decision& decision = proposal.decision;
    if (recognition::makes_award(decision.kind)) more.awards.push_back(decision.view);
    if (decision.exception) more.exceptions.push_back(*decision.exception);
    if (decision.standing) more.facts.push_back(*decision.standing);
  }
  return more;
}

}  // namespace

Result<Change::Side> Change::compile(Rules rules, const Asked& asked) {
  CAIRN_TRY(audit::Programme programme, audit::Programme::compile(rules.goal, rules.catalogue));
  CAIRN_TRY(const audit::Audit empty,
            audit::evaluate(programme, {}, {asked.at, asked.nodes_max, audit::Explain::nothing}));
  const auto kept = std::make_shared<const Rules>(std::move(rules));
  return Side{kept, std::make_shared<const recognition::Network>(kept->catalogue, kept->agreements),
              std::make_shared<const audit::Programme>(std::move(programme)), empty.distance};
}

Result<Change> Change::create(Rules before, Rules after, const Asked& asked) {
  if (before.goal != after.goal)
    return invalid("the goal is \"" + before.goal.text() + "\" before and \"" + after.goal.text() +
                   "\" after; a change is asked about one goal");
  CAIRN_TRY(Side first, compile(std::move(before), asked));
  CAIRN_TRY(Side second, compile(std::move(after), asked));
  if (first.programme->system() != second.programme->system())
    return invalid("the goal counts in \"" + first.programme->system().text() +
                   "\" before and in \"" + second.programme->system().text() +
                   "\" after; distances in two systems cannot be compared");
  return Change(std::move(first), std::move(second), asked);
}

Result<Reached> Change::reached(const Side& side, const learning::Record& record) const {
  const audit::Options options{asked_.at, asked_.nodes_max, audit::Explain::nothing};
  CAIRN_TRY(audit::Audit audit, audit::evaluate(*side.programme, record, options));
  const bool is_proven = audit.bound == audit.distance;
  return Reached{std::move(audit.distance), is_proven, side.untouched};
}

Result<Effect> Change::audit_twice(const learning::Record& record) const {
  CAIRN_TRY(const Reached before, reached(before_, record));
  CAIRN_TRY(const Reached after, reached(after_, record));
  return effect_of(before, after);
}

Result<Effect> Change::effect_on(const learning::Record& record, Alike& alike) const {
  if (asked_.recognise == Recognise::yes) {
    CAIRN_TRY(const learning::Record first, recognised(record, *before_.network, asked_.at));
    CAIRN_TRY(const learning::Record second, recognised(record, *after_.network, asked_.at));
    CAIRN_TRY(const Reached before, reached(before_, first));
    CAIRN_TRY(const Reached after, reached(after_, second));
    return effect_of(before, after);
  }
  const auto key = alike.key_of(record);
  if (!key) return audit_twice(record);
  if (const Effect* known = alike.find(*key)) return *known;
  CAIRN_TRY(const Effect effect, audit_twice(record));
  // What is not proven may hang on the names of awards, which the key does not know.
  if (effect.kind != EffectKind::undecided) alike.keep(*key, effect);
  return effect;
}

Alike Change::remember_nothing() const { return {before_.programme, after_.programme, asked_.at}; }

}  // namespace cairn::simulation

#include "documents/recognition_text.h"

#include <algorithm>

#include "documents/filter_text.h"
#include "documents/grade_json.h"
#include "documents/recognition_json.h"

namespace cairn::documents {

using learning::Achievement;
using recognition::Decision;
using recognition::Grant;
using recognition::GrantKind;
using recognition::Refusal;
using recognition::RefusalReason;

namespace {

// In whose tree a path is; nullptr where in none.
const Achievement* goal_of(std::string_view path, const learning::Catalogue& catalogue) {
  const Achievement* best = nullptr;
  for (const Achievement& each : catalogue.achievements)
    if (path.starts_with(each.id.text() + "/") &&
        (best == nullptr || best->id.text().size() < each.id.text().size()))
      best = &each;
  return best;
}

// Each id after the achievement's is of a node of the requirement that the one before rests on
// (docs/reference/requirements.md, section 2).
const requirement::Node* node_at(std::string_view ids, const Achievement* in,
                                 const learning::Catalogue& catalogue) {
  while (in != nullptr && in->requirement) {
    const auto slash = ids.find('/');
    const auto* node =
        requirement::find_node(*in->requirement, NodeId(std::string(ids.substr(0, slash))));
    if (node == nullptr || slash == std::string_view::npos) return node;
    const auto* holds = std::get_if<requirement::Holds>(&node->rule);
    in = holds == nullptr ? nullptr : catalogue.find_achievement(holds->achievement);
    ids.remove_prefix(slash + 1);
  }
  return nullptr;
}

// "Ethics (Bachelor in Data Science)"; the path where the node has no title.
std::string title_of(const NodeId& path, const Names& names, std::string_view language) {
  const Achievement* goal = goal_of(path.text(), names.catalogue());
  if (goal == nullptr) return names.of(AchievementId(path.text()));
  const std::string_view ids = std::string_view(path.text()).substr(goal->id.text().size() + 1);
  const auto* node = node_at(ids, goal, names.catalogue());
  if (node == nullptr) return path.text();
  const auto* holds = std::get_if<requirement::Holds>(&node->rule);
  std::string title(node->title.in(language));
  if (title.empty() && holds != nullptr) title = names.of(holds->achievement);
  return title.empty() ? path.text() : title + " (" + names.of(goal->id) + ")";
}

bool grants_credit(GrantKind kind) { return kind == GrantKind::credit || kind == GrantKind::block; }

}  // namespace

RecognitionText::RecognitionText(const learning::Catalogue& catalogue,
                                 std::span<const recognition::Agreement> agreements,
                                 std::string_view language)
    : agreements_(agreements),
      phrases_("recognition", language),
      quantities_("requirement", language),
      names_(catalogue, phrases_) {}

std::string RecognitionText::of(std::span<const credit::Amount> amounts) const {
  std::vector<std::string> parts;
  for (const credit::Amount& amount : amounts)
    parts.push_back(quantity_text(amount, names_, quantities_));
  return parts.empty() ? phrases_.say("nothing") : phrases_.list("list.and", parts);
}

std::string RecognitionText::hours(const Rational& hours) const {
  return quantity_text(requirement::Hours{hours}, names_, quantities_);
}

std::string RecognitionText::rate(const credit::Rate& rate) const {
  return phrases_.say(
      "rate",
      {{"to", quantity_text(credit::Amount{rate.factor, rate.to}, names_, quantities_)},
       {"from", quantity_text(credit::Amount{Rational(1), rate.from}, names_, quantities_)}});
}

std::string RecognitionText::said_as(std::string_view group, const Grant& grant,
                                     std::span<const credit::Amount> credit) const {
  const std::string quantity = credit.empty() && grant.rate ? rate(*grant.rate) : of(credit);
  const std::string achievement = names_.of(grant.achievement);
  std::string_view kind = word_of(grant.kind);
  if (grant.kind == GrantKind::credit && grant.achievement.empty()) kind = "unspecified";
  return phrases_.say(std::string(group) + std::string(kind),
                      {{"quantity", quantity},
                       {"achievement", achievement},
                       {"node", title_of(grant.node, names_, phrases_.language())},
                       {"name", grant.standing.name},
                       {"value", grant.standing.value}});
}

std::string RecognitionText::of(const Grant& grant, std::span<const credit::Amount> credit) const {
  return said_as("grant.", grant, credit);
}

std::string RecognitionText::of(const Decision& decision) const {
  Grant granted;
  granted.kind = decision.kind;
  granted.achievement = decision.view.achievement;
  if (decision.exception) granted.node = decision.exception->node;
  if (decision.standing) granted.standing = *decision.standing;
  std::vector<std::string> awards;
  for (const AwardId& id : decision.from) awards.push_back(id.text());
  const std::string grant = of(granted, decision.view.credit);
  const std::string list = phrases_.list("list.and", awards);
  if (!decision.precedent.empty())
    return phrases_.say(
        "by.precedent",
        {{"grant", grant}, {"awards", list}, {"precedent", decision.precedent.text()}});
  return phrases_.say("by.agreement", {{"grant", grant},
                                       {"awards", list},
                                       {"agreement", decision.agreement.text()},
                                       {"version", std::to_string(decision.agreement_version)},
                                       {"term", decision.term}});
}

std::vector<std::string> RecognitionText::details(const Decision& decision) const {
  std::vector<std::string> lines;
  for (const recognition::Step& step : decision.chain)
    lines.push_back(phrases_.say("step", {{"receiver", names_.of(step.receiver)},
                                          {"from", of(step.from)},
                                          {"exact", of(step.exact)},
                                          {"agreement", step.agreement.text()}}));
  const auto loss = recognition::loss_of(decision);
  if (loss && *loss && !(*loss)->value.is_zero())
    lines.push_back(phrases_.say("loss", {{"quantity", of(std::span(&**loss, 1))}}));
  if (decision.original_grade)
    lines.push_back(phrases_.say("grade", {{"original", decision.original_grade->value},
                                           {"grade", decision.view.grade->value}}));
  if (decision.grade_refused)
    lines.push_back(phrases_.say(
        "grade." + std::string(word_for(kGradeRefusals, *decision.grade_refused)), {}));
  return lines;
}

std::string RecognitionText::versions_of(const AgreementId& id) const {
  std::vector<std::string> versions;
  for (const recognition::Agreement& each : agreements_) {
    if (each.id != id) continue;
    const std::string until = each.valid_until ? each.valid_until->to_string() : std::string();
    versions.push_back(phrases_.say(until.empty() ? "version" : "version.until",
                                    {{"version", std::to_string(each.version)},
                                     {"from", each.valid_from.to_string()},
                                     {"until", until}}));
  }
  return phrases_.list("list.and", versions);
}

std::string RecognitionText::reason_of(const Refusal& refusal) const {
  for (const recognition::Agreement& agreement : agreements_)
    if (agreement.id.text() == refusal.by)
      for (const recognition::Denial& denial : agreement.denials)
        if (denial.achievement == refusal.achievement)
          return std::string(denial.reason.in(phrases_.language()));
  return {};
}

std::string RecognitionText::why(const Refusal& refusal) const {
  std::string key = "refusal." + std::string(word_of(refusal.reason));
  const bool replaced = refusal.reason == RefusalReason::no_agreement && refusal.superseded_by;
  if (replaced) key += ".superseded";
  if (refusal.reason == RefusalReason::outranked && refusal.by_agreement.empty())
    key += ".precedent";
  return phrases_.say(
      key, {{"date", refusal.date.value_or(Date()).to_string()},
            {"organization", names_.of(refusal.organization)},
            {"successor", replaced ? names_.of(*refusal.superseded_by) : std::string()},
            {"by", refusal.by},
            {"agreement", refusal.by_agreement.text()},
            {"version", std::to_string(refusal.by_version)},
            {"versions", versions_of(refusal.agreement)},
            {"reason", reason_of(refusal)},
            {"system", system_text(refusal.system, names_, quantities_)},
            {"filter",
             filter_text(refusal.condition, Names(names_.catalogue(), quantities_), quantities_)}});
}

// What a refused term would have been for: its groups of achievements.
std::string RecognitionText::asked_by(const Refusal& refusal) const {
  for (const recognition::Agreement& agreement : agreements_)
    if (agreement.id == refusal.agreement && agreement.version == refusal.version)
      for (const recognition::Term& term : agreement.terms)
        if (term.id == refusal.term) {
          std::vector<std::string> groups;
          for (const auto& group : term.from) {
            std::vector<std::string> all;
            for (const AchievementId& id : group) all.push_back(names_.of(id));
            groups.push_back(phrases_.list("list.and", all));
          }
          return quantities_.list("list.or", groups);
        }
  return {};
}

std::string RecognitionText::of(const Refusal& refusal) const {
  std::string what = refusal.award.text();
  if (!refusal.achievement.empty()) what = names_.of(refusal.achievement);
  if (what.empty()) what = asked_by(refusal);
  return phrases_.say(refusal.term.empty() ? "about" : "about.term",
                      {{"what", what},
                       {"agreement", refusal.agreement.text()},
                       {"version", std::to_string(refusal.version)},
                       {"term", refusal.term},
                       {"why", why(refusal)}});
}

std::string RecognitionText::of(const recognition::Equivalence& equivalence) const {
  const recognition::Agreement& agreement = *equivalence.agreement;
  const std::string receiver = names_.of(agreement.receiver);
  std::vector<std::string> from;
  for (const AchievementId& id : equivalence.from) from.push_back(names_.of(id));
  const std::string what = phrases_.list("list.and", from);
  if (equivalence.denial != nullptr)
    return phrases_.say("equivalence.denied",
                        {{"receiver", receiver},
                         {"from", what},
                         {"reason", equivalence.denial->reason.in(phrases_.language())},
                         {"agreement", agreement.id.text()}});
  const recognition::Term& term = *equivalence.term;
  const Names names(names_.catalogue(), quantities_);
  std::string condition = filter_text(term.where, names, quantities_);
  if (!condition.empty()) condition = phrases_.say("equivalence.where", {{"filter", condition}});
  const bool counts = grants_credit(term.grant.kind);
  const Rational count(static_cast<std::int64_t>(equivalence.from.size()));
  return phrases_.say(
      counts ? "equivalence" : "equivalence.without_credit", count,
      {{"receiver", receiver},
       {"from", what},
       {"condition", condition},
       {"worth", said_as(counts ? "worth." : "grant.", term.grant, equivalence.credit)},
       {"agreement", agreement.id.text()},
       {"term", term.id}});
}

}  // namespace cairn::documents

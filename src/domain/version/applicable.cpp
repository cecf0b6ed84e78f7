#include "domain/version/applicable.h"

#include <algorithm>
#include <string>
#include <utility>

#include "domain/requirement/exception_scope.h"
#include "domain/version/exceptions.h"
#include "domain/version/loosened.h"
#include "domain/version/replacement.h"

namespace cairn::version {
namespace {

using learning::Achievement;
using requirement::Exception;

Result<void> check_policies(const Exception& exception, const learning::Record& record,
                            const learning::Catalogue& applied, Date day) {
  if (!requirement::holds_on(exception, day)) return {};
  const auto rule = loosened_by(exception, record, applied, day);
  if (!rule) return {};
  return invalid("the exception \"" + exception.id.text() +
                     "\" loosens a policy that does not allow it; the rule \"" + rule->text() +
                     "\" would have to say \"mayLoosen: [exception]\"",
                 exception.node.text());
}

class Application {
 public:
  Application(learning::Catalogue catalogue, learning::Record record, const Asked& asked)
      : asked_(asked) {
    made_.at = asked.at;
    made_.catalogue = std::move(catalogue);
    made_.record = std::move(record);
  }

  Result<Applicable> run() {
    for (Achievement& achievement : made_.catalogue.achievements) CAIRN_CHECK(apply(achievement));
    CAIRN_TRY(made_.moved, place_exceptions(made_.record, made_.catalogue, asked_.at));
    return std::move(made_);
  }

 private:
  Result<void> apply(Achievement& achievement) {
    if (!achievement.versions.empty()) CAIRN_CHECK(choose_version(achievement));
    CAIRN_TRY(const Answers answers,
              answers_for(achievement.organization, made_.catalogue.replacements, asked_.at));
    for (auto* tree : {&achievement.requirement, &achievement.prerequisites})
      if (*tree) *tree = with_answers(std::move(**tree), answers);
    const auto rules = policy::in_force(achievement, made_.catalogue, asked_.at);
    if (!rules.empty()) CAIRN_CHECK(merge_policies(achievement, rules));
    if (!achievement.versions.empty() || !answers.empty() || !rules.empty())
      made_.changed.push_back(achievement.id);
    return {};
  }

  Result<void> choose_version(Achievement& achievement) {
    const auto entered = entry_to(achievement.id, made_.record, asked_.goal);
    const Result<Choice> choice = choose(achievement.versions, entered, asked_.at);
    if (!choice) return invalid(choice.error().message, achievement.id.text());
    const requirement::Version& version = *choice->version;
    achievement.requirement = version.requirement;
    made_.versions.push_back(
        {achievement.id, version.number, version.digest, choice->why, choice->instead_of});
    return {};
  }

  Result<void> merge_policies(Achievement& achievement, const std::vector<policy::InForce>& rules) {
    CAIRN_TRY(achievement.requirement, policy::merged(achievement, rules));
    for (const policy::InForce& each : rules) {
      AppliedRule applied{achievement.id, each.rule.name(), {}};
      for (const policy::Rule& other : each.instead_of) applied.instead_of.push_back(other.name());
      made_.rules.push_back(std::move(applied));
    }
    return {};
  }

  const Asked& asked_;
  Applicable made_;
};

}  // namespace

std::optional<Entered> entry_to(const AchievementId& achievement, const learning::Record& record,
                                const AchievementId& goal) {
  const auto& entries = record.entries;
  const auto own = std::ranges::find(entries, achievement, &learning::Entry::achievement);
  if (own != entries.end()) return Entered{own->on, own->version};
  const auto above = std::ranges::find(entries, goal, &learning::Entry::achievement);
  if (above != entries.end()) return Entered{above->on, std::nullopt};
  return std::nullopt;
}

Result<std::vector<MovedException>> place_exceptions(learning::Record& record,
                                                     const learning::Catalogue& applied, Date day) {
  std::vector<MovedException> found;
  for (Exception& exception : record.exceptions) {
    NodeId now = moved(exception, applied);
    if (now != exception.node)
      found.push_back({exception.id, std::exchange(exception.node, now), std::move(now)});
    CAIRN_CHECK(check_policies(exception, record, applied, day));
  }
  return found;
}

Result<Applicable> applicable(learning::Catalogue catalogue, learning::Record record,
                              const Asked& asked) {
  return Application(std::move(catalogue), std::move(record), asked).run();
}

}  // namespace cairn::version

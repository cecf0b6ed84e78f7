#include "app/prior_learning/case_sentences.h"

#include <algorithm>
#include <map>
#include <utility>

#include "documents/case_words.h"
#include "documents/quantity_text.h"
#include "formats/sentences/sentences.h"

namespace cairn::prior_learning {
namespace {

using documents::word_for;
using Values = std::map<std::string, std::string, std::less<>>;

// Writes the lines of one answer.
class Teller {
 public:
  Teller(const CaseAnswer& answer, std::string_view language)
      : answer_(answer),
        reached_(answer.report.reached),
        language_(language),
        texts_(sentences::catalogue("prior_learning", language)),
        words_("requirement", language),
        names_(answer.catalogue, words_) {}

  std::vector<Line> take() {
    if (answer_.report.refused) {
      add_refused(*answer_.report.refused);
      return std::move(lines_);
    }
    add(0, head(),
        {{"achievement", names_.of(reached_.opening.achievement)}, {"fraction", fraction()}});
    add_state();
    if (reached_.decision) add_decision(*reached_.decision);
    if (answer_.report.next.empty()) return std::move(lines_);
    add(1, "next");
    for (const Possible& one : answer_.report.next) add_next(one);
    return std::move(lines_);
  }

 private:
  std::string say(const std::string& key, const Values& values = {}) const {
    return sentences::filled(texts_.text_of(key), [&](std::string_view name) {
      const auto value = values.find(name);
      CAIRN_ASSERT(value != values.end());  // case_sentences_test.cpp asks for each sentence
      return value->second;
    });
  }
  template <class T, std::size_t N>
  std::string word(const char* group, const documents::Word<T> (&words)[N], T meaning) const {
    return std::string(group) + "." + std::string(word_for(words, meaning));
  }
  void add(int depth, const std::string& key, const Values& values = {}) {
    lines_.push_back({depth, say(key, values)});
  }
  void extend(const std::string& said) {
    lines_.back().text += (language_ == "ar" ? "، " : ", ") + said;
  }
  void extend(const std::string& key, const Values& values) { extend(say(key, values)); }

  std::string statement_of(const std::string& outcome) const {
    const auto* found = answer_.catalogue.find_achievement(reached_.opening.achievement);
    for (const learning::Outcome& one : found->outcomes)
      if (one.id == outcome) return std::string(one.statement.in(language_));
    return outcome;
  }

  std::string fraction() const {
    return reached_.decision ? reached_.decision->fraction.to_string() : std::string();
  }

  std::string head() const {
    if (reached_.state == State::withdrawn || reached_.state == State::lapsed)
      return word("head", documents::kCaseStates, reached_.state);
    if (reached_.state != State::closed && reached_.state != State::appealable)
      return reached_.round == Round::appeal ? "head.under-appeal" : "head.open";
    return word("head", documents::kExtents, reached_.decision->extent);
  }

  void add_state() {
    const std::string due = reached_.due ? reached_.due->to_string() : std::string();
    add(1, word("state", documents::kCaseStates, reached_.state), {{"day", due}});
    if (is_overdue(reached_, answer_.report.day))
      add(1, "overdue", {{"day", reached_.due->plus_days(1).to_string()}});
  }

  void add_decision(const Decision& decision) {
    for (const OutcomeDecision& outcome : decision.outcomes) {
      add(2, word("result", documents::kOutcomeResults, outcome.result),
          {{"outcome", statement_of(outcome.id)}});
      if (outcome.level) extend("level", {{"level", std::to_string(*outcome.level)}});
    }
    if (decision.cut_by) add(1, word("cut", documents::kCapScopes, *decision.cut_by));
    if (decision.grant) add_grant(*decision.grant);
  }

  void add_grant(const Grant& grant) {
    const learning::Award& award = grant.award;
    add(1, award.achievement.empty() ? "award.unspecified" : "award.achievement",
        {{"award", award.id.text()}, {"achievement", names_.of(award.achievement)}});
    for (const credit::Amount& amount : award.credit)
      extend(documents::quantity_text(amount, names_, words_));
    if (grant.level)
      extend("award.level", {{"framework", grant.level->framework},
                             {"level", std::to_string(grant.level->value)}});
    if (award.expires) extend("award.expires", {{"day", award.expires->to_string()}});
  }

  void add_next(const Possible& one) {
    const std::string who =
        one.actor ? one.actor->text() : say(word("role", documents::kCaseRoles, one.role));
    add(2, "next.line",
        {{"who", who}, {"step", say(word("step", documents::kCaseSteps, one.step))}});
    std::string about;
    for (const std::string& each : one.about) about += (about.empty() ? "" : ", ") + each;
    if (!about.empty()) extend("next.about", {{"about", about}});
    if (one.from) extend("next.from", {{"day", one.from->to_string()}});
    if (one.by) extend("next.by", {{"day", one.by->to_string()}});
  }

  void add_refused(const Replay::Refused& refused) {
    const Step& step = answer_.steps[refused.step];
    add(0, "head.refused",
        {{"number", std::to_string(refused.step + 1)},
         {"step", say(word("step", documents::kCaseSteps, kind_of(step)))},
         {"person", step.actor.person.text()},
         {"day", step.day.to_string()}});
    Values values = accepted(refused.refusal);
    values["subject"] = refused.refusal.subject;
    add(1, word("refusal", documents::kCaseRefusals, refused.refusal.code), values);
  }

  Values accepted(const Refusal& refusal) const {
    const Accepted& accepted = refusal.accepted;
    if (const auto* day = std::get_if<Date>(&accepted)) return {{"day", day->to_string()}};
    if (const auto* role = std::get_if<Role>(&accepted))
      return {{"role", say(word("role", documents::kCaseRoles, *role))}};
    if (const auto* award = std::get_if<AwardId>(&accepted)) return {{"award", award->text()}};
    if (const auto* level = std::get_if<int>(&accepted)) return {{"level", std::to_string(*level)}};
    if (const auto* extent = std::get_if<Extent>(&accepted))
      return {{"extent", say(word("extent", documents::kExtents, *extent))}};
    std::string steps;
    if (const auto* kinds = std::get_if<std::vector<StepKind>>(&accepted))
      for (const StepKind kind : *kinds)
        steps += (steps.empty() ? "" : ", ") + say(word("step", documents::kCaseSteps, kind));
    return {{"steps", steps}};
  }

  const CaseAnswer& answer_;
  const Case& reached_;
  std::string_view language_;
  const json::Value& texts_;
  const documents::Phrases words_;  // of requirements: quantities
  const documents::Names names_;
  std::vector<Line> lines_;
};

}  // namespace

std::vector<Line> sentences_of(const CaseAnswer& answer, std::string_view language) {
  return Teller(answer, language).take();
}

}  // namespace cairn::prior_learning

#include "documents/case_json.h"

#include <algorithm>
#include <limits>

#include "documents/case_policy_json.h"
#include "documents/case_words.h"

namespace cairn::documents {
namespace {

using namespace prior_learning;

constexpr std::size_t kStepsMax = 1000;
constexpr std::size_t kOutcomesMax = 200;

constexpr Word<Quality> kQualityWords[] = {
    {"valid", Quality::valid},           {"authentic", Quality::authentic},
    {"reliable", Quality::reliable},     {"current", Quality::current},
    {"sufficient", Quality::sufficient},
};

constexpr Word<Method> kMethods[] = {
    {"portfolio", Method::portfolio},
    {"interview", Method::interview},
    {"observation", Method::observation},
    {"simulation", Method::simulation},
    {"exam", Method::exam},
};

enum class Interest { none, conflict };
constexpr Word<Interest> kInterests[] = {{"none", Interest::none},
                                         {"conflict", Interest::conflict}};

Result<WeightedOutcome> read_weighted(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a weighted outcome");
  WeightedOutcome outcome;
  outcome.id = fields.text("id");
  outcome.weight = fields.integer("weight", {1, kWeightMax});
  CAIRN_CHECK(fields.finish());
  return outcome;
}

Result<CreditedOutcome> read_credited(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a credited outcome");
  CreditedOutcome credited;
  credited.outcome = fields.text("outcome");
  credited.award = fields.id<AwardId>("award");
  CAIRN_CHECK(fields.finish());
  return credited;
}

Result<EarlierGrant> read_earlier(const json::Value& value, const Source& source) {
  Fields fields(value, source, "an earlier grant");
  EarlierGrant earlier;
  earlier.case_id = fields.id<CaseId>("case");
  earlier.goal = fields.optional_id<AchievementId>("goal");
  earlier.credit = read_credit_list(fields);
  CAIRN_CHECK(fields.finish());
  return earlier;
}

Result<Background> read_background(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a background");
  Background background;
  background.credited = fields.list("credited", read_credited);
  background.granted = fields.list("granted", read_earlier);
  CAIRN_CHECK(fields.finish());
  return background;
}

bool is_digest(std::string_view text) {
  constexpr std::string_view kPrefix = "sha256:";
  return text.starts_with(kPrefix) && text.size() == kPrefix.size() + 64 &&
         text.find_first_not_of("0123456789abcdef", kPrefix.size()) == std::string_view::npos;
}

Result<Evidence> read_evidence(const json::Value& value, const Source& source) {
  Fields fields(value, source, "an item of evidence");
  Evidence evidence;
  evidence.id = fields.text("id");
  evidence.title = fields.text("title");
  evidence.dated = fields.date("dated");
  evidence.digest = fields.text("digest");
  if (!is_digest(evidence.digest))
    fields.refuse("digest",
                  "\"digest\" must be \"sha256:\" and 64 hexadecimal digits, in lower case");
  evidence.outcomes = fields.text_list("outcomes");
  CAIRN_CHECK(fields.finish());
  return evidence;
}

Result<Quality> read_quality(const json::Value& value, const Source& source) {
  const std::string_view text = value.is_string() ? value.string() : std::string_view();
  for (const Word<Quality>& word : kQualityWords)
    if (word.text == text) return word.meaning;
  return invalid("a quality must be one of: valid, authentic, reliable, current, sufficient",
                 source.place_of(value));
}

Judge read_judge(Fields& fields) {
  Judgement judgement;
  judgement.outcome = fields.text("outcome");
  judgement.level = fields.integer("level", {0, kLevelsMax});
  judgement.method = fields.choice("method", kMethods);
  const std::vector<Quality> found = fields.list("found", read_quality);
  judgement.found = {found.begin(), found.end()};
  judgement.feedback = fields.text("feedback");
  return {std::move(judgement)};
}

Action read_action(StepKind kind, Fields& fields) {
  switch (kind) {
    case StepKind::claim: {
      Claim claim{fields.text_list("outcomes"), false};
      claim.consent = fields.flag("consent");
      return claim;
    }
    case StepKind::advise:
      return Advise{fields.text("advice")};
    case StepKind::document:
      return Document{fields.nested("evidence", read_evidence)};
    case StepKind::submit:
      return Submit{};
    case StepKind::appoint:
      return Appoint{fields.id<PersonId>("assessor")};
    case StepKind::declare:
      return Declare{fields.choice("interest", kInterests) == Interest::conflict};
    case StepKind::judge:
      return read_judge(fields);
    case StepKind::release:
      return Release{fields.id<PersonId>("assessor")};
    case StepKind::decide: {
      Decide decide{fields.choice("extent", kExtents), std::nullopt};
      decide.background = fields.optional_nested("background", read_background);
      return decide;
    }
    case StepKind::appeal: {
      Appeal appeal{fields.text_list("outcomes"), {}};
      appeal.grounds = fields.text("grounds");
      return appeal;
    }
    case StepKind::withdraw:
      return Withdraw{};
  }
  CAIRN_ASSERT(false);
}

Result<Step> read_step(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a step");
  Step step;
  step.day = fields.date("day");
  step.actor.person = fields.id<PersonId>("person");
  step.actor.role = fields.choice("role", kCaseRoles);
  step.action = read_action(fields.choice("step", kCaseSteps), fields);
  CAIRN_CHECK(fields.finish());
  return step;
}

void write_background(json::Writer& writer, const Background& background) {
  writer.begin_object().key("credited").begin_array();
  for (const CreditedOutcome& credited : background.credited)
    writer.begin_object()
        .member("outcome", credited.outcome)
        .member("award", credited.award.text())
        .end_object();
  writer.end_array().key("granted").begin_array();
  for (const EarlierGrant& earlier : background.granted) {
    writer.begin_object().member("case", earlier.case_id.text());
    if (!earlier.goal.empty()) writer.member("goal", earlier.goal.text());
    write_amounts(writer.key("credit"), earlier.credit);
    writer.end_object();
  }
  writer.end_array().end_object();
}

// The members of each kind of step beside day, person, role and step.
struct ActionWriter {
  json::Writer& writer;

  void operator()(const Claim& claim) const {
    write_text_list(writer.key("outcomes"), claim.outcomes);
    writer.member("consent", claim.consent);
  }
  void operator()(const Advise& advise) const { writer.member("advice", advise.advice); }
  void operator()(const Document& document) const {
    const Evidence& evidence = document.evidence;
    writer.key("evidence").begin_object();
    writer.member("id", evidence.id).member("title", evidence.title);
    writer.member("dated", evidence.dated.to_string()).member("digest", evidence.digest);
    write_text_list(writer.key("outcomes"), evidence.outcomes);
    writer.end_object();
  }
  void operator()(const Submit&) const {}
  void operator()(const Appoint& appoint) const {
    writer.member("assessor", appoint.assessor.text());
  }
  void operator()(const Declare& declare) const {
    writer.member("interest",
                  word_for(kInterests, declare.conflict ? Interest::conflict : Interest::none));
  }
  void operator()(const Judge& judge) const {
    const Judgement& judgement = judge.judgement;
    writer.member("outcome", judgement.outcome).member("level", judgement.level);
    writer.member("method", word_for(kMethods, judgement.method));
    writer.key("found").begin_array();
    for (const Quality quality : judgement.found) writer.string(word_for(kQualityWords, quality));
    writer.end_array().member("feedback", judgement.feedback);
  }
  void operator()(const Release& release) const {
    writer.member("assessor", release.assessor.text());
  }
  void operator()(const Decide& decide) const {
    writer.member("extent", word_for(kExtents, decide.extent));
    if (decide.background) write_background(writer.key("background"), *decide.background);
  }
  void operator()(const Appeal& appeal) const {
    write_text_list(writer.key("outcomes"), appeal.outcomes);
    writer.member("grounds", appeal.grounds);
  }
  void operator()(const Withdraw&) const {}
};

void write_step(json::Writer& writer, const Step& step) {
  writer.begin_object().member("day", step.day.to_string());
  writer.member("person", step.actor.person.text());
  writer.member("role", word_for(kCaseRoles, step.actor.role));
  writer.member("step", word_for(kCaseSteps, kind_of(step)));
  std::visit(ActionWriter{writer}, step.action);
  writer.end_object();
}

}  // namespace

Result<CaseDocument> read_case(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a case");
  CaseDocument made;
  Opening& opening = made.opening;
  opening.id = fields.id<CaseId>("id");
  opening.organization = fields.id<OrganizationId>("organization");
  opening.learner = fields.id<PersonId>("learner");
  opening.achievement = fields.id<AchievementId>("achievement");
  opening.version = fields.integer_or("version", {1, std::numeric_limits<int>::max()}, 1);
  opening.outcomes = fields.list("outcomes", read_weighted);
  opening.goal = fields.optional_id<AchievementId>("goal");
  opening.award = fields.id<AwardId>("award");
  opening.opened = fields.date("opened");
  opening.policy = fields.nested("policy", read_case_policy);
  opening.background = fields.nested("background", read_background);
  made.steps = fields.list("steps", read_step);
  if (opening.outcomes.size() > kOutcomesMax)
    fields.refuse("outcomes", "a case has at most " + std::to_string(kOutcomesMax) + " outcomes");
  if (made.steps.size() > kStepsMax)
    fields.refuse("steps", "a case has at most " + std::to_string(kStepsMax) + " steps");
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_case(json::Writer& writer, const CaseDocument& document) {
  const Opening& opening = document.opening;
  writer.begin_object().member("id", opening.id.text());
  writer.member("organization", opening.organization.text());
  writer.member("learner", opening.learner.text());
  writer.member("achievement", opening.achievement.text()).member("version", opening.version);
  writer.key("outcomes").begin_array();
  for (const WeightedOutcome& outcome : opening.outcomes)
    writer.begin_object().member("id", outcome.id).member("weight", outcome.weight).end_object();
  writer.end_array();
  if (!opening.goal.empty()) writer.member("goal", opening.goal.text());
  writer.member("award", opening.award.text()).member("opened", opening.opened.to_string());
  write_case_policy(writer.key("policy"), opening.policy);
  write_background(writer.key("background"), opening.background);
  writer.key("steps").begin_array();
  for (const Step& step : document.steps) write_step(writer, step);
  writer.end_array().end_object();
}

}  // namespace cairn::documents

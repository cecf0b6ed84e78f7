#include "documents/policy_json.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "documents/filter_json.h"
#include "documents/grade_json.h"
#include "documents/kinds_json.h"
#include "documents/requirement_json.h"

namespace cairn::documents {
namespace {

using requirement::Filter;
using requirement::Layer;
using requirement::Measure;
using requirement::Policy;
using requirement::PolicyEffect;
using requirement::PolicyRule;

constexpr Range kCounts{1, 10'000};

constexpr Word<Layer> kLayers[] = {{"nation", Layer::nation},
                                   {"consortium", Layer::consortium},
                                   {"organization", Layer::organization},
                                   {"programme", Layer::programme}};

// Who may loosen a rule: a layer, or none for exceptions.
constexpr Word<std::optional<Layer>> kLoosening[] = {{"consortium", Layer::consortium},
                                                     {"organization", Layer::organization},
                                                     {"programme", Layer::programme},
                                                     {"exception", std::nullopt}};

Filter where_in(Fields& fields) {
  return fields.optional_nested("where", read_filter).value_or(Filter());
}

Result<requirement::CreditShare> read_share(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a share of credit");
  requirement::CreditShare share;
  share.part = fields.exact_number("share");
  share.system = fields.id<credit::SystemId>("system");
  if (share.part.is_negative() || share.part > Rational(1))
    fields.refuse("share", "\"share\" must be from \"0\" to \"1\"");
  CAIRN_CHECK(fields.finish());
  return share;
}

Result<Measure> read_measure(const json::Value& value, const Source& source) {
  if (value.is_object() && value.find("share") != nullptr) {
    CAIRN_TRY(requirement::CreditShare share, read_share(value, source));
    return Measure(std::move(share));
  }
  CAIRN_TRY(requirement::Quantity quantity, read_quantity(value, source));
  return Measure(std::move(quantity));
}

Result<PolicyEffect> read_limit_rule(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"limit\"");
  requirement::LimitRule rule;
  rule.at_most = fields.nested("atMost", read_measure);
  rule.where = where_in(fields);
  if (fields.has("per")) rule.per = fields.choice("per", kKeys);
  CAIRN_CHECK(fields.finish());
  return PolicyEffect(std::move(rule));
}

template <bool only>
Result<PolicyEffect> read_exclusion(const json::Value& value, const Source& source) {
  CAIRN_TRY(Filter of, read_filter(value, source));
  if (requirement::tests_nothing(of))
    return invalid("the filter tests nothing; it would exclude everything or nothing",
                   source.place_of(value));
  return PolicyEffect(requirement::ExclusionRule{std::move(of), only});
}

Result<PolicyEffect> read_floor(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"gradeFloor\"");
  requirement::GradeFloor rule;
  rule.at_least.scale = fields.id<grade::ScaleId>("scale");
  rule.at_least.value = fields.text("atLeast");
  rule.where = where_in(fields);
  CAIRN_CHECK(fields.finish());
  return PolicyEffect(std::move(rule));
}

Result<PolicyEffect> read_applied_rule(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"applied\"");
  requirement::AppliedRule rule;
  rule.minimum = fields.nested("minimum", read_measure);
  rule.where = where_in(fields);
  CAIRN_CHECK(fields.finish());
  return PolicyEffect(std::move(rule));
}

Result<PolicyEffect> read_distinct_rule(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"distinct\"");
  requirement::DistinctRule rule;
  rule.key = fields.choice("by", kKeys);
  rule.minimum = fields.integer("minimum", kCounts);
  rule.where = where_in(fields);
  CAIRN_CHECK(fields.finish());
  return PolicyEffect(std::move(rule));
}

Result<PolicyEffect> read_average_rule(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"average\"");
  requirement::AverageRule rule;
  rule.scale = fields.id<grade::ScaleId>("scale");
  rule.system = fields.optional_id<credit::SystemId>("system");
  rule.minimum = fields.exact_number("minimum");
  rule.where = where_in(fields);
  CAIRN_CHECK(fields.finish());
  return PolicyEffect(std::move(rule));
}

Result<PolicyEffect> read_residency(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"residency\"");
  requirement::Residency rule;
  rule.minimum = fields.nested("minimum", read_measure);
  rule.at = fields.id_list<OrganizationId>("at");
  CAIRN_CHECK(fields.finish());
  return PolicyEffect(std::move(rule));
}

Result<PolicyEffect> read_sharing_cap(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"sharing\"");
  requirement::SharingCap rule;
  rule.at_most = fields.optional_nested("atMost", read_quantity);
  if (rule.at_most && std::holds_alternative<requirement::Hours>(*rule.at_most))
    fields.refuse("atMost", "what is shared is counted in credit or awards, not in hours");
  rule.times = fields.optional_integer("times", {2, kCounts.max});
  CAIRN_CHECK(fields.finish());
  if (rule.at_most || rule.times) return PolicyEffect(std::move(rule));
  return invalid("\"sharing\" needs at least one of: atMost, times", source.place_of(value));
}

struct EffectForm {
  std::string_view key;
  Result<PolicyEffect> (*read)(const json::Value&, const Source&);
};
constexpr EffectForm kEffects[] = {
    {"limit", read_limit_rule},     {"exclude", read_exclusion<false>},
    {"only", read_exclusion<true>}, {"gradeFloor", read_floor},
    {"applied", read_applied_rule}, {"distinct", read_distinct_rule},
    {"average", read_average_rule}, {"residency", read_residency},
    {"sharing", read_sharing_cap},
};

PolicyEffect read_effect(Fields& fields) {
  PolicyEffect effect;
  int given = 0;
  std::string known;
  for (const EffectForm& form : kEffects) {
    known += (known.empty() ? "" : ", ") + std::string(form.key);
    if (!fields.has(form.key)) continue;
    ++given;
    effect = fields.nested(form.key, form.read);
  }
  if (given != 1) fields.refuse("id", "a policy rule needs exactly one of: " + known);
  return effect;
}

struct Concern {
  std::vector<AchievementKind> kinds;
  std::optional<requirement::LevelRange> level;
};

Result<Concern> read_concern(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"for\"");
  Concern made;
  made.kinds = fields.choice_list("kinds", kAchievementKinds);
  made.level = fields.optional_nested("level", read_level_range);
  CAIRN_CHECK(fields.finish());
  return made;
}

// Names in merged requirements are made of them (docs/reference/policies.md, section 2).
void check_name(Fields& fields, const std::string& id) {
  if (id.find_first_of(":/") != std::string::npos)
    fields.refuse("id", "the id of a policy or of a rule of it holds no colon and no slash");
}

Result<PolicyRule> read_rule(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a policy rule");
  PolicyRule rule;
  rule.id = fields.id<requirement::PolicyRuleId>("id");
  check_name(fields, rule.id.text());
  rule.title = fields.optional_texts("title");
  Concern concern = fields.optional_nested("for", read_concern).value_or(Concern());
  rule.kinds = std::move(concern.kinds);
  rule.level = std::move(concern.level);
  for (const std::optional<Layer>& layer : fields.choice_list("mayLoosen", kLoosening)) {
    if (layer)
      rule.may_loosen.push_back(*layer);
    else
      rule.may_except = true;
  }
  rule.effect = read_effect(fields);
  CAIRN_CHECK(fields.finish());
  return rule;
}

// Each layer says in its own way who is beneath it.
void read_beneath(Policy& policy, Fields& fields) {
  policy.countries = fields.text_list("countries");
  policy.organizations = fields.id_list<OrganizationId>("organizations");
  policy.achievements = fields.text_list("achievements");
  const std::pair<Layer, std::pair<std::string_view, bool>> lists[] = {
      {Layer::nation, {"countries", policy.countries.empty()}},
      {Layer::consortium, {"organizations", policy.organizations.empty()}},
      {Layer::programme, {"achievements", policy.achievements.empty()}}};
  for (const auto& [layer, list] : lists)
    if ((layer == policy.layer) == list.second)
      fields.refuse(layer == policy.layer ? "layer" : list.first,
                    "\"" + std::string(list.first) + "\" belongs to the layer " +
                        std::string(word_of(layer)) + ", which needs it");
}

void check_ids(const Policy& policy, Fields& fields) {
  std::vector<requirement::PolicyRuleId> ids;
  for (const PolicyRule& rule : policy.rules) ids.push_back(rule.id);
  std::ranges::sort(ids);
  if (const auto same = std::ranges::adjacent_find(ids); same != ids.end())
    fields.refuse("rules", "two rules of the policy have the id \"" + same->text() + "\"");
}

}  // namespace

std::string_view word_of(Layer layer) { return word_for(kLayers, layer); }

Result<Policy> read_policy(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a policy");
  Policy policy;
  policy.id = fields.id<requirement::PolicyId>("id");
  check_name(fields, policy.id.text());
  policy.version = fields.integer_or("version", {1, std::numeric_limits<int>::max()}, 1);
  policy.layer = fields.choice("layer", kLayers);
  policy.name = fields.texts("name");
  policy.organization = fields.id<OrganizationId>("organization");
  policy.valid_from = fields.date("validFrom");
  policy.valid_until = fields.optional_date("validUntil");
  if (policy.valid_until && *policy.valid_until < policy.valid_from)
    fields.refuse("validUntil", "\"validUntil\" is before \"validFrom\"");
  read_beneath(policy, fields);
  policy.rules = fields.list("rules", read_rule);
  if (policy.rules.empty()) fields.refuse("rules", "a policy needs \"rules\", at least one");
  check_ids(policy, fields);
  CAIRN_CHECK(fields.finish());
  return policy;
}

}  // namespace cairn::documents

#include "documents/agreement_json.h"

#include <algorithm>
#include <limits>

#include "documents/filter_json.h"
#include "documents/grade_json.h"
#include "documents/record_json.h"
#include "domain/requirement/requirement.h"

namespace cairn::documents {
namespace {

using recognition::Agreement;
using recognition::Denial;
using recognition::Grant;
using recognition::GrantKind;
using recognition::Group;
using recognition::Signature;
using recognition::Term;

constexpr Range kPrecedences{-1'000'000, 1'000'000};
constexpr Word<recognition::Side> kSides[] = {
    {"sender", recognition::Side::sender},
    {"receiver", recognition::Side::receiver},
};

constexpr Word<credit::RoundingMode> kRoundingModes[] = {
    {"none", credit::RoundingMode::none},
    {"down", credit::RoundingMode::down},
    {"half-up", credit::RoundingMode::half_up},
    {"half-even", credit::RoundingMode::half_even},
};

Result<credit::Rounding> read_rounding(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a rounding rule");
  credit::Rounding rounding;
  rounding.mode = fields.choice("mode", kRoundingModes);
  if (rounding.mode != credit::RoundingMode::none) rounding.step = fields.exact_number("step");
  if (rounding.step <= Rational(0)) fields.refuse("step", "\"step\" must be more than zero");
  CAIRN_CHECK(fields.finish());
  return rounding;
}

Result<credit::Rate> read_rate(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a rate");
  credit::Rate rate;
  rate.from = fields.id<credit::SystemId>("from");
  rate.to = fields.id<credit::SystemId>("to");
  rate.factor = fields.exact_number("factor");
  if (rate.factor.is_negative() || rate.factor.is_zero())
    fields.refuse("factor", "\"factor\" must be more than zero");
  rate.rounding = fields.optional_nested("rounding", read_rounding).value_or(credit::Rounding());
  CAIRN_CHECK(fields.finish());
  return rate;
}

Result<recognition::GradeRule> read_grade_rule(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a conversion of grades");
  recognition::GradeRule rule;
  rule.from = fields.id<grade::TableId>("from");
  rule.to = fields.id<grade::TableId>("to");
  rule.policy = fields.choice_or("policy", kGradePolicies, grade::Policy::average);
  CAIRN_CHECK(fields.finish());
  return rule;
}

void write_grade_rule(json::Writer& writer, const recognition::GradeRule& rule) {
  writer.begin_object().member("from", rule.from.text()).member("to", rule.to.text());
  writer.member("policy", word_for(kGradePolicies, rule.policy)).end_object();
}

Result<learning::FactStatement> read_standing(const json::Value& value, const Source& source) {
  Fields fields(value, source, "advanced standing");
  learning::FactStatement standing{fields.text("name"), fields.text("value")};
  CAIRN_CHECK(fields.finish());
  return standing;
}

// What is granted, besides credit; unspecified credit when nothing else is said.
void read_what(Fields& fields, Grant& grant) {
  int said = 0;
  const auto says = [&](std::string_view key, GrantKind kind) {
    if (!fields.has(key)) return false;
    if (++said > 1)
      fields.refuse(key,
                    "a grant is at most one of: achievement, block, requirement, waiver, "
                    "advancedStanding");
    grant.kind = kind;
    return true;
  };
  if (says("achievement", GrantKind::credit))
    grant.achievement = fields.id<AchievementId>("achievement");
  if (says("block", GrantKind::block)) grant.achievement = fields.id<AchievementId>("block");
  if (says("requirement", GrantKind::requirement)) grant.node = fields.id<NodeId>("requirement");
  if (says("waiver", GrantKind::waiver)) grant.node = fields.id<NodeId>("waiver");
  if (says("advancedStanding", GrantKind::advanced_standing))
    grant.standing = fields.nested("advancedStanding", read_standing);
}

Result<Group> read_group(const json::Value& value, const Source& source) {
  Group group;
  for (const json::Value& each : value.items()) {
    if (!each.is_string() || each.string().empty())
      return invalid("\"from\" must hold ids of achievements", source.place_of(each));
    group.emplace_back(std::string(each.string()));
  }
  std::ranges::sort(group);
  if (const auto same = std::ranges::adjacent_find(group); same != group.end())
    return invalid("\"" + same->text() + "\" is named twice", source.place_of(value));
  return group;
}

// One group, or a list of them.
Result<std::vector<Group>> read_groups(const json::Value& value, const Source& source) {
  const auto refuse = [&](const json::Value& at) {
    return invalid(
        "\"from\" must be a list of achievements that are all needed, or a list of such "
        "lists, any of which is enough",
        source.place_of(at));
  };
  if (!value.is_array() || value.items().empty()) return refuse(value);
  if (!value.items()[0].is_array()) {
    CAIRN_TRY(Group group, read_group(value, source));
    return std::vector<Group>{std::move(group)};
  }
  std::vector<Group> groups;
  for (const json::Value& each : value.items()) {
    if (!each.is_array() || each.items().empty()) return refuse(each);
    CAIRN_TRY(Group group, read_group(each, source));
    if (std::ranges::find(groups, group) != groups.end())
      return invalid("this group is in \"from\" twice", source.place_of(each));
    groups.push_back(std::move(group));
  }
  return groups;
}

Result<Denial> read_denial(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a denial");
  Denial denial{fields.id<AchievementId>("achievement"), fields.texts("reason")};
  CAIRN_CHECK(fields.finish());
  return denial;
}

// A name alone says who signed, and nothing more.
Result<Signature> read_signature(const json::Value& value, const Source& source) {
  if (value.is_string()) return Signature{std::string(value.string())};
  Fields fields(value, source, "a signature");
  Signature signature{fields.text("name"), fields.choice("side", kSides), fields.date("on")};
  CAIRN_CHECK(fields.finish());
  return signature;
}

Result<Term> read_term(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a term");
  Term term;
  term.id = fields.text("id");
  term.from = fields.nested("from", read_groups);
  term.grant = fields.nested("grant", read_grant);
  term.awarded_within_days = fields.optional_integer("awardedWithinDays", {0, 36'500});
  term.where = fields.optional_nested("where", read_filter).value_or(requirement::Filter());
  CAIRN_CHECK(fields.finish());
  return term;
}

void check_as_a_whole(const Agreement& agreement, Fields& fields) {
  if (agreement.valid_until && *agreement.valid_until < agreement.valid_from)
    fields.refuse("validUntil", "\"validUntil\" is before \"validFrom\"");
  if (agreement.sender == agreement.receiver)
    fields.refuse("receiver", "sender and receiver are the same organization");
  if (agreement.terms.empty() && agreement.denials.empty())
    fields.refuse("terms", "an agreement needs at least one term, or something that it denies");
  std::vector<std::string> ids;
  for (const Term& term : agreement.terms) ids.push_back(term.id);
  std::ranges::sort(ids);
  if (const auto same = std::ranges::adjacent_find(ids); same != ids.end())
    fields.refuse("terms", "the term id \"" + *same + "\" occurs twice");
  std::vector<AchievementId> denied;
  for (const Denial& denial : agreement.denials) denied.push_back(denial.achievement);
  std::ranges::sort(denied);
  if (const auto same = std::ranges::adjacent_find(denied); same != denied.end())
    fields.refuse("denied", "\"" + same->text() + "\" is denied twice");
}

void write_rate(json::Writer& writer, const credit::Rate& rate) {
  writer.begin_object();
  writer.member("from", rate.from.text());
  writer.member("to", rate.to.text());
  writer.member("factor", rate.factor.to_string());
  if (rate.rounding.mode != credit::RoundingMode::none) {
    writer.key("rounding").begin_object();
    writer.member("mode", std::string(word_for(kRoundingModes, rate.rounding.mode)));
    writer.member("step", rate.rounding.step.to_string());
    writer.end_object();
  }
  writer.end_object();
}

void write_what(json::Writer& writer, const Grant& grant) {
  switch (grant.kind) {
    case GrantKind::credit:
      if (!grant.achievement.empty()) writer.member("achievement", grant.achievement.text());
      return;
    case GrantKind::block:
      writer.member("block", grant.achievement.text());
      return;
    case GrantKind::requirement:
      writer.member("requirement", grant.node.text());
      return;
    case GrantKind::waiver:
      writer.member("waiver", grant.node.text());
      return;
    case GrantKind::advanced_standing:
      write_fact_statement(writer.key("advancedStanding"), grant.standing);
      return;
  }
}

void write_group(json::Writer& writer, const Group& group) {
  writer.begin_array();
  for (const AchievementId& id : group) writer.string(id.text());
  writer.end_array();
}

void write_term(json::Writer& writer, const Term& term) {
  writer.begin_object().member("id", term.id).key("from");
  if (term.from.size() == 1) {
    write_group(writer, term.from.front());
  } else {
    writer.begin_array();
    for (const Group& group : term.from) write_group(writer, group);
    writer.end_array();
  }
  write_grant(writer.key("grant"), term.grant);
  if (term.awarded_within_days) writer.member("awardedWithinDays", *term.awarded_within_days);
  if (!requirement::tests_nothing(term.where)) write_filter(writer.key("where"), term.where);
  writer.end_object();
}

void write_signatures(json::Writer& writer, const std::vector<Signature>& signatures) {
  writer.key("signedBy").begin_array();
  for (const Signature& each : signatures) {
    if (!each.side || !each.on) {
      writer.string(each.name);
      continue;
    }
    writer.begin_object().member("name", each.name);
    writer.member("side", std::string(word_for(kSides, *each.side)));
    writer.member("on", each.on->to_string()).end_object();
  }
  writer.end_array();
}

void write_denials(json::Writer& writer, const std::vector<Denial>& denials) {
  if (denials.empty()) return;
  writer.key("denied").begin_array();
  for (const Denial& each : denials) {
    writer.begin_object().member("achievement", each.achievement.text());
    write_texts(writer.key("reason"), each.reason);
    writer.end_object();
  }
  writer.end_array();
}

}  // namespace

Result<Grant> read_grant(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a grant");
  Grant grant;
  read_what(fields, grant);
  grant.credit = fields.optional_nested("credit", read_amount);
  grant.rate = fields.optional_nested("rate", read_rate);
  grant.grade = fields.optional_nested("grade", read_grade_rule);
  const int amounts = (grant.credit ? 1 : 0) + (grant.rate ? 1 : 0);
  if (recognition::is_credit(grant.kind) && amounts != 1)
    fields.refuse("grant", "a grant of credit needs exactly one of: credit, rate");
  if (grant.kind == GrantKind::requirement && amounts > 1)
    fields.refuse("grant", "a requirement that is met has at most one of: credit, rate");
  if (!recognition::makes_award(grant.kind) && amounts != 0)
    fields.refuse("grant", "a waiver and advanced standing carry no credit");
  if (!recognition::makes_award(grant.kind) && grant.grade)
    fields.refuse("grade", "a waiver and advanced standing carry no grade");
  CAIRN_CHECK(fields.finish());
  return grant;
}

void write_grant(json::Writer& writer, const Grant& grant) {
  writer.begin_object();
  write_what(writer, grant);
  if (grant.credit) write_amount(writer.key("credit"), *grant.credit);
  if (grant.rate) write_rate(writer.key("rate"), *grant.rate);
  if (grant.grade) write_grade_rule(writer.key("grade"), *grant.grade);
  writer.end_object();
}

Result<Agreement> read_agreement(const json::Value& value, const Source& source) {
  Fields fields(value, source, "an agreement");
  Agreement made;
  made.id = fields.id<AgreementId>("id");
  made.version = fields.integer_or("version", {1, std::numeric_limits<int>::max()}, 1);
  made.title = fields.texts("title");
  made.sender = fields.id<OrganizationId>("sender");
  made.receiver = fields.id<OrganizationId>("receiver");
  made.valid_from = fields.date("validFrom");
  made.valid_until = fields.optional_date("validUntil");
  made.awards_from = fields.optional_date("awardsFrom");
  made.automatic = fields.flag("automatic");
  made.precedence = fields.integer_or("precedence", kPrecedences, 0);
  made.accepts_recognised = fields.flag("acceptsRecognised");
  made.requires_signatures = fields.flag("requiresSignatures");
  made.signatures = fields.list("signedBy", read_signature);
  made.terms = fields.list("terms", read_term);
  made.denials = fields.list("denied", read_denial);
  check_as_a_whole(made, fields);
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_agreement(json::Writer& writer, const Agreement& agreement) {
  writer.begin_object();
  writer.member("id", agreement.id.text());
  writer.member("version", agreement.version);
  write_texts(writer.key("title"), agreement.title);
  writer.member("sender", agreement.sender.text());
  writer.member("receiver", agreement.receiver.text());
  writer.member("validFrom", agreement.valid_from.to_string());
  if (agreement.valid_until) writer.member("validUntil", agreement.valid_until->to_string());
  if (agreement.awards_from) writer.member("awardsFrom", agreement.awards_from->to_string());
  writer.member("automatic", agreement.automatic);
  if (agreement.precedence != 0) writer.member("precedence", agreement.precedence);
  if (agreement.accepts_recognised) writer.member("acceptsRecognised", true);
  if (agreement.requires_signatures) writer.member("requiresSignatures", true);
  write_signatures(writer, agreement.signatures);
  writer.key("terms").begin_array();
  for (const Term& term : agreement.terms) write_term(writer, term);
  writer.end_array();
  write_denials(writer, agreement.denials);
  writer.end_object();
}

}  // namespace cairn::documents

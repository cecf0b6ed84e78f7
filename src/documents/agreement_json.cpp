#include "documents/agreement_json.h"

#include <algorithm>
#include <limits>

namespace cairn::documents {
namespace {

using recognition::Agreement;
using recognition::Grant;
using recognition::Term;

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

Result<Grant> read_grant(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a grant");
  Grant grant;
  if (fields.has("achievement")) grant.achievement = fields.id<AchievementId>("achievement");
  grant.credit = fields.optional_nested("credit", read_amount);
  grant.rate = fields.optional_nested("rate", read_rate);
  if (grant.credit.has_value() == grant.rate.has_value())
    fields.refuse("grant", "a grant needs exactly one of: credit, rate");
  CAIRN_CHECK(fields.finish());
  return grant;
}

Result<Term> read_term(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a term");
  Term term;
  term.id = fields.text("id");
  term.from = fields.id_list<AchievementId>("from");
  std::ranges::sort(term.from);
  if (term.from.empty()) fields.refuse("from", "\"from\" must name at least one achievement");
  if (const auto same = std::ranges::adjacent_find(term.from); same != term.from.end())
    fields.refuse("from", "\"" + same->text() + "\" is named twice");
  term.grant = fields.nested("grant", read_grant);
  term.awarded_within_days = fields.optional_integer("awardedWithinDays", {0, 36'500});
  CAIRN_CHECK(fields.finish());
  return term;
}

void check_as_a_whole(const Agreement& agreement, Fields& fields) {
  if (agreement.valid_until && *agreement.valid_until < agreement.valid_from)
    fields.refuse("validUntil", "\"validUntil\" is before \"validFrom\"");
  if (agreement.sender == agreement.receiver)
    fields.refuse("receiver", "sender and receiver are the same organization");
  if (agreement.terms.empty()) fields.refuse("terms", "an agreement needs at least one term");
  std::vector<std::string> ids;
  for (const Term& term : agreement.terms) ids.push_back(term.id);
  std::ranges::sort(ids);
  if (const auto same = std::ranges::adjacent_find(ids); same != ids.end())
    fields.refuse("terms", "the term id \"" + *same + "\" occurs twice");
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

void write_grant(json::Writer& writer, const Grant& grant) {
  writer.begin_object();
  if (!grant.achievement.empty()) writer.member("achievement", grant.achievement.text());
  if (grant.credit) write_amount(writer.key("credit"), *grant.credit);
  if (grant.rate) write_rate(writer.key("rate"), *grant.rate);
  writer.end_object();
}

}  // namespace

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
  made.automatic = fields.flag("automatic");
  made.signed_by = fields.text_list("signedBy");
  made.terms = fields.list("terms", read_term);
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
  writer.member("automatic", agreement.automatic);
  write_text_list(writer.key("signedBy"), agreement.signed_by);
  writer.key("terms").begin_array();
  for (const Term& term : agreement.terms) {
    writer.begin_object().member("id", term.id).key("from").begin_array();
    for (const AchievementId& id : term.from) writer.string(id.text());
    writer.end_array();
    write_grant(writer.key("grant"), term.grant);
    if (term.awarded_within_days) writer.member("awardedWithinDays", *term.awarded_within_days);
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
}

}  // namespace cairn::documents

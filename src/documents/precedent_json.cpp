#include "documents/precedent_json.h"

#include <algorithm>
#include <utility>

#include "documents/agreement_json.h"
#include "documents/level_json.h"

namespace cairn::documents {
namespace {

using recognition::Basis;
using recognition::Deviation;
using recognition::Facts;
using recognition::Precedent;
using recognition::PrecedentId;

constexpr Word<Basis> kBases[] = {
    {"credential", Basis::credential},
    {"stated", Basis::stated},
};

Result<Facts> read_facts(const json::Value& value, const Source& source) {
  Fields fields(value, source, "the facts of a precedent");
  Facts facts;
  facts.achievement = fields.id<AchievementId>("achievement");
  facts.organization = fields.id<OrganizationId>("organization");
  facts.level = fields.optional_nested("level", read_level);
  facts.credit = read_credit_list(fields);
  facts.content = fields.text("content");
  std::ranges::sort(facts.credit, {}, &credit::Amount::system);
  CAIRN_CHECK(fields.finish());
  return facts;
}

Result<Deviation> read_deviation(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a deviation");
  Deviation deviation{fields.id<PrecedentId>("from"), fields.text("explanation")};
  CAIRN_CHECK(fields.finish());
  return deviation;
}

}  // namespace

Result<Precedent> read_precedent(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a precedent");
  Precedent made;
  made.id = fields.id<PrecedentId>("id");
  made.receiver = fields.id<OrganizationId>("receiver");
  made.facts = fields.nested("facts", read_facts);
  made.basis = fields.choice_or("basis", kBases, Basis::credential);
  made.confirmed_by = fields.optional_text("confirmedBy");
  made.grant = fields.optional_nested("grant", read_grant);
  const bool refused = fields.flag("refused");
  made.reason = fields.text("reason");
  made.decided = fields.date("decided");
  made.decided_by = fields.text("decidedBy");
  made.deviates = fields.optional_nested("deviates", read_deviation);
  if ((made.basis == Basis::stated) == made.confirmed_by.empty())
    fields.refuse(
        "confirmedBy",
        "\"confirmedBy\" names the registrar who confirmed facts that are \"stated\", and "
        "only those");
  if (refused == made.grant.has_value())
    fields.refuse("refused", "a precedent has a \"grant\", or \"refused\": true");
  CAIRN_CHECK(fields.finish());
  return made;
}

Result<std::vector<Precedent>> read_precedents(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a document of precedents");
  if (!fields.has("precedents"))
    fields.refuse("precedents", "a document of precedents needs \"precedents\"");
  std::vector<Precedent> made = fields.list("precedents", read_precedent);
  std::vector<PrecedentId> ids;
  for (const Precedent& each : made) ids.push_back(each.id);
  std::ranges::sort(ids);
  if (const auto same = std::ranges::adjacent_find(ids); same != ids.end())
    fields.refuse("precedents", "the precedent id \"" + same->text() + "\" occurs twice");
  if (const auto found = recognition::find_inconsistency(made))
    fields.refuse("precedents", describe(*found));
  CAIRN_CHECK(fields.finish());
  return made;
}

std::string describe(const recognition::Inconsistency& found) {
  return "the precedent \"" + found.later.text() + "\" answers otherwise than \"" +
         found.earlier.text() +
         "\" on the same facts; it needs \"deviates\" with \"from\" and \"explanation\"";
}

void write_precedent(json::Writer& writer, const Precedent& precedent) {
  writer.begin_object().member("receiver", precedent.receiver.text());
  write_precedent_members(writer, precedent);
  writer.end_object();
}

void write_precedent_members(json::Writer& writer, const Precedent& precedent) {
  writer.member("id", precedent.id.text());
  write_facts(writer.key("facts"), precedent.facts);
  if (precedent.basis == Basis::stated)
    writer.member("basis", word_for(kBases, precedent.basis))
        .member("confirmedBy", precedent.confirmed_by);
  if (precedent.grant)
    write_grant(writer.key("grant"), *precedent.grant);
  else
    writer.member("refused", true);
  writer.member("reason", precedent.reason).member("decided", precedent.decided.to_string());
  writer.member("decidedBy", precedent.decided_by);
  if (precedent.deviates) {
    writer.key("deviates").begin_object().member("from", precedent.deviates->from.text());
    writer.member("explanation", precedent.deviates->explanation).end_object();
  }
}

void write_facts(json::Writer& writer, const Facts& facts) {
  writer.begin_object().member("achievement", facts.achievement.text());
  writer.member("organization", facts.organization.text());
  if (facts.level) write_level(writer.key("level"), *facts.level);
  write_amounts(writer.key("credit"), facts.credit);
  writer.member("content", facts.content).end_object();
}

}  // namespace cairn::documents

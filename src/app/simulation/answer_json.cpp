#include "app/simulation/simulate.h"
#include "formats/json/writer.h"

namespace cairn::simulation {
namespace {

void write_cell(json::Writer& writer, const Cell& cell, bool with_credit) {
  writer.begin_object().member("records", cell.records);
  if (with_credit) writer.member("credit", cell.credit.to_string());
  writer.end_object();
}

bool has_credit(EffectKind kind) {
  return kind == EffectKind::completed || kind == EffectKind::nearer ||
         kind == EffectKind::undone || kind == EffectKind::farther;
}

// Outcomes without records are left out, as are the withheld ones.
void write_effects(json::Writer& writer, const Row& row) {
  writer.member("records", row.records);
  for (const EffectKind kind : kEffectKinds) {
    const Cell& cell = row.cells[static_cast<std::size_t>(kind)];
    if (cell.records == 0) continue;
    write_cell(writer.key(word_of(kind)), cell, has_credit(kind));
  }
  if (row.withheld > 0)
    writer.key("withheld").begin_object().member("records", row.withheld).end_object();
}

void write_group(json::Writer& writer, const Row& row) {
  writer.begin_object();
  if (!row.value.empty()) writer.member("value", row.value);
  if (row.is_others) writer.member("others", true);
  write_effects(writer, row);
  writer.end_object();
}

void write_tables(json::Writer& writer, const Tables& tables) {
  writer.key("withheld").begin_array();
  for (const EffectKind kind : tables.withheld) writer.string(word_of(kind));
  writer.end_array();
  writer.key("all").begin_object();
  write_effects(writer, tables.all);
  writer.end_object();
  writer.key("groups").begin_array();
  for (const auto& [attribute, rows] : tables.groups) {
    writer.begin_object().member("by", attribute).key("rows").begin_array();
    for (const Row& row : rows) write_group(writer, row);
    writer.end_array().end_object();
  }
  writer.end_array();
}

void write_lost(json::Writer& writer, const Cell& lost) {
  writer.member("records", lost.records).member("credit", lost.credit.to_string());
}

void write_signature(json::Writer& writer, const Signature& signature) {
  writer.begin_object();
  if (signature.sender.empty())
    writer.member("others", true);
  else
    writer.member("sender", signature.sender.text());
  write_lost(writer, signature.lost);
  writer.key("achievements").begin_array();
  for (const LostOf& of : signature.achievements) {
    writer.begin_object();
    if (of.achievement.empty())
      writer.member("others", true);
    else
      writer.member("achievement", of.achievement.text());
    write_lost(writer, of.lost);
    writer.end_object();
  }
  writer.end_array().end_object();
}

void write_text(json::Writer& writer, std::string_view key, const std::string& text) {
  if (!text.empty()) writer.member(key, text);
}

void write_place(json::Writer& writer, const ReliefPlace& place) {
  write_text(writer, "achievement", place.achievement.text());
  if (place.version != 0) writer.member("version", place.version);
  write_text(writer, "node", place.node.text());
  write_text(writer, "limit", place.limit.text());
  write_text(writer, "policy", place.policy.text());
  write_text(writer, "rule", place.rule.text());
  write_text(writer, "agreement", place.agreement.text());
  write_text(writer, "sender", place.sender.text());
}

void write_saved(json::Writer& writer, const Saved& saved) {
  writer.begin_object();
  write_lost(writer, saved.nearer);
  writer.member("leaves", saved.leaves).end_object();
}

void write_relief(json::Writer& writer, const RankedRelief& ranked) {
  const Relief& relief = ranked.relief;
  writer.begin_object().member("kind", word_of(relief.kind));
  write_place(writer, relief.place);
  if (relief.is_rule())
    writer.member("unit", relief.unit)
        .member("from", relief.forms.front())
        .member("to", relief.forms[ranked.form]);
  writer.key("signers").begin_array();
  for (const OrganizationId& signer : ranked.signers) writer.string(signer.text());
  writer.end_array();
  if (ranked.alone) write_saved(writer.key("alone"), *ranked.alone);
  writer.end_object();
}

void write_choice(json::Writer& writer, const Choice& choice, std::size_t reliefs) {
  writer.begin_object().key("reliefs").begin_array();
  for (std::size_t i = 0; i < reliefs; ++i)
    if (choice.has(i)) writer.integer(static_cast<std::int64_t>(i));
  writer.end_array().member("signatures", choice.signatures);
  write_saved(writer.key("saved"), choice.saved);
  writer.end_object();
}

void write_ranking(json::Writer& writer, const Ranking& ranking) {
  writer.begin_object().member("goal", ranking.goal.text());
  write_text(writer, "system", ranking.system.text());
  writer.key("reliefs").begin_array();
  for (const RankedRelief& ranked : ranking.reliefs) write_relief(writer, ranked);
  writer.end_array().key("choices").begin_array();
  for (const Choice& choice : ranking.choices) write_choice(writer, choice, ranking.reliefs.size());
  writer.end_array().end_object();
}

}  // namespace

std::string ChangeAnswer::to_json() const {
  json::Writer writer(json::Style::indented);
  writer.begin_object().member("goal", goal.text()).member("at", at.to_string());
  if (!system.empty()) writer.member("system", system.text());
  writer.member("smallest", smallest).member("told", tables.is_told);
  if (tables.is_told) write_tables(writer, tables);
  writer.end_object();
  return writer.take();
}

std::string LostAnswer::to_json() const {
  json::Writer writer(json::Style::indented);
  writer.begin_object().member("receiver", receiver.text()).member("at", at.to_string());
  writer.member("system", system.text()).member("smallest", smallest);
  writer.key("signatures").begin_array();
  for (const Signature& signature : signatures) write_signature(writer, signature);
  writer.end_array();
  if (ranking) write_ranking(writer.key("toward"), *ranking);
  writer.end_object();
  return writer.take();
}

}  // namespace cairn::simulation

#include "documents/recognition_json.h"

#include <string>

#include "documents/filter_json.h"
#include "documents/grade_json.h"
#include "documents/record_json.h"
#include "domain/requirement/requirement.h"

namespace cairn::documents {
namespace {

using recognition::Decision;
using recognition::GrantKind;
using recognition::Refusal;
using recognition::RefusalReason;
using recognition::Step;

constexpr Word<RefusalReason> kReasons[] = {
    {"no_agreement", RefusalReason::no_agreement},
    {"agreement_not_yet_valid", RefusalReason::agreement_not_yet_valid},
    {"agreement_ended", RefusalReason::agreement_ended},
    {"between_versions", RefusalReason::between_versions},
    {"other_version", RefusalReason::other_version},
    {"not_signed", RefusalReason::not_signed},
    {"not_held", RefusalReason::not_held},
    {"not_earned", RefusalReason::not_earned},
    {"other_issuer", RefusalReason::other_issuer},
    {"awarded_later", RefusalReason::awarded_later},
    {"expired", RefusalReason::expired},
    {"denied", RefusalReason::denied},
    {"too_old", RefusalReason::too_old},
    {"condition_failed", RefusalReason::condition_failed},
    {"credit_missing", RefusalReason::credit_missing},
    {"outranked", RefusalReason::outranked},
    {"precedent_refuses", RefusalReason::precedent_refuses},
};

constexpr Word<GrantKind> kGrants[] = {
    {"credit", GrantKind::credit},
    {"block", GrantKind::block},
    {"requirement", GrantKind::requirement},
    {"waiver", GrantKind::waiver},
    {"advanced-standing", GrantKind::advanced_standing},
};

void write_basis(json::Writer& writer, const Decision& decision) {
  if (!decision.precedent.empty()) {
    writer.member("precedent", decision.precedent.text());
    return;
  }
  writer.member("agreement", decision.agreement.text());
  writer.member("version", decision.agreement_version).member("term", decision.term);
}

void write_step(json::Writer& writer, const Step& step) {
  writer.begin_object().member("agreement", step.agreement.text());
  writer.member("version", step.version).member("term", step.term);
  writer.member("receiver", step.receiver.text());
  if (!step.achievement.empty()) writer.member("achievement", step.achievement.text());
  write_amounts(writer.key("from"), step.from);
  write_amounts(writer.key("exact"), step.exact);
  write_amounts(writer.key("counted"), step.counted);
  writer.end_object();
}

void write_chain(json::Writer& writer, const Decision& decision) {
  if (decision.chain.empty()) return;
  writer.key("chain").begin_array();
  for (const Step& step : decision.chain) write_step(writer, step);
  writer.end_array();
  const auto loss = recognition::loss_of(decision);
  if (!loss || !*loss) return;
  writer.key("loss").begin_object().member("amount", (*loss)->value.to_string());
  writer.member("system", (*loss)->system.text()).end_object();
}

// The grade of the original beside that of the view, or why it has none.
void write_graded(json::Writer& writer, const Decision& decision) {
  if (decision.original_grade) write_grade(writer.key("originalGrade"), *decision.original_grade);
  if (decision.grade_refused)
    writer.member("gradeRefused", word_for(kGradeRefusals, *decision.grade_refused));
}

// What comes of it, in the form in which a record holds it.
void write_outcome(json::Writer& writer, const Decision& decision) {
  if (recognition::makes_award(decision.kind)) write_award(writer.key("award"), decision.view);
  if (decision.exception) write_exception(writer.key("exception"), *decision.exception);
  if (decision.standing) write_fact_statement(writer.key("fact"), *decision.standing);
}

}  // namespace

std::string_view word_of(RefusalReason reason) { return word_for(kReasons, reason); }
std::string_view word_of(GrantKind kind) { return word_for(kGrants, kind); }

void write_proposal(json::Writer& writer, const recognition::Proposal& proposal) {
  const Decision& decision = proposal.decision;
  writer.begin_object().member("id", decision.id.text());
  writer.member("receiver", decision.view.organization.text());
  writer.member("grants", word_of(decision.kind));
  write_basis(writer, decision);
  write_ids(writer.key("from"), decision.from);
  write_amounts(writer.key("original"), decision.original);
  if (decision.exact) write_amount(writer.key("exact"), *decision.exact);
  write_graded(writer, decision);
  write_chain(writer, decision);
  write_outcome(writer, decision);
  writer.member("precedence", proposal.precedence).member("automatic", decision.automatic);
  write_text_list(writer.key("competesWith"), proposal.competing);
  writer.end_object();
}

void write_refusal(json::Writer& writer, const Refusal& refusal) {
  const auto member = [&](std::string_view key, const std::string& text) {
    if (!text.empty()) writer.member(key, text);
  };
  writer.begin_object().member("reason", word_of(refusal.reason));
  member("agreement", refusal.agreement.text());
  if (!refusal.agreement.empty()) writer.member("version", refusal.version);
  member("term", refusal.term);
  member("achievement", refusal.achievement.text());
  if (refusal.superseded_by) member("supersededBy", refusal.superseded_by->text());
  member("award", refusal.award.text());
  if (refusal.date) member("date", refusal.date->to_string());
  member("system", refusal.system.text());
  member("organization", refusal.organization.text());
  member("by", refusal.by);
  if (!requirement::tests_nothing(refusal.condition))
    write_filter(writer.key("condition"), refusal.condition);
  writer.end_object();
}

void write_choice(json::Writer& writer, const recognition::Choice& choice, std::string_view unit) {
  const auto amount = [&](std::string_view key, const Rational& value) {
    writer.key(key).begin_object().member("amount", value.to_string());
    writer.member("unit", unit).end_object();
  };
  amount("total", choice.total);
  amount("bound", choice.bound);
  writer.member("proven", choice.proven);
  writer.member("nodes", static_cast<std::int64_t>(choice.nodes));
  write_ids(writer.key("decisions"), choice.decisions);
}

}  // namespace cairn::documents

#include "documents/case_report_json.h"

#include "documents/case_words.h"
#include "documents/record_json.h"

namespace cairn::documents {
namespace {

using namespace prior_learning;

// The members beside code and subject.
struct AcceptedWriter {
  json::Writer& writer;

  void operator()(std::monostate) const {}
  void operator()(const Date& day) const { writer.member("day", day.to_string()); }
  void operator()(const std::vector<StepKind>& steps) const {
    writer.key("steps").begin_array();
    for (const StepKind step : steps) writer.string(word_for(kCaseSteps, step));
    writer.end_array();
  }
  void operator()(Role role) const { writer.member("role", word_for(kCaseRoles, role)); }
  void operator()(const AwardId& award) const { writer.member("award", award.text()); }
  void operator()(int level) const { writer.member("level", level); }
  void operator()(Extent extent) const { writer.member("extent", word_for(kExtents, extent)); }
};

void write_refused(json::Writer& writer, const Replay::Refused& refused) {
  writer.begin_object().member("step", static_cast<std::int64_t>(refused.step) + 1);
  writer.member("code", word_for(kCaseRefusals, refused.refusal.code));
  if (!refused.refusal.subject.empty()) writer.member("subject", refused.refusal.subject);
  std::visit(AcceptedWriter{writer}, refused.refusal.accepted);
  writer.end_object();
}

void write_possible(json::Writer& writer, const Possible& possible) {
  writer.begin_object().member("step", word_for(kCaseSteps, possible.step));
  writer.member("role", word_for(kCaseRoles, possible.role));
  if (possible.actor) writer.member("person", possible.actor->text());
  if (possible.step == StepKind::release)
    writer.member("assessor", possible.about.front());
  else if (!possible.about.empty())
    write_text_list(writer.key("outcomes"), possible.about);
  if (possible.from) writer.member("from", possible.from->to_string());
  if (possible.by) writer.member("by", possible.by->to_string());
  writer.end_object();
}

void write_decision(json::Writer& writer, const Decision& decision) {
  writer.begin_object().member("extent", word_for(kExtents, decision.extent));
  writer.member("day", decision.day.to_string()).member("officer", decision.officer.text());
  writer.member("fraction", decision.fraction.to_string());
  if (decision.cut_by) writer.member("cutBy", word_for(kCapScopes, *decision.cut_by));
  writer.key("outcomes").begin_array();
  for (const OutcomeDecision& outcome : decision.outcomes) {
    writer.begin_object().member("id", outcome.id);
    writer.member("result", word_for(kOutcomeResults, outcome.result));
    if (outcome.level) writer.member("level", *outcome.level);
    writer.end_object();
  }
  writer.end_array();
  if (decision.grant) {
    write_award(writer.key("award"), decision.grant->award);
    if (decision.grant->level) {
      writer.key("level").begin_object();
      writer.member("framework", decision.grant->level->framework);
      writer.member("value", decision.grant->level->value).end_object();
    }
  }
  writer.end_object();
}

}  // namespace

void write_case_report(json::Writer& writer, const CaseReport& report) {
  const Case& reached = report.reached;
  writer.begin_object().member("case", reached.opening.id.text());
  writer.member("day", report.day.to_string());
  writer.member("state", word_for(kCaseStates, reached.state));
  writer.member("round", word_for(kCaseRounds, reached.round));
  if (reached.due) writer.member("due", reached.due->to_string());
  writer.member("overdue", is_overdue(reached, report.day));
  if (report.refused) write_refused(writer.key("refused"), *report.refused);
  writer.key("next").begin_array();
  for (const Possible& possible : report.next) write_possible(writer, possible);
  writer.end_array();
  if (reached.decision) write_decision(writer.key("decision"), *reached.decision);
  writer.end_object();
}

}  // namespace cairn::documents

#include "documents/audit_json.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "documents/attribute_json.h"
#include "documents/grade_json.h"
#include "documents/kinds_json.h"
#include "documents/policy_json.h"
#include "documents/record_json.h"
#include "domain/policy/policy.h"
#include "domain/requirement/exception_scope.h"

namespace cairn::documents {
namespace {

using audit::Audit;
using audit::Distance;
using audit::NodeKind;
using audit::NodeResult;
using audit::NodeStatus;
using audit::ProgrammeNode;
using audit::ReasonCode;
using audit::Status;

constexpr Word<Status> kStatuses[] = {
    {"complete", Status::complete},
    {"complete_if_in_progress_passes", Status::complete_if_in_progress_passes},
    {"incomplete", Status::incomplete},
    {"undecided", Status::undecided}};

constexpr Word<NodeStatus> kNodeStatuses[] = {
    {"satisfied", NodeStatus::satisfied},
    {"in_progress", NodeStatus::satisfied_if_in_progress_passes},
    {"waived", NodeStatus::waived},
    {"unsatisfied", NodeStatus::unsatisfied},
    {"not_needed", NodeStatus::not_chosen}};

constexpr Word<ReasonCode> kReasons[] = {{"conflict", ReasonCode::conflict},
                                         {"limit_conflict", ReasonCode::limit_conflict},
                                         {"wide_conflict", ReasonCode::wide_conflict},
                                         {"unexplained", ReasonCode::unexplained},
                                         {"assumed", ReasonCode::assumed},
                                         {"expired", ReasonCode::expired},
                                         {"revoked", ReasonCode::revoked},
                                         {"not_yet", ReasonCode::not_yet},
                                         {"consumed", ReasonCode::consumed},
                                         {"blocked", ReasonCode::blocked},
                                         {"forced", ReasonCode::forced},
                                         {"repeated", ReasonCode::repeated},
                                         {"absorbed", ReasonCode::absorbed},
                                         {"in_parts", ReasonCode::in_parts},
                                         {"falls_short", ReasonCode::falls_short},
                                         {"avoided", ReasonCode::avoided},
                                         {"limited", ReasonCode::limited},
                                         {"exception_idle", ReasonCode::exception_idle},
                                         {"out_of_budget", ReasonCode::out_of_budget}};

// As requirements are written (formats.md); a group that asks for one of its children is `any`.
constexpr Word<NodeKind> kRules[] = {
    {"all", NodeKind::all},         {"atLeast", NodeKind::at_least},
    {"holds", NodeKind::holds},     {"credit", NodeKind::credit},
    {"hours", NodeKind::hours},     {"awards", NodeKind::awards},
    {"points", NodeKind::points},   {"fact", NodeKind::fact},
    {"when", NodeKind::when},       {"same", NodeKind::same},
    {"applied", NodeKind::applied}, {"distinct", NodeKind::distinct},
    {"average", NodeKind::average}};

constexpr Word<version::Why> kWhys[] = {{"today", version::Why::today},
                                        {"entered", version::Why::entered},
                                        {"first", version::Why::first},
                                        {"chosen", version::Why::chosen},
                                        {"taught_out", version::Why::taught_out}};

constexpr Word<audit::Unit::Measure> kMeasures[] = {{"credit", audit::Unit::Measure::credit},
                                                    {"hours", audit::Unit::Measure::hours},
                                                    {"awards", audit::Unit::Measure::awards}};

std::string_view rule_of(const ProgrammeNode& node) {
  if (node.kind == NodeKind::at_least && node.count == 1 && !node.at_most) return "any";
  return word_for(kRules, node.kind);
}

std::string_view missing_code(NodeKind kind) {
  switch (kind) {
    case NodeKind::holds:
      return "missing_achievement";
    case NodeKind::credit:
      return "missing_credit";
    case NodeKind::hours:
      return "missing_hours";
    case NodeKind::awards:
      return "missing_awards";
    case NodeKind::points:
      return "missing_points";
    case NodeKind::fact:
      return "missing_fact";
    case NodeKind::applied:
    case NodeKind::distinct:
    case NodeKind::average:
      return "missing_condition";
    case NodeKind::all:
    case NodeKind::at_least:
    case NodeKind::when:
    case NodeKind::same:
      break;  // no leaves
  }
  CAIRN_ASSERT(false);
}

/// The tree below one node; recursion is bounded by Programme::kDepthMax.
class TreeWriter {
 public:
  TreeWriter(json::Writer& writer, std::span<const ProgrammeNode> nodes,
             const std::vector<NodeResult>& results)
      : writer_(writer), nodes_(nodes), results_(results) {}

  void write(int index) {
    const ProgrammeNode& node = nodes_[static_cast<std::size_t>(index)];
    const NodeResult& result = results_[static_cast<std::size_t>(index)];
    writer_.begin_object().member("id", node.id.text());
    if (!node.title.empty()) write_texts(writer_.key("title"), node.title);
    writer_.member("rule", rule_of(node)).member("status", word_of(result.status));
    writer_.member("need", result.need.to_string()).member("have", result.have.to_string());
    write_about(node);
    writer_.key("awards").begin_array();
    for (const AwardId& award : result.applied) write_applied_award(award, result);
    writer_.end_array().key("children").begin_array();
    for (int child : node.children) write(child);
    writer_.end_array().end_object();
  }

 private:
  void write_applied_award(const AwardId& award, const NodeResult& result) {
    writer_.begin_object().member("award", award.text());
    const auto piece = std::ranges::find(result.pieces, award, &audit::AppliedPiece::award);
    if (piece != result.pieces.end()) {
      write_amount(writer_.key("used"), piece->applied);
      write_amount(writer_.key("of"), {piece->whole, piece->applied.system});
    }
    writer_.end_object();
  }

  // What need and have are counted in, and what the rule asks about.
  void write_about(const ProgrammeNode& node) {
    if (node.kind == NodeKind::applied)
      writer_.member("measure", word_for(kMeasures, node.unit.measure));
    if (node.at_most) writer_.member("atMost", std::to_string(*node.at_most));
    if (node.terms.is_share) writer_.member("share", true);
    if (!node.unit.system.empty()) writer_.member("system", node.unit.system.text());
    if (!node.scale.empty()) writer_.member("scale", node.scale.text());
    if (node.kind == NodeKind::holds) writer_.member("achievement", node.achievement.text());
    if (!node.fact.name.empty()) writer_.member("fact", node.fact.name);
    if (node.in >= 0) writer_.member("in", nodes_[static_cast<std::size_t>(node.in)].id.text());
  }

  json::Writer& writer_;
  std::span<const ProgrammeNode> nodes_;
  const std::vector<NodeResult>& results_;
};

void write_leaf(json::Writer& writer, const ProgrammeNode& node, const audit::Missing& missing) {
  writer.begin_object().member("code", missing_code(node.kind)).member("node", node.id.text());
  if (missing.credit)
    write_amount(writer.key("need"), *missing.credit);
  else if (node.kind == NodeKind::fact)
    writer.member("fact", node.fact.name);
  else if (node.kind != NodeKind::holds)
    writer.member("amount", missing.amount.to_string());
  writer.key("achievements").begin_array();
  for (const AchievementId& id : node.named) writer.string(id.text());
  writer.end_array();
}

// What an award has to state, where that is anything.
void write_stated(json::Writer& writer, const audit::Stated& stated) {
  if (stated.grade) write_grade(writer.key("grade"), *stated.grade);
  if (!stated.assessment.empty()) writer.member("assessment", stated.assessment);
  if (!stated.attributes.empty()) write_attributes(writer.key("attributes"), stated.attributes);
  if (stated.origin != AwardOrigin::study)
    writer.member("origin", word_for(kOrigins, stated.origin));
}

void write_outlook(json::Writer& writer, std::span<const ProgrammeNode> nodes,
                   const audit::Outlook& outlook) {
  writer.key("alternatives").begin_array();
  for (const audit::Alternative& each : outlook.nearest) {
    writer.begin_object().member("achievement", each.achievement.text());
    if (each.credit) write_amount(writer.key("credit"), *each.credit);
    writer.member("place", nodes[static_cast<std::size_t>(each.place)].id.text());
    write_stated(writer, each.stated);
    if (each.reaches) writer.member("reaches", each.reaches->to_string());
    write_distance(writer.key("left"), each.left);
    writer.end_object();
  }
  writer.end_array();
  if (outlook.is_out_of_reach) writer.member("outOfReach", true);
}

void write_version(json::Writer& writer, const version::AppliedVersion& version) {
  writer.begin_object().member("achievement", version.achievement.text());
  writer.member("version", version.number).member("why", word_of(version.why));
  if (version.why == version::Why::taught_out) writer.member("insteadOf", version.instead_of);
  writer.member("digest", version.digest).end_object();
}

void write_rule(json::Writer& writer, const learning::Catalogue& catalogue,
                const version::AppliedRule& applied) {
  const policy::Rule found = policy::rule_named(catalogue, applied.name);
  writer.begin_object().member("rule", applied.name.text());
  writer.member("achievement", applied.achievement.text());
  writer.member("policy", found.policy->id.text()).member("version", found.policy->version);
  writer.member("layer", word_of(found.policy->layer));
  writer.member("organization", found.policy->organization.text());
  write_texts(writer.key("name"), found.policy->name);
  writer.key("insteadOf").begin_array();
  for (const NodeId& other : applied.instead_of) writer.string(other.text());
  writer.end_array().end_object();
}

// What the audit went by: versions, policies, where exceptions hold now, and which they are.
void write_applied(json::Writer& writer, const audit::Programme& programme,
                   const version::Applicable& applied) {
  const std::set<AchievementId> opened = programme.opened();
  writer.key("versions").begin_array();
  for (const version::AppliedVersion& each : applied.versions)
    if (opened.contains(each.achievement)) write_version(writer, each);
  writer.end_array().key("policies").begin_array();
  for (const version::AppliedRule& each : applied.rules)
    if (opened.contains(each.achievement)) write_rule(writer, applied.catalogue, each);
  writer.end_array().key("moved").begin_array();
  for (const version::MovedException& each : applied.moved) {
    if (!has_node(programme, each.to)) continue;
    writer.begin_object()
        .member("exception", each.id.text())
        .member("from", each.from.text())
        .member("to", each.to.text())
        .end_object();
  }
  writer.end_array();
  const auto exceptions = exceptions_in(programme, applied);
  if (exceptions.empty()) return;
  writer.key("exceptions").begin_array();
  for (const requirement::Exception* each : exceptions) write_exception(writer, *each);
  writer.end_array();
}

void write_reason(json::Writer& writer, std::span<const ProgrammeNode> nodes,
                  const audit::Reason& reason) {
  writer.begin_object().member("code", word_of(reason.code));
  auto id_of = [&](int index) { return nodes[static_cast<std::size_t>(index)].id.text(); };
  if (!reason.nodes.empty()) writer.member("node", id_of(reason.nodes.front()));
  writer.key("nodes").begin_array();
  for (int index : reason.nodes) writer.string(id_of(index));
  writer.end_array();
  write_ids(writer.key("awards"), reason.awards);
  if (!reason.rule.empty()) writer.member("rule", reason.rule);
  writer.end_object();
}

// What is missing and why, as members.
void write_shortfall(json::Writer& writer, const audit::Programme& programme, const Audit& audit,
                     std::span<const audit::Outlook> outlook = {}) {
  write_missing(writer.key("missing"), programme, audit.missing, outlook);
  writer.key("reasons").begin_array();
  for (const audit::Reason& reason : audit.reasons) write_reason(writer, programme.nodes(), reason);
  writer.end_array();
  write_ids(writer.key("assumed"), audit.assumed);
}

// The distance, and what is proven where that is less.
void write_objective(json::Writer& writer, const Audit& audit) {
  write_distance(writer.key("objective"), audit.distance);
  if (audit.status == Status::undecided || audit.bound != audit.distance)
    write_distance(writer.key("bound"), audit.bound);
}

void write_node_state(json::Writer& writer, NodeStatus status, const Rational& have) {
  writer.begin_object().member("status", word_of(status));
  writer.member("have", have.to_string()).end_object();
}

void write_stating(json::Writer& writer, std::span<const audit::Stating> stating) {
  writer.begin_array();
  for (const audit::Stating& each : stating) {
    writer.begin_object().member("achievement", each.achievement.text());
    write_stated(writer, each.stated);
    writer.end_object();
  }
  writer.end_array();
}

void write_what_if(json::Writer& writer, std::span<const ProgrammeNode> nodes,
                   const audit::WhatIf& what_if) {
  const auto id_of = [&](int node) { return nodes[static_cast<std::size_t>(node)].id.text(); };
  const auto write_nodes = [&](const char* key, const std::vector<int>& places) {
    writer.key(key).begin_array();
    for (const int place : places) writer.string(id_of(place));
    writer.end_array();
  };
  writer.begin_object();
  write_ids(writer.key("earned"), what_if.earned);
  if (!what_if.stating.empty()) write_stating(writer.key("stating"), what_if.stating);
  writer.member("status", status_text(what_if.audit.status));
  write_objective(writer, what_if.audit);
  writer.key("nodes").begin_array();
  for (const audit::ChangedNode& each : what_if.nodes) {
    const NodeResult& after = what_if.audit.nodes[static_cast<std::size_t>(each.node)];
    writer.begin_object().member("node", id_of(each.node));
    writer.member("need", after.need.to_string());
    write_node_state(writer.key("before"), each.status_before, each.have_before);
    write_node_state(writer.key("after"), after.status, after.have);
    writer.end_object();
  }
  writer.end_array().key("awards").begin_array();
  for (const audit::MovedAward& each : what_if.awards) {
    writer.begin_object().member("award", each.award.text());
    if (!each.achievement.empty()) writer.member("further", each.achievement.text());
    write_nodes("before", each.before);
    write_nodes("after", each.after);
    writer.end_object();
  }
  writer.end_array();
  write_ids(writer.key("unused"), what_if.unused);
  writer.end_object();
}

void write_avoided(json::Writer& writer, const audit::Avoided& avoided) {
  writer.begin_object().member("weight", avoided.weight);
  if (avoided.bound != avoided.weight) writer.member("bound", avoided.bound);
  writer.end_object();
}

}  // namespace

std::string_view word_of(NodeStatus status) { return word_for(kNodeStatuses, status); }

std::string_view word_of(ReasonCode code) { return word_for(kReasons, code); }

std::string_view word_of(version::Why why) { return word_for(kWhys, why); }

std::string_view status_text(Status status) { return word_for(kStatuses, status); }

std::optional<Status> status_named(std::string_view text) {
  const auto* found = std::ranges::find(kStatuses, text, &Word<Status>::text);
  return found == std::end(kStatuses) ? std::nullopt : std::optional(found->meaning);
}

bool has_node(const audit::Programme& programme, const NodeId& node) {
  return programme.tree().find(node.text()) >= 0 ||
         programme.prerequisite_tree().find(node.text()) >= 0;
}

std::vector<const requirement::Exception*> exceptions_in(const audit::Programme& programme,
                                                         const version::Applicable& applied) {
  std::vector<const requirement::Exception*> found;
  for (const requirement::Exception& each : applied.record.exceptions)
    if (requirement::holds_on(each, applied.at) && has_node(programme, each.node))
      found.push_back(&each);
  std::ranges::sort(found, {}, &requirement::Exception::id);
  return found;
}

void write_distance(json::Writer& writer, const Distance& distance) {
  writer.begin_object();
  if (!distance.system.empty())
    write_amount(writer.key("credit"), {distance.credit, distance.system});
  writer.member("missing", distance.missing).end_object();
}

void write_missing(json::Writer& writer, const audit::Programme& programme,
                   std::span<const audit::Missing> missing,
                   std::span<const audit::Outlook> outlook) {
  writer.begin_array();
  for (std::size_t i = 0; i < missing.size(); ++i) {
    write_leaf(writer, programme.nodes()[static_cast<std::size_t>(missing[i].node)], missing[i]);
    if (i < outlook.size()) write_outlook(writer, programme.nodes(), outlook[i]);
    writer.end_object();
  }
  writer.end_array();
}

void write_audit_summary(json::Writer& writer, const audit::Programme& programme,
                         const Audit& audit) {
  writer.member("status", status_text(audit.status));
  write_distance(writer.key("distance"), audit.distance);
  write_shortfall(writer, programme, audit);
}

void write_audit(json::Writer& writer, const audit::Programme& programme, const Audit& audit,
                 const version::Applicable& applied, std::span<const audit::Outlook> outlook,
                 const audit::WhatIf* what_if) {
  const auto nodes = programme.nodes();
  writer.begin_object().member("status", status_text(audit.status));
  writer.key("requirements").begin_array();
  if (!nodes.empty()) TreeWriter(writer, nodes, audit.nodes).write(0);
  writer.end_array().key("prerequisites").begin_array();
  if (!programme.prerequisites().empty())
    TreeWriter(writer, programme.prerequisites(), audit.prerequisites).write(0);
  writer.end_array();
  write_shortfall(writer, programme, audit, outlook);
  write_applied(writer, programme, applied);
  write_objective(writer, audit);
  if (audit.avoided) write_avoided(writer.key("avoided"), *audit.avoided);
  writer.member("nodes", static_cast<std::int64_t>(audit.search_nodes));
  if (what_if != nullptr) write_what_if(writer.key("whatIf"), nodes, *what_if);
  writer.end_object();
}

}  // namespace cairn::documents

// One audit: the exact evaluation of the record against a goal, and what it went by.
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/audit_json.h"
#include "documents/fields.h"
#include "documents/policy_text.h"
#include "documents/programme_text.h"
#include "documents/record_json.h"
#include "domain/audit/alternatives.h"
#include "domain/audit/audit.h"
#include "domain/audit/what_if.h"
#include "domain/policy/policy.h"
#include "domain/requirement/exception_scope.h"
#include "formats/json/writer.h"
#include "server/api/asked.h"
#include "server/api/operations.h"
#include "server/api/present.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

constexpr std::string_view kLanguages[] = {"en", "ar"};

/// Names for every achievement id that an audit's answer can hold.
std::set<AchievementId> achievements_in(const audit::Programme& programme,
                                        const learning::Record& record,
                                        const std::vector<audit::Outlook>& outlook,
                                        const audit::WhatIf* what_if) {
  std::set<AchievementId> found;
  for (const audit::ProgrammeNode& node : programme.nodes()) {
    if (!node.achievement.empty()) found.insert(node.achievement);
    found.insert(node.named.begin(), node.named.end());
  }
  for (const audit::ProgrammeNode& node : programme.prerequisites())
    if (!node.achievement.empty()) found.insert(node.achievement);
  for (const learning::Award& award : record.awards)
    if (!award.achievement.empty()) found.insert(award.achievement);
  for (const audit::Outlook& each : outlook)
    for (const audit::Alternative& one : each.nearest) found.insert(one.achievement);
  if (what_if != nullptr) found.insert(what_if->earned.begin(), what_if->earned.end());
  return found;
}

// The versions that there are, beside the one that the audit went by.
void write_series(json::Writer& out, const Asked& asked, const AchievementId& goal,
                  const std::set<AchievementId>& opened) {
  out.key("series").begin_array();
  for (const version::AppliedVersion& applied : asked.applied.versions) {
    if (!opened.contains(applied.achievement)) continue;
    out.begin_object().member("achievement", applied.achievement.text());
    if (const auto entered = version::entry_to(applied.achievement, asked.applied.record, goal))
      out.member("entered", entered->on.to_string());
    out.key("versions").begin_array();
    for (const auto& version : asked.snapshot->achievement(applied.achievement)->versions) {
      out.begin_object().member("version", version.number);
      out.member("from", version.from.to_string());
      if (version.teach_out) out.member("teachOut", version.teach_out->to_string());
      out.end_object();
    }
    out.end_array().end_object();
  }
  out.end_array();
}

// What each rule of a policy in the tree asks for, in words, and those whose place it took.
void write_rules(json::Writer& out, const Asked& asked, const std::set<AchievementId>& opened) {
  std::set<NodeId> names;
  for (const version::AppliedRule& applied : asked.applied.rules) {
    if (!opened.contains(applied.achievement)) continue;
    names.insert(applied.name);
    names.insert(applied.instead_of.begin(), applied.instead_of.end());
  }
  const learning::Catalogue& catalogue = asked.applied.catalogue;
  out.key("rules").begin_array();
  for (const NodeId& name : names) {
    const policy::Rule found = policy::rule_named(catalogue, name);
    out.begin_object().member("rule", name.text()).key("organization");
    Presenter(out, *asked.snapshot).organization_ref(found.policy->organization);
    if (!found.rule->title.empty()) documents::write_texts(out.key("title"), found.rule->title);
    out.key("text").begin_object();
    for (const std::string_view language : kLanguages)
      out.member(language, documents::policy_rule_text(*found.rule, catalogue, language));
    out.end_object().end_object();
  }
  out.end_array();
}

// What the nodes ask for that are missing, where alternatives to them are, that reasons are about,
// or where something would change.
void write_asks(json::Writer& out, const Asked& asked, const audit::Programme& programme,
                const audit::Audit& audit, const std::vector<audit::Outlook>& outlook,
                const audit::WhatIf* what_if) {
  std::set<int> nodes;
  for (const audit::Outlook& each : outlook)
    for (const audit::Alternative& one : each.nearest) nodes.insert(one.place);
  for (const audit::Missing& missing : audit.missing) nodes.insert(missing.node);
  for (const audit::Reason& reason : audit.reasons)
    nodes.insert(reason.nodes.begin(), reason.nodes.end());
  if (what_if != nullptr)
    for (const audit::ChangedNode& each : what_if->nodes) nodes.insert(each.node);
  out.key("asks").begin_array();
  for (const int node : nodes) {
    out.begin_object();
    out.member("node", programme.nodes()[static_cast<std::size_t>(node)].id.text());
    out.key("text").begin_object();
    for (const std::string_view language : kLanguages)
      out.member(language, documents::ProgrammeText(programme, asked.applied.catalogue, language)
                               .rule(programme.tree(), node));
    out.end_object().end_object();
  }
  out.end_array();
}

// What was stated or decided about nodes of any tree, and holds on the day.
void write_exceptions(json::Writer& out, const Asked& asked) {
  out.key("exceptions").begin_array();
  for (const requirement::Exception& each : asked.applied.record.exceptions)
    if (requirement::holds_on(each, asked.at)) documents::write_exception(out, each);
  out.end_array();
}

// What the parameter `if` asks for; nothing without it.
Result<std::optional<audit::WhatIf>> what_if_of(const Call& call, const Asked& asked,
                                                const audit::Programme& programme,
                                                const audit::Audit& audit) {
  std::vector<AchievementId> earned;
  for (std::string& id : call.list("if")) earned.emplace_back(std::move(id));
  if (earned.empty()) return std::optional<audit::WhatIf>();
  CAIRN_TRY(audit::WhatIf found,
            audit::what_if(programme, asked.applied.catalogue, asked.applied.record, audit,
                           std::move(earned), {asked.at}));
  return std::optional(std::move(found));
}

Result<Response> audit_of_goal(const Api& api, const Call& call) {
  CAIRN_TRY(AchievementId goal, goal_of(call, *api.published.snapshot()));
  CAIRN_TRY(Asked asked, asked_of(api, call, goal));
  CAIRN_TRY(auto programme, audit::Programme::compile(goal, asked.applied.catalogue));
  CAIRN_TRY(auto audit, audit::evaluate(programme, asked.applied.record, {asked.at}));
  const std::vector<audit::Outlook> outlook =
      audit::outlook(programme, asked.applied.catalogue, asked.applied.record, audit, {asked.at});
  CAIRN_TRY(const auto asked_if, what_if_of(call, asked, programme, audit));
  const audit::WhatIf* what_if = asked_if ? &*asked_if : nullptr;
  json::Writer out;
  Presenter present(out, *asked.snapshot);
  out.begin_object().key("goal");
  present.achievement_ref(goal);
  out.member("at", asked.at.to_string()).key("audit");
  documents::write_audit(out, programme, audit, asked.applied, outlook, what_if);
  out.key("achievements").begin_array();
  for (const AchievementId& id : achievements_in(programme, asked.applied.record, outlook, what_if))
    present.achievement_ref(id);
  out.end_array().key("awards").begin_array();
  for (const learning::Award& award : asked.applied.record.awards) present.award(award);
  out.end_array();
  const std::set<AchievementId> opened = programme.opened();
  write_series(out, asked, goal, opened);
  write_rules(out, asked, opened);
  write_asks(out, asked, programme, audit, outlook, what_if);
  write_exceptions(out, asked);
  out.end_object();
  return json_response(out.take());
}

}  // namespace

void add_audit_operations(Operations& operations, const Api& api) {
  operations["getAudit"] = [api](const Call& call) { return audit_of_goal(api, call); };
}

}  // namespace cairn::server

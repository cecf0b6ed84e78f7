#include "cli/audit_text.h"

#include <ostream>

#include "cli/session.h"
#include "documents/programme_text.h"
#include "documents/requirement_text.h"

namespace cairn::cli {
namespace {

using audit::NodeKind;
using audit::Status;

const char* explanation(audit::ReasonCode code) {
  switch (code) {
    case audit::ReasonCode::conflict:
      return "cannot all be met, since they need the same awards";
    case audit::ReasonCode::assumed:
      return "assumed to be passed";
    case audit::ReasonCode::expired:
      return "would count, but has expired";
    case audit::ReasonCode::revoked:
      return "would count, but is revoked";
    case audit::ReasonCode::not_yet:
      return "would count, but is awarded later";
    case audit::ReasonCode::consumed:
      return "would count, but is used up by the greater award";
    case audit::ReasonCode::limited:
      return "less would be missing without the limit";
    case audit::ReasonCode::exception_idle:
      return "this exception is about a node that is not there";
    case audit::ReasonCode::out_of_budget:
      return "the search ended before this was proven";
  }
  return "";
}

// " (by the policy of Ministry)" after the name of a policy's rule; nothing after other names.
std::string by_policy(const Audited& audited, const std::string& rule) {
  const documents::Phrases phrases("requirement", "en");
  return printable(documents::by_policy(NodeId(rule), audited.catalogue, phrases));
}

// What is missing of a leaf where a number can say it.
std::string amount_of(const audit::ProgrammeNode& node, const audit::Missing& missing) {
  if (missing.credit)
    return missing.credit->value.to_string() + " " + missing.credit->system.text() + " of ";
  const bool is_counted = node.kind == NodeKind::hours || node.kind == NodeKind::awards ||
                          node.kind == NodeKind::points || audit::is_condition(node.kind);
  return is_counted ? missing.amount.to_string() + " of " : std::string();
}

}  // namespace

std::string name_of(const learning::Catalogue& catalogue, const AchievementId& id) {
  const learning::Achievement* found = catalogue.find_achievement(id);
  const auto name = found == nullptr ? std::string_view() : found->name.in("en");
  return std::string(name.empty() ? std::string_view(id.text()) : name);
}

std::string text_of(const audit::Distance& distance) {
  std::string text =
      std::to_string(distance.missing) + (distance.missing == 1 ? " part" : " parts");
  if (!distance.system.empty() && !distance.credit.is_zero())
    text += ", " + distance.credit.to_string() + " " + distance.system.text();
  return text;
}

std::string joined(const std::vector<AwardId>& awards) {
  std::string text;
  for (const AwardId& award : awards) text += (text.empty() ? "" : ", ") + award.text();
  return text;
}

void print_status(std::ostream& out, const Audited& audited) {
  const audit::Audit& audit = audited.audit;
  const std::string goal = name_of(audited.catalogue, audited.programme.goal());
  switch (audit.status) {
    case Status::complete:
      out << "COMPLETE: " << goal << "\n";
      break;
    case Status::complete_if_in_progress_passes:
      out << "COMPLETE IF WHAT IS IN PROGRESS PASSES: " << goal << "\n";
      break;
    case Status::incomplete:
      out << "INCOMPLETE: " << goal << ": missing " << text_of(audit.distance) << "\n";
      break;
    case Status::undecided:
      out << "UNDECIDED: " << goal << ": missing at most " << text_of(audit.distance) << "\n";
      break;
  }
  if (audit.bound != audit.distance)
    out << "  not proven to be the nearest; proven: missing at least " << text_of(audit.bound)
        << "\n";
}

void print_missing(std::ostream& out, const Audited& audited) {
  const documents::ProgrammeText text(audited.programme, audited.catalogue, "en");
  for (const audit::Missing& missing : audited.audit.missing) {
    const auto& node = audited.programme.nodes()[static_cast<std::size_t>(missing.node)];
    out << "  missing: " << amount_of(node, missing)
        << printable(text.rule(audited.programme.tree(), missing.node)) << " (" << node.id.text()
        << ")\n";
  }
}

void print_reasons(std::ostream& out, const Audited& audited) {
  for (const audit::Reason& reason : audited.audit.reasons) {
    std::string nodes;
    for (const int node : reason.nodes)
      nodes += (nodes.empty() ? "" : ", ") +
               audited.programme.nodes()[static_cast<std::size_t>(node)].id.text();
    const std::string awards = joined(reason.awards);
    if (reason.code == audit::ReasonCode::conflict)
      out << "  " << nodes << ": " << explanation(reason.code) << ": " << awards << "\n";
    else
      out << "  " << awards << (awards.empty() ? "" : ": ") << explanation(reason.code)
          << (reason.rule.empty() ? "" : ": ") << reason.rule << by_policy(audited, reason.rule)
          << (nodes.empty() ? "" : ": ") << nodes << "\n";
  }
}

}  // namespace cairn::cli

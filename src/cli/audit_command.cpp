// `cairn audit`: what a record still misses for a goal, proven.
#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "app/standing/audit_files.h"
#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/run.h"
#include "documents/requirement_text.h"

namespace cairn::cli {
namespace {

using audit::NodeKind;
using audit::NodeStatus;
using audit::Status;
using standing::AuditAnswer;

struct Options {
  std::string requirements;
  std::string record;
  std::string at;
  std::string entered;
  std::uint64_t nodes_max = audit::Options{}.nodes_max;
  bool json = false;
};

ExitCode exit_code_of(Status status) {
  switch (status) {
    case Status::complete:
      return ExitCode::ok;
    case Status::complete_if_in_progress_passes:
    case Status::incomplete:
      return ExitCode::no;
    case Status::undecided:
      return ExitCode::undecided;
  }
  return ExitCode::internal;
}

std::string name_of(const AuditAnswer& answer, const AchievementId& id) {
  const learning::Achievement* found = answer.applied.catalogue.find_achievement(id);
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

const char* mark_of(NodeStatus status) {
  switch (status) {
    case NodeStatus::satisfied:
      return "[x] ";
    case NodeStatus::satisfied_if_in_progress_passes:
      return "[~] ";
    case NodeStatus::waived:
      return "[w] ";
    case NodeStatus::unsatisfied:
      return "[ ] ";
    case NodeStatus::not_chosen:
      return " -  ";
  }
  return "";
}

// Where a node of an expanded tree was written: the requirement and the node in it.
struct Written {
  const requirement::Node* requirement = nullptr;
  const requirement::Node* node = nullptr;
};

// Nothing for the goal's own node, which stands in no requirement.
Written written(const AuditAnswer& answer, const audit::ProgrammeTree& tree, int index) {
  const auto nodes = tree.nodes();
  int above = nodes[static_cast<std::size_t>(index)].parent;
  while (above >= 0 && nodes[static_cast<std::size_t>(above)].kind != NodeKind::holds)
    above = nodes[static_cast<std::size_t>(above)].parent;
  const bool inside = above >= 0;
  const learning::Achievement* achievement = answer.applied.catalogue.find_achievement(
      inside ? nodes[static_cast<std::size_t>(above)].achievement : answer.programme.goal());
  if (achievement == nullptr) return {};
  const auto& requirement = inside ? achievement->requirement : achievement->prerequisites;
  if (!requirement) return {};
  const std::string& path = nodes[static_cast<std::size_t>(index)].id.text();
  return {&*requirement,
          requirement::find_node(*requirement, NodeId(path.substr(path.rfind('/') + 1)))};
}

// The nodes below one and itself, one line each.
class TreePrinter {
 public:
  TreePrinter(std::ostream& out, const AuditAnswer& answer, const audit::ProgrammeTree& tree,
              const std::vector<audit::NodeResult>& results)
      : out_(out), answer_(answer), tree_(tree), results_(results) {}

  void print(int index, int depth) {
    const audit::ProgrammeNode& node = tree_.nodes()[static_cast<std::size_t>(index)];
    const audit::NodeResult& result = results_[static_cast<std::size_t>(index)];
    out_ << std::string(static_cast<std::size_t>(depth) * 2, ' ') << mark_of(result.status);
    const std::string_view title = node.title.in(phrases_.language());
    if (!title.empty() && node.kind != NodeKind::holds) out_ << printable(title) << ": ";
    out_ << printable(rule_of(index)) << progress_of(node, result);
    if (!result.applied.empty()) out_ << "  <- " << joined(result.applied);
    out_ << "\n";
    // A certificate held needs no look at its parts.
    if (node.kind == NodeKind::holds && !result.applied.empty()) return;
    for (const int child : node.children) print(child, depth + 1);
  }

 private:
  std::string rule_of(int index) const {
    const Written found = written(answer_, tree_, index);
    if (found.node == nullptr)
      return name_of(answer_, tree_.nodes()[static_cast<std::size_t>(index)].achievement);
    return documents::RequirementText(*found.requirement, answer_.applied.catalogue, phrases_)
        .rule(*found.node);
  }

  static std::string progress_of(const audit::ProgrammeNode& node,
                                 const audit::NodeResult& result) {
    const bool is_counted = node.kind != NodeKind::holds && node.kind != NodeKind::fact &&
                            node.kind != NodeKind::when && node.kind != NodeKind::same;
    if (!is_counted || result.status == NodeStatus::waived) return {};
    return " (" + result.have.to_string() + " of " + result.need.to_string() + ")";
  }

  std::ostream& out_;
  const AuditAnswer& answer_;
  const audit::ProgrammeTree& tree_;
  const std::vector<audit::NodeResult>& results_;
  const documents::Phrases phrases_{"requirement", "en"};
};

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
std::string by_policy(const AuditAnswer& answer, const std::string& rule) {
  const documents::Phrases phrases("requirement", "en");
  return printable(documents::by_policy(NodeId(rule), answer.applied.catalogue, phrases));
}

void print_reasons(std::ostream& out, const AuditAnswer& answer) {
  for (const audit::Reason& reason : answer.audit.reasons) {
    std::string nodes;
    for (const int node : reason.nodes)
      nodes += (nodes.empty() ? "" : ", ") +
               answer.programme.nodes()[static_cast<std::size_t>(node)].id.text();
    const std::string awards = joined(reason.awards);
    if (reason.code == audit::ReasonCode::conflict)
      out << "  " << nodes << ": " << explanation(reason.code) << ": " << awards << "\n";
    else
      out << "  " << awards << (awards.empty() ? "" : ": ") << explanation(reason.code)
          << (reason.rule.empty() ? "" : ": ") << reason.rule << by_policy(answer, reason.rule)
          << (nodes.empty() ? "" : ": ") << nodes << "\n";
  }
}

// What is missing of a leaf where a number can say it.
std::string amount_of(const audit::ProgrammeNode& node, const audit::Missing& missing) {
  if (missing.credit)
    return missing.credit->value.to_string() + " " + missing.credit->system.text() + " of ";
  const bool is_counted = node.kind == NodeKind::hours || node.kind == NodeKind::awards ||
                          node.kind == NodeKind::points || audit::is_condition(node.kind);
  return is_counted ? missing.amount.to_string() + " of " : std::string();
}

void print_missing(std::ostream& out, const AuditAnswer& answer) {
  const documents::Phrases phrases("requirement", "en");
  for (const audit::Missing& missing : answer.audit.missing) {
    const auto& node = answer.programme.nodes()[static_cast<std::size_t>(missing.node)];
    const Written found = written(answer, answer.programme.tree(), missing.node);
    out << "  missing: " << amount_of(node, missing);
    if (found.node == nullptr)
      out << name_of(answer, node.achievement);
    else
      out << printable(
          documents::RequirementText(*found.requirement, answer.applied.catalogue, phrases)
              .rule(*found.node));
    out << " (" << node.id.text() << ")\n";
  }
}

const char* explanation(version::Why why) {
  switch (why) {
    case version::Why::today:
      return "in force on the day of the audit";
    case version::Why::entered:
      return "in force on the day of entry";
    case version::Why::first:
      return "the first there is; the entry was before it";
    case version::Why::chosen:
      return "chosen within the catalogue right";
    case version::Why::taught_out:
      return "the teach-out of the version before is over";
  }
  return "";
}

// Which versions the audit went by, of what is in its tree, and which exceptions moved.
void print_versions(std::ostream& out, const AuditAnswer& answer) {
  for (const version::AppliedVersion& each : answer.applied.versions) {
    const bool is_in_tree = std::ranges::any_of(answer.programme.nodes(), [&](const auto& node) {
      return node.kind == NodeKind::holds && node.achievement == each.achievement;
    });
    if (!is_in_tree) continue;
    out << "  version " << each.number << " of " << printable(name_of(answer, each.achievement))
        << ": " << explanation(each.why) << "\n";
  }
  for (const version::MovedException& each : answer.applied.moved)
    out << "  " << each.id.text() << ": " << each.from.text() << " is now " << each.to.text()
        << "\n";
}

void print(std::ostream& out, const AuditAnswer& answer) {
  const audit::Audit& audit = answer.audit;
  const std::string goal = name_of(answer, answer.programme.goal());
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
  TreePrinter(out, answer, answer.programme.tree(), audit.nodes).print(0, 1);
  print_missing(out, answer);
  print_reasons(out, answer);
  print_versions(out, answer);
  if (answer.programme.prerequisites().empty()) return;
  out << "  before starting:\n";
  TreePrinter(out, answer, answer.programme.prerequisite_tree(), audit.prerequisites).print(0, 2);
}

void run_audit(const Options& options, Session& session) {
  const auto at = day_asked_for(options.at, session);
  if (!at) return;
  const auto entered = day_of(options.entered, std::nullopt);
  if (!entered) {
    session.fail(entered.error());
    session.exit = ExitCode::usage;
    return;
  }
  const auto requirements = read_catalogue_files(session, options.requirements);
  if (!requirements) return session.fail(requirements.error());
  const auto record = read_named(session, options.record);
  if (!record) return session.fail(record.error());
  const auto answer =
      standing::audit_files({*requirements, *record}, {*at, options.nodes_max}, *entered);
  if (!answer) return session.fail(answer.error());
  session.exit = exit_code_of(answer->audit.status);
  if (options.json)
    session.out << answer->to_json() << "\n";
  else
    print(session.out, *answer);
}

}  // namespace

void add_audit_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command = app.add_subcommand("audit", "What a record still misses for a goal, proven");
  command
      ->add_option("--requirements", options->requirements,
                   "Catalogue document with a goal, or a folder of them")
      ->required();
  command->add_option("--record", options->record, "Record document")->required();
  command->add_option("--entered", options->entered,
                      "Day on which the learner entered the goal (default: as the record says)");
  command->add_option("--at", options->at, "Day for which the answer holds (default: today)");
  command->add_option("--nodes", options->nodes_max, "Search nodes before it answers 'undecided'")
      ->check(CLI::Range(1, 1'000'000'000));
  command->add_flag("--json", options->json, "Print the audit as JSON");
  command->callback([options, &session] { run_audit(*options, session); });
}

}  // namespace cairn::cli

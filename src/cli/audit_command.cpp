// `cairn audit`: what a record still misses for a goal, proven.
#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>

#include "app/standing/audit_files.h"
#include "cli/audit_text.h"
#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/run.h"
#include "documents/programme_text.h"

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

constexpr std::string_view kLanguage = "en";

// The nodes below one and itself, one line each.
class TreePrinter {
 public:
  TreePrinter(std::ostream& out, const Audited& audited, const audit::ProgrammeTree& tree,
              const std::vector<audit::NodeResult>& results)
      : out_(out), audited_(audited), tree_(tree), results_(results) {}

  void print(int index, int depth) {
    const audit::ProgrammeNode& node = tree_.nodes()[static_cast<std::size_t>(index)];
    const audit::NodeResult& result = results_[static_cast<std::size_t>(index)];
    out_ << std::string(static_cast<std::size_t>(depth) * 2, ' ') << mark_of(result.status);
    const std::string_view title = node.title.in(kLanguage);
    if (!title.empty() && node.kind != NodeKind::holds) out_ << printable(title) << ": ";
    out_ << printable(text_.rule(tree_, index)) << progress_of(node, result);
    if (!result.applied.empty()) out_ << "  <- " << applied_in(result);
    out_ << "\n";
    // A certificate held needs no look at its parts.
    if (node.kind == NodeKind::holds && !result.applied.empty()) return;
    for (const int child : node.children) print(child, depth + 1);
  }

 private:
  // "charts, statistics (3 of 4 ects)".
  static std::string applied_in(const audit::NodeResult& result) {
    std::string text;
    for (const AwardId& award : result.applied) {
      text += (text.empty() ? "" : ", ") + printable(award.text());
      const auto piece = std::ranges::find(result.pieces, award, &audit::AppliedPiece::award);
      if (piece == result.pieces.end()) continue;
      text += " (" + piece->applied.value.to_string() + " of " + piece->whole.to_string() + " " +
              printable(piece->applied.system.text()) + ")";
    }
    return text;
  }

  static std::string progress_of(const audit::ProgrammeNode& node,
                                 const audit::NodeResult& result) {
    const bool is_counted = node.kind != NodeKind::holds && node.kind != NodeKind::fact &&
                            node.kind != NodeKind::when && node.kind != NodeKind::same;
    if (!is_counted || result.status == NodeStatus::waived) return {};
    return " (" + result.have.to_string() + " of " + result.need.to_string() + ")";
  }

  std::ostream& out_;
  const Audited& audited_;
  const audit::ProgrammeTree& tree_;
  const std::vector<audit::NodeResult>& results_;
  const documents::ProgrammeText text_{audited_.programme, audited_.catalogue, kLanguage};
};

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

// Which versions the audit went by, of what is in its trees, and which exceptions moved.
void print_versions(std::ostream& out, const AuditAnswer& answer) {
  const std::set<AchievementId> opened = answer.programme.opened();
  for (const version::AppliedVersion& each : answer.applied.versions) {
    if (!opened.contains(each.achievement)) continue;
    out << "  version " << each.number << " of "
        << printable(name_of(answer.applied.catalogue, each.achievement)) << ": "
        << explanation(each.why) << "\n";
  }
  for (const version::MovedException& each : answer.applied.moved)
    out << "  " << each.id.text() << ": " << each.from.text() << " is now " << each.to.text()
        << "\n";
}

void print(std::ostream& out, const AuditAnswer& answer) {
  const Audited audited{answer.programme, answer.audit, answer.applied.catalogue};
  print_status(out, audited);
  TreePrinter(out, audited, audited.programme.tree(), audited.audit.nodes).print(0, 1);
  print_missing(out, audited);
  print_reasons(out, audited);
  print_versions(out, answer);
  if (audited.programme.prerequisites().empty()) return;
  out << "  before starting:\n";
  TreePrinter(out, audited, audited.programme.prerequisite_tree(), audited.audit.prerequisites)
      .print(0, 2);
}

void run_audit(const Options& options, Session& session) {
  const auto at = day_asked_for(options.at, session);
  if (!at) return;
  std::optional<Date> entered;
  if (!options.entered.empty()) {
    entered = day_asked_for(options.entered, session);
    if (!entered) return;
  }
  const auto requirements = read_catalogue_files(session, options.requirements);
  if (!requirements) return session.fail(requirements.error());
  const auto record = read_named(session, options.record);
  if (!record) return session.fail(record.error());
  const auto answer =
      standing::audit_files({*requirements, *record}, {*at, options.nodes_max}, entered);
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

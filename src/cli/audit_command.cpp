// `cairn audit`: what a record still misses for a goal, proven.
#include <memory>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "app/standing/audit_files.h"
#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/language_option.h"
#include "cli/run.h"
#include "documents/audit_json.h"
#include "documents/audit_text.h"
#include "documents/what_if_text.h"

namespace cairn::cli {
namespace {

using audit::NodeStatus;
using audit::Status;
using standing::AuditAnswer;
using Outlooks = std::vector<audit::Outlook>;

struct Options {
  std::string requirements;
  std::string record;
  std::string at;
  std::string entered;
  std::vector<std::string> earned;
  std::uint64_t nodes_max = audit::Options{}.nodes_max;
  std::string language = "en";
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

constexpr std::size_t kMarkWidth = 4;

// The nodes below one and itself, one line each, with the exceptions in force on them.
class TreePrinter {
 public:
  TreePrinter(std::ostream& out, const documents::AuditText& text, const audit::ProgrammeTree& tree,
              const std::vector<audit::NodeResult>& results)
      : out_(out), text_(text), tree_(tree), results_(results) {}

  void print(int index, int depth) {
    const audit::ProgrammeNode& node = tree_.nodes()[static_cast<std::size_t>(index)];
    const audit::NodeResult& result = results_[static_cast<std::size_t>(index)];
    out_ << std::string(static_cast<std::size_t>(depth) * 2, ' ') << mark_of(result.status)
         << printable(text_.node(tree_, index, result)) << "\n";
    print_lines(out_, text_.exceptions(node.id), static_cast<std::size_t>(depth) * 2 + kMarkWidth);
    // A certificate held needs no look at its parts.
    if (node.kind == audit::NodeKind::holds && !result.applied.empty()) return;
    for (const int child : node.children) print(child, depth + 1);
  }

 private:
  std::ostream& out_;
  const documents::AuditText& text_;
  const audit::ProgrammeTree& tree_;
  const std::vector<audit::NodeResult>& results_;
};

// Which versions the audit went by, of what is in its trees, and which exceptions moved.
std::vector<std::string> versions_of(const AuditAnswer& answer, const documents::AuditText& text) {
  const std::set<AchievementId> opened = answer.programme.opened();
  std::vector<std::string> lines;
  for (const version::AppliedVersion& each : answer.applied.versions)
    if (opened.contains(each.achievement)) lines.push_back(text.version(each));
  for (const version::MovedException& each : answer.applied.moved)
    if (documents::has_node(answer.programme, each.to)) lines.push_back(text.moved(each));
  return lines;
}

// Each missing leaf, and below it its exceptions and what new learning could do for it.
void print_missing(std::ostream& out, const AuditAnswer& answer, const Outlooks& outlook,
                   const documents::AuditText& text) {
  const std::vector<audit::Missing>& missing = answer.audit.missing;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    const auto node = static_cast<std::size_t>(missing[i].node);
    print_lines(out, {text.leaves().of(missing[i])}, 2);
    print_lines(out, text.exceptions(answer.programme.nodes()[node].id), 4);
    print_lines(out, text.leaves().outlook(missing[i], outlook[i]), 4);
  }
}

void print(std::ostream& out, const AuditAnswer& answer, const Outlooks& outlook,
           const std::string& language) {
  const audit::Programme& programme = answer.programme;
  const documents::AuditText text(programme, answer.audit, answer.applied.catalogue, language,
                                  documents::exceptions_in(programme, answer.applied));
  print_lines(out, {text.status()}, 0);
  print_lines(out, text.bound(), 2);
  TreePrinter(out, text, programme.tree(), answer.audit.nodes).print(0, 1);
  print_missing(out, answer, outlook, text);
  print_lines(out, text.reasons(), 2);
  print_lines(out, versions_of(answer, text), 2);
  if (programme.prerequisites().empty()) return;
  print_lines(out, {text.before()}, 2);
  TreePrinter(out, text, programme.prerequisite_tree(), answer.audit.prerequisites).print(0, 2);
}

void print(std::ostream& out, const AuditAnswer& answer, const audit::WhatIf& what_if,
           const std::string& language) {
  const documents::WhatIfText text(answer.programme, what_if, answer.applied.catalogue, language);
  print_lines(out, {text.head()}, 0);
  print_lines(out, text.lines(), 2);
}

// What --if asks for; nothing without it.
Result<std::optional<audit::WhatIf>> what_if(const Options& options, const AuditAnswer& answer,
                                             const audit::Options& asked) {
  if (options.earned.empty()) return std::optional<audit::WhatIf>();
  std::vector<AchievementId> earned;
  for (const std::string& id : options.earned) earned.emplace_back(id);
  CAIRN_TRY(audit::WhatIf found,
            audit::what_if(answer.programme, answer.applied.catalogue, answer.applied.record,
                           answer.audit, std::move(earned), asked));
  return std::optional(std::move(found));
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
  const audit::Options asked{*at, options.nodes_max};
  const auto answer = standing::audit_files({*requirements, *record}, asked, entered);
  if (!answer) return session.fail(answer.error());
  const Outlooks outlook = audit::outlook(answer->programme, answer->applied.catalogue,
                                          answer->applied.record, answer->audit, asked);
  const auto more = what_if(options, *answer, asked);
  if (!more) return session.fail(more.error());
  session.exit = exit_code_of(answer->audit.status);
  if (options.json) {
    session.out << answer->to_json(outlook, *more ? &**more : nullptr) << "\n";
    return;
  }
  print(session.out, *answer, outlook, options.language);
  if (*more) print(session.out, *answer, **more, options.language);
}

}  // namespace

void add_audit_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command = app.add_subcommand("audit", "What a record still misses for a goal, proven");
  command
      ->add_option("--requirements", options->requirements,
                   "Catalogue document with a goal, or a folder of them")
      ->type_name("PATH")
      ->required();
  command->add_option("--record", options->record, "Record document")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--entered", options->entered,
                   "Day on which the learner entered the goal (default: as the record says)")
      ->type_name("DAY");
  command->add_option("--at", options->at, "Day for which the answer holds (default: today)")
      ->type_name("DAY");
  command
      ->add_option("--if", options->earned,
                   "Achievement id: what would change if it were earned as well (may be repeated)")
      ->type_name("ID")
      ->allow_extra_args(false);
  command->add_option("--nodes", options->nodes_max, "Search nodes before it answers 'undecided'")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000'000));
  add_language_option(*command, options->language);
  command->add_flag("--json", options->json, "Print the audit as JSON");
  command->callback([options, &session] { run_audit(*options, session); });
}

}  // namespace cairn::cli

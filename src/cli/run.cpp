#include "cli/run.h"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <exception>
#include <ostream>

namespace cairn::cli {

ExitCode run(std::span<const char* const> arguments, Session& session,
             std::span<const AddCommand> more) {
  CLI::App app("Cairn: from a verified badge to the next step", "cairn");
  app.require_subcommand(1);
  app.set_version_flag("--version", "cairn " CAIRN_VERSION);
  for (const auto add :
       {add_verify_command,   add_issue_command,     add_bake_command,        add_unbake_command,
        add_canonize_command, add_check_command,     add_schema_command,      add_key_command,
        add_audit_command,    add_standing_command,  add_requirement_command, add_policy_command,
        add_lint_command,     add_plan_command,      add_status_command,      add_trust_command,
        add_bundle_command,   add_convert_command,   add_case_command,        add_recognise_command,
        add_worth_command,    add_agreement_command, add_attestation_command, add_award_command})
    add(app, session);
  for (const AddCommand& add : more) add(app, session);

  try {
    app.parse(static_cast<int>(arguments.size()), arguments.data());
  } catch (const CLI::ParseError& error) {
    // --help and --version arrive here too, with exit code 0.
    return app.exit(error, session.out, session.err) == 0 ? ExitCode::ok : ExitCode::usage;
  } catch (const std::exception& error) {
    session.fail({ErrorCode::internal, error.what(), {}});
  }
  return session.exit;
}

}  // namespace cairn::cli

// The command line: one program, one subcommand per file of this folder.
#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <span>

#include "cli/session.h"

namespace cairn::cli {

/// Registers one subcommand, whose callback does the work and sets session.exit.
using AddCommand = std::function<void(CLI::App& app, Session& session)>;

void add_agreement_command(CLI::App& app, Session& session);
void add_attestation_command(CLI::App& app, Session& session);
void add_audit_command(CLI::App& app, Session& session);
void add_award_command(CLI::App& app, Session& session);
void add_bake_command(CLI::App& app, Session& session);
void add_bundle_command(CLI::App& app, Session& session);
void add_canonize_command(CLI::App& app, Session& session);
void add_case_command(CLI::App& app, Session& session);
void add_check_command(CLI::App& app, Session& session);
void add_convert_command(CLI::App& app, Session& session);
void add_issue_command(CLI::App& app, Session& session);
void add_key_command(CLI::App& app, Session& session);
void add_lint_command(CLI::App& app, Session& session);
void add_plan_command(CLI::App& app, Session& session);
void add_policy_command(CLI::App& app, Session& session);
void add_recognise_command(CLI::App& app, Session& session);
void add_requirement_command(CLI::App& app, Session& session);
void add_schema_command(CLI::App& app, Session& session);
void add_standing_command(CLI::App& app, Session& session);
void add_status_command(CLI::App& app, Session& session);
void add_trust_command(CLI::App& app, Session& session);
void add_unbake_command(CLI::App& app, Session& session);
void add_verify_command(CLI::App& app, Session& session);
void add_worth_command(CLI::App& app, Session& session);

/// Parses `arguments` (the program's name first) and runs the command they name. `more` are the
/// commands that the program composes itself because they need adapters.
ExitCode run(std::span<const char* const> arguments, Session& session,
             std::span<const AddCommand> more);

}  // namespace cairn::cli

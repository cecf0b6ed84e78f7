// The help of every command says what each option takes, and what holds without it.
#include <doctest/doctest.h>

#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "support/without_store.h"

using namespace cairn;

namespace {

using Command = std::vector<std::string>;

std::string help_of(Command command) {
  command.emplace_back("--help");
  const test::Run run = test::cairn_without_store(command);
  CHECK(run.exit == cli::ExitCode::ok);
  return run.out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Calls visit(command, line) for the help of the command and of all below it.
void for_each_line(const Command& command,
                   const std::function<void(const Command&, const std::string&)>& visit) {
  bool in_subcommands = false;
  for (const std::string& line : lines_of(help_of(command))) {
    visit(command, line);
    if (line == "Subcommands:") {
      in_subcommands = true;
    } else if (in_subcommands && line.starts_with("  ") && line[2] != ' ') {
      Command below = command;
      below.push_back(line.substr(2, line.find(' ', 2) - 2));
      for_each_line(below, visit);
    }
  }
}

}  // namespace

TEST_CASE("no option takes just text, unless it lists what it may be") {
  int options = 0;
  for_each_line({}, [&](const Command& command, const std::string& line) {
    INFO((command.empty() ? "" : command.back()) << ": " << line);
    const auto text = line.find(" TEXT");
    CHECK((text == std::string::npos || line.substr(text).starts_with(" TEXT:{")));
    options += line.starts_with("  -") ? 1 : 0;
  });
  CHECK(options > 100);
}

TEST_CASE("what holds without an option is shown, once") {
  int budgets = 0;
  for_each_line({}, [&](const Command& command, const std::string& line) {
    INFO((command.empty() ? "" : command.back()) << ": " << line);
    if (line.find(" --language ") != std::string::npos)
      CHECK(line.find("{en,ar}=en ") != std::string::npos);
    if (line.find(" --nodes ") == std::string::npos) return;
    ++budgets;
    CHECK(line.find(" in [1 - 1000000000]=") != std::string::npos);
  });
  CHECK(budgets == 8);
  const std::string help = help_of({"lost"});
  CHECK(help.find("--together INT:INT in [1 - 5]=3") != std::string::npos);
  CHECK(help.find("(default: 3)") == std::string::npos);
}

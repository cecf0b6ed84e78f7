// The option of commands that answer in sentences.
#pragma once

#include <CLI/App.hpp>
#include <string>

namespace cairn::cli {

/// `--language en|ar`; `language` must outlive the command.
void add_language_option(CLI::App& command, std::string& language);

}  // namespace cairn::cli

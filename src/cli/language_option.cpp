#include "cli/language_option.h"

#include <CLI/Validators.hpp>

namespace cairn::cli {

void add_language_option(CLI::App& command, std::string& language) {
  command.add_option("--language", language, "Of the sentences")
      ->capture_default_str()
      ->check(CLI::IsMember({"en", "ar"}));
}

}  // namespace cairn::cli

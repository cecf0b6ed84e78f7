#include "oracle/clasp.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace cairn::oracle {
namespace {

constexpr const char* kProgram = "tests/oracle/audit.lp";

bool run(const std::string& command) { return std::system(command.c_str()) != -1; }

// pays(3,n(g(3),300012),credit,7)
void add_payment(const std::string& atom, std::map<int, Measure>& measures) {
  const auto last = atom.rfind(',');
  const auto before = atom.rfind(',', last - 1);
  const int question = std::atoi(atom.c_str() + atom.find('(') + 1);
  const std::int64_t amount = std::atoll(atom.c_str() + last + 1);
  const std::string level = atom.substr(before + 1, last - before - 1);
  if (level == "credit")
    measures[question].deficit.credit += amount;
  else if (level == "missing")
    measures[question].deficit.missing += static_cast<int>(amount);
  else
    measures[question].weight += amount;
}

}  // namespace

bool have_clasp() {
  return std::system("command -v gringo >/dev/null 2>&1 && command -v clasp >/dev/null 2>&1") == 0;
}

std::optional<std::map<int, Measure>> solve_with_clasp(const std::string& facts,
                                                       const std::filesystem::path& folder,
                                                       int seconds_max) {
  const std::string stem = (folder / "audit").string();
  std::ofstream(stem + ".facts.lp") << facts;
  const std::string ground = "gringo " + std::string(kProgram) + " '" + stem + ".facts.lp' >'" +
                             stem + ".ground' 2>'" + stem + ".log'";
  // Level by level; the last answer is the best.
  const std::string solve =
      "clasp --quiet=1 --opt-strategy=bb,hier --time-limit=" + std::to_string(seconds_max) + " '" +
      stem + ".ground' >'" + stem + ".answer' 2>>'" + stem + ".log'";
  if (!run(ground) || !run(solve)) return std::nullopt;
  std::ifstream in(stem + ".answer");
  std::map<int, Measure> measures;
  bool minimized = false, proven = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("pays(")) {
      measures.clear();
      std::istringstream atoms(line);
      for (std::string atom; atoms >> atom;) add_payment(atom, measures);
    }
    minimized = minimized || line.starts_with("Optimization");
    // Where nothing can be paid there is nothing to minimize.
    proven = proven || line == "OPTIMUM FOUND" || (line == "SATISFIABLE" && !minimized);
  }
  if (!proven) return std::nullopt;
  return measures;
}

}  // namespace cairn::oracle

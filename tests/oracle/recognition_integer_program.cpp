#include "oracle/recognition_integer_program.h"

#include <map>
#include <string>
#include <vector>

#include "oracle/cbc.h"

namespace cairn::oracle {
namespace {

std::string variable(std::size_t index) { return "x" + std::to_string(index); }

std::string as_integer_program(const std::vector<Granted>& grants) {
  std::string objective;
  std::string all;
  std::map<std::string, std::vector<std::size_t>> takers;
  for (std::size_t i = 0; i < grants.size(); ++i) {
    const Rational halves = multiply(grants[i].credit->value, 2).value();
    objective += "\n + " + std::to_string(halves.numerator()) + " " + variable(i);
    all += " " + variable(i) + "\n";  // CBC reads no long lines
    for (const std::string& root : grants[i].roots) takers["root " + root].push_back(i);
    takers["term " + grants[i].term].push_back(i);
    if (!grants[i].achievement.empty()) takers["achievement " + grants[i].achievement].push_back(i);
  }
  std::string rows;
  for (const auto& [name, indices] : takers) {
    if (indices.size() < 2) continue;
    for (const std::size_t i : indices) rows += "\n + " + variable(i);
    rows += " <= 1\n";
  }
  rows += " + " + variable(0) + " <= 1\n";
  return "Maximize\n obj:" + objective + "\nSubject To\n" + rows + "Binaries\n" + all + "End\n";
}

}  // namespace

std::optional<Rational> most_credit_by_cbc(const std::vector<Granted>& grants,
                                           const std::filesystem::path& file) {
  if (grants.empty()) return Rational(0);
  const auto optimum = cbc_optimum(as_integer_program(grants), file, 60);
  if (!optimum) return std::nullopt;
  // CBC reports what it minimises: the negative.
  return Rational::create(*optimum < 0 ? -*optimum : *optimum, 2).value();
}

}  // namespace cairn::oracle

#include "oracle/recognition_integer_program.h"

#include <cstdlib>
#include <map>
#include <numeric>
#include <string>

#include "oracle/cbc.h"

namespace cairn::oracle {
namespace {

std::string variable(std::size_t index) { return "x" + std::to_string(index); }

std::int64_t common_denominator(const std::vector<Granted>& grants) {
  std::int64_t denominator = 1;
  for (const Granted& each : grants)
    if (each.credit) denominator = std::lcm(denominator, each.credit->value.denominator());
  return denominator;
}

}  // namespace

ChoiceProgram as_integer_program(const std::vector<Granted>& grants) {
  const std::int64_t denominator = common_denominator(grants);
  std::string objective;
  std::string all;
  std::map<std::string, std::vector<std::size_t>> takers;
  for (std::size_t i = 0; i < grants.size(); ++i) {
    const Rational credit = grants[i].credit ? grants[i].credit->value : Rational(0);
    const Rational units = multiply(credit, denominator).value();
    objective += "\n + " + std::to_string(units.numerator()) + " " + variable(i);
    all += " " + variable(i) + "\n";  // CBC reads no long lines
    for (const std::string& root : grants[i].roots) takers["root " + root].push_back(i);
    takers["term " + grants[i].term].push_back(i);
    if (!grants[i].achievement.empty())
      takers["achievement " + grants[i].receiver + " " + grants[i].achievement].push_back(i);
  }
  std::string rows;
  for (const auto& [name, indices] : takers) {
    if (indices.size() < 2) continue;
    for (const std::size_t i : indices) rows += "\n + " + variable(i);
    rows += " <= 1\n";
  }
  rows += " + " + variable(0) + " <= 1\n";
  return {"Maximize\n obj:" + objective + "\nSubject To\n" + rows + "Binaries\n" + all + "End\n",
          denominator};
}

std::optional<Rational> most_credit_by_cbc(const std::vector<Granted>& grants,
                                           const std::filesystem::path& file) {
  if (grants.empty()) return Rational(0);
  const ChoiceProgram program = as_integer_program(grants);
  const auto optimum = cbc_optimum(program.text, file);
  if (!optimum) return std::nullopt;
  // CBC reports what it minimises: the negative.
  return Rational::create(std::abs(*optimum), program.denominator).value();
}

}  // namespace cairn::oracle

#include "app/simulation/simulate.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/simulation/counters.h"
#include "app/simulation/question.h"

namespace cairn::simulation {
namespace {

Result<Rules> read_rules(std::span<const documents::NamedText> files) {
  CAIRN_TRY(documents::CatalogueDocument document,
            documents::read_catalogue(files, documents::GoalMember::required));
  return Rules{std::move(document.goal), std::move(document.catalogue),
               std::move(document.agreements)};
}

// Named twice, a group would be told twice, and cells that are too small for one as large enough.
Result<void> check_groups(std::vector<std::string> by) {
  std::ranges::sort(by);
  const auto twice = std::ranges::adjacent_find(by);
  if (twice == by.end()) return {};
  return invalid("the population is grouped by \"" + *twice + "\" twice; name an attribute once");
}

}  // namespace

Result<ChangeAnswer> simulate(const ChangeQuestion& question, Population& population,
                              const Counting& counting) {
  CAIRN_CHECK(check_groups(question.by));
  CAIRN_TRY(Rules before, read_rules(question.before));
  CAIRN_TRY(Rules after, read_rules(question.after));
  CAIRN_TRY(const Change change,
            Change::create(std::move(before), std::move(after), question.asked));
  Folding folding = folding_of(counting, digest_of(question));
  folding.make_counter = [&] { return change_counter(change, question.by); };
  CAIRN_TRY(const Counted counted, fold(population, folding));
  CAIRN_TRY(Tables tables, tables_of(counted.tally, question.smallest));
  return ChangeAnswer{change.goal(),     change.system(),   question.asked.at,
                      question.smallest, std::move(tables), change.rules_after()};
}

}  // namespace cairn::simulation

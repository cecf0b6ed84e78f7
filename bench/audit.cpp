// The native side of `./dev bench audit`: for each line on stdin the next of the generated cases,
// by the floor, by Cairn and by Debian's CBC in this process, with the case in LP format in FILE
// for a peer that runs elsewhere. The floor is what no audit can skip: to see which award fits
// which leaf, and to add up one allocation.
//   bench_audit FILE
#include <coin/Cbc_C_Interface.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "domain/audit/audit.h"
#include "domain/audit/exceptions.h"
#include "domain/audit/model.h"
#include "domain/audit/search.h"
#include "oracle/cases.h"
#include "oracle/expansion.h"
#include "oracle/integer_program.h"

using namespace cairn;

namespace {

constexpr double kPeerSeconds = 5;

double own_microseconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

struct Kind {
  const char* name;
  int count;
  std::function<oracle::Case(std::uint64_t)> make;
};

std::function<oracle::Case(std::uint64_t)> sized(int awards, int blocks, int overlap = 3) {
  return [=](std::uint64_t seed) { return oracle::sized_case(seed, blocks, awards, overlap); };
}

std::vector<Kind> kinds() {
  return {
      {"a degree as institutions write it", 100, oracle::shaped_case},
      {"two elective pools, a thousand million combinations", 30, oracle::pool_case},
      {"20 to 40 awards of unequal credit, planted", 50, oracle::middle_case},
      {"the same with limits, sharing and conditions", 50, oracle::ruled_case},
      {"40 awards by 12 blocks", 10, sized(40, 12)},
      {"60 awards by 25 blocks", 10, sized(60, 25)},
      {"90 awards by 40 blocks", 5, sized(90, 40)},
      {"20 awards by 25 blocks", 5, sized(20, 25)},
      {"60 awards by 12 blocks", 5, sized(60, 12)},
      {"60 awards by 25 blocks, few fit", 5, sized(60, 25, 1)},
      {"60 awards by 25 blocks, many fit", 5, sized(60, 25, 8)},
  };
}

double time_floor(const audit::Programme& programme, const oracle::Case& input) {
  constexpr int kTimes = 20;
  std::vector<audit::Candidate> candidates;
  for (const learning::Award& award : input.record.awards)
    candidates.push_back({&award, programme.tree().index().number_of(award.achievement), false});
  const audit::Exceptions none;
  const audit::Question question{programme.tree(), 0,    programme.system(), candidates,
                                 input.record,     none, input.day};
  const double before = own_microseconds();
  for (int i = 0; i < kTimes; ++i) {
    const auto model = audit::build_model(question);
    const std::vector<std::uint8_t> used(model->problem.edges.size(), 1);
    const std::vector<std::uint8_t> chosen(model->problem.nodes.size(), 1);
    if (audit::cost_of(model->problem, used, chosen) < 0) std::abort();
  }
  return (own_microseconds() - before) / kTimes;
}

std::optional<std::int64_t> cbc_optimum(const std::string& file) {
  Cbc_Model* model = Cbc_newModel();
  Cbc_setLogLevel(model, 0);
  Cbc_readLp(model, file.c_str());
  Cbc_setAllowableGap(model, 0);
  Cbc_setAllowableFractionGap(model, 0);
  Cbc_setMaximumSeconds(model, kPeerSeconds);
  Cbc_solve(model);
  std::optional<std::int64_t> found;
  if (Cbc_isProvenOptimal(model) != 0) found = std::llround(Cbc_getObjValue(model));
  Cbc_deleteModel(model);
  return found;
}

// Short ones are timed again, warm.
double time_audit(const audit::Programme& programme, const oracle::Case& input,
                  audit::Audit& audit) {
  constexpr int kTimes = 20;
  audit::Options options;
  options.at = input.day;
  options.explain = audit::Explain::briefly;
  double before = own_microseconds();
  audit = audit::evaluate(programme, input.record, options).value();
  const double first = own_microseconds() - before;
  if (first > 2'000) return first;
  before = own_microseconds();
  for (int i = 0; i < kTimes; ++i)
    audit = audit::evaluate(programme, input.record, options).value();
  return (own_microseconds() - before) / kTimes;
}

void measure(const Kind& kind, const oracle::Case& input, const std::string& file) {
  const auto programme = audit::Programme::compile(input.goal, input.catalogue);
  const double floor = time_floor(*programme, input);
  audit::Audit audit;
  const double cairn = time_audit(*programme, input, audit);
  const auto question = oracle::expand_goal(input.catalogue, input.goal, input.record, input.day);
  std::ofstream(file) << oracle::as_integer_program(question);
  const double before = own_microseconds();
  const auto optimum = cbc_optimum(file);
  const double cbc = own_microseconds() - before;
  // As the integer program counts it.
  const Rational& credit = audit.distance.credit;
  const std::int64_t distance = credit.numerator() * (question.denominator / credit.denominator()) *
                                    (question.leaf_count + 1) +
                                audit.distance.missing;
  std::printf(
      "{\"case\": \"%s\", \"floor_us\": %.2f, \"cairn_us\": %.2f, \"cairn\": %lld, \"proven\": %s, "
      "\"undecided\": %s, \"cbc_us\": %.1f, \"cbc\": %s}\n",
      kind.name, floor, cairn, static_cast<long long>(distance),
      audit.bound == audit.distance ? "true" : "false",
      audit.status == audit::Status::undecided ? "true" : "false", cbc,
      optimum ? std::to_string(*optimum).c_str() : "null");
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  std::string line;
  for (const Kind& kind : kinds())
    for (int i = 1; i <= kind.count; ++i) {
      if (!std::getline(std::cin, line)) return 0;
      measure(kind, kind.make(static_cast<std::uint64_t>(i)), argv[1]);
    }
  if (std::getline(std::cin, line)) std::printf("{\"case\": null}\n");
  return 0;
}

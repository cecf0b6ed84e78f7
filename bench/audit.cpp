// The native side of `./dev bench audit`: for each line on stdin the next of the generated cases,
// by the floor, by Cairn and by Debian's CBC in this process, with the case in LP format in FILE
// for a peer that runs elsewhere. The floor is what no audit can skip: to see which award fits
// which leaf, and to add up one allocation. After those, cases that grow in one way each and audits
// of changed records, by Cairn alone.
//   bench_audit FILE
//   bench_audit --hard COUNT    instead of that so many of each hard kind, with a million nodes
//   each
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "cbc.h"
#include "domain/audit/audit.h"
#include "domain/audit/exceptions.h"
#include "domain/audit/model.h"
#include "domain/audit/search.h"
#include "oracle/cases.h"
#include "oracle/expansion.h"
#include "oracle/integer_program.h"
#include "turns.h"

using namespace cairn;

namespace {

constexpr double kPeerSeconds = 5;

using Make = std::function<oracle::Case(std::uint64_t)>;

struct Kind {
  std::string name;
  int count;
  Make make;
};

Make sized(int awards, int blocks, int overlap = 3) {
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
      {"60 awards by 25 blocks, few fit", 5, sized(60, 25, 1)},
      {"60 awards by 25 blocks, many fit", 5, sized(60, 25, 8)},
  };
}

// The first so many awards of a record, as if the learner had come so far.
Make first_awards(std::size_t count) {
  return [=](std::uint64_t seed) {
    oracle::Case made = oracle::sized_case(seed, 25, 60);
    if (made.record.awards.size() > count) made.record.awards.resize(count);
    return made;
  };
}

// Cases that differ in one thing.
std::vector<Kind> series() {
  constexpr int kCases = 20;
  std::vector<Kind> made;
  for (const int awards : {15, 30, 45, 60})
    made.push_back({"25 blocks, " + std::to_string(awards) + " awards", kCases,
                    first_awards(static_cast<std::size_t>(awards))});
  for (const int blocks : {5, 10, 20, 40})
    made.push_back(
        {std::to_string(blocks) + " blocks, awards to match", kCases, sized(blocks * 4, blocks)});
  for (const int overlap : {1, 3, 6, 12})
    made.push_back({"25 blocks, each for " + std::to_string(overlap) + " achievements or more",
                    kCases, sized(60, 25, overlap)});
  return made;
}

std::vector<Kind> changed() {
  return {{"a degree as institutions write it", 50, oracle::shaped_case},
          {"20 to 40 awards of unequal credit, planted", 15, oracle::middle_case},
          {"40 awards by 12 blocks", 10, sized(40, 12)}};
}

double time_floor(const audit::Programme& programme, const oracle::Case& input) {
  constexpr int kTimes = 100;
  std::vector<audit::Candidate> candidates;
  for (const learning::Award& award : input.record.awards)
    candidates.push_back({&award, programme.tree().index().number_of(award.achievement), false});
  const audit::Exceptions none;
  const audit::Question question{programme.tree(), 0,    programme.system(), candidates,
                                 input.record,     none, input.day};
  const double before = bench::cpu_microseconds();
  for (int i = 0; i < kTimes; ++i) {
    const auto model = audit::build_model(question);
    const std::vector<std::uint8_t> used(model->problem.edges.size(), 1);
    const std::vector<std::uint8_t> chosen(model->problem.nodes.size(), 1);
    if (audit::cost_of(model->problem, used, chosen) < 0) std::abort();
  }
  return (bench::cpu_microseconds() - before) / kTimes;
}

// Short ones are timed again, warm.
double time_audit(const audit::Programme& programme, const oracle::Case& input,
                  audit::Audit& audit) {
  constexpr int kTimes = 100;
  audit::Options options;
  options.at = input.day;
  options.explain = audit::Explain::briefly;
  double before = bench::cpu_microseconds();
  audit = audit::evaluate(programme, input.record, options).value();
  const double first = bench::cpu_microseconds() - before;
  if (first > 2'000) return first;
  before = bench::cpu_microseconds();
  for (int i = 0; i < kTimes; ++i)
    audit = audit::evaluate(programme, input.record, options).value();
  return (bench::cpu_microseconds() - before) / kTimes;
}

bool is_proven(const audit::Audit& audit) { return audit.bound == audit.distance; }

const char* text(bool value) { return value ? "true" : "false"; }

// What Cairn finds and takes, as members.
audit::Audit print_own(const Kind& kind, const oracle::Case& input) {
  const auto programme = audit::Programme::compile(input.goal, input.catalogue);
  const double floor = time_floor(*programme, input);
  audit::Audit audit;
  const double cairn = time_audit(*programme, input, audit);
  std::printf(
      "{\"case\": \"%s\", \"floor_us\": %.2f, \"cairn_us\": %.2f, \"proven\": %s, \"undecided\": "
      "%s",
      kind.name.c_str(), floor, cairn, text(is_proven(audit)),
      text(audit.status == audit::Status::undecided));
  return audit;
}

void measure(const Kind& kind, const oracle::Case& input, const std::string& file) {
  const audit::Audit audit = print_own(kind, input);
  const auto question = oracle::expand_goal(input.catalogue, input.goal, input.record, input.day);
  std::ofstream(file) << oracle::as_integer_program(question);
  const double before = bench::cpu_microseconds();
  const auto optimum = bench::cbc_optimum(file, kPeerSeconds);
  const double cbc = bench::cpu_microseconds() - before;
  // As the integer program counts it.
  const Rational& credit = audit.distance.credit;
  const std::int64_t distance = credit.numerator() * (question.denominator / credit.denominator()) *
                                    (question.leaf_count + 1) +
                                audit.distance.missing;
  std::printf(", \"cairn\": %lld, \"cbc_us\": %.1f, \"cbc\": %s}\n",
              static_cast<long long>(distance), cbc,
              optimum ? std::to_string(*optimum).c_str() : "null");
}

void measure_alone(const Kind& kind, const oracle::Case& input) {
  print_own(kind, input);
  std::printf(", \"alone\": true}\n");
}

// Each award is revoked and made again, by turns; audits with reasons, from scratch and with what
// was searched before.
void measure_again(const Kind& kind, oracle::Case input) {
  const auto programme = audit::Programme::compile(input.goal, input.catalogue);
  const audit::Options options{input.day};
  audit::SolvedParts known;
  double fresh = 0;
  double again = 0;
  bool same = audit::evaluate(*programme, input.record, options, known).has_value();
  for (learning::Award& award : input.record.awards)
    for (const auto status : {learning::AwardStatus::revoked, award.status}) {
      award.status = status;
      double before = bench::cpu_microseconds();
      const audit::Audit first = audit::evaluate(*programme, input.record, options).value();
      fresh += bench::cpu_microseconds() - before;
      before = bench::cpu_microseconds();
      const audit::Audit second = audit::evaluate(*programme, input.record, options, known).value();
      again += bench::cpu_microseconds() - before;
      same = same && first == second;
    }
  const double changes = 2 * static_cast<double>(input.record.awards.size());
  std::printf("{\"again\": \"%s\", \"fresh_us\": %.2f, \"again_us\": %.2f, \"same\": %s}\n",
              kind.name.c_str(), fresh / changes, again / changes, text(same));
}

// One line for each line of input; false when that ends.
bool answer_each(const std::vector<Kind>& kinds,
                 const std::function<void(const Kind&, const oracle::Case&)>& answer) {
  std::string line;
  for (const Kind& kind : kinds)
    for (int i = 1; i <= kind.count; ++i) {
      if (!std::getline(std::cin, line)) return false;
      answer(kind, kind.make(static_cast<std::uint64_t>(i)));
      std::fflush(stdout);
    }
  return true;
}

std::vector<Kind> hard(int count) {
  return {{"two elective pools, a thousand million combinations", count, oracle::pool_case},
          {"40 awards by 12 blocks", count, sized(40, 12)},
          {"60 awards by 25 blocks", count, sized(60, 25)},
          {"20 to 40 awards, limits, sharing and conditions", count, oracle::ruled_case}};
}

void measure_hard(const Kind& kind) {
  for (int seed = 1; seed <= kind.count; ++seed) {
    const oracle::Case input = kind.make(static_cast<std::uint64_t>(seed));
    const auto programme = audit::Programme::compile(input.goal, input.catalogue);
    const double before = bench::cpu_microseconds();
    const auto audit =
        audit::evaluate(*programme, input.record, {input.day, 1'000'000, audit::Explain::briefly});
    const double cairn = bench::cpu_microseconds() - before;
    std::printf(
        "{\"case\": \"%s\", \"seed\": %d, \"cairn_us\": %.0f, \"proven\": %s, \"undecided\": %s}\n",
        kind.name.c_str(), seed, cairn, text(is_proven(*audit)),
        text(audit->status == audit::Status::undecided));
    std::fflush(stdout);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "--hard") {
    for (const Kind& kind : hard(std::atoi(argv[2]))) measure_hard(kind);
    return 0;
  }
  if (argc != 2) return 64;
  const std::string file = argv[1];
  const bool wanted =
      answer_each(kinds(),
                  [&](const Kind& kind, const auto& input) { measure(kind, input, file); }) &&
      answer_each(series(), measure_alone) && answer_each(changed(), measure_again);
  std::string line;
  if (wanted && std::getline(std::cin, line)) std::printf("{\"case\": null}\n");
  return 0;
}

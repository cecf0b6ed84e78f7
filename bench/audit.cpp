// The native side of `./dev bench audit`: audits by Debian's CBC as a peer, by the floor and by
// Cairn, interleaved over the same generated cases. The floor is what no audit can skip: to see
// which award fits which leaf, and to add up one allocation. Prints a row of medians for each kind
// of case.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
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

double microseconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
}

double own_microseconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

double children_microseconds() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  return microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values.empty() ? 0 : values[values.size() / 2];
}

struct Kind {
  const char* name;
  int count;
  std::function<oracle::Case(std::uint64_t)> make;
};

struct Times {
  std::vector<double> peer, floor, cairn;
  int unproven = 0, different = 0;
  double worst = 0;
};

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

void measure(const oracle::Case& input, const std::filesystem::path& file, Times& times) {
  const auto programme = audit::Programme::compile(input.goal, input.catalogue);
  const audit::Options options{input.day, 30'000, audit::Explain::briefly};
  times.floor.push_back(time_floor(*programme, input));

  double before = own_microseconds();
  auto audit = audit::evaluate(*programme, input.record, options);
  double took = own_microseconds() - before;
  if (took < 2'000) {  // short ones again, warm
    before = own_microseconds();
    for (int i = 0; i < 20; ++i) audit = audit::evaluate(*programme, input.record, options);
    took = (own_microseconds() - before) / 20;
  }
  times.cairn.push_back(took);
  times.worst = std::max(times.worst, took);

  const auto question = oracle::expand_goal(input.catalogue, input.goal, input.record, input.day);
  before = children_microseconds();
  const auto optimum = oracle::solve_with_cbc(question, file);
  times.peer.push_back(children_microseconds() - before);
  if (audit->bound != audit->distance) ++times.unproven;
  const bool same =
      optimum.has_value() && optimum->missing == audit->distance.missing &&
      Rational::create(optimum->credit, question.denominator).value() == audit->distance.credit;
  if (!same) ++times.different;
}

}  // namespace

int main() {
  const auto folder = std::filesystem::temp_directory_path() / "cairn-bench-audit";
  std::filesystem::create_directories(folder);
  const Kind kinds[] = {
      {"a degree as institutions write it", 100, oracle::shaped_case},
      {"20 to 40 awards of unequal credit, planted", 100, oracle::middle_case},
      {"60 awards by 25 blocks, planted", 10,
       [](std::uint64_t seed) { return oracle::sized_case(seed, 25, 60); }},
  };
  for (const Kind& kind : kinds) {
    Times times;
    for (int i = 0; i < kind.count; ++i)
      measure(kind.make(static_cast<std::uint64_t>(i) + 1), folder / "audit.lp", times);
    std::printf(
        "{\"case\": \"%s\", \"peer_us\": %.1f, \"floor_us\": %.2f, \"cairn_us\": %.2f, "
        "\"worst_us\": %.0f, \"cases\": %d, \"unproven\": %d, \"different\": %d}\n",
        kind.name, median(times.peer), median(times.floor), median(times.cairn), times.worst,
        kind.count, times.unproven, times.different);
    std::fflush(stdout);
  }
  std::filesystem::remove_all(folder);
  return 0;
}

// The native side of `./dev bench standing`: records held against all programmes of a registry, by
// the index, which is built once before; and, to compare, one of them by auditing all programmes
// one by one, which must name the same. Prints one line of JSON for each size of registry.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "domain/standing/standing.h"
#include "oracle/cases.h"
#include "turns.h"

using namespace cairn;
using standing::Place;

namespace {

constexpr int kRecords = 21;

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// By auditing every begun programme: whether no bound is above its distance, and the nearest ones
// are as near as those found.
bool agrees(const standing::Programmes& programmes, const learning::Record& record,
            const standing::Standing& found, Date at) {
  std::vector<audit::Distance> distances;
  for (const Place& place : found.places) {
    if (!place.is_begun) continue;
    const auto& each = programmes.indexed()[static_cast<std::size_t>(place.programme)];
    const auto audit =
        audit::evaluate(each.programme, record, {.at = at, .explain = audit::Explain::briefly});
    if (!audit || audit->distance < place.bound) return false;
    distances.push_back(audit->distance);
  }
  std::ranges::sort(distances);
  for (std::size_t i = 0; i < found.audits.size() && i < distances.size(); ++i)
    if (!found.audits[i] || found.audits[i]->distance != distances[i]) return false;
  return found.is_proven();
}

bool measure(int subjects) {
  const Date at = Date::parse("2026-06-15").value();
  const learning::Catalogue catalogue = oracle::registry(1, subjects);
  double before = bench::cpu_microseconds();
  const standing::Programmes programmes(catalogue);
  const double built = bench::cpu_microseconds() - before;
  std::vector<double> times;
  std::vector<double> audited;
  std::vector<double> begun;
  for (std::uint64_t seed = 1; seed <= kRecords; ++seed) {
    const learning::Record record = oracle::registry_record(seed, subjects);
    before = bench::cpu_microseconds();
    const auto found = standing::stand(programmes, record, {.at = at});
    times.push_back(bench::cpu_microseconds() - before);
    if (!found || !found->is_proven()) return false;
    audited.push_back(static_cast<double>(found->audited));
    begun.push_back(static_cast<double>(std::ranges::count(found->places, true, &Place::is_begun)));
  }
  const learning::Record record = oracle::registry_record(1, subjects);
  const auto found = standing::stand(programmes, record, {.at = at});
  before = bench::cpu_microseconds();
  const bool is_right = agrees(programmes, record, *found, at);
  const double one_by_one = bench::cpu_microseconds() - before;
  std::printf(
      "{\"programmes\": %zu, \"awards\": %zu, \"begun\": %.0f, \"audited\": %.0f, \"cairn_us\": "
      "%.0f, "
      "\"worst_us\": %.0f, \"one_by_one_us\": %.0f, \"build_us\": %.0f, \"megabytes\": %.0f}\n",
      programmes.indexed().size(), record.awards.size(), bench::median(begun),
      bench::median(audited), bench::median(times), *std::ranges::max_element(times), one_by_one,
      built, peak_megabytes());
  std::fflush(stdout);
  return is_right;
}

}  // namespace

int main() {
  for (const int subjects : {10, 100})
    if (!measure(subjects)) {
      std::fprintf(stderr, "standing: a wrong answer\n");
      return 70;
    }
  return 0;
}

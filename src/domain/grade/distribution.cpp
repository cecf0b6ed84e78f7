#include "domain/grade/distribution.h"

#include <algorithm>
#include <cstdint>

namespace cairn::grade {
namespace {

// More grades than any group was given. Differences and middles of ranges of two tables then fit
// 64 bits, so that converting cannot fail.
constexpr std::int64_t kGradesMax = 1'000'000'000;

Error broken(const DistributionTable& table, std::string message) {
  return invalid("grade table \"" + table.id.text() + "\": " + std::move(message));
}

bool is_field_code(std::string_view text) {
  return text.size() >= 2 && text.size() <= 4 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Result<void> check_shares(const DistributionTable& table) {
  Rational sum;
  for (const DistributionTable::Entry& entry : table.shares) {
    if (entry.share.is_negative())
      return broken(table, "the share of \"" + entry.grade + "\" is negative");
    const Result<Rational> next = add(sum, entry.share);
    if (!next) return broken(table, "the shares have no sum that fits: " + next.error().message);
    if (next->denominator() > kGradesMax)
      return broken(
          table, "the shares need a common denominator of at most " + std::to_string(kGradesMax));
    sum = *next;
  }
  if (sum == Rational(1)) return {};
  return broken(table, "the shares sum to " + sum.to_string() +
                           ", not to 1; rounded percent can be given as counts over their total, "
                           "such as \"157/999\"");
}

}  // namespace

Result<void> check(const DistributionTable& table) {
  const std::string& field = table.group.field;
  if (!field.empty() && !is_field_code(field))
    return broken(table, "\"" + field + "\" is no ISCED-F code of 2 to 4 digits, such as \"0613\"");
  if (table.years.last <= table.years.first)
    return broken(table, "a table counts the grades of at least two years");
  return check_shares(table);
}

Result<void> check(const DistributionTable& table, const Scale& scale) {
  CAIRN_ASSERT(table.scale == scale.id);
  std::vector<std::string_view> passing;
  for (const Scale::Step& step : scale.grades)
    if (step.passing) passing.push_back(step.value);
  if (std::ranges::equal(table.shares, passing, {}, &DistributionTable::Entry::grade)) return {};
  std::string expected;
  for (const std::string_view grade : passing)
    expected += (expected.empty() ? "" : ", ") + std::string(grade);
  return broken(table, "its grades must be the passing ones of the scale \"" + scale.id.text() +
                           "\", best first: " + expected);
}

std::vector<PeerRange> ranges_of(const DistributionTable& table) {
  std::vector<PeerRange> ranges;
  Rational from;
  for (const DistributionTable::Entry& entry : table.shares) {
    const Rational to = add(from, entry.share).value();  // a partial sum that check() computed
    ranges.push_back({from, to});
    from = to;
  }
  return ranges;
}

}  // namespace cairn::grade

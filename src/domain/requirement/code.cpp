#include "domain/requirement/code.h"

#include <algorithm>

namespace cairn::requirement {
namespace {

constexpr std::string_view kDigits = "0123456789";

bool has_number(std::string_view code) {
  return code.find_first_of(kDigits) != std::string_view::npos;
}

std::string_view prefix_of(std::string_view code) {
  return code.substr(0, code.find_first_of(kDigits));
}

// Takes the next part off the front: a number, or what stands before the next number.
std::string_view take_part(std::string_view& rest, bool is_number) {
  const std::string_view part =
      rest.substr(0, is_number ? rest.find_first_not_of(kDigits) : rest.find_first_of(kDigits));
  rest.remove_prefix(part.size());
  return part;
}

// Of any length: by their digits, leading zeros aside.
std::strong_ordering compare_numbers(std::string_view a, std::string_view b) {
  a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
  b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
  if (a.size() != b.size()) return a.size() <=> b.size();
  return a <=> b;
}

// Part by part, as far as the end of a range goes.
std::strong_ordering compare(std::string_view code, std::string_view end) {
  for (bool is_number = false; !end.empty(); is_number = !is_number) {
    if (code.empty()) return std::strong_ordering::less;
    const std::string_view part = take_part(code, is_number);
    const std::string_view other = take_part(end, is_number);
    const auto order = is_number ? compare_numbers(part, other) : part <=> other;
    if (std::is_neq(order)) return order;
  }
  return std::strong_ordering::equal;
}

bool is_comparable(std::string_view code, const std::optional<std::string>& end) {
  return !end || prefix_of(code) == prefix_of(*end);
}

bool is_within(std::string_view code, const CodeRange& range) {
  return has_number(code) && is_comparable(code, range.from) && is_comparable(code, range.to) &&
         (!range.from || std::is_gteq(compare(code, *range.from))) &&
         (!range.to || std::is_lteq(compare(code, *range.to)));
}

}  // namespace

Result<void> check(const CodeRange& range) {
  for (const auto& end : {range.from, range.to})
    if (end && !has_number(*end))
      return invalid("a range of codes needs a number in each end, and \"" + *end + "\" has none");
  if (!range.from || !range.to) return {};
  if (prefix_of(*range.from) != prefix_of(*range.to))
    return invalid("a range of codes needs the same before the first number of both ends, and \"" +
                   *range.from + "\" and \"" + *range.to + "\" differ there");
  if (std::is_gt(compare(*range.from, *range.to)))
    return invalid("a range of codes ends before it begins: \"" + *range.to + "\" is before \"" +
                   *range.from + "\"");
  return {};
}

bool passes(std::string_view code, const CodeTest& test) {
  if (const auto* range = std::get_if<CodeRange>(&test)) return is_within(code, *range);
  std::string_view text = std::get<std::string>(test);
  if (!text.ends_with('*')) return code == text;
  text.remove_suffix(1);
  return code.starts_with(text);
}

}  // namespace cairn::requirement

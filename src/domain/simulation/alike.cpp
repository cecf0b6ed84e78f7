#include "domain/simulation/alike.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/audit/candidates.h"
#include "domain/audit/mean.h"

namespace cairn::simulation {
namespace {

using audit::NodeKind;
using audit::Programme;
using audit::ProgrammeNode;
using learning::Award;

constexpr std::size_t kSortsMax = 65'536;
constexpr std::size_t kEffectsMax = 32'768;

bool looks_at_dates(const ProgrammeNode& node) {
  const auto asks = [](const auto& rule) { return rule.where.looks_at_dates(); };
  return node.terms.last || node.accepts.looks_at_dates() ||
         std::ranges::any_of(node.lines, asks) || std::ranges::any_of(node.limits, asks) ||
         std::ranges::any_of(node.sharing, asks) || (node.split && asks(*node.split));
}

// No default: whoever adds a kind of node says here whether it looks at facts of the record.
bool looks_at_facts(const ProgrammeNode& node) {
  switch (node.kind) {
    case NodeKind::fact:
    case NodeKind::when:
      return true;
    case NodeKind::all:
    case NodeKind::at_least:
    case NodeKind::holds:
    case NodeKind::credit:
    case NodeKind::hours:
    case NodeKind::awards:
    case NodeKind::points:
    case NodeKind::same:
    case NodeKind::applied:
    case NodeKind::distinct:
    case NodeKind::average:
      return false;
  }
  return true;
}

template <class Test>
bool any_node(const Programme& before, const Programme& after, Test test) {
  return std::ranges::any_of(before.nodes(), test) || std::ranges::any_of(after.nodes(), test);
}

// Of several awards of one achievement a rule may keep the first by id, which no key knows.
bool has_repeats(const learning::Record& record) {
  std::vector<std::string_view> achievements;
  for (const Award& award : record.awards) achievements.push_back(award.achievement.text());
  std::ranges::sort(achievements);
  return std::ranges::adjacent_find(achievements) != achievements.end();
}

// Each part ends in a byte that no text has, so that descriptions of two awards are the same only
// if all their parts are.
void append(std::string& description, std::string_view part) {
  description += part;
  description += '\xFF';
}

template <class Number>
void append_number(std::string& description, Number number) {
  std::array<char, sizeof number> bytes{};
  std::copy_n(reinterpret_cast<const char*>(&number), sizeof number, bytes.begin());
  description.append(bytes.data(), bytes.size());
}

void describe(const Award& award, bool with_dates, std::string& description) {
  description.clear();
  append(description, award.achievement.text());
  append(description, award.organization.text());
  append_number(description, origin_of(award));
  append_number(description, award.credit.size());
  for (const credit::Amount& amount : award.credit) {
    append(description, amount.system.text());
    append_number(description, amount.value.numerator());
    append_number(description, amount.value.denominator());
  }
  append_number(description, award.grade.has_value());
  if (award.grade) {
    append(description, award.grade->scale.text());
    append(description, award.grade->value);
  }
  append(description, award.assessment);
  append(description, award.term);
  append_number(description, award.attributes.size());
  for (const requirement::Attribute& attribute : award.attributes) {
    append(description, attribute.name);
    append(description, attribute.value);
  }
  if (with_dates) append_number(description, award.awarded.days().time_since_epoch().count());
}

}  // namespace

Alike::Alike(std::shared_ptr<const Programme> before, std::shared_ptr<const Programme> after,
             Date day)
    : before_(std::move(before)),
      after_(std::move(after)),
      day_(day),
      looks_at_dates_(any_node(*before_, *after_, looks_at_dates)),
      looks_at_facts_(any_node(*before_, *after_, looks_at_facts)),
      looks_at_record_(any_node(*before_, *after_, audit::looks_at_record)),
      chooses_repeats_(any_node(
          *before_, *after_, [](const ProgrammeNode& node) { return node.repeats.has_value(); })) {}

// An award that no leaf accepts changes nothing but means over the record.
bool Alike::is_seen(const Award& award) const {
  if (looks_at_record_ && award.grade) return true;
  std::vector<int> leaves;
  before_->tree().accepting(award, day_, leaves);
  after_->tree().accepting(award, day_, leaves);
  return !leaves.empty();
}

char32_t Alike::sort_of(const Award& award) {
  describe(award, looks_at_dates_, description_);
  if (const auto known = sorts_.find(description_); known != sorts_.end()) return known->second;
  const char32_t sort = is_seen(award) ? ++sorts_seen_ : kUnseen;
  sorts_.emplace(description_, sort);
  return sort;
}

std::optional<std::u32string> Alike::key_of(const learning::Record& record) {
  if (!record.exceptions.empty() || (looks_at_facts_ && !record.facts.empty())) return std::nullopt;
  if (chooses_repeats_ && has_repeats(record)) return std::nullopt;
  if (sorts_.size() > kSortsMax) {
    sorts_.clear();
    effects_.clear();
    sorts_seen_ = kUnseen;
  }
  std::u32string key;
  key.reserve(record.awards.size());
  for (const Award& award : record.awards) {
    if (!award.roots.empty()) return std::nullopt;
    if (!audit::is_made(award, day_)) continue;
    if (const char32_t sort = sort_of(award); sort != kUnseen) key.push_back(sort);
  }
  std::ranges::sort(key);
  return key;
}

const Effect* Alike::find(const std::u32string& key) const {
  const auto found = effects_.find(key);
  return found == effects_.end() ? nullptr : &found->second;
}

void Alike::keep(const std::u32string& key, const Effect& effect) {
  if (effects_.size() >= kEffectsMax) effects_.clear();
  effects_.emplace(key, effect);
}

}  // namespace cairn::simulation

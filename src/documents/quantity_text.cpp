#include "documents/quantity_text.h"

namespace cairn::documents {
namespace {

// One of several languages, or the id.
std::string in_language(const LocalizedText& name, const Phrases& phrases, const std::string& id) {
  const std::string_view text = name.in(phrases.language());
  return text.empty() ? id : std::string(text);
}

constexpr int kPlacesMax = 6;

// `digits` of so many `places` with the point set; "-05" of one place is "-0.5".
std::string with_point(std::int64_t digits, std::size_t places) {
  std::string text = std::to_string(digits < 0 ? -digits : digits);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  text.insert(text.size() - places, ".");
  return digits < 0 ? "-" + text : text;
}

std::string credit_text(const credit::Amount& amount, const Names& names, const Phrases& phrases) {
  const std::string known = "credit." + amount.system.text();
  const std::string value = number_text(amount.value);
  return phrases.say(phrases.has(known) ? known : "credit", amount.value,
                     {{"amount", value}, {"system", system_text(amount.system, names, phrases)}});
}

// Whole percents as such, else the fraction.
std::string part_text(const Rational& part, const Phrases& phrases) {
  const Result<Rational> percent = multiply(part, Rational(100));
  if (!percent || percent->denominator() != 1) return part.to_string();
  return phrases.say("percent", {{"amount", percent->to_string()}});
}

std::string share_text(const requirement::Share& share, const Names& names,
                       const Phrases& phrases) {
  using Measure = requirement::Unit::Measure;
  const std::string part = part_text(share.part, phrases);
  if (share.unit.measure == Measure::hours) return phrases.say("share.hours", {{"part", part}});
  if (share.unit.measure == Measure::awards) return phrases.say("share.awards", {{"part", part}});
  const std::string known = "share.credit." + share.unit.system.text();
  return phrases.say(phrases.has(known) ? known : "share.credit",
                     {{"part", part}, {"system", system_text(share.unit.system, names, phrases)}});
}

}  // namespace

std::string number_text(const Rational& number) {
  std::int64_t scale = 1;
  for (int places = 1; places <= kPlacesMax && number.denominator() != 1; ++places) {
    scale *= 10;
    const Result<Rational> scaled = multiply(number, Rational(scale));
    if (scaled && scaled->denominator() == 1)
      return with_point(scaled->numerator(), static_cast<std::size_t>(places));
  }
  return number.to_string();
}

std::string system_text(const credit::SystemId& system, const Names& names, const Phrases& words) {
  const std::string known = "system." + system.text();
  return words.has(known) ? words.say(known) : names.of(system);
}

std::string portion_text(const requirement::Portion& portion, const Names& names,
                         const Phrases& words) {
  if (const auto* share = std::get_if<requirement::Share>(&portion))
    return share_text(*share, names, words);
  return quantity_text(std::get<requirement::Quantity>(portion), names, words);
}

std::string quantity_text(const requirement::Quantity& quantity, const Names& names,
                          const Phrases& words) {
  if (const auto* credit = std::get_if<credit::Amount>(&quantity))
    return credit_text(*credit, names, words);
  const Rational value = requirement::value_of(quantity);
  const bool hours = std::holds_alternative<requirement::Hours>(quantity);
  return words.say(hours ? "hours" : "awards", value, {{"amount", number_text(value)}});
}

std::string Names::of(const AchievementId& id) const {
  const learning::Achievement* found = catalogue_.find_achievement(id);
  return found == nullptr ? id.text() : in_language(found->name, phrases_, id.text());
}

std::string Names::of(const OrganizationId& id) const {
  const learning::Organization* found = catalogue_.find_organization(id);
  return found == nullptr ? id.text() : in_language(found->name, phrases_, id.text());
}

std::string Names::of(const grade::ScaleId& id) const {
  const grade::Scale* found = catalogue_.find_grade_scale(id);
  return found == nullptr ? id.text() : in_language(found->name, phrases_, id.text());
}

std::string Names::of(const credit::SystemId& id) const {
  const credit::System* found = catalogue_.find_credit_system(id);
  return found == nullptr ? id.text() : in_language(found->name, phrases_, id.text());
}

std::string Names::of(learning::SharedWord::Kind kind, const std::string& word) const {
  const learning::SharedWord* found = catalogue_.find_word(kind, word);
  return found == nullptr ? word : in_language(found->name, phrases_, word);
}

std::string Names::of_value(learning::SharedWord::Kind kind, std::string_view word,
                            const std::string& value) const {
  const learning::SharedWord* found = catalogue_.find_word(kind, word);
  if (found == nullptr) return value;
  const auto named = found->values.find(value);
  return named == found->values.end() ? value : in_language(named->second, phrases_, value);
}

std::string Names::of_skill(const std::string& uri) const {
  for (const learning::Achievement& achievement : catalogue_.achievements)
    for (const learning::Outcome& outcome : achievement.outcomes)
      for (const learning::SkillAlignment& skill : outcome.skills)
        if (skill.uri == uri && !skill.name.empty()) return in_language(skill.name, phrases_, uri);
  return uri;
}

}  // namespace cairn::documents

#include "oracle/denominator.h"

#include <algorithm>
#include <numeric>
#include <variant>
#include <vector>

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Award;
using requirement::Exception;
using requirement::Node;
using requirement::Portion;
using requirement::Quantity;

class Denominator {
 public:
  Denominator(const learning::Catalogue& catalogue, const learning::Record& record) {
    for (const Achievement& achievement : catalogue.achievements) {
      for (const auto& amount : achievement.credit) share(amount.value);
      if (achievement.requirement) share(*achievement.requirement);
      if (achievement.prerequisites) share(*achievement.prerequisites);
    }
    for (const Award& award : record.awards) {
      for (const auto& amount : award.credit) share(amount.value);
      for (const requirement::Split* split : splits_) share_step(catalogue, award, *split);
    }
    for (const Exception& exception : record.exceptions) share(exception.value);
  }

  std::int64_t value() const { return value_; }

 private:
  void share(const Rational& value) { value_ = std::lcm(value_, value.denominator()); }

  // What a step of the award may be worth.
  void share_step(const learning::Catalogue& catalogue, const Award& award,
                  const requirement::Split& split) {
    const Rational steps(std::max(1, steps_of(award, split)));
    for (const auto& amount : award.credit) share(divide(amount.value, steps).value());
    const Achievement* of = catalogue.find_achievement(award.achievement);
    if (of != nullptr) share(divide(of->workload_hours.value_or(0), steps).value());
  }

  // The part of a share is a fraction of its own.
  void share(const Portion& portion) {
    if (const auto* quantity = std::get_if<Quantity>(&portion)) share(*quantity);
  }

  void share(const Quantity& quantity) {
    if (const auto* credit = std::get_if<credit::Amount>(&quantity)) share(credit->value);
    if (const auto* hours = std::get_if<requirement::Hours>(&quantity)) share(hours->value);
  }

  void share(const Node& node) {
    if (const auto* sum = std::get_if<requirement::Sum>(&node.rule)) {
      share(sum->minimum);
      if (sum->maximum) share(*sum->maximum);
    }
    if (const auto* points = std::get_if<requirement::Points>(&node.rule)) {
      share(points->minimum);
      for (const auto& line : points->lines) share(line.points);
    }
    if (const auto* applied = std::get_if<requirement::Applied>(&node.rule)) {
      share(applied->minimum);
      if (applied->last) share(*applied->last);
    }
    for (const requirement::Limit& limit : node.limits) share(limit.at_most);
    for (const requirement::Sharing& rule : node.sharing)
      if (rule.at_most) share(*rule.at_most);
    if (node.split) splits_.push_back(&*node.split);
    for (const Node& child : children_of(node)) share(child);
  }

  std::vector<const requirement::Split*> splits_;
  std::int64_t value_ = 1;
};

}  // namespace

int steps_of(const Award& award, const requirement::Split& split) {
  for (const auto& amount : award.credit) {
    if (amount.system != split.step.system) continue;
    const Rational steps = divide(amount.value, split.step.value).value();
    return steps.denominator() == 1 ? static_cast<int>(steps.numerator()) : 0;
  }
  return 0;
}

std::int64_t common_denominator(const learning::Catalogue& catalogue,
                                const learning::Record& record) {
  return Denominator(catalogue, record).value();
}

}  // namespace cairn::oracle

#include "oracle/planted_rules.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "oracle/nodes.h"

namespace cairn::oracle {
namespace {

using learning::Award;
using requirement::Filter;
using requirement::Node;

const grade::ScaleId kPoints("points");

Rational credit_of(const Award& award) { return award.credit.front().value; }

class Rules {
 public:
  Rules(Dice& dice, Case& made, Node& root, const std::vector<Planted>& planted)
      : dice_(dice),
        made_(made),
        blocks_(std::get<requirement::All>(root.rule).children),
        root_(root),
        planted_(planted) {}

  void add() {
    describe_awards();
    if (dice_.chance(40)) share_a_planted_award();
    if (dice_.chance(50)) limit_credit();
    if (dice_.chance(30)) limit_by_provider();
    if (dice_.chance(10)) limit_share();
    if (dice_.chance(20)) limit_a_block();
    if (dice_.chance(25)) branch();
    if (dice_.chance(20)) keep_one();
    if (dice_.chance(40)) condition("applied", applied());
    if (dice_.chance(10)) condition("applied-share", applied_share());
    if (dice_.chance(10)) condition("applied-last", applied_last());
    if (dice_.chance(10)) condition("unshared", unshared());
    if (dice_.chance(30)) condition("distinct", distinct());
    if (dice_.chance(30)) condition("average", average());
    if (dice_.chance(40)) avoid();
    describe_further();
    if (dice_.chance(30)) limit_by_term();
    if (dice_.chance(30)) limit_described();
    if (dice_.chance(20)) more_than_needed();
    if (dice_.chance(20)) condition("applied-described", applied_described());
    if (dice_.chance(20)) condition("distinct-terms", no_more_terms());
    if (dice_.chance(20)) condition("average-record", average_over_record());
  }

 private:
  void describe_awards() {
    made_.catalogue.organizations = {organization("o0"), organization("o1"), organization("o2")};
    made_.catalogue.grade_scales = {
        {kPoints, {}, {{"A", 4}, {"B", 3}, {"C", 2}, {"P"}, {"F", 0, false}}}};
    rises_ = dice_.chance(30);
    if (rises_)
      for (auto& step : made_.catalogue.grade_scales[0].grades)
        if (step.points) step.points = cairn::subtract(Rational(5), *step.points).value();
    for (Award& award : made_.record.awards) {
      award.organization = OrganizationId(name("o", dice_.below(3)));
      if (dice_.chance(30)) award.origin = AwardOrigin::prior_learning;
      if (dice_.chance(80))
        award.grade = grade::Grade{kPoints, dice_.one_of<std::string>({"A", "B", "B", "C", "P"})};
    }
  }

  // Terms, and what a number from 0 to 3 of each achievement says in three ways.
  void describe_further() {
    for (learning::Achievement& achievement : made_.catalogue.achievements) {
      const int number = dice_.below(4);
      numbers_[achievement.id] = number;
      achievement.codes = {"M " + std::to_string(100 * number + 1)};
      achievement.attributes = {{"depth", std::to_string(number)}};
      achievement.cost = {{1000 * number, "EUR"}};
    }
    for (Award& award : made_.record.awards)
      if (dice_.chance(80)) award.term = name("t", dice_.below(4));
  }

  const Award& award(const AwardId& id) const {
    return *std::ranges::find(made_.record.awards, id, &Award::id);
  }

  Filter some_filter() {
    Filter filter;
    if (dice_.chance(50)) {
      filter.origins = {AwardOrigin::prior_learning};
    } else {
      filter.grade = grade::Grade{kPoints, "B"};
    }
    return filter;
  }

  bool passes(const Filter& filter, const Award& award) const {
    if (!filter.origins.empty()) return award.origin == AwardOrigin::prior_learning;
    return award.grade && (award.grade->value == "A" || award.grade->value == "B");
  }

  // What is of a number or above, said in one of the ways.
  Filter described_filter(int number) {
    Filter filter;
    const int way = dice_.below(3);
    if (way == 0)
      filter.codes = {requirement::CodeRange{"M " + std::to_string(100 * number), {}}};
    else if (way == 1)
      filter.attributes = {{"depth", {}, Rational(number)}};
    else
      filter.cost = requirement::CostRange{"EUR", 1000 * number, {}};
    return filter;
  }

  Rational credit_described(int number) const {
    Rational sum;
    for (const Planted& each : planted_) {
      const Award& planted = award(each.award);
      if (numbers_.at(planted.achievement) >= number)
        sum = cairn::add(sum, credit_of(planted)).value();
    }
    return sum;
  }

  // --- Limits: what the solution uses, and a little more ---

  void limit_credit() {
    const Filter where = some_filter();
    Rational sum(dice_.below(4));
    for (const Planted& each : planted_)
      if (passes(where, award(each.award)))
        sum = cairn::add(sum, credit_of(award(each.award))).value();
    root_.limits.push_back({NodeId("credit"), ects(sum), where, {}});
  }

  void limit_by_provider() {
    std::map<OrganizationId, int> counts;
    int most = 0;
    for (const Planted& each : planted_)
      most = std::max(most, ++counts[award(each.award).organization]);
    root_.limits.push_back({NodeId("provider"),
                            requirement::Awards{most + dice_.below(2)},
                            {},
                            requirement::Key::organization});
  }

  void limit_by_term() {
    std::map<std::string, int> counts;
    int most = 0;
    for (const Planted& each : planted_)
      if (const std::string& term = award(each.award).term; !term.empty())
        most = std::max(most, ++counts[term]);
    root_.limits.push_back(
        {NodeId("term"), requirement::Awards{most + dice_.below(2)}, {}, requirement::Key::term});
  }

  void limit_described() {
    const int number = 1 + dice_.below(3);
    const Rational most = cairn::add(credit_described(number), Rational(dice_.below(4))).value();
    root_.limits.push_back({NodeId("described"), ects(most), described_filter(number), {}});
  }

  void limit_a_block() {
    Node& block = blocks_[static_cast<std::size_t>(dice_.below(static_cast<int>(blocks_.size())))];
    auto* sum = std::get_if<requirement::Sum>(&block.rule);
    if (sum == nullptr) return;
    const Rational minimum = std::get<credit::Amount>(sum->minimum).value;
    sum->maximum = ects(cairn::add(minimum, Rational(1 + dice_.below(2))).value());
  }

  // What passes and what there is, of credit that is planted.
  std::pair<Rational, Rational> part_and_whole(const Filter& where) const {
    Rational part, whole;
    for (const Planted& each : planted_) {
      const Award& planted = award(each.award);
      whole = cairn::add(whole, credit_of(planted)).value();
      if (passes(where, planted)) part = cairn::add(part, credit_of(planted)).value();
    }
    return {part, whole};
  }

  // In eighths.
  requirement::Share share(const Rational& part, const Rational& whole, int eighths_more) const {
    const Rational eighths = multiply(divide(part, whole).value(), Rational(8)).value();
    const std::int64_t most =
        std::clamp<std::int64_t>(eighths.numerator() / eighths.denominator() + eighths_more, 1, 8);
    return {Rational::create(most, 8).value(),
            requirement::unit_of(requirement::Quantity(ects(0)))};
  }

  void limit_share() {
    const Filter where = some_filter();
    const auto [part, whole] = part_and_whole(where);
    root_.limits.push_back({NodeId("share"), share(part, whole, 1), where, {}});
  }

  // --- Sharing: a second block needs what is planted in a first ---

  void share_a_planted_award() {
    const Planted& planted = dice_.one_of(planted_);
    const auto first = std::ranges::find(blocks_, planted.leaf, &Node::id);
    if (first == blocks_.end()) return;
    for (Node& second : blocks_) {
      auto* sum = std::get_if<requirement::Sum>(&second.rule);
      if (sum == nullptr || second.id == first->id) continue;
      const Award& shared = award(planted.award);
      sum->filter.achievements.push_back(shared.achievement.text());
      auto& minimum = std::get<credit::Amount>(sum->minimum).value;
      minimum = cairn::add(minimum, credit_of(shared)).value();
      requirement::Sharing rule{NodeId("share"), {first->id, second.id}, {}, {}, 2};
      rule.at_most = requirement::Awards{1 + dice_.below(2)};
      if (dice_.chance(50)) rule.at_most = ects(credit_of(shared));
      root_.sharing.push_back(std::move(rule));
      return;
    }
  }

  // --- Branches and repeats ---

  void branch() {
    Node& block = blocks_[static_cast<std::size_t>(dice_.below(static_cast<int>(blocks_.size())))];
    made_.record.facts.push_back({"route", dice_.chance(50) ? "old" : "new"});
    const std::string id = block.id.text();
    std::vector<Node> children;
    children.push_back(std::move(block));
    children.push_back(credit(id + "-else", Rational(3)));
    if (dice_.chance(50)) std::swap(children[0], children[1]);
    block = node(id + "-when", requirement::When{{"route", {"old"}, {}}, std::move(children)});
  }

  // A block, and up to one more.
  void more_than_needed() {
    Node& block = blocks_[static_cast<std::size_t>(dice_.below(static_cast<int>(blocks_.size())))];
    const std::string id = block.id.text();
    std::vector<Node> children;
    children.push_back(std::move(block));
    for (const char* further : {"-more", "-else-more"})
      children.push_back(credit(id + further, Rational(2 + dice_.below(4))));
    dice_.shuffle(children);
    block = node(id + "-some", requirement::AtLeast{1, std::move(children), 2});
  }

  void keep_one() {
    Node& block = blocks_[static_cast<std::size_t>(dice_.below(static_cast<int>(blocks_.size())))];
    block.repeats = requirement::Repeats{requirement::Repeats::Keep::last, {}};
  }

  // --- Preferences: some awards are better left where others need them ---

  void avoid() {
    for (Node& block : blocks_)
      if (dice_.chance(30))
        block.avoid.push_back({NodeId("avoid"), some_filter(), 1 + dice_.below(3)});
    if (dice_.chance(50)) root_.avoid.push_back({NodeId("avoid"), some_filter(), 1});
  }

  // --- Conditions: what the solution has, or a little less ---

  void condition(const char* id, requirement::Rule rule) {
    blocks_.push_back(node(id, std::move(rule)));
  }

  requirement::Applied applied() {
    const Filter where = some_filter();
    Rational sum(-dice_.below(3));
    for (const Planted& each : planted_)
      if (passes(where, award(each.award)))
        sum = cairn::add(sum, credit_of(award(each.award))).value();
    return {root_.id, ects(std::max(sum, Rational(1))), where};
  }

  requirement::Applied applied_share() {
    const Filter where = some_filter();
    const auto [part, whole] = part_and_whole(where);
    return {root_.id, share(part, whole, 0), where};
  }

  // Of half of all credit half of what passes, if so much is: more than the solution may have.
  requirement::Applied applied_last() {
    const Filter where = some_filter();
    const auto [part, whole] = part_and_whole(where);
    const Rational last = divide(whole, Rational(2)).value();
    return {root_.id,
            ects(std::min(std::max(divide(part, Rational(2)).value(), Rational(1)), last)), where,
            ects(last)};
  }

  // All but one award of what is planted in a block.
  requirement::Applied unshared() {
    const Node& block = dice_.one_of(blocks_);
    Rational sum(1);
    for (const Planted& each : planted_)
      if (each.leaf == block.id) sum = cairn::add(sum, credit_of(award(each.award))).value();
    return {block.id,
            ects(std::max(cairn::subtract(sum, Rational(7)).value(), Rational(1))),
            {},
            {},
            true};
  }

  requirement::Distinct distinct() {
    std::set<AchievementId> values;
    for (const Planted& each : planted_) values.insert(award(each.award).achievement);
    const int count = static_cast<int>(values.size()) - dice_.below(2);
    return {root_.id, requirement::Key::achievement, std::max(1, count), {}};
  }

  requirement::Applied applied_described() {
    const int number = 1 + dice_.below(3);
    const Rational least =
        cairn::subtract(credit_described(number), Rational(dice_.below(3))).value();
    return {root_.id, ects(std::max(least, Rational(1))), described_filter(number)};
  }

  requirement::Distinct no_more_terms() {
    std::set<std::string> terms;
    for (const Planted& each : planted_) terms.insert(award(each.award).term);
    terms.erase("");
    const int most = std::max(1, static_cast<int>(terms.size()) - dice_.below(2));
    return {root_.id, requirement::Key::term, 1, {}, most};
  }

  // What the solution just meets, or a quarter less.
  requirement::Average average() {
    std::vector<Award> planted;
    for (const Planted& each : planted_) planted.push_back(award(each.award));
    return {root_.id, kPoints, {}, just_below_mean(planted), {}};
  }

  // The mean may be another when what else the record holds is there.
  requirement::Average average_over_record() {
    return {{}, kPoints, {}, just_below_mean(made_.record.awards), {}};
  }

  // The mean of the points, to the next quarter that is no better, or one that is worse.
  Rational just_below_mean(const std::vector<Award>& awards) {
    const grade::Scale& scale = made_.catalogue.grade_scales[0];
    std::int64_t sum = 0, count = 0;
    for (const Award& each : awards) {
      if (!each.grade) continue;
      const auto& points = scale.grades[*grade::rank_of(scale, each.grade->value)].points;
      if (!points) continue;
      sum += points->numerator();
      ++count;
    }
    if (count == 0) return Rational(rises_ ? 3 : 2);
    const std::int64_t quarters =
        rises_ ? (4 * sum + count - 1) / count + dice_.below(2) : 4 * sum / count - dice_.below(2);
    return Rational::create(quarters, 4).value();
  }

  Dice& dice_;
  Case& made_;
  std::vector<Node>& blocks_;
  Node& root_;
  const std::vector<Planted>& planted_;
  std::map<AchievementId, int> numbers_;
  bool rises_ = false;  // the scale, from better to worse
};

}  // namespace

void add_rules(Dice& dice, Case& made, Node& root, const std::vector<Planted>& planted) {
  Rules(dice, made, root, planted).add();
}

}  // namespace cairn::oracle

#include "domain/prior_learning/panel.h"

#include <doctest/doctest.h>

using namespace cairn;
using namespace cairn::prior_learning;

namespace {

const std::vector<std::string> kOutcomes = {"o"};

// Assessors a, b, c, … serve and gave these levels to the outcome "o", in this order.
Panel judged(std::initializer_list<int> levels) {
  Panel panel;
  for (const int level : levels) {
    const PersonId assessor(std::string(1, static_cast<char>('a' + panel.seats.size())));
    panel.seats.push_back({assessor, Seating::serving});
    panel.judgements.push_back({assessor, "o", level, {}, Method::portfolio, {}});
  }
  return panel;
}

Finding found(std::initializer_list<int> levels, const Rubric& rubric) {
  return reconcile(judged(levels), "o", rubric);
}

}  // namespace

TEST_CASE("two judgements agree up to the tolerance, on one side of the threshold") {
  const Rubric rubric{.levels = 4, .threshold = 2, .tolerance = 1, .assessors = 2};
  CHECK(found({}, rubric).agreement == Agreement::open);
  CHECK(found({3}, rubric).agreement == Agreement::open);
  // The difference is exactly the tolerance: the lower level counts.
  CHECK(found({3, 2}, rubric).agreement == Agreement::settled);
  CHECK(found({3, 2}, rubric).level == 2);
  CHECK(found({3, 2}, rubric).met);
  CHECK(found({0, 1}, rubric).agreement == Agreement::settled);
  CHECK_FALSE(found({0, 1}, rubric).met);
  // One more than the tolerance.
  CHECK(found({4, 2}, rubric).agreement == Agreement::disputed);
  // Within the tolerance, but one says met and one does not.
  CHECK(found({1, 2}, rubric).agreement == Agreement::disputed);
}

TEST_CASE("without tolerance only the same level agrees, with much only the side counts") {
  const Rubric strict{.levels = 4, .threshold = 2, .tolerance = 0, .assessors = 2};
  CHECK(found({3, 3}, strict).agreement == Agreement::settled);
  CHECK(found({3, 4}, strict).agreement == Agreement::disputed);
  const Rubric lenient{.levels = 4, .threshold = 2, .tolerance = 4, .assessors = 2};
  CHECK(found({2, 4}, lenient).agreement == Agreement::settled);
  CHECK(found({0, 4}, lenient).agreement == Agreement::disputed);
}

TEST_CASE("a third judgement settles by the median, which is the majority") {
  const Rubric rubric{.levels = 4, .threshold = 2, .tolerance = 1, .assessors = 2};
  CHECK(found({1, 2, 2}, rubric).met);
  CHECK(found({1, 2, 2}, rubric).level == 2);
  CHECK_FALSE(found({1, 2, 1}, rubric).met);
  CHECK(found({0, 4, 2}, rubric).level == 2);
  for (int a = 0; a <= 4; ++a)
    for (int b = 0; b <= 4; ++b)
      for (int c = 0; c <= 4; ++c) {
        const Finding finding = found({a, b, c}, rubric);
        const int yes = (a >= 2 ? 1 : 0) + (b >= 2 ? 1 : 0) + (c >= 2 ? 1 : 0);
        CHECK(finding.agreement == Agreement::settled);
        CHECK(finding.met == (yes >= 2));
      }
}

TEST_CASE("one assessor, where one is asked for, is never disputed") {
  const Rubric rubric{.levels = 4, .threshold = 2, .tolerance = 0, .assessors = 1};
  for (int level = 0; level <= 4; ++level) {
    CHECK(found({level}, rubric).agreement == Agreement::settled);
    CHECK(found({level}, rubric).met == (level >= 2));
  }
}

TEST_CASE("seats are free up to the number asked for, and one more where judgements differ") {
  const Rubric rubric{.levels = 4, .threshold = 2, .tolerance = 1, .assessors = 2};
  Panel panel;
  CHECK(has_free_seat(panel, kOutcomes, rubric));
  panel.seats = {{PersonId("a"), Seating::asked}};
  CHECK(has_free_seat(panel, kOutcomes, rubric));
  panel.seats.push_back({PersonId("b"), Seating::asked});
  CHECK_FALSE(has_free_seat(panel, kOutcomes, rubric));
  panel.seats[0].seating = Seating::released;
  CHECK(has_free_seat(panel, kOutcomes, rubric));

  CHECK(need_of(judged({3, 3}), kOutcomes, rubric) == PanelNeed::nothing);
  CHECK_FALSE(has_free_seat(judged({3, 3}), kOutcomes, rubric));
  Panel disputed = judged({1, 3});
  CHECK(need_of(disputed, kOutcomes, rubric) == PanelNeed::further);
  CHECK(has_free_seat(disputed, kOutcomes, rubric));
  disputed.seats.push_back({PersonId("c"), Seating::asked});
  CHECK_FALSE(has_free_seat(disputed, kOutcomes, rubric));
  disputed.seats[2].seating = Seating::serving;
  CHECK_FALSE(has_free_seat(disputed, kOutcomes, rubric));
  CHECK(owed_by(disputed, PersonId("c"), kOutcomes, rubric) == kOutcomes);
  CHECK(owed_by(disputed, PersonId("a"), kOutcomes, rubric).empty());
}

TEST_CASE("who leaves takes their judgements along") {
  const Rubric rubric{.levels = 4, .threshold = 2, .tolerance = 1, .assessors = 2};
  const Panel left = seated(judged({1, 3, 3}), PersonId("a"), Seating::released);
  CHECK(left.judgements.size() == 2);
  CHECK(seat_of(left, PersonId("a"))->seating == Seating::released);
  CHECK(reconcile(left, "o", rubric).met);
  CHECK(need_of(seated(judged({3, 3}), PersonId("b"), Seating::released), kOutcomes, rubric) ==
        PanelNeed::assessors);
}

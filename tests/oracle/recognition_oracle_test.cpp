// Recognition against brute force, and against its own laws.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>

#include "domain/recognition/choose.h"
#include "domain/recognition/propose.h"
#include "oracle/dice.h"
#include "oracle/recognition_brute_force.h"
#include "oracle/recognition_cases.h"
#include "oracle/recognition_integer_program.h"
#include "oracle/recognition_networks.h"
#include "support/temporary_folder.h"

namespace cairn::oracle {
namespace {

using recognition::Choice;
using recognition::Proposals;

std::string text_of(const Granted& grant) {
  return grant.id + " = " + (grant.credit ? grant.credit->value.to_string() : "none") + " for " +
         grant.achievement + " at " + grant.receiver + ", " + std::to_string(grant.steps) +
         " steps";
}

std::string text_of(const recognition::Proposal& proposal) {
  const auto& decision = proposal.decision;
  const auto& credit = decision.view.credit;
  return decision.id.text() + " = " + (credit.empty() ? "none" : credit[0].value.to_string()) +
         " for " + decision.view.achievement.text() + " at " + decision.view.organization.text() +
         ", " + std::to_string(decision.chain.size()) + " steps";
}

// What differs between the two lists, if anything.
std::string difference(const std::vector<Granted>& expected, const Proposals& found) {
  std::string left, right;
  for (const Granted& each : expected) left += text_of(each) + "\n";
  for (const auto& each : found.proposals) right += text_of(each) + "\n";
  return left == right ? "" : "expected:\n" + left + "found:\n" + right;
}

std::vector<Granted> chosen(const Choice& choice, const std::vector<Granted>& grants) {
  std::vector<Granted> made;
  for (const DecisionId& id : choice.decisions)
    made.push_back(*std::ranges::find(grants, id.text(), &Granted::id));
  return made;
}

bool is_possible(const std::vector<Granted>& chosen, const RecognitionCase& input) {
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (barred(chosen[i], input)) return false;
    for (std::size_t j = 0; j < i; ++j)
      if (exclude(chosen[i], chosen[j])) return false;
  }
  return true;
}

// Whether a version after the one that decided has begun.
bool is_replaced(const recognition::Decision& decision, const RecognitionCase& input) {
  return std::ranges::any_of(input.agreements, [&](const recognition::Agreement& each) {
    return each.id == decision.agreement && each.version > decision.agreement_version &&
           each.valid_from <= input.day;
  });
}

// "" when the choice is possible and as good as the best.
std::string compare(const RecognitionCase& input, const std::vector<Granted>& grants,
                    const Choice& choice, const std::string& receiver) {
  const std::vector<Granted> taken = chosen(choice, grants);
  if (!is_possible(taken, input)) return "the choice takes what competes";
  const Merit merit = merit_of(taken, receiver, input.catalogue);
  const Merit best = best_merit(input, grants, receiver);
  if (merit != best || choice.total != best.credit || !choice.proven || choice.bound != best.credit)
    return "the best has " + best.credit.to_string() + ", the choice " + merit.credit.to_string() +
           " (" + choice.total.to_string() + ", bound " + choice.bound.to_string() + ")";
  return {};
}

// Across receivers credit is measured in hours.
void in_hours(Granted& grant, const learning::Catalogue& catalogue) {
  const credit::System* system = catalogue.find_credit_system(grant.credit->system);
  grant.credit->value = multiply(grant.credit->value, system->hours_per_credit.min).value();
}

TEST_CASE("recognition agrees with brute force on 20,000 generated cases") {
  constexpr int kCases = 20'000;
  std::map<std::size_t, int> sizes;
  int differ = 0, chained = 0, competing = 0, across = 0, by_earlier = 0, other_version = 0;
  for (std::uint64_t seed = 1; seed <= kCases; ++seed) {
    const RecognitionCase input = small_recognition(seed);
    const std::vector<Granted> expected = granted(input);
    const auto found =
        recognition::propose(input.record, {input.catalogue, input.agreements}, input.day);
    REQUIRE(found);
    std::string wrong = difference(expected, *found);
    ++sizes[expected.size()];
    for (const auto& each : found->proposals) {
      chained += each.decision.chain.empty() ? 0 : 1;
      competing += each.competing.empty() ? 0 : 1;
      by_earlier += is_replaced(each.decision, input) ? 1 : 0;
    }
    for (const auto& each : found->refusals)
      other_version += each.reason == recognition::RefusalReason::other_version ? 1 : 0;
    for (const OrganizationId& receiver : recognition::receivers_of(*found)) {
      const auto choice = recognition::choose_at(receiver, input.record, *found, input.catalogue);
      REQUIRE(choice);
      if (wrong.empty()) wrong = compare(input, expected, *choice, receiver.text());
    }
    const auto all = recognition::choose_across(input.record, *found, input.catalogue);
    REQUIRE(all);
    if (wrong.empty()) wrong = compare(input, expected, *all, "");
    across += recognition::receivers_of(*found).size() > 1 ? 1 : 0;
    if (!wrong.empty() && ++differ <= 5) FAIL_CHECK("seed " << seed << ": " << wrong);
  }
  CHECK(differ == 0);
  std::printf(
      "recognition, brute force: %d compared, %d differ; %d chained, %d competing, %d across\n",
      kCases, differ, chained, competing, across);
  // The generator must be worth something.
  CHECK(sizes[0] < kCases / 2);
  CHECK(chained > kCases / 50);
  CHECK(competing > kCases / 20);
  CHECK(across > kCases / 20);
  CHECK(by_earlier > kCases / 50);
  CHECK(other_version > kCases / 50);
}

TEST_CASE("the choice among many agrees with brute force, too") {
  int differ = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const RecognitionCase input = crowded_recognition(seed, 8, 14);
    const std::vector<Granted> grants = granted(input);
    const auto found =
        recognition::propose(input.record, {input.catalogue, input.agreements}, input.day);
    REQUIRE(found);
    const auto choice =
        recognition::choose_at(OrganizationId("receiver"), input.record, *found, input.catalogue);
    REQUIRE(choice);
    const std::string wrong = compare(input, grants, *choice, "receiver");
    if (!wrong.empty() && ++differ <= 5) FAIL_CHECK("seed " << seed << ": " << wrong);
  }
  CHECK(differ == 0);
}

TEST_CASE("the choice for whole records agrees with CBC") {
  const test::TemporaryFolder folder;
  int differ = 0, unproven = 0;
  std::uint64_t nodes = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const RecognitionCase input = crowded_recognition(seed, 40, 120);
    const auto found =
        recognition::propose(input.record, {input.catalogue, input.agreements}, input.day);
    REQUIRE(found);
    const auto choice =
        recognition::choose_at(OrganizationId("receiver"), input.record, *found, input.catalogue);
    REQUIRE(choice);
    nodes += choice->nodes;
    const auto best = most_credit_by_cbc(granted(input), folder.path() / "choice.lp");
    REQUIRE(best);
    unproven += choice->proven ? 0 : 1;
    if (choice->bound < *best || (choice->proven && choice->total != *best)) ++differ;
  }
  CHECK(differ == 0);
  std::printf(
      "recognition, CBC: 40 records of 40 awards and 120 terms, %d differ, %d not proven, "
      "%llu search nodes\n",
      differ, unproven, static_cast<unsigned long long>(nodes));
  CHECK(unproven == 0);
}

TEST_CASE("a network of colleges and universities agrees with brute force and CBC") {
  const test::TemporaryFolder folder;
  const NetworkShape shape{.senders = 8, .receivers = 4, .terms = 12, .awards = 20};
  RecognitionCase input = network_recognition(shape);
  const recognition::Network network(input.catalogue, input.agreements);
  int differ = 0, chained = 0;
  std::size_t proposed = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    input.record = network_record(input, shape, seed);
    std::vector<Granted> grants = granted(input);
    const auto found = recognition::propose(input.record, network, input.day);
    REQUIRE(found);
    std::string wrong = difference(grants, *found);
    const auto choice = recognition::choose_across(input.record, *found, input.catalogue);
    REQUIRE(choice);
    std::erase_if(grants, [](const Granted& each) { return !makes_award(each.kind); });
    for (Granted& each : grants) in_hours(each, input.catalogue);
    const auto best = most_credit_by_cbc(grants, folder.path() / "choice.lp");
    REQUIRE(best);
    if (!choice->proven || choice->total != *best)
      wrong += "the best has " + best->to_string() + ", the choice " + choice->total.to_string();
    for (const auto& each : found->proposals) chained += each.decision.chain.empty() ? 0 : 1;
    proposed += found->proposals.size();
    if (!wrong.empty() && ++differ <= 5) FAIL_CHECK("seed " << seed << ": " << wrong);
  }
  CHECK(differ == 0);
  CHECK(chained > 40);
  CHECK(proposed > 40 * 15);
}

TEST_CASE("the order of awards, agreements, terms and groups changes nothing") {
  Dice dice(7);
  for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
    RecognitionCase input = small_recognition(seed);
    const auto before =
        recognition::propose(input.record, {input.catalogue, input.agreements}, input.day);
    dice.shuffle(input.record.awards);
    dice.shuffle(input.agreements);
    for (recognition::Agreement& agreement : input.agreements) {
      dice.shuffle(agreement.terms);
      for (recognition::Term& term : agreement.terms) dice.shuffle(term.from);
    }
    const auto after =
        recognition::propose(input.record, {input.catalogue, input.agreements}, input.day);
    REQUIRE(before);
    REQUIRE(after);
    std::string a, b;
    for (const auto& each : before->proposals) a += text_of(each) + "\n";
    for (const auto& each : after->proposals) b += text_of(each) + "\n";
    CHECK(a == b);
    const auto first = recognition::choose_across(input.record, *before, input.catalogue);
    const auto second = recognition::choose_across(input.record, *after, input.catalogue);
    CHECK(first->decisions == second->decisions);
  }
}

TEST_CASE("a budget that is too small leaves a bound that holds, and the answer undecided") {
  int undecided = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const RecognitionCase input = crowded_recognition(seed, 8, 14);
    const auto found =
        recognition::propose(input.record, {input.catalogue, input.agreements}, input.day);
    REQUIRE(found);
    const auto ask = [&](std::uint64_t nodes) {
      return recognition::choose_at(OrganizationId("receiver"), input.record, *found,
                                    input.catalogue, nodes)
          .value();
    };
    const Choice best = ask(1'000'000);
    const Choice hurried = ask(1);
    CHECK(hurried.total <= best.total);
    CHECK(hurried.bound >= best.total);
    CHECK((hurried.proven ? hurried.total == best.total : hurried.nodes == 1));
    undecided += hurried.proven ? 0 : 1;
  }
  CHECK(undecided > 20);
}

}  // namespace
}  // namespace cairn::oracle

// The native side of `./dev bench recognise`: for each line on stdin the next question about a
// record in a generated network of agreements, by the floor, by Cairn and by Debian's CBC in this
// process, with the choice in LP format in FILE for a peer that runs elsewhere. The floor is what
// no recognition can skip: to see which agreements' senders the record has awards of, and which of
// their terms' groups it holds.
//   bench_recognise FILE
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "cbc.h"
#include "domain/recognition/choose.h"
#include "domain/recognition/propose.h"
#include "oracle/recognition_integer_program.h"
#include "oracle/recognition_networks.h"
#include "turns.h"

using namespace cairn;

namespace {

constexpr double kPeerSeconds = 5;

enum class Where { one_receiver, across };

struct Kind {
  const char* name;
  int count;
  Where where;
  oracle::NetworkShape shape;
};

std::vector<Kind> kinds() {
  const oracle::NetworkShape assist;
  const auto with = [&](int oracle::NetworkShape::*member, int value) {
    oracle::NetworkShape shape = assist;
    shape.*member = value;
    return shape;
  };
  using Shape = oracle::NetworkShape;
  return {
      {"the shape of ASSIST, one receiver", 20, Where::one_receiver, assist},
      {"the shape of ASSIST, across receivers", 20, Where::across, assist},
      {"10 awards", 10, Where::across, with(&Shape::awards, 10)},
      {"20 awards", 10, Where::across, with(&Shape::awards, 20)},
      {"80 awards", 10, Where::across, with(&Shape::awards, 80)},
      {"a quarter of the senders", 10, Where::across, with(&Shape::senders, 29)},
      {"twice the senders", 10, Where::across, with(&Shape::senders, 232)},
      {"each course in one term", 10, Where::across, with(&Shape::overlap, 1)},
      {"each course in 6 terms", 10, Where::across, with(&Shape::overlap, 6)},
  };
}

// How many terms hold for the record as far as achievements go.
int fitting_terms(const oracle::RecognitionCase& network, const learning::Record& record) {
  std::unordered_set<OrganizationId> issuers;
  std::unordered_set<AchievementId> held;
  for (const learning::Award& award : record.awards) {
    issuers.insert(award.organization);
    held.insert(award.achievement);
  }
  int fitting = 0;
  for (const recognition::Agreement& agreement : network.agreements) {
    if (!issuers.contains(agreement.sender)) continue;
    for (const recognition::Term& term : agreement.terms)
      fitting += std::ranges::any_of(term.from, [&](const recognition::Group& group) {
        return std::ranges::all_of(group,
                                   [&](const AchievementId& id) { return held.contains(id); });
      });
  }
  return fitting;
}

// At which most is proposed, the first by id.
OrganizationId busiest(const recognition::Proposals& proposals) {
  OrganizationId found;
  std::ptrdiff_t most = 0;
  for (const OrganizationId& receiver : recognition::receivers_of(proposals)) {
    const auto count =
        std::ranges::count_if(proposals.proposals, [&](const recognition::Proposal& each) {
          return each.decision.view.organization == receiver;
        });
    if (count > most) found = receiver;
    most = std::max(most, count);
  }
  return found;
}

// What can be chosen, as the integer program takes it: credit in the measure of the choice.
std::vector<oracle::Granted> choosable(const recognition::Proposals& proposals,
                                       const std::optional<OrganizationId>& receiver,
                                       const learning::Catalogue& catalogue) {
  std::vector<oracle::Granted> grants;
  for (const recognition::Proposal& each : proposals.proposals) {
    const recognition::Decision& decision = each.decision;
    if (!recognition::makes_award(decision.kind)) continue;
    if (receiver && decision.view.organization != *receiver) continue;
    oracle::Granted made;
    made.receiver = decision.view.organization.text();
    made.term = decision.agreement.text() + "/" + decision.term;
    made.achievement = decision.view.achievement.text();
    made.credit = decision.view.credit.front();
    if (!receiver)
      made.credit->value =
          multiply(made.credit->value,
                   catalogue.find_credit_system(made.credit->system)->hours_per_credit.min)
              .value();
    for (const AwardId& root : decision.view.roots) made.roots.insert(root.text());
    grants.push_back(std::move(made));
  }
  return grants;
}

template <class F>
double time_of(const F& work) {
  const double before = bench::cpu_microseconds();
  work();
  return bench::cpu_microseconds() - before;
}

void measure(const Kind& kind, const oracle::RecognitionCase& network,
             const recognition::Network& agreed, const learning::Record& record,
             const std::string& file) {
  int fitting = 0;
  const auto look = [&] { fitting = fitting_terms(network, record); };
  look();
  const double floor = time_of(look);
  recognition::Proposals proposals;
  const auto propose = [&] {
    proposals = recognition::propose(record, agreed, network.day).value();
  };
  propose();
  const double proposing = time_of(propose);
  std::optional<OrganizationId> receiver;
  if (kind.where == Where::one_receiver) receiver = busiest(proposals);
  recognition::Choice choice;
  const double choosing = time_of([&] {
    choice = receiver
                 ? recognition::choose_at(*receiver, record, proposals, network.catalogue).value()
                 : recognition::choose_across(record, proposals, network.catalogue).value();
  });
  const auto grants = choosable(proposals, receiver, network.catalogue);
  const oracle::ChoiceProgram program = oracle::as_integer_program(grants);
  std::ofstream(file) << program.text;
  std::optional<std::int64_t> optimum;
  const double cbc = time_of([&] { optimum = bench::cbc_optimum(file, kPeerSeconds); });
  const Rational units = multiply(choice.total, program.denominator).value();
  std::printf(
      "{\"case\": \"%s\", \"agreements\": %zu, \"fitting\": %d, \"grants\": %zu, "
      "\"floor_us\": %.1f, \"propose_us\": %.1f, \"choose_us\": %.1f, \"cairn\": %lld, "
      "\"proven\": %s, \"nodes\": %llu, \"cbc_us\": %.1f, \"cbc\": %s}\n",
      kind.name, network.agreements.size(), fitting, grants.size(), floor, proposing, choosing,
      static_cast<long long>(units.numerator()), choice.proven ? "true" : "false",
      static_cast<unsigned long long>(choice.nodes), cbc,
      optimum ? std::to_string(*optimum).c_str() : "null");
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  std::string line;
  for (const Kind& kind : kinds()) {
    const oracle::RecognitionCase network = oracle::network_recognition(kind.shape);
    const recognition::Network agreed(network.catalogue, network.agreements);
    for (int i = 1; i <= kind.count; ++i) {
      if (!std::getline(std::cin, line)) return 0;
      const auto seed = static_cast<std::uint64_t>(i);
      measure(kind, network, agreed, oracle::network_record(network, kind.shape, seed), argv[1]);
    }
  }
  if (std::getline(std::cin, line)) std::printf("{\"case\": null}\n");
  return 0;
}

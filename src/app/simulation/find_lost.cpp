// The question of `cairn lost`: one count of what is lost, and with a goal a second one of what
// reliefs would save of it.
#include <algorithm>
#include <utility>

#include "app/simulation/counters.h"
#include "app/simulation/question.h"
#include "app/simulation/simulate.h"

namespace cairn::simulation {
namespace {

Result<Receiver> receiver_of(const LostQuestion& question) {
  CAIRN_TRY(documents::CatalogueDocument document,
            documents::read_catalogue(question.catalogue, documents::GoalMember::ignored));
  const auto* organization = document.catalogue.find_organization(question.receiver);
  if (organization == nullptr)
    return invalid("the catalogue has no organization \"" + question.receiver.text() + "\"");
  const credit::SystemId system =
      question.system.empty() ? organization->credit_system : question.system;
  if (system.empty())
    return invalid("\"" + question.receiver.text() + "\" has no credit system; name one");
  if (!question.goal.empty() && document.catalogue.find_achievement(question.goal) == nullptr)
    return invalid("the catalogue has no achievement \"" + question.goal.text() + "\"");
  return Receiver(question.receiver, system, question.at,
                  {question.goal, std::move(document.catalogue), std::move(document.agreements)});
}

// The second count has the cells of the first, so that it can be gone on with by itself.
std::string second(const std::string& question) { return question + " saved"; }

// What the first count ended with, where the second one was begun.
Result<std::optional<Tally>> first_of_two(const Counting& counting, const std::string& question) {
  if (!counting.keeping) return std::optional<Tally>();
  CAIRN_TRY(const std::optional<std::string> text, counting.keeping->load());
  if (!text) return std::optional<Tally>();
  CAIRN_TRY(Checkpoint checkpoint, read_checkpoint(*text));
  if (checkpoint.question != second(question)) return std::optional<Tally>();
  return std::optional(std::move(checkpoint.tally));
}

Ranking ranking_of(const Savings& savings, std::span<const Measured> measured, const Tally& tally,
                   const LostQuestion& question) {
  Ranking ranking{question.goal, savings.system(), {}, {}};
  std::vector<int> signatures;
  for (std::size_t i = 0; i < measured.size(); ++i) {
    RankedRelief ranked{savings.reliefs()[measured[i].relief],
                        measured[i].form,
                        savings.signers_of(measured[i]),
                        {}};
    signatures.push_back(static_cast<int>(ranked.signers.size()));
    const Saved alone = saved_by(tally, Chosen{1} << i);
    if (alone.nearer.records >= question.smallest) ranked.alone = alone;
    ranking.reliefs.push_back(std::move(ranked));
  }
  ranking.choices = best_choices(tally, signatures, question.changes_max, question.smallest);
  return ranking;
}

Result<LostAnswer> answer_of(const LostQuestion& question, const Receiver& receiver,
                             const Tally& tally) {
  CAIRN_TRY(auto signatures, best_signatures(tally, question.smallest, question.signatures_max));
  return LostAnswer{question.receiver,     receiver.system(), question.at,     question.smallest,
                    std::move(signatures), std::nullopt,      receiver.rules()};
}

Result<LostAnswer> find_with_reliefs(const LostQuestion& question, const Receiver& receiver,
                                     Population& population, const Counting& counting) {
  if (population.identity().empty())
    return invalid("with a goal the records are read twice, and these can be read only once");
  CAIRN_TRY(const Savings savings, Savings::create(receiver, question.nodes_max));
  const std::string digest = digest_of(question);
  const std::string start = population.position();
  CAIRN_TRY(std::optional<Tally> first, first_of_two(counting, digest));
  if (!first) {
    Folding folding = folding_of(counting, digest);
    folding.make_counter = [&] { return turned_away_counter(receiver, savings); };
    CAIRN_TRY(Counted counted, fold(population, folding));
    first = std::move(counted.tally);
    CAIRN_CHECK(population.go_to(start));
    // From here on the first count is not gone on with.
    if (counting.keeping)
      CAIRN_CHECK(counting.keeping->save(
          write_checkpoint({second(digest), population.identity(), start, 0, *first})));
  }
  const std::vector<Measured> measured = savings.to_measure(*first, question.smallest);
  Folding folding = folding_of(counting, second(digest));
  folding.make_counter = [&] { return saved_counter(savings, measured, question.changes_max); };
  folding.start = *first;
  CAIRN_TRY(const Counted counted, fold(population, folding));
  CAIRN_TRY(LostAnswer answer, answer_of(question, receiver, *first));
  answer.ranking = ranking_of(savings, measured, counted.tally, question);
  return answer;
}

}  // namespace

Result<LostAnswer> find_lost(const LostQuestion& question, Population& population,
                             const Counting& counting) {
  CAIRN_TRY(const Receiver receiver, receiver_of(question));
  if (!question.goal.empty()) return find_with_reliefs(question, receiver, population, counting);
  Folding folding = folding_of(counting, digest_of(question));
  folding.make_counter = [&] { return lost_counter(receiver); };
  CAIRN_TRY(const Counted counted, fold(population, folding));
  return answer_of(question, receiver, counted.tally);
}

}  // namespace cairn::simulation

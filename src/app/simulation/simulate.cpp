#include "app/simulation/simulate.h"

#include <algorithm>
#include <utility>

#include "app/simulation/counters.h"
#include "formats/crypto/digest.h"

namespace cairn::simulation {
namespace {

// A digest of texts, each with its length, so that no two lists of texts have the same.
class Digest {
 public:
  Digest& of(std::string_view text) {
    hasher_.update(std::to_string(text.size()) + ":");
    hasher_.update(text);
    return *this;
  }
  Digest& of(std::span<const documents::NamedText> files) {
    of(std::to_string(files.size()));
    for (const documents::NamedText& file : files) of(file.name).of(file.text);
    return *this;
  }
  std::string finish() { return crypto::to_hex(hasher_.finish().bytes()); }

 private:
  crypto::Hasher hasher_{crypto::HashAlgorithm::sha256};
};

std::string digest_of(const ChangeQuestion& question) {
  Digest digest;
  digest.of("change").of(question.before).of(question.after);
  digest.of(question.asked.at.to_string()).of(std::to_string(question.asked.nodes_max));
  digest.of(question.asked.recognise == Recognise::yes ? "recognise" : "");
  for (const std::string& name : question.by) digest.of(name);
  return digest.finish();
}

std::string digest_of(const LostQuestion& question) {
  Digest digest;
  digest.of("lost").of(question.catalogue).of(question.receiver.text());
  return digest.of(question.system.text()).of(question.at.to_string()).finish();
}

Folding folding_of(const Counting& counting, std::string question) {
  Folding folding;
  folding.threads = std::max<std::size_t>(counting.threads, 1);
  folding.question = std::move(question);
  folding.keeping = counting.keeping;
  folding.progress = counting.progress;
  return folding;
}

Result<Rules> read_rules(std::span<const documents::NamedText> files) {
  CAIRN_TRY(documents::CatalogueDocument document,
            documents::read_catalogue(files, documents::GoalMember::required));
  return Rules{std::move(document.goal), std::move(document.catalogue),
               std::move(document.agreements)};
}

Result<Receiver> receiver_of(const LostQuestion& question) {
  CAIRN_TRY(documents::CatalogueDocument document, documents::read_catalogue(question.catalogue));
  const auto* organization = document.catalogue.find_organization(question.receiver);
  if (organization == nullptr)
    return invalid("the catalogue has no organization \"" + question.receiver.text() + "\"");
  const credit::SystemId system =
      question.system.empty() ? organization->credit_system : question.system;
  if (system.empty())
    return invalid("\"" + question.receiver.text() + "\" has no credit system; name one");
  return Receiver(question.receiver, system, question.at,
                  {{}, std::move(document.catalogue), std::move(document.agreements)});
}

}  // namespace

Result<ChangeAnswer> simulate(const ChangeQuestion& question, Population& population,
                              const Counting& counting) {
  CAIRN_TRY(Rules before, read_rules(question.before));
  CAIRN_TRY(Rules after, read_rules(question.after));
  CAIRN_TRY(const Change change,
            Change::create(std::move(before), std::move(after), question.asked));
  Folding folding = folding_of(counting, digest_of(question));
  folding.make_counter = [&] { return change_counter(change, question.by); };
  CAIRN_TRY(const Counted counted, fold(population, folding));
  CAIRN_TRY(Tables tables, tables_of(counted.tally, question.smallest));
  return ChangeAnswer{change.goal(), change.system(), question.asked.at, question.smallest,
                      std::move(tables)};
}

Result<LostAnswer> find_lost(const LostQuestion& question, Population& population,
                             const Counting& counting) {
  CAIRN_TRY(const Receiver receiver, receiver_of(question));
  Folding folding = folding_of(counting, digest_of(question));
  folding.make_counter = [&] { return lost_counter(receiver); };
  CAIRN_TRY(const Counted counted, fold(population, folding));
  CAIRN_TRY(auto signatures,
            best_signatures(counted.tally, question.smallest, question.signatures_max));
  return LostAnswer{question.receiver, receiver.system(), question.at, question.smallest,
                    std::move(signatures)};
}

}  // namespace cairn::simulation

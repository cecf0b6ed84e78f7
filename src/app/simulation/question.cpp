#include "app/simulation/question.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

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

}  // namespace

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
  digest.of(question.system.text()).of(question.at.to_string());
  if (question.goal.empty()) return digest.finish();
  digest.of(question.goal.text()).of(std::to_string(question.nodes_max));
  // What is measured depends on these.
  digest.of(std::to_string(question.changes_max)).of(std::to_string(question.smallest));
  return digest.finish();
}

Folding folding_of(const Counting& counting, std::string question) {
  Folding folding;
  folding.threads = std::max<std::size_t>(counting.threads, 1);
  folding.question = std::move(question);
  folding.keeping = counting.keeping;
  folding.progress = counting.progress;
  return folding;
}

}  // namespace cairn::simulation

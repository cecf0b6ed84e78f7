#include "durability/world.h"

namespace cairn::durability {

using Guard = std::lock_guard<std::mutex>;

void Ledger::acknowledge(Issued issued) {
  const Guard guard(mutex_);
  for (const Place& place : issued.places)
    if (!places_.insert(place).second)
      violations_.push_back("an index was given twice: " + std::to_string(place.second));
  issued_.push_back(std::move(issued));
}

void Ledger::acknowledge_revocation(const std::string& id) {
  const Guard guard(mutex_);
  revoked_.insert(id);
}

void Ledger::signs(const std::string& note) {
  const auto parsed = translog::parse_note(note);
  const auto checkpoint = parsed ? translog::parse_checkpoint(parsed->text) : parsed.error();
  const Guard guard(mutex_);
  if (!checkpoint) {
    violations_.emplace_back("signed what is no checkpoint");
    return;
  }
  const auto [at, is_new] = heads_.try_emplace(checkpoint->head.size, checkpoint->head.root);
  if (!is_new && at->second != checkpoint->head.root)
    violations_.push_back("two roots were signed for size " + std::to_string(at->first));
}

void Ledger::violation(std::string what) {
  const Guard guard(mutex_);
  violations_.push_back(std::move(what));
}

std::vector<Issued> Ledger::issued() {
  const Guard guard(mutex_);
  return issued_;
}
std::size_t Ledger::count() {
  const Guard guard(mutex_);
  return issued_.size();
}
std::set<std::string> Ledger::revoked() {
  const Guard guard(mutex_);
  return revoked_;
}
std::map<std::uint64_t, translog::Hash> Ledger::heads() {
  const Guard guard(mutex_);
  return heads_;
}
std::vector<std::string> Ledger::violations() {
  const Guard guard(mutex_);
  return violations_;
}

}  // namespace cairn::durability

#include "domain/audit/marginals.h"

#include <algorithm>

namespace cairn::audit {
namespace {

constexpr std::int64_t kNever = Relaxation::kNever;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// What cannot be stays so, whatever is paid for it.
std::int64_t paid(std::int64_t cost, std::int64_t price) {
  return cost >= kNever ? kNever : std::min(kNever, cost + price);
}

}  // namespace

Marginals::Marginals(const Part& part, const Fixing& fixing) : part_(part), fixing_(fixing) {}

std::size_t Marginals::width(const Part::Leaf& leaf) const {
  return static_cast<std::size_t>(leaf.steps) + 1;
}

std::size_t Marginals::after(std::size_t steps, const Part::Leaf& leaf,
                             const Part::Edge& edge) const {
  return std::min(width(leaf) - 1, steps + static_cast<std::size_t>(edge.steps));
}

bool Marginals::solve(int index, const Prices& prices) {
  const Part::Leaf& leaf = part_.leaves[at(index)];
  if (leaf.fractional) return false;
  make_room();
  work_ += 4 * width(leaf) * at(leaf.end - leaf.first);
  for (int e = leaf.first; e < leaf.end; ++e) prices_[at(e)] = price_of(part_, e, prices);
  reach_forward(leaf);
  look_ahead(leaf, fixing_.fate(index));
  return true;
}

// Once: most parts are solved without.
void Marginals::make_room() {
  prices_.resize(part_.edges.size());
  with_use_.resize(part_.edges.size());
  without_use_.resize(part_.edges.size());
}

void Marginals::reach_forward(const Part::Leaf& leaf) {
  const std::size_t width = this->width(leaf);
  reached_.assign(width * at(leaf.end - leaf.first + 1), Cost());
  reached_[0].not_made = 0;
  for (int e = leaf.first; e < leaf.end; ++e) {
    const Part::Edge& edge = part_.edges[at(e)];
    const Fixing::State state = fixing_.state(e);
    const Cost* from = &reached_[width * at(e - leaf.first)];
    Cost* to = &reached_[width * at(e - leaf.first + 1)];
    for (std::size_t s = 0; s < width; ++s) {
      if (state != Fixing::State::in) to[s].not_made = from[s].least();
      if (state == Fixing::State::out) continue;
      std::int64_t& made = to[after(s, leaf, edge)].made;
      made = std::min(made, paid(edge.copy ? from[s].made : from[s].least(), prices_[at(e)]));
    }
  }
}

void Marginals::look_ahead(const Part::Leaf& leaf, Fixing::Fate fate) {
  const std::size_t width = this->width(leaf);
  const std::size_t end = width * at(leaf.end - leaf.first);
  ahead_.resize(end + width);
  met_ = unmet_ = kNever;
  for (std::size_t s = 0; s < width; ++s) {
    const bool met = s + 1 == width;
    const bool possible = fate != (met ? Fixing::Fate::unmet : Fixing::Fate::met);
    const std::int64_t have = static_cast<std::int64_t>(s) * leaf.step;
    const std::int64_t cost = possible ? leaf.rule.cost(have) * kPriceScale : kNever;
    ahead_[end + s] = {cost, cost};
    std::int64_t& least = met ? met_ : unmet_;
    least = std::min(least, paid(cost, reached_[end + s].least()));
  }
  for (int e = leaf.end; e-- > leaf.first;) look_ahead_from(leaf, e);
}

void Marginals::look_ahead_from(const Part::Leaf& leaf, int index) {
  const Part::Edge& edge = part_.edges[at(index)];
  const Fixing::State state = fixing_.state(index);
  const std::size_t width = this->width(leaf);
  const Cost* reached = &reached_[width * at(index - leaf.first)];
  const Cost* next = &ahead_[width * at(index - leaf.first + 1)];
  Cost* here = &ahead_[width * at(index - leaf.first)];
  std::int64_t& with_use = with_use_[at(index)] = kNever;
  std::int64_t& without_use = without_use_[at(index)] = kNever;
  for (std::size_t s = 0; s < width; ++s) {
    const std::int64_t with = state == Fixing::State::out
                                  ? kNever
                                  : paid(next[after(s, leaf, edge)].made, prices_[at(index)]);
    const std::int64_t without = state == Fixing::State::in ? kNever : next[s].not_made;
    here[s].made = std::min(with, without);
    here[s].not_made = edge.copy ? without : here[s].made;
    with_use = std::min(with_use, (edge.copy ? reached[s].made : reached[s].least()) + with);
    without_use = std::min(without_use, reached[s].least() + without);
  }
}

}  // namespace cairn::audit

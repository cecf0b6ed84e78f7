// A population that stands in memory, for tests.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/simulation/population.h"

namespace cairn::test {

using Members = std::vector<simulation::Member>;

class ListedChunk final : public simulation::Chunk {
 public:
  explicit ListedChunk(Members members) : members_(std::move(members)) {}
  Result<void> each(
      const std::function<Result<void>(const simulation::Member&)>& visit) const override {
    for (const simulation::Member& member : members_) CAIRN_CHECK(visit(member));
    return {};
  }

 private:
  Members members_;
};

/// Chunks of `size` members each.
class ListedPopulation final : public simulation::Population {
 public:
  ListedPopulation(Members members, std::size_t size) : members_(std::move(members)), size_(size) {}

  Result<std::unique_ptr<simulation::Chunk>> next() override {
    if (at_ == members_.size()) return std::unique_ptr<simulation::Chunk>();
    const std::size_t end = std::min(members_.size(), at_ + size_);
    Members some(members_.begin() + static_cast<std::ptrdiff_t>(at_),
                 members_.begin() + static_cast<std::ptrdiff_t>(end));
    at_ = end;
    return std::unique_ptr<simulation::Chunk>(std::make_unique<ListedChunk>(std::move(some)));
  }
  std::string position() const override { return std::to_string(at_); }
  Result<void> go_to(const std::string& position) override {
    at_ = std::stoul(position);
    return {};
  }
  std::string identity() const override { return std::to_string(members_.size()) + " members"; }

 private:
  Members members_;
  std::size_t size_;
  std::size_t at_ = 0;
};

}  // namespace cairn::test

// The port that simulations read records through.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/learning/award.h"
#include "domain/simulation/attribute.h"

namespace cairn::simulation {

/// One record, with what it can be grouped by; names of attributes are unique.
struct Member {
  std::vector<Attribute> attributes;
  learning::Record record;
};

/// A part of a population. Reading is thread-safe; errors name the place.
class Chunk {
 public:
  static constexpr std::size_t kMembersMax = 256;

  virtual ~Chunk() = default;
  /// Hands each member to `visit` and stops at its first error.
  virtual Result<void> each(const std::function<Result<void>(const Member&)>& visit) const = 0;
};

/// A list of records. Used by one thread at a time; chunks may outlive each other, but not it.
class Population {
 public:
  virtual ~Population() = default;
  /// The next chunk; nullptr at the end.
  virtual Result<std::unique_ptr<Chunk>> next() = 0;
  /// Where the chunk after the last given one begins, as text of its own.
  virtual std::string position() const = 0;
  /// Goes on where position() said. Invalid for what position() never says.
  virtual Result<void> go_to(const std::string& position) = 0;
  /// Differs when the population has changed; empty: it can be read only once, and not gone on
  /// with.
  virtual std::string identity() const = 0;
};

}  // namespace cairn::simulation

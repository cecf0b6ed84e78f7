// The exact answers that the searches rest on, remembered: is the goal complete, may a step start.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "domain/audit/solved_parts.h"
#include "domain/plan/problem.h"
#include "domain/plan/relaxation.h"

namespace cairn::plan {

enum class Answer : std::uint8_t { no, yes, undecided };

/// Asks the audit about the record after some candidates were taken. Both questions are monotone in
/// what was taken. Not thread-safe: it remembers.
class Facts {
 public:
  explicit Facts(const Problem& problem);

  /// Audit section 6: complete (awards in progress counted as passed) on a day of `epoch`.
  Result<Answer> goal_complete(const Mask& taken, int epoch);

  /// Audit section 8 for the prerequisites of `candidate` on a day of `epoch`.
  Result<Answer> may_start(int candidate, const Mask& taken, int epoch);

 private:
  struct Key {
    int subject;  ///< the candidate, or -1 for the goal
    int epoch;
    Mask taken;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      return std::hash<Mask>()(key.taken) * 31 + std::hash<int>()(key.subject * 64 + key.epoch);
    }
  };

  const Problem& problem_;
  Relaxation reachable_;
  std::unordered_map<Key, Answer, KeyHash> known_;
  audit::SolvedParts searched_;  ///< what one more or less of what is taken leaves as it was
};

}  // namespace cairn::plan

// Parts that were searched to the end, kept so that the next audit need not search them again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace cairn::audit {

struct Part;

/// What the search of a part ended with.
struct SolvedPart {
  std::vector<std::uint8_t> used;    ///< by edge of the part
  std::vector<std::uint8_t> chosen;  ///< by node of the part
  std::int64_t cost = 0;             ///< proven
  std::uint64_t nodes = 0;           ///< that it was searched with
  std::uint64_t budget = 0;          ///< the least with which it ends, and then always so
};

/// Shared by audits that come one after another: of one record before and after a change, or for
/// several goals. What a search is asked is compared whole, so an answer never hangs on what is
/// kept, and where an award came, changed or went only the parts that it could be used in are
/// searched again. Forgets everything when it holds too much. Not thread-safe.
class SolvedParts {
 public:
  SolvedParts() = default;
  explicit SolvedParts(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  /// What the part asks of a search: equal for parts that are searched alike.
  static std::string question_of(const Part& part);

  /// Null when it is not known how this ends within a budget.
  const SolvedPart* find(const std::string& question, std::uint64_t budget) const;
  void keep(std::string question, SolvedPart solved);

 private:
  static constexpr std::size_t kBytesMax = std::size_t{16} << 20U;

  std::size_t bytes_max_ = kBytesMax;
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, SolvedPart> known_;
};

}  // namespace cairn::audit

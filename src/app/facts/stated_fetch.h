// Documents that the asker states, in front of the network.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/facts/fetch.h"
#include "base/time.h"

namespace cairn::facts {

/// Thread-safe.
class StatedFetch final : public Fetch {
 public:
  struct Document {
    std::string url;
    std::string body;
    std::optional<Instant> known_since = {};  ///< as whoever states it says; absent: just now
  };

  /// Whatever is not stated is asked of `next`; without one that is unavailable.
  StatedFetch(std::vector<Document> stated, std::unique_ptr<Fetch> next)
      : stated_(std::move(stated)), next_(std::move(next)) {}

  Result<Fetched> get(const FetchRequest& request) override;

 private:
  std::vector<Document> stated_;
  std::unique_ptr<Fetch> next_;
};

}  // namespace cairn::facts

// Status lists that are issued here: which indexes are taken, by which credential, with what value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace cairn::store {

struct StatusList {
  std::string tenant;   ///< whose list: an organization, or an instance of the VC API
  std::string id;       ///< 128 random bits, the last segment of its URL
  std::string purpose;  ///< "revocation", "suspension", "message", "refresh"
  int size = 1;         ///< bits of an entry
  /// The statusMessage of its entries as a JSON array; empty when they have none.
  std::string messages;
  std::int64_t entries = 0;   ///< how many it has room for
  std::int64_t taken = 0;     ///< of them by credentials
  std::int64_t revision = 0;  ///< counts the changes of values
  Instant created;
};

struct StatusEntry {
  std::string tenant;
  std::string list;
  std::int64_t index = 0;
  std::string purpose;     ///< of its list
  std::string credential;  ///< its id
  std::uint32_t value = 0;
  std::string reason;  ///< a code; empty until the value was changed
};

class StatusLists {
 public:
  virtual ~StatusLists() = default;

  virtual Result<void> add(const StatusList& list) = 0;
  virtual Result<std::optional<StatusList>> find(std::string_view list) = 0;
  /// The tenant's lists, the newest first.
  virtual Result<std::vector<StatusList>> of(std::string_view tenant) = 0;

  virtual Result<bool> is_taken(const StatusList& list, std::int64_t index) = 0;
  /// Takes the entry's index and counts it. conflict: it is taken.
  virtual Result<void> take(const StatusEntry& entry, Instant at) = 0;
  virtual Result<std::optional<StatusEntry>> entry(const StatusList& list, std::int64_t index) = 0;
  virtual Result<std::vector<StatusEntry>> entries_of(std::string_view tenant,
                                                      std::string_view credential) = 0;
  /// Stores value and reason and counts a revision of the list. not_found: nobody took it.
  virtual Result<void> change(const StatusEntry& entry, Instant at) = 0;

  struct SetEntry {
    std::int64_t index = 0;
    std::uint32_t value = 0;
  };
  /// The entries whose value is not 0.
  virtual Result<std::vector<SetEntry>> set_entries(const StatusList& list) = 0;
};

}  // namespace cairn::store

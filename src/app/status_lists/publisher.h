// Status lists as signed credentials, kept until they change or grow old.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "app/store/store.h"
#include "base/ports.h"
#include "base/result.h"
#include "formats/json/value.h"

namespace cairn::status_lists {

/// After that long a list should be fetched anew; also the Cache-Control of its answer.
inline constexpr std::chrono::minutes kTimeToLive{5};
/// How long a signed list holds, and when it is signed anew without any change.
inline constexpr std::chrono::hours kValidity{24 * 7};
inline constexpr std::chrono::hours kSignedAnewAfter{24};

/// Signs lists in the name of who owns them. Thread-safe.
class Signer {
 public:
  virtual ~Signer() = default;
  /// The issuer that the tenant's credentials name.
  virtual Result<std::string> issuer_of(const std::string& tenant) const = 0;
  /// The credential with a proof by that issuer, as JSON.
  virtual Result<std::string> sign(const std::string& tenant, const json::Document& credential,
                                   Instant created) const = 0;
};

/// One answer to a request for a list.
struct Published {
  std::string body;  ///< the signed credential
  std::string etag;  ///< with its quotes
};

/// The unsigned credential of a list (section 2.2) as it stands in the store.
Result<json::Document> list_credential(store::Repositories& repositories,
                                       const store::StatusList& list, std::string_view url,
                                       std::string_view issuer, Instant now);

/// Thread-safe. What it refers to must outlive it.
class Publisher {
 public:
  /// `base` is the URL before the id of a list.
  Publisher(store::Store& store, const Signer& signer, const Clock& clock, std::string base);

  const std::string& base() const { return base_; }

  /// The list as it is now: signed anew when a value changed since or the last one is a day old.
  /// not_found: there is no such list.
  Result<Published> get(std::string_view list);

 private:
  struct Kept {
    std::int64_t revision = 0;
    Instant made;
    Published published;
  };
  Result<Kept> make(const store::StatusList& list, Instant now);

  store::Store& store_;
  const Signer& signer_;
  const Clock& clock_;
  std::string base_;
  std::mutex mutex_;
  std::map<std::string, Kept, std::less<>> kept_;  // guarded by mutex_
};

}  // namespace cairn::status_lists

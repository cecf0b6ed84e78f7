// The contexts that documents may name: those compiled in, and those of an administrator's folder.
//
// The folder holds "contexts.json", an array of {"url", "file", "sha256"}, and the files it names
// (docs/reference/contexts.md). Never the network.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"

namespace cairn::rdf {
class ContextStore;
}

namespace cairn::contexts {

inline constexpr const char* kManifest = "contexts.json";

/// Gives the bytes of a file of the folder by its name.
using ReadFile = std::function<Result<std::string>(const std::string& name)>;

/// Thread-safe.
class KnownContexts {
 public:
  /// Those compiled in.
  KnownContexts();
  KnownContexts(KnownContexts&&) noexcept;
  KnownContexts& operator=(KnownContexts&&) noexcept;
  ~KnownContexts();

  /// And those of a folder. Invalid, with the place in the manifest, when the manifest is
  /// malformed, a file is not there, is no JSON object with an "@context" or has another SHA-256,
  /// and when a URL is listed twice or compiled in: whoever could replace a context could give
  /// signed words another meaning. Exhausted beyond 256 contexts or 1 MiB each.
  static Result<KnownContexts> with_folder(const ReadFile& read);

  const rdf::ContextStore& store() const { return *store_; }

 private:
  std::unique_ptr<rdf::ContextStore> store_;
};

}  // namespace cairn::contexts

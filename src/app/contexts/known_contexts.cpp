#include "app/contexts/known_contexts.h"

#include <string_view>

#include "formats/crypto/digest.h"
#include "formats/json/reader.h"
#include "formats/rdf/context_store.h"

namespace cairn::contexts {
namespace {

constexpr std::size_t kContextsMax = 256;
constexpr json::Limits kLimits = {.bytes_max = 1024 * 1024, .depth_max = 64, .values_max = 50'000};

// A plain name: nothing that leads out of the folder.
bool is_plain_name(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.find_first_of("/\\") == name.npos &&
         name.find('\0') == name.npos;
}

Result<void> add(rdf::ContextStore& store, const json::Value& entry, const ReadFile& read,
                 const std::string& place) {
  const std::string_view url = entry.text_of("url"), sha256 = entry.text_of("sha256");
  const std::string file(entry.text_of("file"));
  if (!url.starts_with("https://") && !url.starts_with("http://") && !url.starts_with("urn:"))
    return invalid("the URL of the context is missing; expected https://…", place + "/url");
  if (!is_plain_name(file))
    return invalid("expected the name of a file in the folder itself", place + "/file");
  if (store.find(url) != nullptr)
    return invalid("this context is compiled in or listed already and cannot be replaced",
                   place + "/url");
  CAIRN_TRY(const std::string text, read(file));
  const std::string digest =
      crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, text).bytes());
  if (digest != sha256)
    return invalid("the file's SHA-256 is " + digest + ", not the one that is listed",
                   place + "/sha256");
  CAIRN_TRY(const json::Document document, json::read(text, kLimits));
  const json::Value* context = document.root().find("@context");
  if (context == nullptr) return invalid("the file is no context document", place + "/file");
  return store.add(url, text);
}

}  // namespace

KnownContexts::KnownContexts() : store_(rdf::ContextStore::with_built_in_contexts()) {}
KnownContexts::KnownContexts(KnownContexts&&) noexcept = default;
KnownContexts& KnownContexts::operator=(KnownContexts&&) noexcept = default;
KnownContexts::~KnownContexts() = default;

Result<KnownContexts> KnownContexts::with_folder(const ReadFile& read) {
  CAIRN_TRY(const std::string text, read(kManifest));
  CAIRN_TRY(const json::Document manifest, json::read(text, kLimits));
  const json::Value& entries = manifest.root();
  if (!entries.is_array()) return invalid("expected an array of contexts", kManifest);
  if (entries.items().size() > kContextsMax)
    return exhausted("more than " + std::to_string(kContextsMax) + " contexts", kManifest);
  KnownContexts known;
  for (std::size_t i = 0; i < entries.items().size(); ++i)
    CAIRN_CHECK(
        add(*known.store_, entries.items()[i], read, kManifest + ("#/" + std::to_string(i))));
  return known;
}

}  // namespace cairn::contexts

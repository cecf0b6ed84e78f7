#include "app/bundle/opened.h"

#include <algorithm>
#include <chrono>

#include "app/bundle/logs.h"
#include "formats/crypto/digest.h"
#include "formats/did/identifier.h"
#include "formats/json/writer.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/verify.h"

namespace cairn::bundle {
namespace {

constexpr vc::Required kOfBundle = {vc::CheckName::structure, vc::CheckName::proof,
                                    vc::CheckName::issuer_binding};
// Clocks differ by that much.
constexpr std::chrono::minutes kClockSkew{5};

// Those that are not compiled in, as a folder of contexts.
Result<contexts::KnownContexts> contexts_of(const Bundle& bundle) {
  contexts::KnownContexts built_in;
  json::Writer manifest;
  manifest.begin_array();
  std::map<std::string, const std::string*> files;
  for (const StoredContext& context : bundle.contexts) {
    if (const auto* known = built_in.store().find(context.url)) {
      if (known->text != context.body)
        return invalid("this program has another version of the context " + context.url,
                       "/credentialSubject/context");
      continue;
    }
    const std::string file = std::to_string(files.size()) + ".json";
    files[file] = &context.body;
    manifest.begin_object().member("url", context.url).member("file", file);
    manifest.member(
        "sha256",
        crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, context.body).bytes()));
    manifest.end_object();
  }
  if (files.empty()) return built_in;
  const std::string list = manifest.end_array().take();
  return contexts::KnownContexts::with_folder([&](const std::string& name) -> Result<std::string> {
    return name == contexts::kManifest ? list : *files.at(name);
  });
}

Result<void> check_signature(const json::Value& root, const Bundle& bundle,
                             std::span<const std::string> signers, Instant at) {
  if (bundle.signer.empty()) {
    if (signers.empty()) return {};
    return invalid("the bundle is not signed", "/proof");
  }
  if (!signers.empty() && std::ranges::find(signers, bundle.signer) == signers.end())
    return invalid("the bundle is signed by " + bundle.signer +
                       ", which is not among the signers that you accept",
                   "/issuer");
  if (!did::describes_itself(bundle.signer))
    return invalid("a bundle is signed by a did:key or did:jwk", "/issuer");
  const auto contexts = rdf::ContextStore::with_built_in_contexts();
  const auto checks = vc::verify(root, {*contexts, {}}, at);
  if (vc::decide(checks, kOfBundle) == vc::Verdict::valid) return {};
  const auto broken = std::ranges::find_if(checks, [&](const vc::Check& check) {
    return kOfBundle.has(check.check) && check.outcome != vc::Outcome::pass;
  });
  return invalid(
      std::string("the signature of the bundle does not hold: ") + vc::name_of(broken->code),
      "/proof");
}

template <class Part>
Result<void> check_past(const std::vector<Part>& parts, Instant Part::*had, Instant latest,
                        const char* name) {
  if (std::ranges::all_of(parts, [&](const Part& part) { return part.*had <= latest; })) return {};
  return invalid("a fact comes from the future", std::string("/credentialSubject/") + name);
}

// A fact that was had later than now would seem fresh for longer than any is.
Result<void> check_past(const Bundle& bundle, Instant at) {
  const Instant latest(at.time() + kClockSkew);
  if (bundle.made > latest) return invalid("the bundle comes from the future", "/validFrom");
  CAIRN_CHECK(check_past(bundle.documents, &StoredDocument::fetched, latest, "document"));
  CAIRN_CHECK(check_past(bundle.trust_lists, &StoredTrustList::stored, latest, "trustList"));
  CAIRN_CHECK(check_past(bundle.logs, &StoredLog::fetched, latest, "log"));
  return check_past(bundle.log_proofs, &StoredLogProof::stored, latest, "logProof");
}

}  // namespace

StoredFetch::StoredFetch(std::vector<StoredDocument> documents) {
  for (StoredDocument& document : documents) {
    std::string url = document.url;
    documents_.emplace(std::move(url), std::move(document));
  }
}

Result<facts::Fetched> StoredFetch::get(const facts::FetchRequest& request) {
  const auto found = documents_.find(request.url);
  if (found == documents_.end())
    return Error{ErrorCode::unavailable, "the bundle does not have it", request.url};
  const StoredDocument& document = found->second;
  if (document.body.size() > request.bytes_max)
    return exhausted("the stored document is too large", request.url);
  return facts::Fetched{
      .body = document.body, .media_type = {}, .cache_control = {}, .stored = document.fetched};
}

Result<OpenedBundle> open_bundle(std::string_view text, std::span<const std::string> signers,
                                 Instant at) {
  CAIRN_TRY(const json::Document document, json::read(text, kLimits));
  CAIRN_TRY(Bundle bundle, read_bundle(document.root()));
  CAIRN_CHECK(check_signature(document.root(), bundle, signers, at));
  CAIRN_CHECK(check_past(bundle, at));
  if (bundle.until && at > *bundle.until)
    return invalid("the bundle ended on " + bundle.until->to_string(), "/validUntil");
  for (const StoredLog& log : bundle.logs) CAIRN_CHECK(check_log(log));
  CAIRN_TRY(contexts::KnownContexts contexts, contexts_of(bundle));
  return OpenedBundle{std::move(bundle), std::move(contexts)};
}

}  // namespace cairn::bundle

#include "app/awarding/issue.h"

#include <algorithm>
#include <memory>

#include "app/awarding/differences.h"
#include "app/awarding/signing_key.h"
#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/jwt_credential.h"
#include "formats/vc/plain_terms.h"
#include "formats/vc/related_resource.h"
#include "formats/vc/structure.h"

namespace cairn::awarding {
namespace {

json::Document with_issuer(const json::Document& document, std::string_view name) {
  if (!document.root().is_object() || document.root().find("issuer") != nullptr) return document;
  const auto arena = std::make_shared<json::Arena>();
  arena->keep_alive(document.arena());
  const json::Value issuer = arena->string(name);
  return json::Document(arena, arena->with_member(document.root(), "issuer", issuer));
}

Result<void> require_structure(const json::Value& credential, const rdf::ContextStore& contexts) {
  if (!credential.is_object()) return invalid("a credential is a JSON object");
  vc::Check check = vc::check_issuable(credential);
  if (check.outcome == vc::Outcome::pass)
    if (const auto wrong = vc::check_related_digests(credential, contexts)) check = *wrong;
  if (check.outcome == vc::Outcome::pass) return {};
  const std::string place = check.parameters.empty() ? "/@context" : check.parameters[0].value;
  return invalid(std::string("not a credential of the Data Model 2.0: ") + vc::name_of(check.code),
                 place);
}

// What canonicalizes RDF refuses these when it signs; the other ways of signing never look.
Result<void> require_terms(const json::Value& credential, const rdf::ContextStore& contexts) {
  const vc::Check terms = vc::check_terms(credential, contexts);
  if (terms.outcome == vc::Outcome::fail)
    return invalid("a term or type that no context defines: " + terms.parameters[1].value,
                   terms.parameters[0].value);
  if (const auto place = vc::find_disguise(credential, contexts))
    return invalid("a known term under another name or with another meaning", *place);
  return {};
}

Result<void> require_issuer(const json::Value& credential, const IssuingKey& key) {
  if (vc::issuer_id(credential) == key.issuer) return {};
  return invalid("the key signs for " + key.issuer + " and for nobody else", "/issuer");
}

// What a credential must be before it is signed in whichever way.
Result<void> require_issuable(const json::Value& credential, const IssuingKey& key,
                              const Signing& signing, const rdf::ContextStore& contexts) {
  CAIRN_CHECK(require_structure(credential, contexts));
  CAIRN_CHECK(require_issuer(credential, key));
  if (signing.form == Form::jwt || signing.suite.find("-jcs-") != std::string_view::npos)
    CAIRN_CHECK(require_terms(credential, contexts));
  return {};
}

Result<std::string> issue_token(const json::Value& document, const IssuingKey& key,
                                const Signing& signing) {
  if (!signing.suite.empty())
    return invalid("a token has no cryptosuite; its algorithm follows from the key", "suite");
  CAIRN_TRY(const std::string token,
            vc::write_token(document, key.pair,
                            {.created = signing.created, .verification_method = key.method}));
  return token + "\n";
}

vc::ProofOptions proof_options(const IssuingKey& key, const Signing& signing) {
  const std::string_view suite =
      signing.suite.empty() ? default_suite(key.pair.kind()) : signing.suite;
  return {.suite = suite, .created = signing.created, .verification_method = key.method};
}

Error in_line(const Error& error, std::size_t number) {
  const std::string line = "line " + std::to_string(number);
  return {error.code, error.message, error.where.empty() ? line : line + ", " + error.where};
}

}  // namespace

Result<std::string> issue(std::string_view document_json, std::string_view key_json,
                          const Signing& signing, const contexts::KnownContexts& contexts) {
  CAIRN_TRY(const IssuingKey key, read_key_file(key_json));
  return issue(document_json, key, signing, contexts);
}

Result<std::string> issue(std::string_view document_json, const IssuingKey& key,
                          const Signing& signing, const contexts::KnownContexts& contexts) {
  CAIRN_TRY(const json::Document read, json::read(document_json));
  const json::Document document = with_issuer(read, key.issuer);
  CAIRN_CHECK(require_issuable(document.root(), key, signing, contexts.store()));
  if (signing.form == Form::jwt) return issue_token(document.root(), key, signing);
  CAIRN_TRY(const json::Document credential,
            vc::add_proof(document, key.pair, proof_options(key, signing), contexts.store()));
  return json::write(credential.root(), json::Style::indented) + "\n";
}

Result<void> issue_each(const Series& series, std::string_view key_json, const Signing& signing,
                        const contexts::KnownContexts& contexts, const Take& take) {
  CAIRN_TRY(const IssuingKey key, read_key_file(key_json));
  CAIRN_TRY(const json::Document read, json::read(series.model));
  const json::Document model = with_issuer(read, key.issuer);
  const vc::ProofSeries proofs(model, key.pair, proof_options(key, signing), contexts.store());
  const auto issued = [&](std::string_view line) -> Result<std::string> {
    CAIRN_TRY(const json::Document own, json::read(line));
    CAIRN_TRY(const json::Document document, with_differences(model, own));
    CAIRN_CHECK(require_issuable(document.root(), key, signing, contexts.store()));
    if (signing.form == Form::jwt) return issue_token(document.root(), key, signing);
    CAIRN_TRY(const json::Document credential, proofs.add_proof(document));
    return json::write(credential.root()) + "\n";
  };
  std::size_t number = 0;
  for (std::string_view rest = series.learners; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const auto credential = issued(line);
    if (!credential) return in_line(credential.error(), number);
    CAIRN_CHECK(take(*credential));
  }
  return {};
}

}  // namespace cairn::awarding

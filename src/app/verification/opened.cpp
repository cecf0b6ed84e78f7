#include "app/verification/opened.h"

#include <utility>

#include "app/verification/parts.h"
#include "formats/openbadges/assertion.h"
#include "formats/vc/envelope.h"
#include "formats/vc/presentation.h"
#include "formats/vc/verify.h"

namespace cairn::verification {
namespace {

// What the credentials inside refer to. A token inside a token keeps its own to itself.
void add_parts(const json::Value& document, std::vector<vc::FactsNeeded>& needed) {
  for (const Part& part : find_parts(document)) {
    const bool enveloped =
        part.value.is_string() || vc::is_enveloped(part.value, vc::Enveloped::credential);
    if (!enveloped)
      needed.push_back(vc::facts_needed(part.value));
    else if (const auto token = token_in(part.value))
      needed.push_back(vc::facts_needed(*token));
  }
}

void add_token(const vc::JwtCredential& token, std::vector<vc::FactsNeeded>& needed) {
  needed.push_back(vc::carries_presentation(token.form) ? vc::facts_needed_of_presentation(token)
                                                        : vc::facts_needed(token));
  add_parts(token.credential.root(), needed);
}

}  // namespace

Result<Opened> open(const CredentialFile& file) {
  if (file.is_token) {
    CAIRN_TRY(vc::JwtCredential token, vc::read_jwt_credential(file.credential, kCredentialLimits));
    if (openbadges::is_assertion(token.claims.root()))
      return Opened{.document = token.claims, .is_assertion = true};
    return Opened{token.credential, std::move(token)};
  }
  CAIRN_TRY(json::Document document, json::read(file.credential, kCredentialLimits));
  if (!document.root().is_object()) return invalid("a credential is a JSON object", "line 1");
  const bool is_assertion = openbadges::is_assertion(document.root());
  return Opened{.document = std::move(document), .is_assertion = is_assertion};
}

Result<vc::JwtCredential> token_in(const json::Value& enveloped) {
  if (enveloped.is_string()) return vc::read_jwt_credential(enveloped.string(), kCredentialLimits);
  const auto inside = vc::envelope_of(enveloped);
  if (!inside) return invalid("an envelope is a data: URL", "/id");
  return vc::read_jwt_credential(inside->content, kCredentialLimits);
}

std::vector<vc::FactsNeeded> needs_of(const Opened& opened) {
  std::vector<vc::FactsNeeded> needed;
  const json::Value& root = opened.document.root();
  if (opened.is_assertion) return needed;
  if (opened.token) {
    add_token(*opened.token, needed);
  } else if (vc::is_enveloped(root, vc::Enveloped::credential) ||
             vc::is_enveloped(root, vc::Enveloped::presentation)) {
    if (const auto token = token_in(root)) add_token(*token, needed);
  } else {
    needed.push_back(vc::is_presentation(root) ? vc::facts_needed_of_presentation(root)
                                               : vc::facts_needed(root));
    add_parts(root, needed);
  }
  return needed;
}

}  // namespace cairn::verification

#include "formats/vc/status_list.h"

#include <utility>

#include "formats/status/list.h"
#include "formats/vc/envelope.h"

namespace cairn::vc {
namespace {

// Trust is asked of the credential's issuer; validity is asked when the list is used.
constexpr Required kOfList = {CheckName::structure, CheckName::proof, CheckName::issuer_binding};

bool is_verified(const StatusListDocument& read, const Facts& facts, Instant fetched) {
  const auto checks = read.token ? verify(*read.token, facts, fetched)
                                 : verify(read.document.root(), facts, fetched);
  return decide(checks, kOfList) == Verdict::valid;
}

Result<StatusListDocument> open_token(std::string_view token, const json::Limits& limits) {
  StatusListDocument opened;
  opened.text = std::make_unique<const std::string>(token);
  CAIRN_TRY(opened.token, read_jwt_credential(*opened.text, limits));
  opened.document = opened.token->credential;
  return opened;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  return begin == text.npos ? std::string_view()
                            : text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

}  // namespace

FactsNeeded StatusListDocument::needs() const {
  return token ? facts_needed(*token) : facts_needed(document.root());
}

Result<StatusListDocument> open_status_list(std::string_view text, const json::Limits& limits) {
  const std::string_view inside = trimmed(text);
  // A token begins with the base64url of "{".
  if (inside.starts_with("ey")) return open_token(inside, limits);
  StatusListDocument opened;
  CAIRN_TRY(opened.document, json::read(text, limits));
  const json::Value& root = opened.document.root();
  if (!is_enveloped(root, Enveloped::credential)) return opened;
  const auto envelope = envelope_of(root);
  if (check_envelope(root, Enveloped::credential) || !envelope)
    return invalid("an envelope is a data: URL", "/id");
  return open_token(envelope->content, limits);
}

StatusListFact read_status_list(std::string url, const StatusListDocument& read, const Facts& facts,
                                Instant fetched) {
  StatusListFact fact{std::move(url), Code::ok, nullptr, fetched};
  auto list = status::read_list(read.document.root());
  if (!list) {
    fact.problem = Code::status_list_malformed;
    return fact;
  }
  const bool is_signed = list->kind != status::ListKind::one_edtech;
  // Its id is all that says which list the issuer signed.
  const bool other_list = !list->id.empty() && list->id != fact.url;
  const bool too_early = list->valid_from && fetched < *list->valid_from;
  if (other_list || too_early || (is_signed && !is_verified(read, facts, fetched))) {
    fact.problem = Code::status_list_unverified;
    return fact;
  }
  fact.list = std::make_shared<const status::List>(*std::move(list));
  return fact;
}

}  // namespace cairn::vc

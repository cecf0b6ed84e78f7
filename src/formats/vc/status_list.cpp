#include "formats/vc/status_list.h"

#include <utility>

#include "formats/status/list.h"

namespace cairn::vc {
namespace {

// Trust is asked of the credential's issuer; validity is asked when the list is used.
constexpr Required kOfList = {CheckName::structure, CheckName::proof, CheckName::issuer_binding};

bool is_verified(const json::Value& document, const Facts& facts, Instant fetched) {
  return decide(verify(document, facts, fetched), kOfList) == Verdict::valid;
}

}  // namespace

StatusListFact read_status_list(std::string url, const json::Value& document, const Facts& facts,
                                Instant fetched) {
  StatusListFact fact{std::move(url), Code::ok, nullptr, fetched};
  auto list = status::read_list(document);
  if (!list) {
    fact.problem = Code::status_list_malformed;
    return fact;
  }
  const bool is_signed = list->kind != status::ListKind::one_edtech;
  // Its id is all that says which list the issuer signed.
  const bool other_list = !list->id.empty() && list->id != fact.url;
  const bool too_early = list->valid_from && fetched < *list->valid_from;
  if (other_list || too_early || (is_signed && !is_verified(document, facts, fetched))) {
    fact.problem = Code::status_list_unverified;
    return fact;
  }
  fact.list = std::make_shared<const status::List>(*std::move(list));
  return fact;
}

}  // namespace cairn::vc

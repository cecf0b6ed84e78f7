#include "formats/vc/status_check.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "formats/status/entry.h"
#include "formats/status/list.h"
#include "formats/vc/structure.h"

namespace cairn::vc {
namespace {

using json::Value;
using status::Entry;
using status::Lookup;

constexpr std::size_t kEntriesMax = 32;

Check answer(Outcome outcome, Code code, std::vector<Parameter> parameters = {}) {
  return {CheckName::status, outcome, code, std::move(parameters)};
}

Check about_list(Code code, std::string_view url) {
  return answer(Outcome::unknown, code, {{"url", std::string(url)}});
}

const StatusListFact* find_list(const StatusFacts& facts, std::string_view url) {
  const auto found = std::ranges::find(facts.lists, url, &StatusListFact::url);
  return found == facts.lists.end() ? nullptr : &*found;
}

// What keeps a list at hand from being asked at `at`.
std::optional<Code> unusable(const StatusListFact* fact, const StatusFacts& facts,
                             std::string_view issuer, Instant at) {
  if (fact == nullptr) return Code::status_unreachable;
  if (fact->problem != Code::ok || fact->list == nullptr) return fact->problem;
  const status::List& list = *fact->list;
  if (list.valid_until && at > *list.valid_until) return Code::status_list_expired;
  const bool counts = list.issuer == issuer || list.issuer.empty() ||
                      std::ranges::find(facts.also_by, list.issuer) != facts.also_by.end();
  if (!counts) return Code::status_issuer_mismatch;
  return {};
}

std::optional<Code> refused(Lookup lookup) {
  switch (lookup) {
    case Lookup::found:
      return {};
    case Lookup::wrong_kind:
      return Code::status_list_malformed;
    case Lookup::wrong_purpose:
      return Code::status_purpose_mismatch;
    case Lookup::too_short:
      return Code::status_list_too_short;
    case Lookup::out_of_range:
      return Code::status_out_of_range;
  }
  return Code::status_list_malformed;
}

// Section 2.1: what each purpose means when its value is not zero.
Check meaning_of(const Entry& entry, std::uint32_t value, const StatusListFact& fact) {
  const Parameter date{"date", fact.fetched.to_string()};
  if (entry.purpose == "message")
    return answer(Outcome::pass, Code::status_message,
                  {{"message", std::string(message_of(entry, value))}, date});
  if (value == 0) return answer(Outcome::pass, Code::ok, {date});
  if (entry.purpose == "revocation") return answer(Outcome::fail, Code::revoked, {date});
  if (entry.purpose == "suspension") return answer(Outcome::fail, Code::suspended, {date});
  if (entry.purpose == "refresh") return answer(Outcome::pass, Code::status_refresh, {date});
  return answer(Outcome::unknown, Code::status_undefined,
                {{"purpose", std::string(entry.purpose)}, date});
}

Check check_entry(const Value& credential, const Value& member, const StatusFacts& facts,
                  Instant at) {
  const auto entry = status::read_entry(member);
  if (!entry) {
    if (entry.error().code == ErrorCode::unavailable)
      return answer(Outcome::unknown, Code::status_unsupported,
                    {{"type", std::string(member.text_of("type"))}});
    return answer(Outcome::fail, Code::status_malformed,
                  {{"place", "/credentialStatus" + entry.error().where}});
  }
  const StatusListFact* fact = find_list(facts, entry->list_url);
  if (const auto code = unusable(fact, facts, issuer_id(credential), at))
    return about_list(*code, entry->list_url);
  const status::Found found = look_up(*fact->list, *entry, credential.text_of("id"));
  Check meaning = meaning_of(*entry, found.value, *fact);
  // Among few entries nobody is hidden, but whom such a list revokes is revoked.
  const bool still_fails = found.lookup == Lookup::too_short && meaning.outcome == Outcome::fail;
  if (const auto code = refused(found.lookup); code && !still_fails)
    return about_list(*code, entry->list_url);
  // What was revoked when the list was stored stays so; what was not may have been since.
  if (meaning.outcome == Outcome::pass && fact->good_until && at > *fact->good_until)
    return answer(Outcome::unknown, Code::status_outdated,
                  {{"url", fact->url}, {"date", fact->fetched.to_string()}});
  return meaning;
}

// The greater, the more it decides.
int weight(const Check& check) {
  switch (check.outcome) {
    case Outcome::fail:
      return check.code == Code::suspended ? 4 : 5;
    case Outcome::unknown:
      return 3;
    case Outcome::pass:
      return check.code == Code::ok ? 1 : 2;
    case Outcome::skipped:
      return 0;
  }
  return 0;
}

}  // namespace

Check check_status(const Value& credential, const StatusFacts& facts, Instant at) {
  const auto entries = one_or_more(credential.find("credentialStatus"));
  if (entries.empty()) return answer(Outcome::skipped, Code::no_status);
  if (entries.size() > kEntriesMax)
    return answer(Outcome::fail, Code::status_malformed, {{"place", "/credentialStatus"}});
  Check worst = check_entry(credential, entries[0], facts, at);
  for (const Value& member : entries.subspan(1)) {
    Check check = check_entry(credential, member, facts, at);
    if (weight(check) > weight(worst)) worst = std::move(check);
  }
  return worst;
}

std::vector<std::string> status_lists_of(const Value& credential) {
  std::vector<std::string> urls;
  for (const Value& member : one_or_more(credential.find("credentialStatus")))
    if (const auto entry = status::read_entry(member)) urls.emplace_back(entry->list_url);
  return urls;
}

std::string_view status_error_of(Code code) {
  switch (code) {
    case Code::status_unreachable:
      return "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR";
    case Code::status_list_unverified:
    case Code::status_list_expired:
    case Code::status_issuer_mismatch:
    case Code::status_purpose_mismatch:
      return "https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR";
    case Code::status_list_too_short:
      return "https://www.w3.org/ns/credentials/status-list#STATUS_LIST_LENGTH_ERROR";
    case Code::status_out_of_range:
      return "https://www.w3.org/TR/vc-data-model#RANGE_ERROR";
    case Code::status_malformed:
    case Code::status_list_malformed:
      return "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR";
    default:
      return {};
  }
}

}  // namespace cairn::vc

#include "app/status_lists/status_lists.h"

#include <algorithm>
#include <array>

#include "app/log/append.h"
#include "app/status_lists/rules.h"
#include "formats/crypto/multibase.h"
#include "formats/json/writer.h"

namespace cairn::status_lists {
namespace {

constexpr std::array kChanges = {"revoke", "suspend", "reinstate"};
constexpr std::array kReasons = {"unspecified", "issued_in_error", "superseded",  "holder_request",
                                 "integrity",   "key_compromised", "under_review"};

template <class T, std::size_t n>
Result<T> word_of(const std::array<const char*, n>& words, std::string_view name,
                  const char* place) {
  const auto found = std::ranges::find(words, name);
  if (found != words.end()) return static_cast<T>(found - words.begin());
  std::string all;
  for (const char* word : words) all += (all.empty() ? "" : ", ") + std::string(word);
  return invalid("not among the words there are: " + all, place);
}

std::string new_list_id(Random& random) {
  std::array<std::uint8_t, 16> bytes{};
  random.fill(bytes);
  return crypto::base64url_encode(bytes);
}

Result<store::StatusList> open_list(store::Repositories& repositories, const std::string& tenant,
                                    const Kind& kind, const Ports& ports) {
  CAIRN_TRY(const auto lists, repositories.status_lists().of(tenant));
  for (const store::StatusList& list : lists)
    if (list.purpose == kind.purpose && list.size == kind.size && list.messages == kind.messages &&
        list.taken < kTakenMax)
      return list;
  store::StatusList list{
      tenant, new_list_id(ports.random), kind.purpose, kind.size, kind.messages, kEntries, 0,
      0,      ports.clock.now()};
  CAIRN_CHECK(repositories.status_lists().add(list));
  return list;
}

Result<std::int64_t> draw_free_index(store::Repositories& repositories,
                                     const store::StatusList& list, Random& random) {
  return draw_index(random, [&](std::int64_t index) {
    return repositories.status_lists().is_taken(list, index);
  });
}

Result<void> write_journal(store::Repositories& repositories, const store::StatusEntry& entry,
                           const std::string& actor, const Ports& ports) {
  json::Writer detail;
  detail.begin_object().member("list", entry.list).member("index", entry.index);
  detail.member("purpose", entry.purpose).member("value", std::int64_t{entry.value});
  detail.member("reason", entry.reason).end_object();
  return repositories.journal().append({new_uuid7(ports.clock, ports.random), entry.tenant,
                                        ports.clock.now(), actor, "status.change", entry.credential,
                                        detail.take()});
}

Result<void> log_change(store::Repositories& repositories, const store::StatusEntry& entry,
                        const Ports& ports) {
  const Instant now = ports.clock.now();
  const log::StatusChange change{std::string(ports.base) + entry.list,
                                 static_cast<std::uint64_t>(entry.index), entry.purpose,
                                 entry.value, now};
  const log::Event event{entry.tenant, translog::EntryKind::status_change, log::digest_of(change)};
  CAIRN_TRY(const log::PendingLeaf leaf, log::append(repositories, event, ports.random, now));
  (void)leaf;
  return {};
}

Result<void> set_entry(store::Repositories& repositories, store::StatusEntry entry,
                       const ValueRequest& request, const Ports& ports) {
  if (entry.value == request.value) return {};
  if (is_final(entry.purpose) && entry.value != 0)
    return Error{ErrorCode::conflict, "what was revoked or refreshed stays so", entry.credential};
  entry.value = request.value;
  entry.reason = name_of(request.reason);
  CAIRN_CHECK(repositories.status_lists().change(entry, ports.clock.now()));
  CAIRN_CHECK(log_change(repositories, entry, ports));
  return write_journal(repositories, entry, request.actor, ports);
}

const store::StatusEntry* find_purpose(std::span<const store::StatusEntry> entries,
                                       std::string_view purpose) {
  const auto found = std::ranges::find(entries, purpose, &store::StatusEntry::purpose);
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

Result<std::vector<Reserved>> reserve(store::Repositories& repositories,
                                      const Reservation& reservation, const Ports& ports) {
  if (reservation.credential.empty()) return invalid("a credential with a status has an id", "/id");
  CAIRN_TRY(const auto before,
            repositories.status_lists().entries_of(reservation.tenant, reservation.credential));
  if (!before.empty() && reservation.repeated == Reservation::Repeated::refused)
    return Error{ErrorCode::conflict, "a credential with this id has a status already", "/id"};
  std::vector<Reserved> all;
  for (const Kind& kind : reservation.kinds) {
    CAIRN_CHECK(check_kind(kind));
    CAIRN_TRY(store::StatusList list, open_list(repositories, reservation.tenant, kind, ports));
    CAIRN_TRY(const std::int64_t index, draw_free_index(repositories, list, ports.random));
    CAIRN_CHECK(repositories.status_lists().take(
        {reservation.tenant, list.id, index, kind.purpose, reservation.credential, 0, ""},
        ports.clock.now()));
    all.push_back({std::move(list), index});
  }
  return all;
}

json::Value credential_status(json::Arena& arena, std::span<const Reserved> reserved,
                              std::string_view base) {
  std::vector<json::Value> entries;
  for (const Reserved& one : reserved)
    entries.push_back(make_entry(arena, std::string(base) + one.list.id,
                                 {one.list.purpose, one.list.size, one.list.messages}, one.index));
  return entries.size() == 1 ? entries[0] : arena.array(entries);
}

const char* name_of(Change change) { return kChanges[static_cast<std::size_t>(change)]; }
const char* name_of(Reason reason) { return kReasons[static_cast<std::size_t>(reason)]; }
Result<Change> change_of(std::string_view name) {
  return word_of<Change>(kChanges, name, "/change");
}
Result<Reason> reason_of(std::string_view name) {
  return word_of<Reason>(kReasons, name, "/reason");
}

Result<void> change(store::Repositories& repositories, const ChangeRequest& request,
                    const Ports& ports) {
  CAIRN_TRY(const auto entries,
            repositories.status_lists().entries_of(request.tenant, request.credential));
  const store::StatusEntry* revocation = find_purpose(entries, "revocation");
  const bool is_revocation = request.change == Change::revoke;
  if (!is_revocation && revocation != nullptr && revocation->value != 0)
    return Error{ErrorCode::conflict, "the credential is revoked, and revocation is final",
                 request.credential};
  const store::StatusEntry* entry =
      is_revocation ? revocation : find_purpose(entries, "suspension");
  if (entry == nullptr)
    return not_found("the credential has no status of that purpose here", request.credential);
  const std::uint32_t value = request.change == Change::reinstate ? 0 : 1;
  return set_entry(repositories, *entry,
                   {entry->list, entry->index, value, request.reason, request.actor}, ports);
}

Result<void> set_value(store::Repositories& repositories, const ValueRequest& request,
                       const Ports& ports) {
  CAIRN_TRY(const auto list, repositories.status_lists().find(request.list));
  if (!list) return not_found("there is no such status list here", request.list);
  if (request.value >> list->size != 0)
    return invalid("the value does not fit in an entry of " + std::to_string(list->size) + " bits",
                   "/value");
  CAIRN_TRY(const auto entry, repositories.status_lists().entry(*list, request.index));
  if (!entry) return not_found("no credential has this entry of the status list", request.list);
  return set_entry(repositories, *entry, request, ports);
}

}  // namespace cairn::status_lists

#include "app/vcapi/status.h"

#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "app/status_lists/status_lists.h"
#include "app/vcapi/request.h"
#include "formats/json/writer.h"

namespace cairn::vcapi {
namespace {

using json::Value;

constexpr std::size_t kChangesMax = 16;

// One entry that shall have another value.
struct Change {
  std::string purpose;  // may be empty where the place is given
  std::string list;     // the id of the list; empty: every entry of the credential
  std::int64_t index = 0;
  std::uint32_t value = 1;
};

Error wrong(std::string message, std::string place) {
  return invalid(std::move(message), std::move(place));
}

Result<std::uint32_t> value_of(const Value& status, const char* place) {
  if (status.is_boolean()) return status.boolean() ? 1U : 0U;
  if (status.is_string() && (status.string() == "1" || status.string() == "0"))
    return status.string() == "1" ? 1U : 0U;
  return wrong("a status is true or false", place);
}

// The place of an entry, as the credential has it.
Result<void> take_place(const Value& entry, std::string_view base, Change& change) {
  const std::string_view url = entry.text_of("statusListCredential");
  const std::string_view index = entry.text_of("statusListIndex");
  if (url.empty() && index.empty()) return {};
  if (!url.starts_with(base) || url.size() == base.size())
    return wrong("not a status list that is published here",
                 "/credentialStatus/statusListCredential");
  const auto [end, error] =
      std::from_chars(index.data(), index.data() + index.size(), change.index);
  if (error != std::errc() || end != index.data() + index.size() || change.index < 0)
    return wrong("an index is a whole number as a text", "/credentialStatus/statusListIndex");
  change.list = url.substr(base.size());
  return {};
}

Result<Change> change_of(const Value& entry, std::string_view base) {
  if (!entry.is_object()) return wrong("a status is a JSON object", "/credentialStatus");
  if (entry.text_of("type") != "BitstringStatusListEntry")
    return wrong("the type is \"BitstringStatusListEntry\"", "/credentialStatus/type");
  Change change;
  change.purpose = entry.text_of("statusPurpose");
  CAIRN_CHECK(take_place(entry, base, change));
  if (change.list.empty() && change.purpose.empty())
    return wrong("which status: a purpose, or a list and an index",
                 "/credentialStatus/statusPurpose");
  if (const Value* own = entry.find("status")) {
    CAIRN_TRY(change.value, value_of(*own, "/credentialStatus/status"));
  }
  return change;
}

struct Request {
  std::string credential;
  std::vector<Change> changes;
};

Result<Request> read(const Value& root, std::string_view base) {
  Request request{std::string(root.text_of("credentialId")), {}};
  const auto entries = json::one_or_more(root.find("credentialStatus"));
  if (entries.empty() || entries.size() > kChangesMax)
    return wrong("one status to change, or a few", "/credentialStatus");
  for (const Value& entry : entries) {
    CAIRN_TRY(Change change, change_of(entry, base));
    if (const Value* status = root.find("status")) {
      CAIRN_TRY(change.value, value_of(*status, "/status"));
    }
    if (change.list.empty() && request.credential.empty())
      return wrong("which credential: its id, or a list and an index", "/credentialId");
    request.changes.push_back(std::move(change));
  }
  return request;
}

Error no_such_entry() {
  return not_found("this instance gave no such status", "/credentialStatus");
}

// The entries that a change is about; never none.
Result<std::vector<store::StatusEntry>> entries_for(store::Repositories& repositories,
                                                    const Instance& instance,
                                                    const Request& request, const Change& change) {
  std::vector<store::StatusEntry> entries;
  if (!change.list.empty()) {
    CAIRN_TRY(const auto list, repositories.status_lists().find(change.list));
    if (!list || list->tenant != instance.tenant()) return no_such_entry();
    CAIRN_TRY(const auto entry, repositories.status_lists().entry(*list, change.index));
    if (entry) entries.push_back(*entry);
  } else {
    CAIRN_TRY(entries,
              repositories.status_lists().entries_of(instance.tenant(), request.credential));
  }
  std::erase_if(entries, [&](const store::StatusEntry& entry) {
    return (!change.purpose.empty() && entry.purpose != change.purpose) ||
           (!request.credential.empty() && entry.credential != request.credential);
  });
  if (entries.empty()) return no_such_entry();
  return entries;
}

void write_entry(json::Writer& out, const store::StatusEntry& entry, std::uint32_t value,
                 std::string_view base) {
  out.begin_object().member("type", "BitstringStatusListEntry");
  out.member("statusPurpose", entry.purpose);
  out.member("statusListIndex", std::to_string(entry.index));
  out.member("statusListCredential", std::string(base) + entry.list);
  out.member("status", value != 0).end_object();
}

Result<void> carry_out(store::Repositories& repositories, const Instance& instance,
                       const Request& request, const Ports& ports, json::Writer& out) {
  for (const Change& change : request.changes) {
    CAIRN_TRY(const auto entries, entries_for(repositories, instance, request, change));
    for (const store::StatusEntry& entry : entries) {
      CAIRN_CHECK(status_lists::set_value(repositories,
                                          {entry.list, entry.index, change.value,
                                           status_lists::Reason::unspecified, instance.tenant()},
                                          {ports.clock, ports.random, ports.status_base}));
      write_entry(out, entry, change.value, ports.status_base);
    }
  }
  return {};
}

}  // namespace

std::variant<std::string, Problem> change_status(const Instance& instance, std::string_view body,
                                                 const Ports& ports) {
  auto read_body =
      read_request(body, {"credentialId", "credentialStatus", "status", "indexAllocator"});
  if (auto* problem = std::get_if<Problem>(&read_body)) return std::move(*problem);
  const auto request = read(std::get<json::Document>(read_body).root(), ports.status_base);
  if (!request) return Problem{ProblemKind::malformed_value, request.error()};
  std::string answer;
  const auto done = ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    json::Writer out;  // begun anew if the transaction is
    out.begin_object().key("credentialStatus").begin_array();
    CAIRN_CHECK(carry_out(repositories, instance, *request, ports, out));
    out.end_array().end_object();
    answer = out.take();
    return {};
  });
  if (!done) return Problem{ProblemKind::refused, done.error()};
  return answer;
}

}  // namespace cairn::vcapi

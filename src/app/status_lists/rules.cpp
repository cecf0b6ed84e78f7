#include "app/status_lists/rules.h"

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "app/status_lists/publisher.h"
#include "formats/json/reader.h"
#include "formats/status/entry.h"

namespace cairn::status_lists {
namespace {

// At three quarters taken, so many misses in a row come once in 10^31.
constexpr int kDrawsMax = 256;
static_assert((kEntries & (kEntries - 1)) == 0, "a draw takes the low bits, without a bias");

}  // namespace

// What the entry of such a list would look like: read by the rules for everybody's entries.
Result<void> check_kind(const Kind& kind) {
  json::Arena arena;
  json::Value entry = arena.object({{"type", arena.string("BitstringStatusListEntry")},
                                    {"statusPurpose", arena.string(kind.purpose)},
                                    {"statusListIndex", arena.string("0")},
                                    {"statusListCredential", arena.string("https://list.invalid")},
                                    {"statusSize", arena.integer(kind.size)}});
  json::Document messages;
  if (!kind.messages.empty()) {
    CAIRN_TRY(messages, json::read(kind.messages));
    entry = arena.with_member(entry, "statusMessage", messages.root());
  }
  CAIRN_TRY(const status::Entry read, status::read_entry(entry));
  (void)read;
  return {};
}

bool is_final(std::string_view purpose) { return purpose == "revocation" || purpose == "refresh"; }

Result<std::int64_t> draw_index(Random& random,
                                const std::function<Result<bool>(std::int64_t)>& is_taken) {
  for (int draw = 0; draw < kDrawsMax; ++draw) {
    std::array<std::uint8_t, 4> bytes{};
    random.fill(bytes);
    std::uint32_t drawn = 0;
    for (const std::uint8_t byte : bytes) drawn = drawn << 8 | byte;
    const std::int64_t index = drawn & (kEntries - 1);
    CAIRN_TRY(const bool taken, is_taken(index));
    if (!taken) return index;
  }
  return Error{ErrorCode::internal, "no free index was found in a status list with room", {}};
}

json::Value make_entry(json::Arena& arena, const std::string& url, const Kind& kind,
                       std::int64_t index) {
  const std::string text = std::to_string(index);
  std::string id = url;
  id.append("#").append(text);
  json::Value entry = arena.object({{"id", arena.string(id)},
                                    {"type", arena.string("BitstringStatusListEntry")},
                                    {"statusPurpose", arena.string(kind.purpose)},
                                    {"statusListIndex", arena.string(text)},
                                    {"statusListCredential", arena.string(url)}});
  if (kind.size > 1) entry = arena.with_member(entry, "statusSize", arena.integer(kind.size));
  if (!kind.messages.empty()) {
    const auto messages = json::read(kind.messages);
    CAIRN_ASSERT(messages.has_value());  // check_kind() read it before it was kept
    arena.keep_alive(messages->arena());
    entry = arena.with_member(entry, "statusMessage", messages->root());
  }
  return entry;
}

json::Document make_list(const ListMembers& members, Instant now) {
  const Instant until(now.time() + std::chrono::milliseconds(kValidity));
  auto arena = std::make_shared<json::Arena>();
  json::Arena& make = *arena;
  const json::Value subject =
      make.object({{"id", make.string(std::string(members.url) + "#list")},
                   {"type", make.string("BitstringStatusList")},
                   {"statusPurpose", make.string(members.purpose)},
                   {"ttl", make.integer(std::chrono::milliseconds(kTimeToLive).count())},
                   {"encodedList", make.string(members.bits.encode())}});
  std::vector<json::Member> root = {
      {"@context", make.array({make.string("https://www.w3.org/ns/credentials/v2")})},
      {"id", make.string(members.url)},
      {"type", make.array({make.string("VerifiableCredential"),
                           make.string("BitstringStatusListCredential")})}};
  if (!members.issuer.empty()) root.push_back({"issuer", make.string(members.issuer)});
  root.push_back({"validFrom", make.string(now.to_string())});
  root.push_back({"validUntil", make.string(until.to_string())});
  root.push_back({"credentialSubject", subject});
  const json::Value made = make.object(root);
  return json::Document(std::move(arena), made);
}

}  // namespace cairn::status_lists

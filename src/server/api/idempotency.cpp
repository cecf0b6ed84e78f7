#include "server/api/idempotency.h"

#include <algorithm>
#include <chrono>

#include "formats/crypto/digest.h"
#include "formats/json/writer.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

constexpr std::size_t kKeyBytesMax = 255;
constexpr std::chrono::hours kKept{24};
// A request that never came to its end (the process was killed) blocks its key no longer than this.
constexpr std::chrono::minutes kUnderWay{1};
constexpr std::string_view kReplayed = "idempotency-replayed";

/// The header is a structured string, "…"; bare keys are taken, too. Empty: there is none.
Result<std::string> key_of(const Request& request) {
  std::string_view key = request.header("idempotency-key");
  if (key.size() >= 2 && key.front() == '"' && key.back() == '"')
    key = key.substr(1, key.size() - 2);
  const bool plain =
      std::ranges::all_of(key, [](char c) { return c > ' ' && c <= '~' && c != '"' && c != '\\'; });
  const bool empty = key.empty() && !request.header("idempotency-key").empty();
  if (!plain || empty || key.size() > kKeyBytesMax)
    return invalid("an idempotency key has 1 to 255 visible ASCII characters", "idempotency-key");
  return std::string(key);
}

std::string digest_of(std::string_view operation, const Request& request) {
  json::Writer asked;
  asked.begin_array().string(operation).string(request.path).string(request.query);
  asked.string(crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, request.body).bytes()));
  asked.end_array();
  return crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, asked.take()).bytes());
}

Response replay(const store::KeptAnswer& kept) {
  Response response{kept.status, {}, kept.body};
  if (!kept.media_type.empty()) response.headers.push_back({"content-type", kept.media_type});
  response.headers.push_back({std::string(kReplayed), "true"});
  return response;
}

class Once {
 public:
  Once(const Api& api, const store::PersonId& person, store::KeptAnswer mine)
      : api_(api), person_(person), mine_(std::move(mine)) {}

  /// The answer that is there already, or nothing when the key is now ours.
  Result<std::optional<Response>> reserve() {
    std::optional<store::KeptAnswer> kept;
    const Instant now = api_.clock.now();
    mine_.expires = Instant(now.time() + kUnderWay);
    CAIRN_CHECK(api_.store.write([&](store::Repositories& repositories) -> Result<void> {
      CAIRN_CHECK(repositories.answers().remove_expired(now));
      CAIRN_TRY(kept, repositories.answers().find(person_, mine_.key, now));
      if (kept) return {};
      return repositories.answers().put(person_, mine_);
    }));
    if (!kept) return std::optional<Response>();
    if (kept->request != mine_.request)
      return std::optional(problem(
          invalid("this key was used for another request; take a new one", "idempotency-key"),
          422));
    if (kept->status == 0)
      return Error{ErrorCode::conflict, "the request with this key is still under way",
                   "idempotency-key"};
    return std::optional(replay(*kept));
  }

  Result<void> keep(const Response& response) {
    mine_.status = response.status;
    mine_.body = response.body;
    mine_.expires = Instant(api_.clock.now().time() + kKept);
    for (const Header& header : response.headers)
      if (header.name == "content-type") mine_.media_type = header.value;
    return api_.store.write([&](store::Repositories& repositories) {
      return repositories.answers().put(person_, mine_);
    });
  }

  Result<void> let_go() {
    return api_.store.write([&](store::Repositories& repositories) {
      return repositories.answers().remove(person_, mine_.key);
    });
  }

 private:
  const Api& api_;
  const store::PersonId& person_;
  store::KeptAnswer mine_;
};

}  // namespace

Operation done_once(const Api& api, std::string name, Operation operation) {
  return [api, name = std::move(name),
          operation = std::move(operation)](const Call& call) -> Result<Response> {
    CAIRN_TRY(std::string key, key_of(call.request));
    if (key.empty() || !call.person) return operation(call);
    Once once(api, call.person->id, {key, digest_of(name, call.request), 0, "", "", {}});
    CAIRN_TRY(auto there, once.reserve());
    if (there) return *std::move(there);
    Result<Response> response = operation(call);
    if (response && response->status < 500)
      CAIRN_CHECK(once.keep(*response));
    else
      CAIRN_CHECK(once.let_go());
    return response;
  };
}

}  // namespace cairn::server

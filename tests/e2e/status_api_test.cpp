// Status lists over the API: who changes what, and what everybody reads.
#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/status_lists/key_signer.h"
#include "app/status_lists/status_lists.h"
#include "e2e/demonstration.h"
#include "formats/crypto/multikey.h"
#include "formats/rdf/context_store.h"
#include "formats/status/list.h"
#include "formats/vc/status_list.h"

using namespace cairn;
using test::Answer;
using test::Demonstration;

namespace {

// Signs with a key made for the test, for one organization.
struct OneKey {
  static Result<status_lists::SigningIdentity> find(const std::string& organization) {
    if (organization != "riverside") return not_found("no key", organization);
    crypto::SigningKey key = crypto::SigningKey::from_seed(std::array<std::uint8_t, 32>{7});
    return status_lists::SigningIdentity{
        crypto::did_key(key.public_key()), {}, "eddsa-rdfc-2022", std::move(key)};
  }
  static const rdf::ContextStore& contexts() {
    static const auto store = rdf::ContextStore::with_built_in_contexts();
    return *store;
  }
};

}  // namespace

TEST_CASE("an administrator revokes, and the published list says so to everybody") {
  Demonstration demonstration;
  const status_lists::KeySigner signer(OneKey::find, OneKey::contexts());
  demonstration.publish_lists(signer);
  std::vector<status_lists::Reserved> reserved;
  const std::vector<status_lists::Kind> kinds = {{"revocation"}, {"suspension"}};
  test::FixedClock clock;
  test::SeededRandom random(77);
  REQUIRE(demonstration.store()
              .write([&](store::Repositories& repositories) -> Result<void> {
                CAIRN_TRY(reserved,
                          status_lists::reserve(repositories, {"riverside", "urn:uuid:1", kinds},
                                                {clock, random, "https://cairn.example/status/"}));
                return {};
              })
              .has_value());
  const std::string path = "/status/" + reserved[0].list.id;
  const auto revoked = [&](const Answer& answer) {
    const auto fact = vc::read_status_list("https://cairn.example" + path, {answer.document},
                                           {OneKey::contexts(), {}}, clock.now());
    REQUIRE(fact.list != nullptr);
    return fact.list->bits.get(static_cast<std::uint64_t>(reserved[0].index)) == 1U;
  };
  const auto change = [&](const std::string& what) {
    return demonstration.post(
        "/statuses", R"({"organization":"riverside","credential":"urn:uuid:1","change":")" + what +
                         R"(","reason":"integrity"})");
  };

  CHECK(change("revoke").status == 401);
  demonstration.sign_in("jonas");
  CHECK(change("revoke").status == 403);
  const Answer before = demonstration.ask("GET", path);
  CHECK(before.status == 200);
  CHECK(before.header("content-type") == "application/vc");
  CHECK(before.header("cache-control") == "public, max-age=300");
  CHECK_FALSE(revoked(before));
  CHECK(demonstration.ask("GET", path, "", "", {{"if-none-match", before.header("etag")}}).status ==
        304);

  demonstration.sign_in("rut");
  CHECK(change("promote").status == 400);
  CHECK(change("suspend").status == 200);
  CHECK(change("reinstate").status == 200);
  const Answer changed = change("revoke");
  CHECK(changed.status == 200);
  CHECK(changed.text({"items", "0", "purpose"}) == "revocation");
  CHECK(changed.text({"items", "0", "reason"}) == "integrity");
  CHECK(change("reinstate").status == 409);
  CHECK(demonstration.get("/statuses", "organization=riverside&credential=urn%3Auuid%3A1")
            .count({"items"}) == 2);

  const Answer after =
      demonstration.ask("GET", path, "", "", {{"if-none-match", before.header("etag")}});
  CHECK(after.status == 200);
  CHECK(revoked(after));
  CHECK(demonstration.ask("GET", "/status/nobody").status == 404);
}

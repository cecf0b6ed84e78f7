// Requests that a program repeats under one key.
#include <doctest/doctest.h>

#include <string>

#include "e2e/demonstration.h"

using namespace cairn;
using test::Answer;
using test::badge;
using test::Demonstration;

namespace {

Answer post_once(const Demonstration& demonstration, const std::string& key,
                 const std::string& path, const std::string& body) {
  return demonstration.ask("POST", "/api/v1" + path, body, "", {{"idempotency-key", key}});
}

bool replayed(const Answer& answer) { return answer.header("idempotency-replayed") == "true"; }

}  // namespace

TEST_CASE("a write with an idempotency key is done once") {
  Demonstration demonstration;
  demonstration.sign_in("jonas");
  Answer first = post_once(demonstration, "\"k-1\"", "/portfolio", badge("sql-for-analysts.png"));
  CHECK(first.status == 201);
  CHECK_FALSE(replayed(first));
  // Without the key it would be 200: it is there already.
  Answer second = post_once(demonstration, "k-1", "/portfolio", badge("sql-for-analysts.png"));
  CHECK(second.status == 201);
  CHECK(second.body == first.body);
  CHECK(replayed(second));
  CHECK(demonstration.post("/portfolio", badge("sql-for-analysts.png")).status == 200);

  Answer other = post_once(demonstration, "k-1", "/portfolio", badge("arabic.json"));
  CHECK(other.status == 422);
  CHECK(other.text({"where"}) == "idempotency-key");
  CHECK(post_once(demonstration, "k-1", "/decisions/x/accept", "").status == 422);
  for (const std::string& key : {std::string("\"\""), std::string("a b"), std::string(256, 'k')})
    CHECK(post_once(demonstration, key, "/portfolio", badge("arabic.json")).status == 400);
  // A refusal is an answer, too; a failure is not: it may be tried again.
  CHECK(post_once(demonstration, "k-2", "/portfolio", badge("bad-tampered.json")).status == 422);
  CHECK(replayed(post_once(demonstration, "k-2", "/portfolio", badge("bad-tampered.json"))));
  for (int i = 0; i < 2; ++i) {
    Answer failed = post_once(demonstration, "k-3", "/decisions/x/accept", "");
    CHECK(failed.status == 404);
    CHECK_FALSE(replayed(failed));
  }

  // Keys belong to persons, and end after a day.
  demonstration.sign_in("salma");
  CHECK(post_once(demonstration, "k-1", "/portfolio", badge("arabic.json")).status == 201);
  demonstration.sign_in("jonas");
  demonstration.clock().set("2026-11-22T12:00:00Z");
  demonstration.sign_in("jonas");
  CHECK(post_once(demonstration, "k-1", "/portfolio", badge("arabic.json")).status == 201);
}

TEST_CASE("a key is refused while its request is under way, and free when that was lost") {
  Demonstration demonstration;
  demonstration.sign_in("jonas");
  Answer first = post_once(demonstration, "k", "/portfolio", badge("sql-for-analysts.png"));
  CHECK(first.status == 201);
  // As if the process had been killed before it could answer.
  auto lost = demonstration.store().write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto jonas, repositories.persons().find_by_handle("jonas"));
    CAIRN_TRY(auto kept, repositories.answers().find(jonas->id, "k", demonstration.clock().now()));
    kept->status = 0;
    kept->expires = Instant::parse("2026-11-21T12:01:00Z").value();
    return repositories.answers().put(jonas->id, *kept);
  });
  REQUIRE(lost.has_value());
  CHECK(post_once(demonstration, "k", "/portfolio", badge("sql-for-analysts.png")).status == 409);
  demonstration.clock().set("2026-11-21T12:01:01Z");
  CHECK(post_once(demonstration, "k", "/portfolio", badge("sql-for-analysts.png")).status == 200);
}

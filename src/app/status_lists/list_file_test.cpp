#include "app/status_lists/list_file.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "formats/json/reader.h"
#include "formats/status/list.h"
#include "support/fixed_ports.h"

using namespace cairn;
using status_lists::ListFile;

namespace {

constexpr const char* kUrl = "https://school.example/status/1";

ListFile fresh(const status_lists::Kind& kind = {}) { return ListFile::create(kUrl, kind).value(); }

}  // namespace

TEST_CASE("a list file gives each index once and comes back from its text") {
  test::SeededRandom random(5);
  ListFile file = fresh();
  std::set<std::int64_t> indexes;
  for (int i = 0; i < 300; ++i) indexes.insert(file.take(random).value());
  CHECK(indexes.size() == 300);
  CHECK(file.taken() == 300);
  REQUIRE(file.change(*indexes.begin(), 1).has_value());
  const auto read = ListFile::parse(file.to_json());
  REQUIRE(read.has_value());
  CHECK(read->to_json() == file.to_json());
  CHECK(read->taken() == 300);
  CHECK(read->set() == 1);
  CHECK(read->value(*indexes.begin()).value() == 1);
  CHECK(read->value(*indexes.rbegin()).value() == 0);
}

TEST_CASE("only what was given can be changed, and a revocation stays") {
  test::SeededRandom random(5);
  ListFile file = fresh();
  const std::int64_t index = file.take(random).value();
  CHECK(file.change(index + 1, 1).error().code == ErrorCode::not_found);
  CHECK(file.change(-1, 1).error().code == ErrorCode::not_found);
  CHECK(file.change(index, 2).error().code == ErrorCode::invalid);
  CHECK(file.change(index, 1).has_value());
  CHECK(file.change(index, 1).has_value());
  CHECK(file.change(index, 0).error().code == ErrorCode::conflict);
  ListFile suspensions = fresh({"suspension"});
  const std::int64_t other = suspensions.take(random).value();
  CHECK(suspensions.change(other, 1).has_value());
  CHECK(suspensions.change(other, 0).has_value());
}

TEST_CASE("the credential of a list says what the file says") {
  test::SeededRandom random(5);
  const status_lists::Kind kind{"message", 2,
                                R"([{"status":"0x0","message":"a"},{"status":"0x1","message":"b"},
          {"status":"0x2","message":"c"},{"status":"0x3","message":"d"}])"};
  ListFile file = fresh(kind);
  const std::int64_t index = file.take(random).value();
  REQUIRE(file.change(index, 2).has_value());
  const auto document = json::read(file.credential(test::FixedClock().now()));
  const auto list = status::read_list(document->root());
  REQUIRE(list.has_value());
  CHECK(list->id == kUrl);
  CHECK(list->bits.get(static_cast<std::uint64_t>(index), 2) == 2U);
  json::Arena arena;
  const json::Value member = file.entry(arena, index);
  const auto entry = status::read_entry(member);
  REQUIRE(entry.has_value());
  CHECK(status::message_of(*entry, 2) == "c");
}

TEST_CASE("a status joins those that a credential has, before it is signed") {
  test::SeededRandom random(5);
  ListFile file = fresh();
  json::Arena arena;
  const json::Value entry = file.entry(arena, 7);
  const auto statuses = [&](const char* credential) {
    const auto document = json::read(status_lists::with_status(credential, entry).value()).value();
    const json::Value* member = document.root().find("credentialStatus");
    return member->is_array() ? member->items().size() : 1;
  };
  CHECK(statuses("{}") == 1);
  CHECK(statuses(R"({"credentialStatus": {"type": "T"}})") == 2);
  CHECK(statuses(R"({"credentialStatus": [{"type": "T"}, {"type": "T"}]})") == 3);
  CHECK_FALSE(status_lists::with_status(R"({"proof": {}})", entry).has_value());
  CHECK_FALSE(status_lists::with_status("[]", entry).has_value());
}

TEST_CASE("what is no list file is refused") {
  CHECK_FALSE(ListFile::parse("{}").has_value());
  CHECK_FALSE(ListFile::create("no url", {}).has_value());
  CHECK_FALSE(ListFile::create(kUrl, {"revocation", 2}).has_value());
  std::string text = fresh().to_json();
  text.replace(text.find("\"size\": 1"), 9, "\"size\": 3");
  CHECK_FALSE(ListFile::parse(text).has_value());
}

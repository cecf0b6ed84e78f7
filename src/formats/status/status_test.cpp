#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <string>

#include "formats/crypto/multibase.h"
#include "formats/json/reader.h"
#include "formats/status/bitstring.h"
#include "formats/status/entry.h"
#include "formats/status/gzip.h"
#include "formats/status/list.h"
#include "support/fixed_ports.h"

using cairn::ErrorCode;
using cairn::status::Bitstring;
using cairn::status::kEntriesMin;
using cairn::status::kListBytesMax;
using cairn::status::Lookup;
namespace crypto = cairn::crypto;
namespace json = cairn::json;
namespace status = cairn::status;
namespace test = cairn::test;

namespace {

// Example 3 of the Recommendation: 131,072 entries, none set.
constexpr const char* kEmptyList =
    "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";

json::Document document(const std::string& text) {
  auto read = json::read(text);
  REQUIRE_MESSAGE(read.has_value(), text);
  return *std::move(read);
}

std::string encoded(const std::vector<std::uint8_t>& bytes) {
  return "u" + crypto::base64url_encode(status::gzip(bytes));
}

std::string list_text(const std::string& encoded_list, const std::string& purposes,
                      const std::string& more = "") {
  return R"({"type":["VerifiableCredential","BitstringStatusListCredential"],"issuer":"did:ex:1",
             "credentialSubject":{"type":"BitstringStatusList","statusPurpose":)" +
         purposes + R"(,"encodedList":")" + encoded_list + "\"" + more + "}}";
}

std::string entry_text(const std::string& members) {
  return R"({"type":"BitstringStatusListEntry","statusListCredential":"https://e.example/3")" +
         members + "}";
}

// `list` and `entry` are put together anew, as a verification would.
status::Found look(const std::string& list, const std::string& entry) {
  const json::Document list_document = document(list), entry_document = document(entry);
  const auto read = status::read_list(list_document.root());
  REQUIRE_MESSAGE(read.has_value(), cairn::describe(read.error()));
  const auto asked = status::read_entry(entry_document.root());
  REQUIRE_MESSAGE(asked.has_value(), cairn::describe(asked.error()));
  return status::look_up(*read, *asked, "urn:uuid:1");
}

std::string revocation(std::uint64_t index) {
  return entry_text(R"(,"statusPurpose":"revocation","statusListIndex":")" + std::to_string(index) +
                    "\"");
}

std::string broken_place(const std::string& entry) {
  const json::Document read = document(entry);
  const auto asked = status::read_entry(read.root());
  if (asked.has_value()) return "accepted";
  return cairn::name_of(asked.error().code) + (" " + asked.error().where);
}

}  // namespace

TEST_CASE("the example of the Recommendation is a list of 131,072 entries without one set") {
  const auto list = Bitstring::decode(kEmptyList);
  REQUIRE(list.has_value());
  CHECK(list->bits() == kEntriesMin);
  for (std::uint64_t i = 0; i < kEntriesMin; ++i) CHECK(list->get(i) == 0U);
  CHECK_FALSE(list->get(kEntriesMin).has_value());
}

TEST_CASE("index 0 is the left-most bit and the last index the right-most") {
  Bitstring list = Bitstring::zeros(kEntriesMin);
  list.set(0, 1, 1);
  list.set(kEntriesMin - 1, 1, 1);
  const auto text = list.encode();
  const auto bytes =
      status::gunzip(crypto::base64url_decode(text.substr(1), 1 << 20).value(), 1 << 20);
  REQUIRE(bytes.has_value());
  CHECK(bytes->size() == 16 * 1024);
  CHECK(bytes->front() == 0x80);
  CHECK(bytes->back() == 0x01);
  CHECK(std::count(bytes->begin(), bytes->end(), 0) == 16 * 1024 - 2);
}

TEST_CASE("entries of several bits have their highest bit first") {
  Bitstring list = Bitstring::zeros(24);
  list.set(1, 3, 0b110);
  CHECK(list.get(3) == 1U);
  CHECK(list.get(4) == 1U);
  CHECK(list.get(5) == 0U);
  CHECK(list.get(0, 3) == 0U);
  CHECK(list.get(1, 3) == 6U);
  CHECK(list.get(7, 3) == 0U);
  CHECK_FALSE(list.get(8, 3).has_value());
}

TEST_CASE("what is set comes back through the encoding, whatever the size of an entry") {
  test::SeededRandom random(5);
  for (unsigned size = 1; size <= status::kSizeMax; ++size) {
    Bitstring list = Bitstring::zeros(kEntriesMin * size);
    std::vector<std::uint32_t> values(200);
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::array<std::uint8_t, 4> drawn{};
      random.fill(drawn);
      values[i] = static_cast<std::uint32_t>(drawn[0] << 8 | drawn[1]) % (1U << size);
      list.set(i * 655, size, values[i]);
    }
    const auto read = Bitstring::decode(list.encode());
    REQUIRE(read.has_value());
    CHECK(*read == list);
    for (std::size_t i = 0; i < values.size(); ++i) CHECK(read->get(i * 655, size) == values[i]);
    list.set(655, size, 0);
    CHECK(list.get(655, size) == 0U);
  }
}

TEST_CASE("only one whole GZIP member in canonical base64url is a list") {
  const std::vector<std::uint8_t> bytes(16 * 1024);
  const std::string good = encoded(bytes);
  REQUIRE(Bitstring::decode(good).has_value());
  const auto member = status::gzip(bytes);

  const auto refused = [](const std::string& text) {
    const auto read = Bitstring::decode(text);
    return !read.has_value() && read.error().code == ErrorCode::invalid;
  };
  CHECK(refused(""));
  CHECK(refused("u"));
  CHECK(refused(good.substr(1)));
  CHECK(refused("z" + good.substr(1)));
  CHECK(refused(good + "="));
  CHECK(refused(good + "\n"));
  auto longer = member;
  longer.push_back(0);
  CHECK(refused("u" + crypto::base64url_encode(longer)));
  auto twice = member;
  twice.insert(twice.end(), member.begin(), member.end());
  CHECK(refused("u" + crypto::base64url_encode(twice)));
  for (std::size_t cut = 0; cut < member.size(); ++cut)
    CHECK(refused("u" + crypto::base64url_encode(std::span(member).first(cut))));
  auto damaged = member;
  damaged[damaged.size() - 6] ^= 1;  // the CRC
  CHECK(refused("u" + crypto::base64url_encode(damaged)));
}

TEST_CASE("base64url with bits left over is refused") {
  std::string text = encoded(std::vector<std::uint8_t>(16 * 1024));
  int left_over = 0;
  for (int bytes = 16 * 1024; left_over == 0; ++bytes) {
    text = encoded(std::vector<std::uint8_t>(static_cast<std::size_t>(bytes)));
    left_over = static_cast<int>((text.size() - 1) % 4);
  }
  REQUIRE(Bitstring::decode(text).has_value());
  ++text.back();  // 'A' to 'B', say: the same bytes, had the bits been dropped in silence
  CHECK_FALSE(Bitstring::decode(text).has_value());
}

TEST_CASE("a bomb is stopped at the limit") {
  CHECK(Bitstring::decode(encoded(std::vector<std::uint8_t>(kListBytesMax))).has_value());
  const auto bomb = Bitstring::decode(encoded(std::vector<std::uint8_t>(kListBytesMax + 1)));
  REQUIRE_FALSE(bomb.has_value());
  CHECK(bomb.error().code == ErrorCode::exhausted);
}

TEST_CASE("the list of 2021 has no prefix and comes in either alphabet") {
  std::vector<std::uint8_t> bytes(16 * 1024);
  test::SeededRandom(3).fill(bytes);
  const std::string url = crypto::base64url_encode(status::gzip(bytes));
  std::string plain = url;
  std::ranges::replace(plain, '-', '+');
  std::ranges::replace(plain, '_', '/');
  while (plain.size() % 4 != 0) plain += '=';
  REQUIRE(plain != url);
  const auto read = Bitstring::decode_2021(url);
  REQUIRE(read.has_value());
  CHECK(Bitstring::decode_2021(plain).value() == *read);
  CHECK_FALSE(Bitstring::decode_2021("u" + url).has_value());
  CHECK_FALSE(Bitstring::decode_2021(url + "===").has_value());
  CHECK_FALSE(Bitstring::decode_2021("====").has_value());
}

TEST_CASE("a lookup tells set from clear at the first and at the last index") {
  Bitstring bits = Bitstring::zeros(kEntriesMin);
  bits.set(0, 1, 1);
  bits.set(kEntriesMin - 1, 1, 1);
  const std::string list = list_text(bits.encode(), R"("revocation")");
  CHECK(look(list, revocation(0)).value == 1);
  CHECK(look(list, revocation(1)).value == 0);
  CHECK(look(list, revocation(kEntriesMin - 2)).value == 0);
  CHECK(look(list, revocation(kEntriesMin - 1)).value == 1);
  CHECK(look(list, revocation(kEntriesMin - 1)).lookup == Lookup::found);
  CHECK(look(list, revocation(kEntriesMin)).lookup == Lookup::out_of_range);
  const std::string huge = entry_text(
      R"(,"statusPurpose":"revocation","statusListIndex":"99999999999999999999999999999999")");
  CHECK(look(list, huge).lookup == Lookup::out_of_range);
}

TEST_CASE("the minimum is 131,072 entries, not bits") {
  const auto found = [](std::size_t bits, unsigned size) {
    std::string messages;
    for (unsigned value = 0; value < 1U << size; ++value)
      messages += std::string(value ? "," : "") + R"({"status":"0x)" + "0123456789abcdef"[value] +
                  R"(","message":"m"})";
    const std::string entry =
        entry_text(R"(,"statusPurpose":"message","statusListIndex":"7","statusSize":)" +
                   std::to_string(size) + R"(,"statusMessage":[)" + messages + "]");
    return look(list_text(Bitstring::zeros(bits).encode(), R"("message")"), entry).lookup;
  };
  CHECK(found(kEntriesMin, 1) == Lookup::found);
  CHECK(found(kEntriesMin - 8, 1) == Lookup::too_short);
  CHECK(found(kEntriesMin * 2, 2) == Lookup::found);
  CHECK(found(kEntriesMin * 2 - 8, 2) == Lookup::too_short);
  CHECK(found(kEntriesMin, 2) == Lookup::too_short);
}

TEST_CASE("the entry's purpose must be among those of the list") {
  const std::string bits = Bitstring::zeros(kEntriesMin).encode();
  const std::string both = list_text(bits, R"(["suspension","revocation"])");
  CHECK(look(both, revocation(1)).lookup == Lookup::found);
  CHECK(look(list_text(bits, R"("revocation")"), revocation(1)).lookup == Lookup::found);
  CHECK(look(list_text(bits, R"(["suspension"])"), revocation(1)).lookup == Lookup::wrong_purpose);
  CHECK(look(list_text(bits, R"("revocations")"), revocation(1)).lookup == Lookup::wrong_purpose);
}

TEST_CASE("an entry whose members break a MUST is refused with its place") {
  const std::string good = R"(,"statusPurpose":"revocation","statusListIndex":"7")";
  CHECK(broken_place(entry_text(good)) == "accepted");
  CHECK(broken_place(entry_text(good + R"(,"id":"https://e.example/3#7")")) == "accepted");
  CHECK(broken_place(entry_text(good + R"(,"id":"https://e.example/3")")) == "invalid /id");
  CHECK(broken_place(entry_text(R"(,"statusListIndex":"7")")) == "invalid /statusPurpose");
  CHECK(broken_place(entry_text(R"(,"statusPurpose":["revocation"],"statusListIndex":"7")")) ==
        "invalid /statusPurpose");
  for (const char* index : {"7", "true", "null", R"("")", R"("-1")", R"("+1")", R"("07")",
                            R"("1.0")", R"("0x7")", R"(" 7")", R"("7 ")", R"("1e3")"})
    CHECK(broken_place(entry_text(
              std::string(R"(,"statusPurpose":"revocation","statusListIndex":)") + index)) ==
          "invalid /statusListIndex");
  CHECK(broken_place(R"({"type":"BitstringStatusListEntry","statusPurpose":"revocation",
                         "statusListIndex":"7"})") == "invalid /statusListCredential");
  for (const char* size : {"0", "-1", "1.5", R"("1")", "17", "99999999999999999999"})
    CHECK(broken_place(entry_text(good + R"(,"statusSize":)" + size)) == "invalid /statusSize");
  CHECK(broken_place(entry_text(good + R"(,"statusReference":"https://e.example/r")")) ==
        "accepted");
  CHECK(broken_place(entry_text(good + R"(,"statusReference":["https://e.example/r",1])")) ==
        "invalid /statusReference");
  CHECK(broken_place(R"({"type":"SomethingElse","id":"https://e.example/1"})") ==
        "unavailable /type");
  CHECK(broken_place("7") == "invalid ");
}

TEST_CASE("there is one message for each value that an entry can have") {
  const std::string good = R"(,"statusPurpose":"message","statusListIndex":"7")";
  const std::string two = R"({"status":"0x0","message":"fine"},{"status":"0x1","message":"late"})";
  const std::string four =
      two + R"(,{"status":"0x2","message":"lost"},{"status":"0x3","message":"undefined"})";
  CHECK(broken_place(entry_text(good)) == "accepted");
  CHECK(broken_place(entry_text(good + R"(,"statusMessage":[)" + two + "]")) == "accepted");
  CHECK(broken_place(entry_text(good + R"(,"statusMessage":[)" + four + "]")) ==
        "invalid /statusMessage");
  CHECK(broken_place(entry_text(good + R"(,"statusSize":2)")) == "invalid /statusMessage");
  CHECK(broken_place(entry_text(good + R"(,"statusSize":2,"statusMessage":[)" + two + "]")) ==
        "invalid /statusMessage");
  const std::string entry = entry_text(good + R"(,"statusSize":2,"statusMessage":[)" + four + "]");
  REQUIRE(broken_place(entry) == "accepted");
  const json::Document read = document(entry);
  const auto asked = status::read_entry(read.root()).value();
  CHECK(status::message_of(asked, 0) == "fine");
  CHECK(status::message_of(asked, 2) == "lost");
  const json::Document plain = document(entry_text(good));
  CHECK(status::message_of(status::read_entry(plain.root()).value(), 1) == "set");
  CHECK(status::message_of(status::read_entry(plain.root()).value(), 0) == "unset");
}

TEST_CASE("a list credential whose members break a MUST is refused with its place") {
  const std::string bits = Bitstring::zeros(kEntriesMin).encode();
  const auto place = [](const std::string& text) {
    const json::Document read = document(text);
    const auto list = status::read_list(read.root());
    return list.has_value() ? "accepted" : list.error().where;
  };
  CHECK(place(list_text(bits, R"("revocation")")) == "accepted");
  CHECK(place(list_text(bits, R"("revocation")", R"(,"ttl":300000)")) == "accepted");
  CHECK(place(list_text(bits, R"("revocation")", R"(,"ttl":-1)")) == "/credentialSubject/ttl");
  CHECK(place(list_text(bits, R"("revocation")", R"(,"ttl":"300000")")) ==
        "/credentialSubject/ttl");
  CHECK(place(list_text(bits, "[]")) == "/credentialSubject/statusPurpose");
  CHECK(place(list_text(bits, R"(["revocation",7])")) == "/credentialSubject/statusPurpose");
  CHECK(place(list_text("u!", R"("revocation")")) == "/credentialSubject/encodedList");
  std::string other = list_text(bits, R"("revocation")");
  other.replace(other.find("\"BitstringStatusList\""), 21, "\"StatusList\"");
  CHECK(place(other) == "/credentialSubject/type");
  CHECK(place("{}") == "");
  CHECK(place("[]") == "");
}

TEST_CASE("a list of 2021 answers an entry of 2021 and no other") {
  Bitstring bits = Bitstring::zeros(kEntriesMin);
  bits.set(94567, 1, 1);
  const std::string list =
      R"({"type":["VerifiableCredential","StatusList2021Credential"],"issuer":{"id":"did:ex:1"},
          "issuanceDate":"2021-04-05T14:27:40Z","credentialSubject":{"type":"StatusList2021",
          "statusPurpose":"suspension","encodedList":")" +
      bits.encode().substr(1) + R"("}})";
  const auto entry = [](const std::string& index) {
    return R"({"type":"StatusList2021Entry","statusPurpose":"suspension","statusListIndex":)" +
           index + R"(,"statusListCredential":"https://e.example/3"})";
  };
  CHECK(look(list, entry(R"("94567")")).value == 1);
  CHECK(look(list, entry("94567")).value == 1);
  CHECK(look(list, entry(R"("94568")")).value == 0);
  CHECK(look(list, revocation(94567)).lookup == Lookup::wrong_kind);
  const json::Document read = document(list);
  CHECK(status::read_list(read.root())->issuer == "did:ex:1");
  CHECK(status::read_list(read.root())->valid_from->to_string() == "2021-04-05T14:27:40Z");
}

TEST_CASE("a list of 1EdTech names who is revoked, and may keep who is not") {
  const std::string entry =
      R"({"type":"1EdTechRevocationList","id":"https://1edtech.example/revocations"})";
  const auto value = [&](const std::string& listed) {
    return look(R"({"id":"https://1edtech.example/revocations","issuer":"https://1edtech.example",
                    "revokedCredential":[)" +
                    listed + "]}",
                entry)
        .value;
  };
  CHECK(value(R"({"id":"urn:uuid:1","revoked":true,"revocationReason":"by mistake"})") == 1);
  CHECK(value(R"({"id":"urn:uuid:1"})") == 1);
  CHECK(value(R"({"id":"urn:uuid:1","revoked":false})") == 0);
  CHECK(value(R"({"id":"urn:uuid:2"})") == 0);
  CHECK(value("") == 0);
  const json::Document broken = document(R"({"revokedCredential":[{"revoked":true}]})");
  CHECK_FALSE(status::read_list(broken.root()).has_value());
}

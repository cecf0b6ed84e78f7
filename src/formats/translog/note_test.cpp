#include "formats/translog/note.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "formats/translog/checkpoint.h"
#include "formats/translog/entry.h"
#include "formats/translog/proof_file.h"
#include "formats/translog/text.h"

using namespace cairn;
using namespace cairn::translog;

namespace {

crypto::SigningKey key_of(std::uint8_t number) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(number);
  return crypto::SigningKey::from_seed(seed);
}

NoteKey note_key(const std::string& name, const crypto::SigningKey& key) {
  return NoteKey::create(name, key).value();
}

// The key and note of the documentation of Go's golang.org/x/mod/sumdb/note, made by that program.
constexpr std::string_view kPeterKey =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view kPeterNote =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

constexpr std::string_view kOrigin = "example.com/log";

}  // namespace

TEST_CASE("a note signed by another implementation verifies, and a changed one does not") {
  const auto key = NoteKey::parse(kPeterKey);
  REQUIRE(key.has_value());
  CHECK(key->name() == "PeterNeumann");
  CHECK(key->id() == 0xc74f20a3);
  CHECK(key->text() == kPeterKey);
  const auto note = parse_note(kPeterNote);
  REQUIRE(note.has_value());
  CHECK(is_signed_by(*note, *key) == Signed::yes);
  const auto changed =
      parse_note(replaced(std::string(kPeterNote), "your problem is", "my problem is"));
  REQUIRE(changed.has_value());
  CHECK(is_signed_by(*changed, *key) == Signed::wrong);
}

TEST_CASE("keys whose id is another's, or of another type, are refused") {
  CHECK_FALSE(NoteKey::parse("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
  CHECK_FALSE(NoteKey::parse("PeterNeumann+c74f20a3+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
  CHECK_FALSE(NoteKey::parse("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
  CHECK_FALSE(NoteKey::parse("PeterNeumann+c74f20a3"));
  CHECK_FALSE(NoteKey::parse(""));
  for (const char* name : {"", "a b", "a+b",
                           "a\xC2\xA0"
                           "b",
                           "a\xE2\x80\xA8"
                           "b",
                           "a\nb", "a\xFF"})
    CHECK_FALSE(is_key_name(name));
  CHECK(is_key_name("مثال.example/log"));
}

TEST_CASE("signatures by unknown keys are ignored, also of the same name or the same id") {
  const crypto::SigningKey ours = key_of(1);
  const NoteKey key = note_key("log", ours);
  const std::string note = sign_note("text\n", "log", ours);
  const std::string same_name = sign_note("text\n", "log", key_of(2));
  const std::string line = same_name.substr(same_name.find("—"));
  const auto both = parse_note(note + line);
  REQUIRE(both.has_value());
  CHECK(both->signatures.size() == 2);
  CHECK(is_signed_by(*both, key) == Signed::yes);
  CHECK(is_signed_by(*parse_note(same_name), key) == Signed::no);
  const auto same_id = parse_note(replaced(note, "— log ", "— other "));
  CHECK(is_signed_by(*same_id, key) == Signed::no);
  // Of the same name and id but wrong: refused even beside a good one.
  std::string wrong_line = note.substr(note.find("—"));
  wrong_line = replaced(wrong_line, wrong_line.substr(30, 4),
                        wrong_line.substr(30, 4) == "AAAA" ? "BBBB" : "AAAA");
  CHECK(is_signed_by(*parse_note(note + wrong_line), key) == Signed::wrong);
}

TEST_CASE("at least 16 signatures are read, of any length, and endless ones are refused") {
  const crypto::SigningKey ours = key_of(1);
  std::string note = sign_note("text\n", "log", ours);
  for (int i = 0; i < 15; ++i)
    note += "— witness" + std::to_string(i) + " " + base64_encode(std::string(4900, 'w')) + "\n";
  REQUIRE(parse_note(note).has_value());
  CHECK(is_signed_by(*parse_note(note), note_key("log", ours)) == Signed::yes);
  for (int i = 0; i < 64; ++i) note += "— more " + base64_encode("1234s") + "\n";
  CHECK(parse_note(note).error().code == ErrorCode::exhausted);
  CHECK(parse_note(std::string(300'000, 'x')).error().code == ErrorCode::exhausted);
}

TEST_CASE("what is no note is refused") {
  const std::string note = sign_note("text\n", "log", key_of(1));
  CHECK(parse_note(note).has_value());
  CHECK(parse_note(sign_note("with\n\nan empty line\n", "log", key_of(1)))->text ==
        "with\n\nan empty line\n");
  for (const std::string& bad :
       {std::string(), std::string("text\n"), std::string("text\n\n"),
        note.substr(0, note.size() - 1), note + "\n", replaced(note, "— ", "- "),
        replaced(note, "text", "te\rxt"), replaced(note, "text", "te\txt"),
        replaced(note, "text", "te\xC0\x80xt"), replaced(note, "text", "te\xED\xA0\x80xt"),
        replaced(note, "log ", "log  "), replaced(note, "=\n", "\n")})
    CHECK_FALSE(parse_note(bad).has_value());
}

TEST_CASE("a checkpoint says origin, size and root, and nothing in another spelling") {
  const crypto::SigningKey key = key_of(1);
  const Checkpoint checkpoint{std::string(kOrigin), {20852163, leaf_hash("x")}};
  const std::string text = text_of(checkpoint);
  const NoteKey known = note_key(std::string(kOrigin), key);
  const auto opened = open_checkpoint(sign_note(text, std::string(kOrigin), key), known);
  REQUIRE(opened.has_value());
  CHECK(opened->head == checkpoint.head);
  CHECK(parse_checkpoint(text + "extension\n").has_value());
  CHECK(parse_checkpoint(text_of(Checkpoint{"o", {0, empty_root()}}))->head.size == 0);
  for (const std::string& bad :
       {replaced(text, "20852163", "020852163"), replaced(text, "20852163", "+1"),
        replaced(text, "20852163", "00"), replaced(text, "20852163", ""),
        replaced(text, "20852163", "99999999999999999999"), replaced(text, "=\n", "\n"),
        replaced(text, "example.com/log", ""), text + "\n", text.substr(0, text.size() - 1)})
    CHECK_FALSE(parse_checkpoint(bad).has_value());
  // Signed by another log's key, or of another origin.
  CHECK_FALSE(open_checkpoint(sign_note(text, "other", key), known).has_value());
  CHECK_FALSE(open_checkpoint(sign_note(text, std::string(kOrigin), key_of(2)), known).has_value());
  CHECK_FALSE(open_checkpoint(
                  sign_note(replaced(text, "example", "Example"), std::string(kOrigin), key), known)
                  .has_value());
}

TEST_CASE("proof files are read as they are written, and in no other spelling") {
  const std::string checkpoint = sign_note("o\n1\nx\n", "o", key_of(1));
  const ProofFile proof{
      std::string("\0\x01", 2), 73894, {leaf_hash("a"), leaf_hash("b")}, checkpoint};
  const std::string text = write_proof_file(proof);
  CHECK(text.starts_with("c2sp.org/tlog-proof@v1\nextra AAE=\nindex 73894\n"));
  const auto read = parse_proof_file(text);
  REQUIRE(read.has_value());
  CHECK(read->extra == proof.extra);
  CHECK(read->index == 73894);
  CHECK(read->path == proof.path);
  CHECK(read->checkpoint == checkpoint);
  const auto bare = parse_proof_file(write_proof_file({std::nullopt, 0, {}, checkpoint}));
  REQUIRE(bare.has_value());
  CHECK_FALSE(bare->extra.has_value());
  CHECK(bare->path.empty());
  for (const std::string& bad :
       {std::string(), replaced(text, "@v1", "@v2"), replaced(text, "index 73894", "index 073894"),
        replaced(text, "index 73894", "index -1"), replaced(text, "index 73894\n", ""),
        replaced(text, "extra AAE=", "extra AAE"),
        replaced(text, "index 73894", "index 73894\nAAE="),
        replaced(text, "index 73894\n", "index 73894\r\n")})
    CHECK_FALSE(parse_proof_file(bad).has_value());
  ProofFile endless = proof;
  endless.path.resize(65);
  CHECK(parse_proof_file(write_proof_file(endless)).error().code == ErrorCode::exhausted);
}

TEST_CASE("an entry is opened by its salt, and tells nothing without it") {
  Opening opening{{}, EntryKind::credential};
  opening.salt.fill(7);
  const Hash digest = plain_hash("credential");
  CHECK(parse_opening(write_opening(opening)).value() == opening);
  Opening other = opening;
  other.salt.back() = 8;
  CHECK(entry_of(opening, digest) != entry_of(other, digest));
  CHECK(entry_of(opening, digest) != entry_of({opening.salt, EntryKind::status_change}, digest));
  CHECK(entry_of(opening, digest) !=
        plain_hash(std::string(text_of(digest))));  // not the digest in another dress
  CHECK_FALSE(parse_opening(std::string(17, '\0')).has_value());
  CHECK_FALSE(parse_opening(std::string(16, '\1')).has_value());
}

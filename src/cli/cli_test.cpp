#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "support/command_line.h"

using namespace cairn;
using cli::ExitCode;
using test::cairn_with;
using test::Run;

namespace {

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

// A folder of its own for each test, removed with all that is in it.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() / ("cairn-cli-" + std::to_string(getpid()))) {
    std::filesystem::create_directory(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

constexpr const char* kMeridian = "did:key:z6Mkiepb6txxPJuLkCQft5pLFuudz9W5END95FpXfaLFCt94";

}  // namespace

// examples/badges/README.md says what each file is; npm's @digitalbazaar/vc signed them.
TEST_CASE("badges that other software made get the exit code that belongs to them") {
  struct Case {
    const char* file;
    ExitCode exit;
    const char* says;
  };
  const std::vector<Case> cases = {
      {"sql-for-analysts.json", ExitCode::ok, "issuer known here"},
      {"sql-for-analysts.png", ExitCode::ok, "SQL for analysts"},
      {"sql-for-analysts.svg", ExitCode::ok, "issuer known here"},
      {"python-bootcamp.png", ExitCode::ok, "issued by Meridian"},
      {"incident-simulation.svg", ExitCode::ok, "issuer known here"},
      {"arabic.json", ExitCode::ok, "النمذجة"},
      {"arabic.png", ExitCode::ok, "النمذجة"},
      {"bad-tampered.json", ExitCode::no, "changed after it was signed"},
      {"bad-tampered.png", ExitCode::no, "changed after it was signed"},
      {"bad-expired.json", ExitCode::no, "it expired on 2024-02-29"},
      {"bad-not-yet-valid.json", ExitCode::no, "not valid yet: it begins on 2099"},
      {"bad-unknown-issuer.json", ExitCode::ok, "nobody here knows its issuer"},
      {"bad-unknown-issuer.json", ExitCode::ok, "the file says it was issued by"},
      {"bad-unsupported-suite.json", ExitCode::unknown, "bbs-2023"},
      {"bad-truncated.json", ExitCode::malformed, "at line"},
      {"bad-duplicate-key.json", ExitCode::malformed, "creditsEarned"},
      {"bad-not-utf8.json", ExitCode::malformed, "UTF-8"},
      {"bad-truncated.png", ExitCode::malformed, "cut off"},
      {"bad-crc.png", ExitCode::malformed, "CRC"},
      {"bad-two-credentials.png", ExitCode::malformed, "several credentials"},
      {"picture.png", ExitCode::malformed, "no credential"},
      {"picture.svg", ExitCode::malformed, "no credential"},
      {"absent.json", ExitCode::no_such_file, "no such file"},
  };
  for (const Case& expected : cases) {
    CAPTURE(std::string(expected.file));
    const std::string path = std::string("examples/badges/") + expected.file;
    const Run run = cairn_with({"verify", path, "--known-issuer", kMeridian});
    CHECK(run.exit == expected.exit);
    CHECK(contains(run.out + run.err, expected.says));
    CHECK((run.exit < ExitCode::usage || run.out.empty()));
  }
}

TEST_CASE("the moment, the use and the further requirements change the answer") {
  const char* expired = "examples/badges/bad-expired.json";
  CHECK(cairn_with({"verify", expired, "--at", "2024-02-28"}).exit == ExitCode::ok);
  CHECK(cairn_with({"verify", expired, "--at", "28.2.2024"}).exit == ExitCode::malformed);
  CHECK(contains(cairn_with({"verify", expired, "--at", "2024-02-28"}).out, "was true"));
  CHECK(contains(cairn_with({"verify", expired, "--at", "2024-02-28", "--known-then"}).out,
                 "was known"));
  CHECK(cairn_with({"verify", expired, "--known-then"}).exit == ExitCode::usage);
  const std::string arabic = cairn_with({"verify", expired, "--language", "ar"}).out;
  CHECK(contains(arabic, "انتهت"));                   // a check's sentence
  CHECK(contains(arabic, "لا تعتمد على هذا الملف"));  // the verdict's
  CHECK(contains(arabic, "ما العمل: "));
  CHECK_FALSE(contains(arabic, "INVALID"));
  CHECK(cairn_with({"verify", expired, "--language", "la"}).exit == ExitCode::usage);
  const char* good = "examples/badges/sql-for-analysts.json";
  CHECK(cairn_with({"verify", good}).exit == ExitCode::ok);
  CHECK(cairn_with({"verify", good, "--for", "hiring"}).exit == ExitCode::unknown);
  CHECK(cairn_with({"verify", good, "--require", "trust"}).exit == ExitCode::unknown);
  CHECK(cairn_with({"verify", good, "--require", "luck"}).exit == ExitCode::malformed);
  CHECK(cairn_with({"verify", good, "--for", "fun"}).exit == ExitCode::usage);
  CHECK(cairn_with({"verify", "-", "--json"}, content_of(good)).exit == ExitCode::ok);
}

TEST_CASE("several files give what each gives alone, in their order, and the worst exit code") {
  const std::vector<const char*> names = {"sql-for-analysts.json", "bad-tampered.json",
                                          "python-bootcamp.png", "absent.json",
                                          "bad-unsupported-suite.json"};
  std::string out, err;
  std::vector<std::string> paths;
  std::vector<ExitCode> codes;
  for (const char* name : names) paths.push_back(std::string("examples/badges/") + name);
  for (const std::string& path : paths) {
    const Run alone = cairn_with({"verify", path});
    out += alone.out, err += alone.err, codes.push_back(alone.exit);
  }
  REQUIRE(codes == std::vector{ExitCode::ok, ExitCode::no, ExitCode::ok, ExitCode::no_such_file,
                               ExitCode::unknown});
  const auto together = [&](const std::vector<std::size_t>& picked) {
    std::vector<std::string> arguments = {"verify", "--known-issuer", "did:example:nobody"};
    for (const std::size_t i : picked) arguments.push_back(paths[i]);
    return cairn_with(arguments);
  };
  const Run all = together({0, 1, 2, 3, 4});
  CHECK(all.out == out);
  CHECK(all.err == err);
  CHECK(all.exit == ExitCode::no_such_file);
  CHECK(together({0, 2}).exit == ExitCode::ok);
  CHECK(together({0, 4, 2}).exit == ExitCode::unknown);
  CHECK(together({4, 1, 0}).exit == ExitCode::no);
  CHECK(cairn_with({"verify", "-", paths[0].c_str()}).exit == ExitCode::malformed);
}

TEST_CASE("a key of a did:web signs in its name, and its document is published or stated") {
  const Folder folder;
  const std::string key = folder.file("key.json"), old = folder.file("old.json"),
                    document = folder.file("did.json"), signed_file = folder.file("signed.json");
  constexpr const char* kSchool = "did:web:school.example";
  CHECK(cairn_with({"key", "new", key.c_str(), "--controller", kSchool}).out ==
        std::string(kSchool) + "\n");
  // Of another kind, since each run here draws the same random numbers.
  CHECK(cairn_with({"key", "new", old.c_str(), "--kind", "p256", "--controller", kSchool}).exit ==
        ExitCode::ok);
  const std::string retired = old + "=2026-11-20";
  CHECK(cairn_with(
            {"key", "document", key.c_str(), "--retired", retired.c_str(), "-o", document.c_str()})
            .out == "to be published at https://school.example/.well-known/did.json\n");
  const auto outcome_by = [&](const std::string& signer) {
    std::filesystem::remove(signed_file);
    REQUIRE(cairn_with({"issue", "examples/issuing/badge.json", "--key", signer.c_str(), "-o",
                        signed_file.c_str()})
                .exit == ExitCode::ok);
    const std::string stated = "https://school.example/.well-known/did.json=" + document;
    return cairn_with({"verify", signed_file.c_str(), "--offline", "--document", stated.c_str()})
        .exit;
  };
  CHECK(outcome_by(key) == ExitCode::ok);
  CHECK(outcome_by(old) == ExitCode::no);  // signed after the key had ended
  CHECK(cairn_with({"verify", signed_file.c_str(), "--offline"}).exit == ExitCode::unknown);
  CHECK(cairn_with({"key", "document", key.c_str(), "--retired", old.c_str()}).exit ==
        ExitCode::malformed);
}

TEST_CASE("wrong usage leaves 64 and help leaves 0") {
  CHECK(cairn_with({}).exit == ExitCode::usage);
  CHECK(cairn_with({"verify"}).exit == ExitCode::usage);
  CHECK(cairn_with({"dance"}).exit == ExitCode::usage);
  CHECK(cairn_with({"--help"}).exit == ExitCode::ok);
}

TEST_CASE("a key, a credential, a picture with it, and all the way back") {
  const Folder folder;
  const std::string key = folder.file("key.json"), signed_file = folder.file("signed.json"),
                    picture = folder.file("badge.png");
  const Run made = cairn_with({"key", "new", key.c_str()});
  REQUIRE(made.exit == ExitCode::ok);
  CHECK(made.out.starts_with("did:key:z6Mk"));
  CHECK_FALSE(contains(made.out, "z3u2"));
  const auto rights = std::filesystem::status(key).permissions();
  CHECK((rights & std::filesystem::perms::others_read) == std::filesystem::perms::none);
  CHECK(cairn_with({"key", "new", key.c_str()}).exit == ExitCode::malformed);  // keeps the old one

  const std::string document = R"({"@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential"], "name": "Größe 🎓",
    "credentialSubject": {"id": "did:example:learner"}})";
  const Run issued =
      cairn_with({"issue", "-", "--key", key.c_str(), "-o", signed_file.c_str()}, document);
  REQUIRE_MESSAGE(issued.exit == ExitCode::ok, issued.err);
  CHECK(cairn_with({"verify", signed_file.c_str()}).exit == ExitCode::ok);
  CHECK(contains(cairn_with({"canonize", signed_file.c_str()}).out, "\"Größe 🎓\""));

  const Run baked = cairn_with({"bake", signed_file.c_str(), "--image",
                                "examples/badges/picture.png", "-o", picture.c_str()});
  REQUIRE_MESSAGE(baked.exit == ExitCode::ok, baked.err);
  CHECK(cairn_with({"verify", picture.c_str()}).exit == ExitCode::ok);
  CHECK(cairn_with({"unbake", picture.c_str()}).out + "\n" == content_of(signed_file));
  CHECK(contains(cairn_with({"unbake", picture.c_str(), "--list"}).out, "1  credential  "));
  CHECK(
      cairn_with({"bake", signed_file.c_str(), "--image", picture.c_str(), "--replace", "nothing"})
          .exit != ExitCode::ok);
}

TEST_CASE("of several credentials in a picture one is picked") {
  const char* two = "examples/badges/bad-two-credentials.png";
  CHECK(cairn_with({"unbake", two}).exit == ExitCode::malformed);
  CHECK(contains(cairn_with({"unbake", two}).err, "several credentials (2): say which"));
  CHECK(contains(cairn_with({"unbake", two, "--list"}).out, "2  credential  "));
  CHECK(cairn_with({"unbake", two, "--pick", "2"}).exit == ExitCode::ok);
  CHECK(cairn_with({"unbake", two, "--pick", "3"}).exit == ExitCode::malformed);
  CHECK(cairn_with({"verify", two}).exit == ExitCode::malformed);
  CHECK(contains(cairn_with({"verify", two, "--pick", "1"}).out, "VALID"));
}

namespace {

// A list of one recognised issuer, `issuer`, ready to be signed.
std::string trust_list(int sequence, const std::string& issuer, const std::string& more) {
  return R"({"@context": ["https://www.w3.org/ns/credentials/v2",
                          "https://www.w3.org/ns/credentials/undefined-terms/v2"],
    "type": ["VerifiableCredential", "TrustListCredential"],
    "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2026-12-31T23:59:59Z",
    "credentialSubject": {"id": "https://ministry.example/trust", "name": "The register",
      "sequence": )" +
         std::to_string(sequence) + R"(, "recognisedIssuer": [{"id": ")" + issuer +
         R"(", "name": "Meridian Academy"}])" + more + "}}";
}

}  // namespace

TEST_CASE("an issuer is shown as a signed list names it, and an older list is refused") {
  const Folder folder;
  const std::string old_key = folder.file("old.json"), new_key = folder.file("new.json"),
                    list = folder.file("list.json"), held = folder.file("held.json");
  std::string old_did = cairn_with({"key", "new", old_key.c_str()}).out;
  std::string new_did = cairn_with({"key", "new", new_key.c_str(), "--kind", "p256"}).out;
  for (std::string* did : {&old_did, &new_did}) did->pop_back();
  const auto signed_list = [&](int sequence, const std::string& key, const std::string& more = "") {
    std::filesystem::remove(list);
    const Run run = cairn_with({"issue", "-", "--key", key.c_str(), "-o", list.c_str()},
                               trust_list(sequence, kMeridian, more));
    REQUIRE_MESSAGE(run.exit == ExitCode::ok, run.err);
  };
  const auto accept = [&] {
    return cairn_with({"trust", "accept", list.c_str(), "--into", held.c_str()});
  };

  signed_list(2, old_key, R"(, "nextSigner": ")" + new_did + "\"");
  CHECK(accept().exit == ExitCode::malformed);  // nobody said whose signature counts
  const Run first = cairn_with(
      {"trust", "accept", list.c_str(), "--into", held.c_str(), "--signer", old_did.c_str()});
  REQUIRE_MESSAGE(first.exit == ExitCode::ok, first.err);
  CHECK(contains(first.out, "The register, number 2, 1 issuer"));

  const char* badge = "examples/badges/sql-for-analysts.json";
  const Run known = cairn_with({"verify", badge, "--for", "hiring", "--trust-list", held.c_str(),
                                "--trust-signer", old_did.c_str()});
  CHECK(known.exit == ExitCode::ok);
  CHECK(contains(known.out, "issued by Meridian Academy, as \"The register\" names it"));
  const std::string nameless =
      R"({"registry": {")" + std::string(kMeridian) + R"(": {"name": "Meridian"}}})";
  CHECK(contains(cairn_with({"verify", badge, "--trust-list", "-"}, nameless).out,
                 "issued by Meridian, as a list of yours names it"));
  const Run late = cairn_with({"verify", badge, "--for", "hiring", "--trust-list", held.c_str(),
                               "--trust-signer", old_did.c_str(), "--at", "2027-01-01"});
  CHECK(late.exit == ExitCode::unknown);
  CHECK(contains(late.out, "the list itself does not hold at this time (limit: 2026-12-31)"));
  const Run stranger = cairn_with(
      {"verify", badge, "--trust-list", held.c_str(), "--trust-signer", new_did.c_str()});
  CHECK(stranger.exit == ExitCode::malformed);

  signed_list(3, new_key);  // the signer that the list before it names
  CHECK(accept().exit == ExitCode::ok);
  signed_list(2, new_key);
  CHECK(contains(accept().err, "list 2 is not newer than list 3"));
  signed_list(4, old_key);  // whom the new list names no more
  CHECK(accept().exit == ExitCode::malformed);
  std::string forged = content_of(held);
  forged.replace(forged.find("Meridian Academy"), 8, "Somebody");
  CHECK(cairn_with({"trust", "accept", "-", "--into", held.c_str()}, forged).exit ==
        ExitCode::malformed);
}

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  REQUIRE(text.find(from) != std::string::npos);
  return text.replace(text.find(from), from.size(), to);
}

// The digest that the program names when it refuses an XML list.
std::string digest_named(const Run& refused) {
  const std::size_t at = refused.err.find("sha256:");
  REQUIRE(at != std::string::npos);
  return refused.err.substr(at, 7 + 64);
}

void write(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

}  // namespace

TEST_CASE("an XML list counts by its digest only, and an older one is refused") {
  const Folder folder;
  const std::string list = folder.file("list.xml"), held = folder.file("held.xml");
  const std::string text = replaced(replaced(content_of("examples/trust/national-list.xml"),
                                             "did:web:college.example", kMeridian),
                                    "2026-03-01T00:00:00Z", "2026-11-10T00:00:00Z");
  write(list, text);
  const char* badge = "examples/badges/sql-for-analysts.json";
  const auto verify = [&](const std::string& signer, const char* at) {
    return cairn_with({"verify", badge, "--for", "hiring", "--trust-list", list.c_str(),
                       "--trust-signer", signer.c_str(), "--at", at});
  };
  const Run unvouched = verify("did:web:register.example", "2026-11-01");
  CHECK(unvouched.exit == ExitCode::malformed);
  const std::string digest = digest_named(unvouched);
  const Run then = verify(digest, "2026-11-01");
  CHECK(then.exit == ExitCode::ok);
  CHECK(contains(then.out, "issued by College of the Example, as \"Register of providers"));
  const Run lapsed = verify(digest, "2026-11-20");
  CHECK(lapsed.exit == ExitCode::unknown);
  CHECK(contains(lapsed.out, "College of the Example"));

  const auto accept = [&](const std::string& offered) {
    write(list, offered);
    const Run refused =
        cairn_with({"trust", "accept", list.c_str(), "--into", held.c_str(), "--signer", "x"});
    const std::string vouched = digest_named(refused);
    return cairn_with(
        {"trust", "accept", list.c_str(), "--into", held.c_str(), "--signer", vouched.c_str()});
  };
  CHECK(contains(accept(text).out, "number 12"));
  const std::string older = replaced(text, "<TSLSequenceNumber>12", "<TSLSequenceNumber>11");
  CHECK(contains(accept(older).err, "is not newer"));
  CHECK(contains(accept(text).err, "is not newer"));
  const std::string newer = replaced(text, "<TSLSequenceNumber>12", "<TSLSequenceNumber>13");
  CHECK(accept(newer).exit == ExitCode::ok);
  CHECK(content_of(held) == newer);
  CHECK(contains(accept(replaced(newer, "register.example/list", "other.example/list")).err,
                 "another series"));
}

// tests/fuzz/corpus/federation was signed by Node.js: anchor, ministry and school with the
// Ed25519 seeds 1, 2 and 3.
TEST_CASE("statements of a federation count by the key of their anchor") {
  const char* badge = "examples/badges/sql-for-analysts.json";
  const char* chain = "tests/fuzz/corpus/federation/chain.json";
  const auto verify = [&](const char* signer) {
    return cairn_with({"verify", badge, "--json", "--trust-list", chain, "--trust-signer", signer});
  };
  const char* anchor = "did:key:z6MktNWXFy7fn9kNfwfvD9e2rDK3RPetS4MRKtZH8AxQzg9y";
  CHECK(verify(anchor).exit == ExitCode::ok);
  CHECK(contains(verify(anchor).out, "issuer_unknown"));  // the badge is not the school's
  const Run strange = verify("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
  CHECK(strange.exit == ExitCode::malformed);
  CHECK(contains(strange.err, "a key that you accept"));
  CHECK(cairn_with({"trust", "accept", chain, "--into", "/nowhere/x", "--signer", anchor}).exit ==
        ExitCode::malformed);
}

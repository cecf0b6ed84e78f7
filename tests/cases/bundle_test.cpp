// Offline bundles from making to verdict: every check is answered from the one file, with how old
// each fact is, and nothing is fetched.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "app/awarding/issue.h"
#include "app/awarding/key_file.h"
#include "cli/run.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/status/bitstring.h"
#include "formats/translog/checkpoint.h"
#include "formats/translog/entry.h"
#include "formats/translog/proof_file.h"
#include "support/fixed_ports.h"
#include "support/temporary_folder.h"

using namespace cairn;
using cli::ExitCode;

namespace {

using Pages = std::map<std::string, std::string>;

// A network that is a table of pages.
class TableFetch final : public facts::Fetch {
 public:
  explicit TableFetch(const Pages& pages) : pages_(pages) {}
  Result<facts::Fetched> get(const facts::FetchRequest& request) override {
    const auto found = pages_.find(request.url);
    if (found == pages_.end()) return not_found("no such page", request.url);
    return facts::Fetched{.body = found->second, .media_type = {}, .cache_control = {}};
  }

 private:
  const Pages& pages_;
};

struct Run {
  ExitCode exit;
  std::string out, err;
};

constexpr const char* kNow = "2026-11-21T12:00:00Z";
constexpr const char* kSchool = "did:web:school.example";
constexpr const char* kList = "https://school.example/status/1";

// A school with everything that a credential can rest on: keys under an address, a status list, a
// ministry's trust list, a transparency log.
class School {
 public:
  School() {
    ministry_ = awarding::new_key_file(random_).value();
    key_ = awarding::new_key_file(random_, "ed25519", kSchool).value();
    const awarding::ListedKey listed[] = {{.json = key_.json}};
    pages["https://school.example/.well-known/did.json"] = awarding::issuer_document(listed)->json;
    pages[kList] = status_list({5});
    write("key.json", key_.json);
    write("ministry.json", ministry_.json);
    write("good.json", credential("1", 4));
    write("revoked.json", credential("2", 5));
    write("list.json", sign(trust_list(), ministry_.json));
    write_log(content("good.json"));
  }

  // Runs the program over the pages, at a moment.
  Run online(const std::vector<std::string>& arguments) { return run(arguments, kNow, true); }
  // The same where asking the network ends the test.
  Run offline(const std::vector<std::string>& arguments, const char* now = kNow) {
    return run(arguments, now, false);
  }

  std::string file(const std::string& name) const { return (folder_.path() / name).string(); }
  std::string content(const std::string& name) const {
    std::ifstream in(file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(file(name), std::ios::binary) << text;
  }

  std::string status_list(std::initializer_list<std::uint64_t> revoked) {
    status::Bitstring bits = status::Bitstring::zeros(status::kEntriesMin);
    for (const std::uint64_t index : revoked) bits.set(index, 1, 1);
    return sign(R"({"@context": ["https://www.w3.org/ns/credentials/v2"], "id": ")" +
                    std::string(kList) +
                    R"(", "type": ["VerifiableCredential", "BitstringStatusListCredential"],
      "credentialSubject": {"type": "BitstringStatusList", "statusPurpose": "revocation",
        "encodedList": ")" +
                    bits.encode() + R"("}})",
                key_.json);
  }

  std::vector<std::string> make(const std::string& output) const {
    return {"bundle",
            "make",
            file("good.json"),
            file("revoked.json"),
            "-o",
            file(output),
            "--trust-list",
            file("list.json"),
            "--trust-signer",
            ministry_.issuer,
            "--log",
            log_key_ + "=" + file("checkpoint"),
            "--log-proof",
            file("good.proof")};
  }

  Pages pages;

 private:
  Run run(const std::vector<std::string>& arguments, const char* now, bool network) {
    std::vector<const char*> texts = {"cairn"};
    for (const std::string& argument : arguments) texts.push_back(argument.c_str());
    const test::FixedClock clock(now);
    std::istringstream in;
    std::ostringstream out, err;
    const facts::OpenFetch open =
        [&](const facts::FetchSettings&) -> Result<std::unique_ptr<facts::Fetch>> {
      if (!network) std::abort();
      return Result<std::unique_ptr<facts::Fetch>>(std::make_unique<TableFetch>(pages));
    };
    cli::Session session{clock, random_, in, out, err, open};
    const ExitCode exit = cli::run(texts, session, {});
    return {exit, out.str(), err.str()};
  }

  static std::string sign(const std::string& document, const std::string& key) {
    const auto text =
        awarding::issue(document, key, {.created = Instant::parse("2026-03-01T09:00:00Z").value()});
    REQUIRE_MESSAGE(text.has_value(), describe(text.error()));
    return *text;
  }

  std::string credential(const std::string& id, int index) const {
    return sign(R"({"@context": ["https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"],
      "id": "urn:uuid:)" +
                    id +
                    R"(", "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "B",
      "issuer": {"id": "did:web:school.example", "type": ["Profile"]},
      "validFrom": "2026-03-01T09:00:00Z",
      "credentialSchema": [{"type": "1EdTechJsonSchemaValidator2019", "id":
        "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"}],
      "credentialStatus": {"type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": ")" +
                    std::to_string(index) + R"(", "statusListCredential": ")" + kList + R"("},
      "credentialSubject": {"id": "did:example:learner", "type": ["AchievementSubject"],
        "achievement": {"id": "urn:uuid:a", "type": ["Achievement"], "name": "N",
          "description": "d", "criteria": {"narrative": "n"}}}})",
                key_.json);
  }

  static std::string trust_list() {
    return R"({"@context": ["https://www.w3.org/ns/credentials/v2",
                            "https://www.w3.org/ns/credentials/undefined-terms/v2"],
      "type": ["VerifiableCredential", "TrustListCredential"],
      "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2026-12-31T23:59:59Z",
      "credentialSubject": {"id": "https://ministry.example/trust", "name": "The register",
        "sequence": 1, "recognisedIssuer": [{"id": "did:web:school.example",
                                             "name": "School of the register"}]}})";
  }

  void write_log(const std::string& credential_text) {
    const auto key = crypto::SigningKey::from_seed(std::array<std::uint8_t, 32>{9});
    translog::Opening opening;
    const auto document = json::read(credential_text).value();
    const auto digest = translog::plain_hash(json::canonicalize(document.root()).value());
    const auto leaf = translog::leaf_hash(translog::text_of(translog::entry_of(opening, digest)));
    const auto note =
        translog::sign_note(translog::text_of({"log.example", {1, leaf}}), "log.example", key);
    log_key_ = translog::NoteKey::create("log.example", key).value().text();
    write("checkpoint", note);
    write("good.proof",
          translog::write_proof_file({translog::write_opening(opening), 0, {}, note}));
  }

  test::TemporaryFolder folder_;
  test::SeededRandom random_;
  awarding::KeyFile ministry_, key_;
  std::string log_key_;
};

json::Document report_of(const Run& run) {
  auto document = json::read(run.out);
  REQUIRE_MESSAGE(document.has_value(), (run.out + run.err));
  return *std::move(document);
}

std::string outcome(const json::Document& report, std::string_view name) {
  for (const json::Value& check : report.root().find("checks")->items())
    if (check.text_of("check") == name)
      return std::string(check.text_of("outcome")) + " " + std::string(check.text_of("code"));
  return "";
}

const json::Value* fact(const json::Document& report, std::string_view kind) {
  for (const json::Value& one : report.root().find("facts")->items())
    if (one.text_of("kind") == kind) return &one;
  return nullptr;
}

constexpr const char* kHour = "2026-11-21T13:00:00Z";

}  // namespace

TEST_CASE("a bundle answers every check without a network, and says how old each fact is") {
  School school;
  const Run made = school.online(school.make("bundle.json"));
  REQUIRE_MESSAGE(made.exit == ExitCode::ok, made.err);
  const std::string bundle = school.file("bundle.json");
  const std::vector<std::string> verify = {"verify", "--json", "--offline", "--bundle", bundle};
  const auto of = [&](const std::string& name) {
    std::vector<std::string> arguments = verify;
    arguments.push_back(school.file(name));
    return school.offline(arguments, kHour);
  };
  const Run good = of("good.json");
  CHECK(good.exit == ExitCode::ok);
  const auto report = report_of(good);
  CHECK(outcome(report, "structure") == "pass ok");
  CHECK(outcome(report, "proof") == "pass ok");
  CHECK(outcome(report, "issuer_binding") == "pass ok");
  CHECK(outcome(report, "trust") == "pass issuer_listed");
  CHECK(outcome(report, "validity") == "pass ok");
  CHECK(outcome(report, "status") == "pass ok");
  CHECK(outcome(report, "schema") == "pass ok");
  CHECK(outcome(report, "log") == "pass ok");
  CHECK(report.root().find("issuer")->text_of("name") == "School of the register");
  for (const char* kind : {"controller", "status_list", "trust_list", "log"}) {
    CAPTURE(std::string(kind));
    const json::Value* one = fact(report, kind);
    REQUIRE(one != nullptr);
    CHECK(one->text_of("fetched") == kNow);
    CHECK(one->find("ageSeconds")->number() == "3600");
  }
  CHECK(fact(report, "context")->find("fetched") == nullptr);
  CHECK(fact(report, "status_list")->text_of("goodUntil") == "2026-11-22T12:00:00Z");

  const Run revoked = of("revoked.json");
  CHECK(revoked.exit == ExitCode::no);
  CHECK(outcome(report_of(revoked), "status") == "fail revoked");
  CHECK(outcome(report_of(revoked), "log") == "skipped no_log");

  // Without the bundle it is all open.
  const Run alone = school.offline({"verify", "--json", "--offline", school.file("good.json")});
  CHECK(alone.exit == ExitCode::unknown);
}

TEST_CASE("stale facts are never silently good") {
  School school;
  REQUIRE(school.online(school.make("bundle.json")).exit == ExitCode::ok);
  const auto at = [&](const char* now, const std::string& name,
                      std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {
        "verify", "--json", "--offline", "--bundle", school.file("bundle.json"), school.file(name)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return school.offline(arguments, now);
  };
  CHECK(at("2026-11-22T12:00:00Z", "good.json").exit == ExitCode::ok);
  const Run stale = at("2026-11-22T12:00:01Z", "good.json");
  CHECK(stale.exit == ExitCode::unknown);
  CHECK(outcome(report_of(stale), "status") == "unknown status_outdated");
  CHECK(outcome(report_of(stale), "issuer_binding") == "pass ok");
  CHECK(fact(report_of(stale), "status_list")->find("outdated")->boolean());
  CHECK(at("2026-11-22T12:00:01Z", "good.json", {"--max-age", "2d"}).exit == ExitCode::ok);
  CHECK(at("2026-11-21T13:00:00Z", "good.json", {"--max-age", "59m"}).exit == ExitCode::unknown);
  CHECK(at("2026-11-21T13:00:00Z", "good.json", {"--max-age", "soon"}).exit == ExitCode::malformed);
  const Run old = at("2026-12-21T12:00:01Z", "good.json", {"--for", "portfolio"});
  CHECK(old.exit == ExitCode::unknown);
  CHECK(outcome(report_of(old), "issuer_binding") == "unknown issuer_outdated");
  // What was revoked stays revoked.
  CHECK(at("2026-12-21T12:00:01Z", "revoked.json").exit == ExitCode::no);
  // The list ends by itself, whatever age is allowed.
  CHECK(outcome(report_of(at("2027-01-01T00:00:00Z", "good.json", {"--max-age", "900d"})),
                "trust") == "unknown trust_list_expired");
}

TEST_CASE("a bundle has the same bytes for the same facts, and a broken one is refused") {
  School school;
  REQUIRE(school.online(school.make("a.json")).exit == ExitCode::ok);
  REQUIRE(school.online(school.make("b.json")).exit == ExitCode::ok);
  const std::string text = school.content("a.json");
  CHECK(text == school.content("b.json"));
  const auto with = [&](const std::string& changed, std::vector<std::string> more = {}) {
    school.write("c.json", changed);
    std::vector<std::string> arguments = {"verify", "--bundle", school.file("c.json"),
                                          school.file("good.json")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return school.offline(arguments);
  };
  CHECK(with(text).exit == ExitCode::ok);
  std::string changed = text;
  changed.replace(changed.find("publicKeyMultibase"), 6, "PUBLIC");
  const Run refused = with(changed);
  CHECK(refused.exit == ExitCode::malformed);
  CHECK(refused.err.find("/sha256") != std::string::npos);
  for (const char* had : {"\"fetched\":\"", "\"stored\":\""}) {
    changed = text;
    changed.replace(changed.find(had) + std::string_view(had).size(), 4, "2027");
    CHECK(with(changed).err.find("a fact comes from the future") != std::string::npos);
  }
  CHECK(with(text.substr(0, text.size() / 2)).exit == ExitCode::malformed);
  CHECK(with("{}").exit == ExitCode::malformed);
  CHECK(with(text, {"--bundle-signer", "did:key:z6Mk"}).exit == ExitCode::malformed);
}

TEST_CASE("a signed bundle is believed by its signer's signature only") {
  School school;
  std::vector<std::string> make = school.make("signed.json");
  for (const std::string& more : {std::string("--key"), school.file("ministry.json"),
                                  std::string("--until"), std::string("2026-11-30")})
    make.push_back(more);
  const Run made = school.online(make);
  REQUIRE_MESSAGE(made.exit == ExitCode::ok, made.err);
  const std::string text = school.content("signed.json");
  const std::string signer(json::read(text)->root().text_of("issuer"));
  const auto with = [&](const std::string& bundle, const std::string& by, const char* now = kNow) {
    school.write("c.json", bundle);
    return school.offline({"verify", "--bundle", school.file("c.json"), "--bundle-signer", by,
                           school.file("good.json"), "--max-age", "90d"},
                          now);
  };
  CHECK(with(text, signer).exit == ExitCode::ok);
  CHECK(with(text, "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").exit ==
        ExitCode::malformed);
  CHECK(with(text, signer, "2026-12-01T00:00:00Z").exit == ExitCode::malformed);
  CHECK(with(text, signer, "2026-11-21T11:00:00Z").exit == ExitCode::malformed);
  std::string changed = text;
  changed.replace(changed.find("2026-11-30T23"), 10, "2027-11-30");
  const Run refused = with(changed, signer);
  CHECK(refused.exit == ExitCode::malformed);
  CHECK(refused.err.find("signature of the bundle does not hold") != std::string::npos);
  // Nor is a signature that does not hold taken for none.
  school.write("c.json", changed);
  CHECK(school.offline({"verify", "--bundle", school.file("c.json"), school.file("good.json")})
            .exit == ExitCode::malformed);
}

TEST_CASE("what a bundle does not have stays open, and making one says so") {
  School school;
  school.pages.erase(kList);
  const Run made = school.online(school.make("bundle.json"));
  CHECK(made.exit == ExitCode::unknown);
  CHECK(made.err.find("status") != std::string::npos);
  const Run verified = school.offline(
      {"verify", "--json", "--bundle", school.file("bundle.json"), school.file("good.json")});
  CHECK(verified.exit == ExitCode::unknown);
  CHECK(outcome(report_of(verified), "status") == "unknown status_unreachable");

  // Stated instead of fetched, a bundle is made without a network at all.
  school.write("did.json", school.pages["https://school.example/.well-known/did.json"]);
  school.write("status.json", school.status_list({}));
  std::vector<std::string> make = school.make("stated.json");
  for (const std::string& more :
       {std::string("--offline"), std::string("--document"),
        "https://school.example/.well-known/did.json=" + school.file("did.json"),
        std::string("--document"), std::string(kList) + "=" + school.file("status.json")})
    make.push_back(more);
  const Run stated = school.offline(make);
  CHECK_MESSAGE(stated.exit == ExitCode::ok, stated.err);
  CHECK(school
            .offline({"verify", "--bundle", school.file("stated.json"), school.file("good.json"),
                      school.file("revoked.json")})
            .exit == ExitCode::ok);
}

TEST_CASE("a checkpoint that the log's key did not sign goes into no bundle") {
  School school;
  std::string note = school.content("checkpoint");
  note.replace(note.find("\n1\n"), 3, "\n2\n");
  school.write("checkpoint", note);
  CHECK(school.online(school.make("bundle.json")).exit == ExitCode::malformed);
}

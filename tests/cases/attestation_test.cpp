// Attestations from issuing to the answer of somebody who only has the published rules.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "app/attestation/attest.h"
#include "app/attestation/recheck.h"
#include "app/attestation/recheck_sentences.h"
#include "app/awarding/issue.h"
#include "app/awarding/key_file.h"
#include "app/facts/outside.h"
#include "app/facts/stated_fetch.h"
#include "app/status_lists/list_file.h"
#include "documents/phrases.h"
#include "formats/json/reader.h"
#include "support/fixed_ports.h"

using namespace cairn;
using attestation::Outcome;
using attestation::Problem;
using attestation::Recheck;
using documents::NamedText;

namespace {

const Instant kNow = Instant::parse("2026-11-28T12:00:00Z").value();
const Date kDay = Date::parse("2026-11-28").value();
constexpr const char* kList = "https://school.example/status/1";

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

// What a badge says of how well it was earned: members of its subject and of its achievement.
struct Marks {
  std::string result = {}, described = {};
};

// A school that issues badges, a registrar who attests, and a learner with two badges and a course
// in progress. The certificate asks for 5 credits, of which the course gives the last 2.
class World {
 public:
  World() : school_(awarding::new_key_file(random_).value()), registrar_(new_key()) {
    rules = R"(goal: college/certificate
organizations:
  - {id: school, kind: association, name: {en: School}, creditSystem: ects, dids: [")" +
            school_.issuer + R"("]}
  - {id: college, kind: college, name: {en: College}, creditSystem: ects, dids: [")" +
            registrar_.issuer + R"("]}
achievements:
  - {id: school/charts, organization: school, kind: badge, name: {en: Charts}, credit: [{amount: "1", system: ects}], alsoKnownAs: [https://school.example/charts]}
  - {id: school/tables, organization: school, kind: badge, name: {en: Tables}, credit: [{amount: "2", system: ects}], alsoKnownAs: [https://school.example/tables]}
  - {id: college/course, organization: college, kind: course, name: {en: Course}, credit: [{amount: "2", system: ects}]}
  - {id: college/intro, organization: college, kind: course, name: {en: Intro}}
  - {id: college/start, organization: college, kind: certificate, name: {en: Start}, requirement: {id: s, holds: school/charts}}
  - id: college/certificate
    organization: college
    kind: certificate
    name: {en: Certificate}
    requirement:
      id: r
      all:
        - {id: start, holds: college/start}
        - {id: tables, holds: school/tables}
        - {id: course, holds: college/course}
agreements:
  - id: charts-as-intro
    title: {en: Charts as Intro}
    sender: school
    receiver: college
    validFrom: "2026-01-01"
    terms: [{id: t, from: [school/charts], grant: {achievement: college/intro, credit: {amount: "1", system: ects}}}]
)";
  }

  std::string rules;
  std::string course = "earned";  ///< its status in the record
  std::string views;              ///< further awards of the record
  std::string charts_more;        ///< members of the award
  std::string charts_credit = "1";

  std::string record() const {
    return R"(awards:
  - {id: w1, achievement: school/charts, organization: school, status: earned, awarded: "2026-03-01", credit: [{amount: ")" +
           charts_credit + R"(", system: ects}], source: "urn:uuid:charts")" + charts_more + R"(}
  - {id: w2, achievement: school/tables, organization: school, status: earned, awarded: "2026-03-01", credit: [{amount: "2", system: ects}], source: "urn:uuid:tables"}
  - {id: w3, achievement: college/course, organization: college, status: )" +
           course + R"(, awarded: "2026-06-01", credit: [{amount: "2", system: ects}]}
)" + views;
  }

  std::string badge(const std::string& name, const std::string& more = "",
                    const Marks& marks = {}) const {
    return sign(R"({"@context": ["https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
      "id": "urn:uuid:)" +
                    name + R"(", "type": ["VerifiableCredential", "OpenBadgeCredential"],
      "name": "B", "issuer": {"id": ")" +
                    school_.issuer + R"(", "type": ["Profile"]},
      "validFrom": "2026-03-01T09:00:00Z",)" +
                    more + R"(
      "credentialSubject": {"id": "did:example:learner", "type": ["AchievementSubject"],)" +
                    marks.result + R"(
        "achievement": {"id": "https://school.example/)" +
                    name + R"(", "type": ["Achievement"],)" + marks.described + R"(
          "name": "N", "description": "d", "criteria": {"narrative": "n"}}}})",
                school_);
  }

  Result<std::string> try_attest(const std::vector<std::string>& badges) const {
    const NamedText requirements{"rules.yaml", rules};
    std::vector<NamedText> files;
    for (const std::string& each : badges)
      files.push_back({std::to_string(files.size()) + ".json", each});
    return attestation::attest(
        {{std::span(&requirements, 1), {"record.yaml", record()}}, files, registrar_.json},
        {.day = kDay, .nodes_max = 1000, .subject = {}, .id = "urn:uuid:attestation", .now = kNow},
        verification::Verifier());
  }
  std::string attest() const {
    const auto made = try_attest({badge("charts", charts_status), badge("tables")});
    REQUIRE_MESSAGE(made.has_value(), describe(made.error()));
    return *made;
  }

  /// What a registrar who lies would sign: `made` with `from` replaced.
  std::string lie(const std::string& made, const std::string& from, const std::string& to) const {
    const auto document = json::read(changed(made, from, to)).value();
    json::Arena arena;
    return sign(json::write(arena.without_member(document.root(), "proof")), registrar_);
  }

  /// The school's status list, which says whether charts is revoked.
  std::string status_list(bool is_revoked) {
    auto list = status_lists::ListFile::create(kList, {"revocation", 1, {}}).value();
    const std::int64_t index = list.take(random_).value();
    json::Arena arena;
    charts_status = R"("credentialStatus": )" + json::write(list.entry(arena, index)) + ",";
    if (is_revoked) REQUIRE(list.change(index, 1).has_value());
    return sign(list.credential(kNow), school_);
  }
  std::string charts_status;

  std::string sign(const std::string& document, const awarding::KeyFile& key) const {
    const auto text = awarding::issue(document, key.json, {.created = kNow});
    REQUIRE_MESSAGE(text.has_value(), describe(text.error()));
    return *text;
  }

 private:
  awarding::KeyFile new_key() { return awarding::new_key_file(random_).value(); }

  test::SeededRandom random_;
  awarding::KeyFile school_, registrar_;
};

struct Here {
  std::string rules;
  std::optional<Date> day = {};
  std::string status_list = {};  ///< what lies at kList; empty: nobody answers
  std::string_view language = "en";
};

Recheck recheck(const std::string& file, const Here& here) {
  const NamedText requirements{"here.yaml", here.rules};
  std::vector<facts::StatedFetch::Document> stated;
  if (!here.status_list.empty()) stated.push_back({kList, here.status_list});
  facts::StatedFetch fetch(std::move(stated), nullptr);
  const test::FixedClock clock("2026-11-28T12:00:00Z");
  const facts::Outside outside(fetch, clock);
  const verification::Verifier verifier(&outside);
  const auto made = attestation::recheck(
      {file, std::span(&requirements, 1), here.day, kNow, here.language}, verifier);
  REQUIRE_MESSAGE(made.has_value(), describe(made.error()));
  return *made;
}

using Problems = std::vector<Problem>;

}  // namespace

TEST_CASE("somebody with the published rules finds the same answer") {
  const World world;
  const std::string made = world.attest();
  const Recheck found = recheck(made, {world.rules});
  INFO(found.to_json());
  CHECK(found.outcome == Outcome::same);
  CHECK(found.problems.empty());
  CHECK(found.found == audit::Status::complete);
  CHECK(found.organization.in("en") == "College");
  REQUIRE(found.awards.size() == 3);
  CHECK(found.awards[0].credential == "urn:uuid:charts");
  CHECK(found.awards[2].credential.empty());
}

TEST_CASE("an attestation is a learner record that follows the class model") {
  const World world;
  const std::string made = world.attest();
  verification::Question question;
  question.file = made;
  question.at = kNow;
  const auto report = verification::Verifier().verify(question);
  REQUIRE(report.has_value());
  CHECK(report->verdict == verification::Verdict::valid);
  const auto schema =
      std::ranges::find(report->checks, "schema", &verification::CheckReport::check);
  CHECK(schema->code == "ok");
  const auto document = json::read(made).value();
  std::vector<std::string> pairs;
  for (const auto& each : document.root().find("credentialSubject")->find("association")->items())
    pairs.push_back(std::string(each.text_of("sourceId")) + " in " +
                    std::string(each.text_of("targetId")));
  CHECK(pairs == std::vector<std::string>{
                     "https://school.example/charts in urn:cairn:achievement:college/start",
                     "https://school.example/tables in urn:cairn:achievement:college/certificate",
                     "urn:cairn:achievement:college/start in "
                     "urn:cairn:achievement:college/certificate"});
}

TEST_CASE("what is in progress is attested on the issuer's word, and assumed in the same way") {
  World world;
  world.course = "in-progress";
  const Recheck found = recheck(world.attest(), {world.rules});
  CHECK(found.outcome == Outcome::same);
  CHECK(found.found == audit::Status::complete_if_in_progress_passes);
}

TEST_CASE("a changed attestation is refused, wherever it was changed") {
  const World world;
  const std::string made = world.attest();
  for (const auto& [from, to] : {std::pair{R"("award": "w1")", R"("award": "w2")"},
                                 {R"("status": "complete")", R"("status": "incomplete")"},
                                 {R"("name": "N")", R"("name": "M")"},
                                 {R"("rules": "sha256:)", R"("rules": "sha512:)"}}) {
    const Recheck found = recheck(changed(made, from, to), {world.rules});
    CHECK(found.outcome == Outcome::refused);
    CHECK(found.problems.front() == Problem::not_genuine);
  }
}

TEST_CASE("a lie that is well signed differs here, and the place is named") {
  World world;
  world.course = "in-progress";
  const std::string lie =
      world.lie(world.attest(), R"("complete_if_in_progress_passes")", R"("complete")");
  const Recheck found = recheck(lie, {world.rules});
  CHECK(found.outcome == Outcome::differs);
  CHECK(found.named == audit::Status::complete);
  REQUIRE(found.differences.size() == 1);
  CHECK(found.differences[0].place == "/status");
}

TEST_CASE("an allocation that the audit does not give differs") {
  const World world;
  const std::string lie = world.lie(world.attest(), R"("award": "w2"
                      })",
                                    R"("award": "w3"
                      })");
  const Recheck found = recheck(lie, {world.rules});
  INFO(found.to_json());
  CHECK(found.outcome == Outcome::differs);
  REQUIRE(found.differences.size() == 1);
  CHECK(found.differences[0].place.ends_with("/awards/0/award"));
}

TEST_CASE("other rules are refused; the same in other files and another order are the same") {
  const World world;
  const std::string made = world.attest();
  const std::string other = changed(world.rules, R"({en: Charts}, credit: [{amount: "1")",
                                    R"({en: Charts}, credit: [{amount: "3/2")");
  const Recheck found = recheck(made, {other});
  CHECK(found.outcome == Outcome::refused);
  CHECK(std::ranges::find(found.problems, Problem::other_rules) != found.problems.end());
  CHECK(found.rules_named != found.rules_found);
  const std::string turned = changed(changed(world.rules, "goal: college/certificate\n", ""),
                                     R"({id: school, kind: association, name: {en: School})",
                                     "{name: {en: School}, kind: association, id: school");
  CHECK(recheck(made, {turned}).outcome == Outcome::same);
}

TEST_CASE("a day later an award has expired, and the answer is another") {
  World world;
  world.charts_more = R"(, expires: "2026-11-28")";
  const std::string made = world.attest();
  CHECK(recheck(made, {world.rules}).outcome == Outcome::same);
  const Recheck later = recheck(made, {world.rules, kDay.plus_days(1)});
  CHECK(later.outcome == Outcome::differs);
  CHECK(later.found == audit::Status::incomplete);
  CHECK(later.audited == kDay.plus_days(1));
}

TEST_CASE(
    "a credential inside that was revoked since is refused; one nobody answers for is unknown") {
  World world;
  const std::string good = world.status_list(false);
  const std::string made = world.attest();
  CHECK(recheck(made, {world.rules, {}, good}).outcome == Outcome::same);
  const Recheck silent = recheck(made, {world.rules});
  CHECK(silent.outcome == Outcome::unknown);
  CHECK(silent.problems == Problems{Problem::part_not_valid});
  World other;
  const std::string revoked = other.status_list(true);
  const Recheck found = recheck(other.attest(), {other.rules, {}, revoked});
  CHECK(found.outcome == Outcome::refused);
  CHECK(found.problems == Problems{Problem::part_not_valid});
  CHECK(found.awards[0].code == "revoked");
}

TEST_CASE(
    "a recognised award is found to follow from the published agreement, or is the issuer's word") {
  World world;
  const std::string view =
      R"(  - {id: w4, achievement: college/intro, organization: college, status: recognised, awarded: "2026-04-01", credit: [{amount: "1", system: ects}], roots: [w1]}
)";
  world.views = view;
  const Recheck found = recheck(world.attest(), {world.rules});
  CHECK(found.outcome == Outcome::same);
  REQUIRE(found.awards.at(3).recognised.has_value());
  CHECK(found.awards[3].recognised->agreement == AgreementId("charts-as-intro"));
  CHECK(found.awards[3].recognised->term == "t");
  for (const auto& [from, to] :
       {std::pair{R"(amount: "1")", R"(amount: "2")"}, {R"("2026-04-01")", R"("2025-12-31")"}}) {
    world.views = changed(view, from, to);
    CHECK_FALSE(recheck(world.attest(), {world.rules}).awards.at(3).recognised.has_value());
  }
}

TEST_CASE("one credential bears one award, and whom it was issued to is told") {
  const World world;
  const std::string made = world.attest();
  CHECK(recheck(made, {world.rules}).is_holder(recheck(made, {world.rules}).awards[0]));
  const std::string lie =
      world.lie(made, R"("credential": "urn:uuid:tables")", R"("credential": "urn:uuid:charts")");
  CHECK(recheck(lie, {world.rules}).problems == Problems{Problem::award_differs});
  const std::string another = world.lie(made, R"("credentialSubject": {
    "id": "did:example:learner")",
                                        R"("credentialSubject": {
    "id": "did:example:other")");
  const Recheck found = recheck(another, {world.rules});
  CHECK(found.outcome == Outcome::same);
  CHECK_FALSE(found.is_holder(found.awards[0]));
}

TEST_CASE("a credential that is named and not inside is refused") {
  const World world;
  const std::string made = world.attest();
  const std::string lie =
      world.lie(made, R"("credential": "urn:uuid:charts")", R"("credential": "urn:uuid:other")");
  const Recheck found = recheck(lie, {world.rules});
  CHECK(found.outcome == Outcome::refused);
  CHECK(found.problems == Problems{Problem::part_missing});
}

TEST_CASE("an award that says more than its credential is neither issued nor accepted") {
  World world;
  const std::string made = world.attest();
  const std::string lie = world.lie(made, R"("amount": "1",)", R"("amount": "9",)");
  const Recheck found = recheck(lie, {world.rules});
  CHECK(found.outcome == Outcome::refused);
  CHECK(found.problems == Problems{Problem::award_differs});
  CHECK(found.awards[0].disagreements == std::vector<std::string>{"credit"});
  world.charts_credit = "9";
  const auto refused = world.try_attest({world.badge("charts"), world.badge("tables")});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().message.ends_with("says something else than its credential: credit"));
  CHECK(refused.error().where == "0.json");
}

TEST_CASE("an expired credential carries an award that expires with it, and no other") {
  World world;
  world.charts_more = R"(, expires: "2026-12-01")";
  const std::string ends = R"("validUntil": "2026-12-01T09:00:00Z",)";
  CHECK(world.try_attest({world.badge("charts", ends)}).has_value());
  world.charts_more = R"(, expires: "2026-12-02")";
  CHECK_FALSE(world.try_attest({world.badge("charts", ends)}).has_value());
  world.charts_more.clear();
  CHECK_FALSE(world.try_attest({world.badge("charts", ends)}).has_value());
}

TEST_CASE("less credit earned than published is all that an award may have") {
  World world;
  const std::string half = world.badge("charts", "", {R"("creditsEarned": 0.5,)", ""});
  CHECK_FALSE(world.try_attest({half}).has_value());
  world.charts_credit = "1/2";
  CHECK(world.try_attest({half}).has_value());
  CHECK_FALSE(world.try_attest({world.badge("charts")}).has_value());
}

TEST_CASE("a grade of an award is the grade of its credential") {
  World world;
  const std::string graded =
      R"("result": [{"type": ["Result"], "resultDescription": "urn:uuid:m", "value": "A"}],)";
  const std::string described =
      R"("resultDescription": [{"id": "urn:uuid:m", "type": ["ResultDescription"], "name": "Mark", "resultType": "LetterGrade"}],)";
  const std::string plain = world.badge("charts");
  const std::string good = world.badge("charts", "", {graded, described});
  CHECK(world.try_attest({plain}).has_value());
  world.charts_more = R"(, grade: {scale: "urn:uuid:m", value: A})";
  CHECK(world.try_attest({good}).has_value());
  CHECK_FALSE(world.try_attest({plain}).has_value());
  world.charts_more = R"(, grade: {scale: "urn:uuid:m", value: B})";
  CHECK_FALSE(world.try_attest({good}).has_value());
}

TEST_CASE("an attribute of an award is a keyword of its credential") {
  World world;
  const std::string tagged = world.badge("charts", "", {"", R"("tag": ["lab", "writing"],)"});
  CHECK(world.try_attest({tagged}).has_value());
  world.charts_more = ", attributes: [lab]";
  CHECK(world.try_attest({tagged}).has_value());
  CHECK_FALSE(world.try_attest({world.badge("charts")}).has_value());
  world.charts_more = ", attributes: [lab, {name: writing, value: intensive}]";
  CHECK_FALSE(world.try_attest({tagged}).has_value());
}

TEST_CASE("no attestation without a credential, nor with one that no award or no signature bears") {
  const World world;
  CHECK_FALSE(world.try_attest({}).has_value());
  CHECK_FALSE(world.try_attest({world.badge("other")}).has_value());
  CHECK_FALSE(world.try_attest({changed(world.badge("charts"), R"("N")", R"("M")")}).has_value());
  const auto no_json = attestation::recheck({"{}", {}, {}, kNow}, verification::Verifier());
  CHECK_FALSE(no_json.has_value());
  const NamedText requirements{"rules.yaml", world.rules};
  const auto a_badge = attestation::recheck(
      {world.badge("charts"), std::span(&requirements, 1), {}, kNow}, verification::Verifier());
  REQUIRE_FALSE(a_badge.has_value());
  CHECK(a_badge.error().where == "/credentialSubject/audit");
}

TEST_CASE("every outcome and problem has its sentence, in both languages") {
  for (const char* language : {"en", "ar"}) {
    const documents::Phrases phrases("attestation", language);
    for (const Outcome each : {Outcome::same, Outcome::differs, Outcome::refused, Outcome::unknown})
      CHECK(phrases.has(std::string("head.") + attestation::name_of(each)));
    for (const Problem each : {Problem::not_genuine, Problem::other_rules, Problem::part_missing,
                               Problem::part_not_valid, Problem::award_differs})
      CHECK(phrases.has(std::string("refused.") + attestation::name_of(each)));
  }
  const World world;
  const Recheck found = recheck(world.attest(), {world.rules});
  const auto lines = attestation::sentences_of(found, "en");
  CHECK(lines.front() == "THE SAME ANSWER HERE: Certificate: complete on 2026-11-28");
  CHECK(lines.back() == "w3: on the word of who attests");
  CHECK(std::ranges::find(lines, "w1: by a credential inside, which is valid") != lines.end());
}

TEST_CASE("what stands against a credential is said in words, not as a code") {
  World world;
  const std::string revoked = world.status_list(true);
  const auto line = [&](std::string_view language) {
    const Recheck found = recheck(world.attest(), {world.rules, {}, revoked, language});
    for (const std::string& each : attestation::sentences_of(found, language))
      if (each.starts_with("w1: ")) return each;
    return std::string();
  };
  INFO(line("en") << line("ar"));
  CHECK(
      line("en").starts_with("w1: by a credential inside that does not bear it out: The issuer has "
                             "revoked this credential"));
  CHECK(line("ar").starts_with("w1: بوثيقة في الداخل لا تُثبته: "));
  for (const char* language : {"en", "ar"}) {
    CHECK(line(language).find('{') == std::string::npos);
    CHECK(line(language).find(": revoked") == std::string::npos);
  }
}

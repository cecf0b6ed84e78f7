#include "app/prior_learning/case_sentences.h"

#include <doctest/doctest.h>

#include <map>

#include "documents/case_words.h"
#include "formats/sentences/sentences.h"
#include "support/vectors.h"

using namespace cairn;
using namespace cairn::prior_learning;

namespace {

// What the examples are about, without the rest of the consortium.
const char* const kCatalogue = R"(
organizations:
  - {id: riverside, kind: college, name: {en: Riverside}, creditSystem: us-semester}
achievements:
  - id: riverside/spreadsheet-analysis
    organization: riverside
    kind: micro-credential
    name: {en: Spreadsheet analysis, ar: تحليل الجداول}
    level: {framework: EQF, value: 4}
    credit: [{amount: "1", system: us-semester}]
    outcomes:
      - {id: spreadsheet-analysis-1, statement: {en: Summarises a table}}
      - {id: spreadsheet-analysis-2, statement: {en: Explains a summary}}
  - id: riverside/certificate-data-analysis
    organization: riverside
    kind: certificate
    name: {en: Data analysis}
    credit: [{amount: "10", system: us-semester}]
)";

CaseAnswer answer_of(const char* example, const std::string& at) {
  const std::vector<documents::NamedText> catalogue = {{"catalogue.yaml", kCatalogue}};
  const std::string path = std::string("examples/prior-learning/") + example + ".yaml";
  auto answer = check_case({{path, test::read_file(path)}, catalogue}, Date::parse(at).value());
  REQUIRE_MESSAGE(answer.has_value(), describe(answer.error()));
  return std::move(*answer);
}

template <class T, std::size_t N>
void check_words(const char* group, const documents::Word<T> (&words)[N]) {
  for (const char* language : {"en", "ar"})
    for (const documents::Word<T>& word : words) {
      const std::string key = std::string(group) + "." + std::string(word.text);
      CAPTURE(key);
      CHECK_FALSE(sentences::catalogue("prior_learning", language).text_of(key).empty());
    }
}

// What each refusal says would be accepted; the others say nothing.
const std::map<RefusalCode, Accepted> kAccepted = {
    {RefusalCode::deadline_passed, Date()},
    {RefusalCode::out_of_order, Date()},
    {RefusalCode::not_now, std::vector{StepKind::claim, StepKind::withdraw}},
    {RefusalCode::not_your_role, Role::officer},
    {RefusalCode::other_role, Role::adviser},
    {RefusalCode::already_credited, AwardId("w")},
    {RefusalCode::evidence_too_old, Date()},
    {RefusalCode::evidence_in_future, Date()},
    {RefusalCode::level_off_scale, 4},
    {RefusalCode::not_overdue, Date()},
    {RefusalCode::other_extent, Extent::partial},
};

const char* word_of_award(std::string_view language) {
  return language == "ar" ? "الإنجاز " : "award ";
}

}  // namespace

TEST_CASE("every word of a case has its sentence in both languages") {
  check_words("state", documents::kCaseStates);
  check_words("role", documents::kCaseRoles);
  check_words("step", documents::kCaseSteps);
  check_words("extent", documents::kExtents);
  check_words("head", documents::kExtents);
  check_words("result", documents::kOutcomeResults);
  check_words("cut", documents::kCapScopes);
  check_words("refusal", documents::kCaseRefusals);
}

TEST_CASE("every refusal can be said, with all that its sentence names") {
  CaseAnswer answer = answer_of("broken", "2026-12-31");
  REQUIRE(answer.report.refused.has_value());
  for (const auto& word : documents::kCaseRefusals) {
    const auto accepted = kAccepted.find(word.meaning);
    answer.report.refused->refusal = {word.meaning, "somebody",
                                      accepted == kAccepted.end() ? Accepted() : accepted->second};
    for (const char* language : {"en", "ar"}) {
      const std::vector<Line> lines = sentences_of(answer, language);
      REQUIRE(lines.size() == 2);
      CHECK(lines[1].text.size() > 10);
    }
  }
}

TEST_CASE("every state of the examples can be said on each of its days") {
  for (const char* example : {"full", "partial", "refused", "appeal"})
    for (int day = 0; day < 150; ++day) {
      const std::string at = Date::parse("2026-09-01").value().plus_days(day).to_string();
      const CaseAnswer answer = answer_of(example, at);
      REQUIRE_FALSE(answer.report.refused.has_value());
      for (const char* language : {"en", "ar"})
        for (const Line& line : sentences_of(answer, language)) CHECK_FALSE(line.text.empty());
    }
}

TEST_CASE("the credit of a case's award is said in the plural of its language") {
  const auto award_of = [](const char* example, const char* language) {
    for (const Line& line : sentences_of(answer_of(example, "2026-12-31"), language))
      if (line.text.find(word_of_award(language)) == 0) return line.text;
    return std::string();
  };
  CHECK(award_of("full", "en").find(", 1 credit (US semester)") != std::string::npos);
  CHECK(award_of("full", "ar").find("، ساعة معتمدة أمريكية فصلية واحدة") != std::string::npos);
  CHECK(award_of("partial", "ar").find("، 2/3 من الساعات المعتمدة الأمريكية الفصلية") !=
        std::string::npos);
}

TEST_CASE("a case tells who can do what, and by when") {
  const std::vector<Line> lines = sentences_of(answer_of("partial", "2026-10-01"), "en");
  REQUIRE(lines.size() == 8);
  CHECK(lines[0].text == "STILL OPEN: Spreadsheet analysis");
  CHECK(lines[3].text ==
        "assessor-brandt can judge, about spreadsheet-analysis-1, spreadsheet-analysis-2, until "
        "2026-10-28");
  CHECK(lines[5].text ==
        "an officer can release an assessor, about assessor-brandt, from 2026-10-29 on");
}

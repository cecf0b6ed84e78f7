// `cairn convert`: what credit, a grade or a level counts as, by a catalogue.
#include <charconv>
#include <memory>
#include <string>
#include <vector>

#include "app/conversion/answer_json.h"
#include "app/conversion/conversion.h"
#include "app/conversion/conversion_sentences.h"
#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/language_option.h"
#include "cli/run.h"

namespace cairn::cli {
namespace {

struct Options {
  std::string catalogue;
  std::vector<std::string> credit;
  std::string by;
  std::string grade;
  std::string from;
  std::string to;
  std::string policy;
  std::string level;
  std::string at;
  std::string language = "en";
  bool json = false;
};

using Catalogue = documents::CatalogueDocument;

struct Asked {
  const Options& options;
  const Catalogue& catalogue;
  Date at;
  Session& session;
};

struct Split {
  std::string before;
  std::string after;
};

// At the last `separator`, with something on both sides of it.
Result<Split> split(const std::string& text, char separator, const std::string& expected) {
  const auto at = text.rfind(separator);
  if (at == std::string::npos || at == 0 || at + 1 == text.size())
    return invalid("expected " + expected + ", not \"" + printable(text) + "\"");
  return Split{text.substr(0, at), text.substr(at + 1)};
}

Result<credit::Amount> parse_credit(const std::string& text) {
  CAIRN_TRY(Split parts, split(text, ' ', "an amount and its system, such as \"6 ects\""));
  CAIRN_TRY(const Rational value, Rational::parse(parts.before));
  if (value.is_negative()) return invalid("credit must not be negative");
  return credit::Amount{value, credit::SystemId(std::move(parts.after))};
}

Result<framework::Level> parse_level(const std::string& text) {
  const std::string expected = "a framework and a level, such as \"NFQ 8\"";
  CAIRN_TRY(Split parts, split(text, ' ', expected));
  framework::Level level{std::move(parts.before), 0};
  const char* end = parts.after.data() + parts.after.size();
  const auto [stop, failure] = std::from_chars(parts.after.data(), end, level.value);
  if (failure != std::errc() || stop != end)
    return invalid("expected " + expected + ", not \"" + printable(text) + "\"");
  return level;
}

// An answer or a refusal, whichever the variant holds.
template <class Answer, class Lines, class Json>
void tell(const Answer& answer, const Asked& asked, Lines lines, Json json) {
  const auto* converted = std::get_if<0>(&answer);
  asked.session.exit = converted == nullptr ? ExitCode::no : ExitCode::ok;
  if (asked.options.json) {
    asked.session.out << (converted == nullptr
                              ? conversion::refusal_json(conversion::word_of(std::get<1>(answer)))
                              : json(*converted))
                      << "\n";
    return;
  }
  const conversion::ConversionText text(asked.catalogue.catalogue, asked.options.language);
  std::vector<std::string> said = converted == nullptr
                                      ? text.refused(conversion::word_of(std::get<1>(answer)))
                                      : lines(text, *converted);
  asked.session.out << printable(said.front()) << "\n";
  said.erase(said.begin());
  print_lines(asked.session.out, said, 2);
}

grade::Policy policy_of(const std::string& word) {
  for (const auto policy : {grade::Policy::lowest, grade::Policy::highest})
    if (conversion::word_of(policy) == word) return policy;
  return grade::Policy::average;
}

Result<void> convert_credit(const Asked& asked) {
  std::vector<credit::Amount> amounts;
  for (const std::string& text : asked.options.credit) {
    CAIRN_TRY(credit::Amount amount, parse_credit(text));
    amounts.push_back(std::move(amount));
  }
  CAIRN_TRY(Split by, split(asked.options.by, '/', "AGREEMENT/TERM after --by"));
  const conversion::TermRef term{AgreementId(std::move(by.before)), std::move(by.after)};
  CAIRN_TRY(const auto answer,
            conversion::convert_credit(asked.catalogue, amounts, term, asked.at));
  tell(
      answer, asked, [](const auto& text, const auto& made) { return text.of(made); },
      [](const auto& made) { return conversion::to_json(made); });
  return {};
}

Result<void> convert_grade(const Asked& asked) {
  const Options& options = asked.options;
  CAIRN_TRY(Split parts, split(options.grade, ' ', "a grade and its scale, such as \"2.0 de\""));
  const grade::Grade original{grade::ScaleId(std::move(parts.after)), std::move(parts.before)};
  const conversion::Tables tables{grade::TableId(options.from), grade::TableId(options.to)};
  CAIRN_TRY(const auto answer, conversion::convert_grade(asked.catalogue.catalogue, original,
                                                         tables, policy_of(options.policy)));
  tell(
      answer, asked, [](const auto& text, const auto& made) { return text.of(made); },
      [](const auto& made) { return conversion::to_json(made); });
  return {};
}

Result<void> convert_level(const Asked& asked) {
  CAIRN_TRY(const framework::Level original, parse_level(asked.options.level));
  tell(
      framework::eqf_level_of(original, asked.catalogue.catalogue.crosswalks, asked.at), asked,
      [&](const auto& text, const auto& made) { return text.of(original, made); },
      [&](const auto& made) { return conversion::to_json(original, made); });
  return {};
}

Result<void> run_convert(const Options& options, Date at, Session& session) {
  CAIRN_TRY(const auto files, read_catalogue_files(session, options.catalogue));
  CAIRN_TRY(const Catalogue catalogue,
            documents::read_catalogue(files, documents::GoalMember::ignored));
  const Asked asked{options, catalogue, at, session};
  if (!options.credit.empty()) return convert_credit(asked);
  if (!options.grade.empty()) return convert_grade(asked);
  return convert_level(asked);
}

void add_question(CLI::App& command, Options& options) {
  CLI::Option_group* what = command.add_option_group("what", "One of");
  CLI::Option* credit =
      what->add_option("--credit", options.credit,
                       "\"AMOUNT SYSTEM\"; several are converted together, rounded once")
          ->type_name("CREDIT");
  CLI::Option* grade =
      what->add_option("--grade", options.grade, "\"GRADE SCALE\"")->type_name("GRADE");
  what->add_option("--level", options.level, "\"FRAMEWORK LEVEL\", to the EQF")->type_name("LEVEL");
  what->require_option(1);
  CLI::Option* by =
      command.add_option("--by", options.by, "AGREEMENT/TERM that has the rate")->type_name("TERM");
  by->needs(credit);
  credit->needs(by);
  CLI::Option* from = command.add_option("--from", options.from, "Grade table of whoever gave it")
                          ->type_name("TABLE");
  CLI::Option* to =
      command.add_option("--to", options.to, "Grade table of the receiver")->type_name("TABLE");
  CLI::Option* policy =
      command.add_option("--policy", options.policy, "Which of several grades that overlap")
          ->check(CLI::IsMember({"lowest", "average", "highest"}));
  for (CLI::Option* each : {from, to}) {
    each->needs(grade);
    grade->needs(each);
  }
  policy->needs(grade);
  grade->needs(policy);
}

}  // namespace

void add_convert_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command = app.add_subcommand(
      "convert", "What credit, a grade or a level counts as, by a catalogue's own rules");
  command->add_option("--catalogue", options->catalogue, "Catalogue document, or a folder of them")
      ->type_name("PATH")
      ->required();
  add_question(*command, *options);
  command->add_option("--at", options->at, "Day for which the answer holds (default: today)")
      ->type_name("DAY");
  add_language_option(*command, options->language);
  command->add_flag("--json", options->json, "Print the answer as JSON");
  command->callback([options, &session] {
    const auto at = day_asked_for(options->at, session);
    if (!at) return;
    if (const auto done = run_convert(*options, *at, session); !done) session.fail(done.error());
  });
}

}  // namespace cairn::cli

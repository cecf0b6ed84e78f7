#include "app/conversion/conversion_sentences.h"

#include "app/conversion/answer_json.h"

namespace cairn::conversion {

std::string ConversionText::hours(const credit::Hours& hours) const {
  const std::string most = documents::quantity_text(requirement::Hours{hours.max}, names_, words_);
  if (hours.min == hours.max) return phrases_.say("hours", {{"hours", most}});
  return phrases_.say("hours.range", {{"min", documents::number_text(hours.min)}, {"hours", most}});
}

std::vector<std::string> ConversionText::of(const ByAgreement& answer) const {
  const auto said = [&](const credit::Amount& amount) {
    return documents::quantity_text(amount, names_, words_);
  };
  const credit::Conversion& made = answer.conversion;
  std::vector<std::string> lines = {phrases_.say(
      "credit", {{"original", said(made.original)}, {"converted", said(made.converted)}})};
  if (made.exact != made.converted)
    lines.push_back(phrases_.say("exact", {{"exact", said(made.exact)}}));
  lines.push_back(phrases_.say("by.agreement", {{"agreement", answer.agreement.text()},
                                                {"version", std::to_string(answer.version)},
                                                {"term", answer.term}}));
  if (answer.hours) lines.push_back(hours(*answer.hours));
  return lines;
}

std::vector<std::string> ConversionText::of(const grade::Conversion& answer) const {
  const std::string policy = "policy." + std::string(word_of(answer.policy));
  return {phrases_.say("grade", {{"original", answer.original.value},
                                 {"from", names_.of(answer.original.scale)},
                                 {"converted", answer.converted.value},
                                 {"to", names_.of(answer.converted.scale)}}),
          phrases_.say("range", {{"from", answer.range.from.to_string()},
                                 {"to", answer.range.to.to_string()},
                                 {"overlapped", phrases_.list("list.and", answer.overlapped)},
                                 {"policy", phrases_.say(policy)}}),
          phrases_.say("by.tables", {{"from", answer.from.id.text()},
                                     {"from_version", std::to_string(answer.from.version)},
                                     {"to", answer.to.id.text()},
                                     {"to_version", std::to_string(answer.to.version)}})};
}

std::vector<std::string> ConversionText::of(const framework::Level& original,
                                            const framework::EqfLevel& answer) const {
  std::vector<std::string> lines = {
      phrases_.say("level", {{"framework", original.framework},
                             {"level", std::to_string(original.value)},
                             {"eqf", framework::kEqf},
                             {"converted", std::to_string(answer.value)}})};
  if (!answer.crosswalk.empty())
    lines.push_back(phrases_.say("by.crosswalk", {{"crosswalk", answer.crosswalk.text()},
                                                  {"version", std::to_string(answer.version)}}));
  return lines;
}

std::vector<std::string> ConversionText::refused(std::string_view reason) const {
  const std::string why = phrases_.say("refusal." + std::string(reason));
  return {phrases_.say("refused", {{"why", why}})};
}

}  // namespace cairn::conversion

#include "app/conversion/answer_json.h"

#include "documents/credit_system_json.h"
#include "documents/fields.h"
#include "documents/grade_json.h"
#include "formats/json/writer.h"

namespace cairn::conversion {
namespace {

json::Writer begin(std::string_view outcome) {
  json::Writer writer(json::Style::indented);
  writer.begin_object().member("outcome", std::string(outcome));
  return writer;
}

void write_level(json::Writer& writer, const framework::Level& level) {
  writer.begin_object();
  writer.member("framework", level.framework).member("value", level.value);
  writer.end_object();
}

void write_table(json::Writer& writer, const grade::TableRef& table) {
  writer.begin_object();
  writer.member("table", table.id.text()).member("version", table.version);
  writer.end_object();
}

}  // namespace

std::string to_json(const ByAgreement& answer) {
  json::Writer writer = begin("converted");
  documents::write_amount(writer.key("original"), answer.conversion.original);
  if (answer.hours) documents::write_hours(writer.key("originalHours"), *answer.hours);
  documents::write_amount(writer.key("exact"), answer.conversion.exact);
  documents::write_amount(writer.key("converted"), answer.conversion.converted);
  writer.key("by").begin_object();
  writer.member("agreement", answer.agreement.text()).member("version", answer.version);
  writer.member("term", answer.term).end_object();
  writer.end_object();
  return writer.take();
}

std::string to_json(const grade::Conversion& answer) {
  json::Writer writer = begin("converted");
  documents::write_grade(writer.key("original"), answer.original);
  documents::write_grade(writer.key("converted"), answer.converted);
  writer.key("range").begin_object();
  writer.member("from", answer.range.from.to_string());
  writer.member("to", answer.range.to.to_string()).end_object();
  documents::write_text_list(writer.key("overlapped"), answer.overlapped);
  writer.member("policy", std::string(word_of(answer.policy)));
  write_table(writer.key("from"), answer.from);
  write_table(writer.key("to"), answer.to);
  writer.end_object();
  return writer.take();
}

std::string to_json(const framework::Level& original, const framework::EqfLevel& answer) {
  json::Writer writer = begin("converted");
  write_level(writer.key("original"), original);
  write_level(writer.key("converted"), {framework::kEqf, answer.value});
  if (!answer.crosswalk.empty()) {
    writer.key("by").begin_object().member("crosswalk", answer.crosswalk.text());
    writer.member("version", answer.version).end_object();
  }
  writer.end_object();
  return writer.take();
}

std::string refusal_json(std::string_view reason) {
  json::Writer writer = begin("refused");
  writer.member("reason", std::string(reason)).end_object();
  return writer.take();
}

std::string_view word_of(grade::Policy policy) {
  return documents::word_for(documents::kGradePolicies, policy);
}

std::string_view word_of(CreditRefusal reason) {
  switch (reason) {
    case CreditRefusal::agreement_not_yet_valid:
      return "agreement_not_yet_valid";
    case CreditRefusal::agreement_ended:
      return "agreement_ended";
  }
  CAIRN_ASSERT(false);
}

std::string_view word_of(grade::RefusalReason reason) {
  return documents::word_for(documents::kGradeRefusals, reason);
}

std::string_view word_of(framework::RefusalReason reason) {
  switch (reason) {
    case framework::RefusalReason::no_crosswalk:
      return "no_crosswalk";
    case framework::RefusalReason::not_on_that_day:
      return "not_on_that_day";
    case framework::RefusalReason::not_referenced:
      return "not_referenced";
  }
  CAIRN_ASSERT(false);
}

}  // namespace cairn::conversion

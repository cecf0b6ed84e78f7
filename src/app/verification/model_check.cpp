#include "app/verification/model_check.h"

#include <algorithm>

#include "app/verification/credential_file.h"
#include "app/verification/messages.h"
#include "app/verification/schema_check.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/openbadges/json_schema.h"
#include "formats/openbadges/micro_credential.h"
#include "formats/openbadges/validate.h"
#include "formats/vc/jwt_credential.h"

namespace cairn::verification {
namespace {

using openbadges::ClassId;
using openbadges::Element;

Result<json::Document> credential_in(const ModelQuestion& question) {
  CAIRN_TRY(const CredentialFile file, read_credential_file(question.file, question.pick));
  if (!file.is_token) return json::read(file.credential, kCredentialLimits);
  CAIRN_TRY(vc::JwtCredential token, vc::read_jwt_credential(file.credential, kCredentialLimits));
  return token.credential;
}

std::vector<ElementReport> elements_of(const json::Value& credential, std::string_view language) {
  std::vector<ElementReport> reports;
  const auto found = openbadges::find_elements(credential);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto element = static_cast<Element>(i);
    Message message = message_for(element, language);
    ElementReport report{.element = openbadges::name_of(element),
                         .name = std::move(message.text),
                         .is_stated = found[i].has_value(),
                         .is_always_needed = openbadges::is_always_needed(element),
                         .place = openbadges::home_of(element),
                         .value = {},
                         .remedy = {}};
    if (found[i]) {
      report.place = found[i]->place;
      report.value = found[i]->value;
    } else {
      report.remedy = std::move(message.remedy);
    }
    reports.push_back(std::move(report));
  }
  return reports;
}

void write_element(json::Writer& writer, const ElementReport& element) {
  writer.begin_object().member("element", element.element).member("name", element.name);
  writer.member("stated", element.is_stated).member("needed", element.is_always_needed);
  writer.member("place", element.place);
  if (element.is_stated) writer.member("value", element.value);
  if (!element.is_stated) writer.member("remedy", element.remedy);
  writer.end_object();
}

}  // namespace

bool follows(const ModelReport& report) {
  return report.findings.empty() &&
         std::ranges::all_of(report.elements, [](const ElementReport& element) {
           return element.is_stated || !element.is_always_needed;
         });
}

Result<ModelReport> check_model(const ModelQuestion& question) {
  CAIRN_TRY(const json::Document document, credential_in(question));
  const json::Value& credential = document.root();
  const auto id = openbadges::class_of(credential);
  if (!id) return invalid("expected a credential of Open Badges 3.0 or CLR 2.0", "/type");
  ModelReport report;
  report.class_name = openbadges::rule_of(*id).name;
  for (const openbadges::Finding& finding : openbadges::validate(credential, *id))
    report.findings.push_back({openbadges::name_of(finding.problem), finding.place,
                               finding.expected,
                               message_for(failed_by(finding), question.language).text});
  if (question.standard == Standard::class_model) return report;
  if (*id != ClassId::achievement_credential)
    return invalid("expected an AchievementCredential: only these describe micro-credentials",
                   "/type");
  report.elements = elements_of(credential, question.language);
  return report;
}

std::string to_json(const ModelReport& report) {
  json::Writer writer(json::Style::indented);
  writer.begin_object().member("class", report.class_name).member("follows", follows(report));
  writer.key("findings").begin_array();
  for (const FindingReport& finding : report.findings) {
    writer.begin_object().member("problem", finding.problem).member("place", finding.place);
    writer.member("expected", finding.expected).member("message", finding.message).end_object();
  }
  writer.end_array();
  if (!report.elements.empty()) {
    writer.key("elements").begin_array();
    for (const ElementReport& element : report.elements) write_element(writer, element);
    writer.end_array();
  }
  writer.end_object();
  return writer.take();
}

Result<std::string> schema_for(std::string_view class_name) {
  const auto id = openbadges::credential_class(class_name);
  if (!id) return invalid("expected AchievementCredential, EndorsementCredential or ClrCredential");
  return openbadges::json_schema(*id);
}

}  // namespace cairn::verification

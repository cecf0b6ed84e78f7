#include "app/verification/schema_check.h"

#include <array>
#include <optional>
#include <set>
#include <string_view>

#include "formats/openbadges/json_schema.h"
#include "formats/vc/structure.h"

namespace cairn::verification {
namespace {

using openbadges::ClassId;
using openbadges::Problem;

constexpr std::string_view kValidator = "1EdTechJsonSchemaValidator2019";
constexpr std::string_view kJsonSchema = "JsonSchema";  // W3C, Verifiable Credentials JSON Schema

struct KnownSchema {
  std::string_view ending;
  ClassId id;
};

constexpr std::array<KnownSchema, 7> kSchemas = {{
    {"/ob_v3p0_achievementcredential_schema.json", ClassId::achievement_credential},
    {"/ob_v3p0_anyachievementcredential_schema.json", ClassId::achievement_credential},
    {"/ob_v3p0_endorsementcredential_schema.json", ClassId::endorsement_credential},
    {"/ob_v3p0_anyendorsementcredential_schema.json", ClassId::endorsement_credential},
    {"/clr_v2p0_clrcredential_schema.json", ClassId::clr_credential},
    {"/clr_v2p0_anyclrcredential_schema.json", ClassId::clr_credential},
    {"/ob_v3p0_verifiablecredential_schema.json", ClassId::verifiable_credential},
}};

std::optional<ClassId> class_behind(const json::Value& schema) {
  const std::string_view id = schema.text_of("id"), type = schema.text_of("type");
  if (type != kJsonSchema && type != kValidator) return {};
  if (type == kJsonSchema)
    if (const auto ours = openbadges::class_of_schema(id)) return ours;
  if (!id.starts_with("https://purl.imsglobal.org/spec/")) return {};
  for (const KnownSchema& known : kSchemas)
    if (id.ends_with(known.ending)) return known.id;
  return {};
}

vc::Code code_of(Problem problem) {
  switch (problem) {
    case Problem::member_missing:
      return vc::Code::schema_member_missing;
    case Problem::value_null:
      return vc::Code::schema_value_null;
    case Problem::value_empty:
      return vc::Code::schema_value_empty;
    case Problem::not_a_list:
      return vc::Code::schema_not_a_list;
    case Problem::not_single:
      return vc::Code::schema_not_single;
    case Problem::wrong_kind:
      return vc::Code::schema_wrong_kind;
    case Problem::malformed:
      return vc::Code::schema_malformed;
    case Problem::type_missing:
      return vc::Code::schema_type_missing;
    case Problem::member_unknown:
      return vc::Code::schema_member_unknown;
    case Problem::word_unknown:
      return vc::Code::schema_word_unknown;
    case Problem::reference_unknown:
      return vc::Code::schema_reference_unknown;
    case Problem::value_not_allowed:
      return vc::Code::schema_value_not_allowed;
    case Problem::result_below_required:
      return vc::Code::schema_result_below_required;
    case Problem::subject_unidentified:
      return vc::Code::schema_subject_unidentified;
  }
  assertion_failed("a problem with a code", __FILE__, __LINE__);
}

}  // namespace

vc::Check failed_by(const openbadges::Finding& finding) {
  return {vc::CheckName::schema,
          vc::Outcome::fail,
          code_of(finding.problem),
          {{"place", finding.place}, {"expected", finding.expected}}};
}

vc::Check check_schema(const json::Value& credential) {
  const auto check = [](vc::Outcome outcome, vc::Code code) {
    return vc::Check{vc::CheckName::schema, outcome, code, {}};
  };
  const auto schemas = json::one_or_more(credential.find("credentialSchema"));
  if (schemas.empty()) return check(vc::Outcome::skipped, vc::Code::no_schema);
  std::set<ClassId> checked;  // each once, however often it is named
  const json::Value* unknown = nullptr;
  for (const json::Value& schema : schemas) {
    const auto id = class_behind(schema);
    if (!id && unknown == nullptr) unknown = &schema;
    if (!id || !checked.insert(*id).second) continue;
    const auto findings = openbadges::validate(credential, *id);
    if (!findings.empty()) return failed_by(findings[0]);
  }
  if (unknown == nullptr) return check(vc::Outcome::pass, vc::Code::ok);
  vc::Check unchecked = check(vc::Outcome::unknown, vc::Code::schema_unchecked);
  unchecked.parameters = {{"url", std::string(unknown->text_of("id"))}};
  return unchecked;
}

}  // namespace cairn::verification

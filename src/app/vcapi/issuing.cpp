#include "app/vcapi/issuing.h"

#include <memory>
#include <optional>

#include "app/vcapi/options.h"
#include "app/vcapi/request.h"
#include "formats/json/writer.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/plain_terms.h"
#include "formats/vc/related_resource.h"
#include "formats/vc/structure.h"

namespace cairn::vcapi {
namespace {

using json::Value;

json::Document with_issuer(const json::Document& request, const Value& credential,
                           const Instance& instance) {
  const auto arena = std::make_shared<json::Arena>();
  arena->keep_alive(request.arena());
  if (credential.find("issuer") != nullptr) return {arena, credential};
  return {arena, arena->with_member(credential, "issuer", arena->string(instance.issuer()))};
}

Problem problem_of(const vc::Check& check) {
  std::string place, detail = vc::name_of(check.code);
  for (const vc::Parameter& parameter : check.parameters) {
    if (parameter.name == "place" || parameter.name == "url") place = parameter.value;
    if (parameter.name == "detail") detail += ": " + parameter.value;
  }
  return {ProblemKind::malformed_value,
          invalid("not a credential of the Data Model 2.0: " + detail, "/credential" + place)};
}

std::optional<Problem> refusal_of(const Value& credential, const rdf::ContextStore& contexts) {
  const vc::Check structure = vc::check_issuable(credential);
  if (structure.outcome != vc::Outcome::pass) return problem_of(structure);
  if (const auto wrong = vc::check_related_digests(credential, contexts)) return problem_of(*wrong);
  const vc::Check terms = vc::check_terms(credential, contexts);
  if (terms.outcome != vc::Outcome::pass) return problem_of(terms);
  if (const auto place = vc::find_disguise(credential, contexts))
    return problem_of({vc::CheckName::structure,
                       vc::Outcome::fail,
                       vc::Code::terms_redefined,
                       {{"place", *place}}});
  return {};
}

}  // namespace

std::variant<std::string, Problem> issue(const Instance& instance, std::string_view body,
                                         const rdf::ContextStore& contexts, Instant now) {
  auto request = read_request(body, {"credential"});
  if (auto* problem = std::get_if<Problem>(&request)) return std::move(*problem);
  const auto& document = std::get<json::Document>(request);
  const Value* credential = document.root().find("credential");
  if (credential == nullptr || !credential->is_object())
    return Problem{ProblemKind::parsing, invalid("a credential is a JSON object", "/credential")};
  auto read = read_issue_options(document.root().find("options"), instance);
  if (auto* problem = std::get_if<Problem>(&read)) return std::move(*problem);
  const auto& options = std::get<IssueOptions>(read);

  const json::Document unsecured = with_issuer(document, *credential, instance);
  if (auto problem = refusal_of(unsecured.root(), contexts)) return *std::move(problem);
  vc::ProofOptions proof{.suite = instance.settings().suite,
                         .created = options.created.value_or(now),
                         .expires = options.expires,
                         .verification_method = instance.verification_method(),
                         .id = options.proof_id,
                         .domains = options.domains,
                         .challenge = options.challenge};
  if (instance.settings().binding == Binding::reported)
    proof.issuer = vc::ProofOptions::Issuer::any;
  const auto secured = vc::add_proof(unsecured, instance.key(), proof, contexts);
  if (!secured) return Problem{ProblemKind::proof_generation, secured.error()};
  return R"({"verifiableCredential":)" + json::write(secured->root()) + "}";
}

}  // namespace cairn::vcapi

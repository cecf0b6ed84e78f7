#include "app/vcapi/issuing.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "app/status_lists/status_lists.h"
#include "app/vcapi/options.h"
#include "app/vcapi/request.h"
#include "formats/json/writer.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/jwt_credential.h"
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

// The credential with an entry in a list for each purpose of the instance. Taken before it is
// signed, in a transaction of its own: an index that is then not used is lost, never given twice.
Result<json::Document> with_status(const json::Document& credential, const Instance& instance,
                                   const IssueOptions& options, const Ports& ports) {
  const Value& root = credential.root();
  if (instance.settings().status_purposes.empty() || root.find("credentialStatus") != nullptr)
    return credential;
  std::vector<status_lists::Kind> kinds;
  for (const std::string& purpose : instance.settings().status_purposes)
    kinds.push_back({purpose, 1, {}});
  std::string id(root.text_of("id"));
  if (id.empty()) id = options.credential_id;
  if (id.empty()) id = "urn:uuid:" + new_uuid7(ports.clock, ports.random);
  std::vector<status_lists::Reserved> reserved;
  CAIRN_CHECK(ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(reserved, status_lists::reserve(repositories,
                                              {instance.tenant(), id, kinds,
                                               status_lists::Reservation::Repeated::another},
                                              {ports.clock, ports.random, ports.status_base}));
    return {};
  }));
  const auto arena = std::make_shared<json::Arena>();
  arena->keep_alive(credential.arena());
  const Value status = status_lists::credential_status(*arena, reserved, ports.status_base);
  return json::Document(arena, arena->with_member(root, "credentialStatus", status));
}

// VC Data Model 2.0 section 4.13.1.
Value envelope_of(json::Arena& arena, const std::string& token) {
  return arena.object({{"@context", arena.string(vc::kContextV2)},
                       {"id", arena.string("data:application/vc+jwt," + token)},
                       {"type", arena.string("EnvelopedVerifiableCredential")}});
}

// What is answered, and what the log has of it.
struct Secured {
  json::Document document;
  translog::Hash logged;
};

Result<Secured> secure_by_token(const json::Document& credential, const Instance& instance,
                                const IssueOptions& options, Instant now) {
  vc::TokenOptions token{.created = options.created.value_or(now),
                         .expires = options.expires,
                         .verification_method = instance.verification_method()};
  if (instance.settings().binding == Binding::reported)
    token.issuer = vc::ProofOptions::Issuer::any;
  CAIRN_TRY(const std::string text, vc::write_token(credential.root(), instance.key(), token));
  const auto arena = std::make_shared<json::Arena>();
  const Value envelope = envelope_of(*arena, text);
  return Secured{json::Document(arena, envelope), log::digest_of(text)};
}

Result<Secured> secure(const json::Document& credential, const Instance& instance,
                       const IssueOptions& options, const Ports& ports) {
  const Instant now = ports.clock.now();
  if (instance.settings().form == Form::jwt)
    return secure_by_token(credential, instance, options, now);
  vc::ProofOptions proof{.suite = instance.settings().suite,
                         .created = options.created.value_or(now),
                         .expires = options.expires,
                         .verification_method = instance.verification_method(),
                         .id = options.proof_id,
                         .domains = options.domains,
                         .challenge = options.challenge};
  if (instance.settings().binding == Binding::reported)
    proof.issuer = vc::ProofOptions::Issuer::any;
  CAIRN_TRY(json::Document secured,
            vc::add_proof(credential, instance.key(), proof, ports.contexts));
  CAIRN_TRY(const translog::Hash digest, log::digest_of(secured.root()));
  return Secured{std::move(secured), digest};
}

Result<log::PendingLeaf> log_issued(const Instance& instance, const translog::Hash& digest,
                                    const Ports& ports) {
  const log::Event event{instance.tenant(), translog::EntryKind::credential, digest};
  log::PendingLeaf leaf;
  CAIRN_CHECK(ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(leaf, log::append(repositories, event, ports.random, ports.clock.now()));
    return {};
  }));
  return leaf;
}

Result<Issued> carry_out(const json::Document& unsecured, const Instance& instance,
                         const IssueOptions& options, const Ports& ports) {
  CAIRN_TRY(const json::Document credential, with_status(unsecured, instance, options, ports));
  CAIRN_TRY(const Secured secured, secure(credential, instance, options, ports));
  CAIRN_TRY(const log::PendingLeaf leaf, log_issued(instance, secured.logged, ports));
  return Issued{R"({"verifiableCredential":)" + json::write(secured.document.root()) + "}", leaf};
}

}  // namespace

std::variant<Issued, Problem> issue(const Instance& instance, std::string_view body,
                                    const Ports& ports) {
  auto request = read_request(body, {"credential"});
  if (auto* problem = std::get_if<Problem>(&request)) return std::move(*problem);
  const auto& document = std::get<json::Document>(request);
  const Value* credential = document.root().find("credential");
  if (credential == nullptr || !credential->is_object())
    return Problem{ProblemKind::parsing, invalid("a credential is a JSON object", "/credential")};
  auto options = read_issue_options(document.root().find("options"), instance);
  if (auto* problem = std::get_if<Problem>(&options)) return std::move(*problem);

  const json::Document unsecured = with_issuer(document, *credential, instance);
  if (auto problem = refusal_of(unsecured.root(), ports.contexts)) return *std::move(problem);
  auto issued = carry_out(unsecured, instance, std::get<IssueOptions>(options), ports);
  if (!issued) return Problem{ProblemKind::proof_generation, issued.error()};
  return std::move(issued).value();
}

}  // namespace cairn::vcapi

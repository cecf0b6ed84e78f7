// Attestations: the audit of a record as a signed learner record, and the rules that it refers to.
#include <string>
#include <utility>

#include "app/attestation/attest_learner.h"
#include "documents/catalogue_digest.h"
#include "documents/fields.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "server/api/idempotency.h"
#include "server/api/operations.h"
#include "server/api/present.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

using attestation::Attested;
using attestation::Backing;

constexpr json::Limits kBodyLimits{.bytes_max = 16 * 1024, .depth_max = 4, .values_max = 16};
constexpr std::string_view kRulesPath = "/api/v1/rules/";

// Whether the asker may say whom an attestation is about.
enum class Vouching : std::uint8_t { refused, allowed };

struct Wish {
  AchievementId goal;
  std::optional<Date> day;
  std::string subject;
};

Result<Wish> wish_of(const Call& call, Vouching vouching) {
  CAIRN_TRY(const json::Document body, json::read(call.request.body, kBodyLimits));
  const documents::Source source{{}, call.request.body};
  documents::Fields fields(body.root(), source, "what to attest");
  Wish wish;
  wish.goal = fields.id<AchievementId>("goal");
  wish.day = fields.optional_date("day");
  if (vouching == Vouching::allowed) wish.subject = fields.optional_text("subject");
  CAIRN_CHECK(fields.finish());
  if (!wish.subject.empty() && wish.subject.find(':') == std::string::npos)
    return invalid("expected a URI", "/subject");
  return wish;
}

Error error_of(attestation::Refusal refusal) {
  const auto conflict = [](const char* message, const char* where) {
    return Error{ErrorCode::conflict, message, where};
  };
  switch (refusal) {
    case attestation::Refusal::not_valid:
      return conflict("a credential of an award is not valid any more; \"cairn verify\" says why",
                      "awards");
    case attestation::Refusal::no_credential:
      return conflict("no award of the record rests on a signed credential that can be carried",
                      "credentials");
    case attestation::Refusal::several_subjects:
      break;
  }
  return conflict(
      "the credentials do not name one and the same subject; an officer may say whom it is about",
      "subject");
}

void write_backing(json::Writer& out, const Attested& attested, const Backing& backing) {
  out.begin_object().member("award", backing.award.text());
  if (!backing.credential.empty())
    out.member("on", "credential").member("credential", backing.credential);
  else if (backing.recognised)
    out.member("on", "agreement")
        .member("agreement", backing.recognised->agreement.text())
        .member("version", backing.recognised->version);
  else
    out.member("on", "stated");
  if (const auto why = attested.unfit.find(backing.award); why != attested.unfit.end())
    out.member("unfit", attestation::word_of(why->second));
  out.end_object();
}

void write_awards(json::Writer& out, const Attested& attested) {
  out.key("awards").begin_array();
  for (const Backing& each : attested.awards) write_backing(out, attested, each);
  out.end_array();
}

Response refused(const Attested& attested) {
  return problem(error_of(*attested.refusal), 0,
                 [&](json::Writer& out) { write_awards(out, attested); });
}

Result<Response> attest(const Api& api, const Call& call, std::string_view handle,
                        Vouching vouching) {
  if (!api.find_key) return not_found("no organization signs anything here", "organization");
  CAIRN_TRY(const Wish wish, wish_of(call, vouching));
  const auto snapshot = api.published.snapshot();
  const std::string base = api.origin.empty() ? "" : api.origin + std::string(kRulesPath);
  const attestation::Ports ports{api.store, *snapshot,  api.verifier, api.find_key,
                                 api.clock, api.random, base};
  CAIRN_TRY(const Attested attested,
            attestation::attest_learner(
                ports, {call.person->id, handle, wish.goal, wish.day, wish.subject}));
  if (attested.refusal) return refused(attested);
  CAIRN_TRY(const json::Document made, json::read(attested.attestation));
  json::Writer out;
  out.begin_object().member("attestation", made.root());
  out.member("rules", attested.rules).key("organization");
  Presenter(out, *snapshot).organization_ref(attested.organization);
  write_awards(out, attested);
  out.end_object();
  return json_response(out.take(), 201);
}

// The name by which a browser saves them: of a digest as many digits as tell two apart.
std::string file_name(std::string_view digest) {
  return "rules-" + std::string(digest.substr(digest.find(':') + 1, 12)) + ".json";
}

Result<Response> rules(const Api& api, const Call& call) {
  const std::string& digest = call.path.find("digest")->second;
  std::optional<std::string> found;
  CAIRN_CHECK(api.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(found, repositories.attested_rules().find(digest));
    return {};
  }));
  if (!found) return not_found("no attestation made here refers to such rules", "path");
  return Response{200,
                  {{"content-type", "application/json"},
                   {"cache-control", "public, max-age=31536000, immutable"},
                   {"content-disposition", "attachment; filename=\"" + file_name(digest) + "\""},
                   // Whoever checks may do so in a browser, from a page of their own.
                   {"access-control-allow-origin", "*"},
                   {"cross-origin-resource-policy", "cross-origin"}},
                  *std::move(found)};
}

}  // namespace

void add_attestation_operations(Operations& operations, const Api& api) {
  operations["attestOwnRecord"] = done_once(api, "attestOwnRecord", [api](const Call& call) {
    return attest(api, call, call.person->handle, Vouching::refused);
  });
  operations["attestRecord"] = done_once(api, "attestRecord", [api](const Call& call) {
    return attest(api, call, call.path.find("person")->second, Vouching::allowed);
  });
  operations["getAttestedRules"] = [api](const Call& call) { return rules(api, call); };
}

}  // namespace cairn::server

#include "app/vcapi/options.h"

#include <algorithm>

#include "formats/vc/cryptosuite.h"
#include "formats/vc/structure.h"

namespace cairn::vcapi {
namespace {

using json::Value;
using Refused = std::optional<Problem>;

std::string place_of(std::string_view name) { return "/options/" + std::string(name); }

Problem wrong(std::string_view name, std::string message) {
  return {ProblemKind::malformed_value, invalid(std::move(message), place_of(name))};
}

Problem unknown(std::string_view name) {
  return {ProblemKind::unknown_option, invalid("this option is not known here", place_of(name))};
}

Refused take(const json::Member& option, std::string& text) {
  if (!option.value.is_string() || option.value.string().empty())
    return wrong(option.key, "expected a text");
  text = option.value.string();
  return {};
}

Refused take(const json::Member& option, std::optional<Instant>& moment) {
  const auto parsed = option.value.is_string() ? Instant::parse(option.value.string())
                                               : Result<Instant>(invalid(""));
  if (!parsed) return wrong(option.key, "expected a date and time with a zone");
  moment = *parsed;
  return {};
}

Refused take(const json::Member& option, std::vector<std::string>& texts) {
  const auto given = json::one_or_more(&option.value);
  if (given.empty()) return wrong(option.key, "expected a text or a list of texts");
  for (const Value& each : given) {
    if (!each.is_string() || each.string().empty())
      return wrong(option.key, "expected a text or a list of texts");
    texts.emplace_back(each.string());
  }
  return {};
}

Refused take(const json::Member& option, bool& truth) {
  if (!option.value.is_boolean()) return wrong(option.key, "expected true or false");
  truth = option.value.boolean();
  return {};
}

// The caller may name what the instance does anyway.
Refused same(const json::Member& option, std::initializer_list<std::string_view> accepted) {
  if (option.value.is_string() &&
      std::ranges::find(accepted, option.value.string()) != accepted.end())
    return {};
  return wrong(option.key, "this instance makes another kind of proof");
}

Refused take_url(const json::Member& option, std::string& url) {
  if (auto refused = take(option, url)) return refused;
  if (!vc::is_url(url)) return wrong(option.key, "expected a URL");
  return {};
}

// A token has no members of a proof; what it has in common with one may be named.
Refused take_token_option(const json::Member& option) {
  if (option.key == "type" || option.key == "proofType") return same(option, {"vc+jwt", "jwt"});
  return unknown(option.key);
}

Refused take_proof_option(const json::Member& option, const Instance& instance,
                          IssueOptions& options) {
  const std::string_view key = option.key;
  const std::string_view suite = instance.settings().suite;
  if (key == "domain") return take(option, options.domains);
  if (key == "challenge") return take(option, options.challenge);
  if (key == "proofId") return take_url(option, options.proof_id);
  if (key == "type" || key == "proofType") return same(option, {vc::kDataIntegrityProof, suite});
  if (key == "cryptosuite") return same(option, {suite});
  if (key == "proofPurpose") return same(option, {"assertionMethod"});
  if (key == "mandatoryPointers") {  // of selective disclosure, which no suite here has
    if (option.value.is_array() && option.value.items().empty()) return {};
    return wrong(key, "this instance's suite discloses everything");
  }
  return unknown(key);
}

Refused take_issue_option(const json::Member& option, const Instance& instance,
                          IssueOptions& options) {
  const std::string_view key = option.key;
  if (key == "created") return take(option, options.created);
  if (key == "expires") return take(option, options.expires);
  if (key == "credentialId") return take(option, options.credential_id);
  if (key == "verificationMethod") return same(option, {instance.verification_method()});
  return instance.settings().form == Form::jwt ? take_token_option(option)
                                               : take_proof_option(option, instance, options);
}

Refused take_checks(const json::Member& option, VerifyOptions& options) {
  if (!option.value.is_array()) return wrong(option.key, "expected a list of names of checks");
  options.checks_status = option.value.items().empty();
  for (const Value& check : option.value.items()) {
    const std::string_view name = check.is_string() ? check.string() : std::string_view();
    if (name == "credentialStatus" || name == "status")
      options.checks_status = true;
    else if (name == "credentialSchema")
      options.checks_schema = true;
    else if (name != "proof")
      return wrong(option.key, "known are \"proof\", \"credentialStatus\", \"credentialSchema\"");
  }
  return {};
}

Refused take_verify_option(const json::Member& option, VerifyOptions& options) {
  const std::string_view key = option.key;
  bool ignored = false;
  if (key == "checks") return take_checks(option, options);
  if (key == "expectedProofPurpose" || key == "proofPurpose") return take(option, options.purpose);
  if (key == "domain") return take(option, options.domains);
  if (key == "challenge") {
    std::string text;
    if (auto refused = take(option, text)) return refused;
    options.challenge = text;
    return {};
  }
  if (key == "returnCredential" || key == "returnPresentation")
    return take(option, options.returns_document);
  if (key == "returnResults") return take(option, options.returns_results);
  if (key == "returnProblemDetails") return take(option, ignored);
  return unknown(key);
}

Refused check_shape(const Value* options) {
  if (options == nullptr || options->is_object()) return {};
  return Problem{ProblemKind::parsing, invalid("\"options\" is an object", "/options")};
}

std::span<const json::Member> members_of(const Value* options) {
  return options == nullptr ? std::span<const json::Member>() : options->members();
}

}  // namespace

std::variant<IssueOptions, Problem> read_issue_options(const Value* options,
                                                       const Instance& instance) {
  if (auto refused = check_shape(options)) return *std::move(refused);
  IssueOptions read;
  for (const json::Member& option : members_of(options))
    if (auto refused = take_issue_option(option, instance, read)) return *std::move(refused);
  if (!read.challenge.empty() && read.domains.empty())
    return wrong("challenge", "a challenge comes with a domain");
  return read;
}

std::variant<VerifyOptions, Problem> read_verify_options(const Value* options) {
  if (auto refused = check_shape(options)) return *std::move(refused);
  VerifyOptions read;
  for (const json::Member& option : members_of(options))
    if (auto refused = take_verify_option(option, read)) return *std::move(refused);
  return read;
}

}  // namespace cairn::vcapi

#include "app/vcapi/verifying.h"

#include <algorithm>
#include <string>
#include <vector>

#include "app/vcapi/request.h"
#include "formats/vc/envelope.h"

namespace cairn::vcapi {
namespace {

using json::Value;
using json::Writer;
using verification::CheckReport;
using verification::Outcome;
using verification::Report;

// Whether `verified` rests on the check.
bool counts(const Verification& asked, const Report& report, const CheckReport& check) {
  if (check.check == "structure" || check.check == "validity") return true;
  if (check.check == "proof") return asked.proof_asked || &report != &asked.report;
  if (check.check == "issuer_binding") return asked.binding == Binding::required;
  if (check.check == "schema") return asked.options.checks_schema;
  return check.check == "status" && asked.options.checks_status;
}

bool is_no(const CheckReport& check) {
  return check.outcome == Outcome::fail || check.outcome == Outcome::unknown;
}

bool is_verified(const Verification& asked, const Report& report) {
  return std::ranges::none_of(report.checks,
                              [&](const CheckReport& check) {
                                return is_no(check) && counts(asked, report, check);
                              }) &&
         std::ranges::all_of(report.credentials, [&](const Report& credential) {
           return is_verified(asked, credential);
         });
}

struct Finding {
  const CheckReport* check;
  std::string where;  ///< "" or "/verifiableCredential/2"
  bool is_error;
};

void find(const Verification& asked, const Report& report, const std::string& where,
          std::vector<Finding>& findings) {
  for (const CheckReport& check : report.checks)
    if (is_no(check)) findings.push_back({&check, where, counts(asked, report, check)});
  for (std::size_t i = 0; i < report.credentials.size(); ++i)
    find(asked, report.credentials[i], where + "/verifiableCredential/" + std::to_string(i),
         findings);
}

void write_finding(Writer& out, const Finding& finding) {
  const CheckReport& check = *finding.check;
  out.begin_object();
  out.member("type", check.error_type.empty() ? "about:blank" : check.error_type);
  out.member("title", check.code).member("detail", check.message);
  out.member("check", check.check).member("code", check.code);
  if (!finding.where.empty()) out.member("where", finding.where);
  out.end_object();
}

void write_findings(Writer& out, const char* name, std::span<const Finding> findings,
                    const auto& chosen) {
  out.key(name).begin_array();
  for (const Finding& finding : findings)
    if (chosen(finding)) write_finding(out, finding);
  out.end_array();
}

void write_results(Writer& out, const Verification& asked) {
  out.key("results").begin_object().key("credentials").begin_array();
  for (const Report& credential : asked.report.credentials) {
    out.begin_object().member("verified", is_verified(asked, credential));
    out.key("checks").begin_array();
    for (const CheckReport& check : credential.checks) verification::write_check(out, check);
    out.end_array().end_object();
  }
  out.end_array().end_object();
}

// What is verified, as a file: a JSON object as its text, an envelope and a text as what is in it.
std::string file_of(const Value& value) {
  if (value.is_string()) return std::string(value.string());
  return json::write(value);
}

struct Given {
  const Value* value = nullptr;
  const char* name = "";
};

// Nothing where it is not clear which of two is meant.
Given given(const Value& request, Verified what) {
  if (what == Verified::credential)
    return {request.find("verifiableCredential"), "verifiableCredential"};
  const Value* unsigned_one = request.find("presentation");
  const Value* signed_one = request.find("verifiablePresentation");
  if (unsigned_one == nullptr) return {signed_one, "verifiablePresentation"};
  return {signed_one == nullptr ? unsigned_one : nullptr, "presentation"};
}

}  // namespace

std::variant<Verification, Problem> verify(const Instance& instance, std::string_view body,
                                           Verified what, const verification::Verifier& verifier,
                                           Instant now) {
  auto request = what == Verified::credential
                     ? read_request(body, {"verifiableCredential"})
                     : read_request(body, {"verifiablePresentation", "presentation"});
  if (auto* problem = std::get_if<Problem>(&request)) return std::move(*problem);
  Verification asked{.binding = instance.settings().binding,
                     .request = std::get<json::Document>(std::move(request))};
  const Value& root = asked.request.root();
  const auto [value, name] = given(root, what);
  if (value == nullptr || !(value->is_object() || value->is_string()))
    return Problem{ProblemKind::parsing,
                   invalid("expected a JSON object", std::string("/") + name)};
  asked.proof_asked = std::string_view(name) != "presentation";
  auto read = read_verify_options(root.find("options"));
  if (auto* problem = std::get_if<Problem>(&read)) return std::move(*problem);
  asked.options = std::get<VerifyOptions>(std::move(read));

  const std::string file = file_of(*value);
  verification::Question question;
  question.file = file;
  question.at = now;
  question.expected = what == Verified::credential ? verification::Expected::credential
                                                   : verification::Expected::presentation;
  question.purpose = asked.options.purpose;
  question.domains = asked.options.domains;
  if (asked.options.challenge) question.challenge = *asked.options.challenge;
  auto report = verifier.verify(question);
  if (!report) return Problem{ProblemKind::parsing, report.error()};
  asked.report = std::move(report).value();
  asked.verified = is_verified(asked, asked.report);
  return asked;
}

void write_members(Writer& out, const Verification& asked) {
  std::vector<Finding> findings;
  find(asked, asked.report, "", findings);
  out.member("verified", asked.verified);
  out.key("checks").begin_array();
  for (const CheckReport& check : asked.report.checks) verification::write_check(out, check);
  out.end_array();
  write_findings(out, "warnings", findings, [](const Finding& each) { return !each.is_error; });
  write_findings(out, "errors", findings, [](const Finding& each) { return each.is_error; });
  write_findings(out, "problemDetails", findings, [](const Finding&) { return true; });
  if (asked.options.returns_results) write_results(out, asked);
  if (asked.options.returns_document)
    for (const json::Member& member : asked.request.root().members())
      if (member.key != "options")
        out.member(member.key == "verifiableCredential" ? "credential" : member.key, member.value);
}

}  // namespace cairn::vcapi

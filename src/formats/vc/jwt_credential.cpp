#include "formats/vc/jwt_credential.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <memory>
#include <string>

#include "formats/crypto/multikey.h"
#include "formats/json/writer.h"
#include "formats/vc/presentation_structure.h"
#include "formats/vc/structure.h"

namespace cairn::vc {
namespace {

using json::Value;

// The claims of RFC 7519 section 4.1, `cnf` (RFC 7800) and `nonce`, the answer to a challenge: of
// the token, not of the credential.
constexpr std::array kTokenClaims = {"iss", "sub", "aud", "exp",  "nbf",
                                     "iat", "jti", "cnf", "nonce"};

// RFC 7515 section 4.1.9: "application/" may be left out; media types ignore case.
bool is_type(std::string_view type, std::string_view name) {
  constexpr std::string_view kPrefix = "application/";
  const auto same = [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 32) : a) == b;
  };
  if (type.size() > kPrefix.size() &&
      std::ranges::equal(type.substr(0, kPrefix.size()), kPrefix, same))
    type.remove_prefix(kPrefix.size());
  return std::ranges::equal(type, name, same);
}

// Drafts before the Recommendation wrote vc-ld+jwt.
JwtForm form_of(const Value& header, const Value& claims) {
  const std::string_view type = header.text_of("typ"), content = header.text_of("cty");
  if (is_type(content, "jwt")) return JwtForm::other_content;
  if (is_type(type, "vp+jwt") || is_type(type, "vp-ld+jwt"))
    return is_type(content, "vc") ? JwtForm::other_content : JwtForm::vp_jwt;
  if (is_type(content, "vp")) return JwtForm::other_content;
  if (is_type(type, "vc+jwt") || is_type(type, "vc-ld+jwt")) return JwtForm::vc_jwt;
  if (!type.empty() && !is_type(type, "jwt")) return JwtForm::other_content;
  const auto has = [&](const char* claim) {
    const Value* inner = claims.find(claim);
    return inner != nullptr && inner->is_object();
  };
  if (has("vc")) return JwtForm::vc_claim;
  return has("vp") ? JwtForm::vp_claim : JwtForm::payload;
}

std::string_view subject_id(const Value& credential) {
  for (const Value& subject : one_or_more(credential.find("credentialSubject")))
    if (const auto id = subject.text_of("id"); !id.empty()) return id;
  return {};
}

bool is_of_version_1(const Value& credential) {
  return data_model_of(credential) == DataModel::v1_1;
}
const char* from_name(const Value& credential) {
  return is_of_version_1(credential) ? "issuanceDate" : "validFrom";
}
const char* until_name(const Value& credential) {
  return is_of_version_1(credential) ? "expirationDate" : "validUntil";
}

// What a credential does not say itself, its token says for it (Data Model 1.1 section 6.3.1, JWT
// decoding; Open Badges 3.0 section 8.2.4 for the end of validity).
class Completed {
 public:
  Completed(json::Arena& arena, const Value& claims, const Value& credential)
      : arena_(arena), claims_(claims), credential_(credential) {}

  void add_text(const char* claim, const char* member) {
    const Value* value = claims_.find(claim);
    if (value != nullptr && value->is_string() && credential_.find(member) == nullptr)
      credential_ = arena_.with_member(credential_, member, *value);
  }
  void add_date(const char* claim, const char* member) {
    const Value* value = claims_.find(claim);
    if (value == nullptr || credential_.find(member) != nullptr) return;
    if (const auto date = numeric_date(*value))
      credential_ = arena_.with_member(credential_, member, arena_.string(date->to_string()));
  }
  const Value& credential() const { return credential_; }

 private:
  json::Arena& arena_;
  const Value& claims_;
  Value credential_;
};

// The member of the claims that holds it, or the claims without those of the token.
Value inside(json::Arena& arena, const Value& claims, JwtForm form) {
  if (form == JwtForm::vc_claim) return *claims.find("vc");
  if (form == JwtForm::vp_claim) return *claims.find("vp");
  Value value = claims;
  for (const char* claim : kTokenClaims)
    if (claims.find(claim) != nullptr) value = arena.without_member(value, claim);
  return value;
}

json::Document credential_of(const json::Document& claims, JwtForm form) {
  const auto arena = std::make_shared<json::Arena>();
  arena->keep_alive(claims.arena());
  const Value credential = inside(*arena, claims.root(), form);
  // A proof inside was made over the credential as it stands.
  if (credential.find("proof") != nullptr) return {arena, credential};
  Completed completed(*arena, claims.root(), credential);
  if (form == JwtForm::vp_claim) {
    completed.add_text("iss", "holder");
    completed.add_text("jti", "id");
  }
  if (form == JwtForm::vc_claim) {
    completed.add_text("iss", "issuer");
    completed.add_text("jti", "id");
    completed.add_date("nbf", from_name(credential));
  }
  if (form == JwtForm::vc_claim || form == JwtForm::payload)
    completed.add_date("exp", until_name(credential));
  return {arena, completed.credential()};
}

bool is_open_badge(const Value& credential) {
  return std::ranges::any_of(one_or_more(credential.find("type")), [](const Value& type) {
    constexpr std::array<std::string_view, 4> kTypes = {
        "OpenBadgeCredential", "AchievementCredential", "EndorsementCredential", "ClrCredential"};
    return type.is_string() && std::ranges::find(kTypes, type.string()) != kTypes.end();
  });
}

using Problem = std::optional<ClaimProblem>;

// `stated` is what the credential says; empty when it says nothing.
Problem compare_text(const Value& claims, const char* claim, std::string_view stated) {
  const Value* value = claims.find(claim);
  if (value == nullptr || stated.empty()) return {};
  if (!value->is_string()) return ClaimProblem{Code::claim_malformed, claim};
  if (value->string() != stated) return ClaimProblem{Code::claim_mismatch, claim};
  return {};
}

Problem compare_date(const Value& claims, const char* claim, const Value& credential,
                     const char* member) {
  const Value* value = claims.find(claim);
  if (value == nullptr || credential.find(member) == nullptr) return {};
  const auto stated = Instant::parse(credential.text_of(member));
  if (!stated) return {};  // the structure's to say
  const auto date = numeric_date(*value);
  const auto seconds = [](Instant instant) {
    return std::chrono::floor<std::chrono::seconds>(instant.time());
  };
  if (seconds(*date) != seconds(*stated)) return ClaimProblem{Code::claim_mismatch, claim};
  return {};
}

Problem check_dates_readable(const Value& claims) {
  for (const char* claim : {"exp", "nbf"}) {
    const Value* value = claims.find(claim);
    if (value != nullptr && !numeric_date(*value))
      return ClaimProblem{Code::claim_malformed, claim};
  }
  return {};
}

// Open Badges 3.0 section 8.2.4.1: there, unless the credential has nothing that they could repeat.
// `sub` is left out by issuers that take the Data Model 1.1 (section 6.3.1) at its word, and by
// 1EdTech's own examples.
Problem check_repeated(const Value& claims, const Value& credential) {
  const auto has = [&](const char* claim) { return claims.find(claim) != nullptr; };
  if (!has("iss")) return ClaimProblem{Code::claim_missing, "iss"};
  if (!has("nbf")) return ClaimProblem{Code::claim_missing, "nbf"};
  if (!has("jti") && credential.find("id") != nullptr)
    return ClaimProblem{Code::claim_missing, "jti"};
  return {};
}

}  // namespace

std::optional<Instant> numeric_date(const Value& value) {
  if (!value.is_number()) return {};
  const std::string_view text = value.number();
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  constexpr double kSecondsMax = 253402300799;  // 9999-12-31T23:59:59Z
  if (error != std::errc() || end != text.data() + text.size() || seconds < 0 ||
      seconds > kSecondsMax)
    return {};
  return Instant(Instant::Millis(std::chrono::seconds(static_cast<std::int64_t>(seconds))));
}

bool carries_presentation(JwtForm form) {
  return form == JwtForm::vp_jwt || form == JwtForm::vp_claim;
}

std::string_view party_of(const JwtCredential& token) {
  const Value& root = token.credential.root();
  if (!carries_presentation(token.form)) return issuer_id(root);
  const std::string_view holder = holder_id(root);
  return holder.empty() ? token.claims.root().text_of("iss") : holder;
}

Result<JwtCredential> read_jwt_credential(std::string_view token, const json::Limits& limits) {
  JwtCredential read;
  CAIRN_TRY(read.jws, jose::read_compact(token));
  auto claims = json::read(read.jws.payload, limits);
  if (!claims)
    return Error{claims.error().code, claims.error().message, "payload, " + claims.error().where};
  if (!claims->root().is_object()) return invalid("the payload is a JSON object", "payload");
  read.claims = *std::move(claims);
  read.form = form_of(read.jws.header.root(), read.claims.root());
  read.credential = credential_of(read.claims, read.form);
  return read;
}

Result<std::string> write_token(const Value& document, const crypto::SigningKey& key,
                                const TokenOptions& options) {
  const auto refusal = [](const char* name) {
    return invalid("a credential to be put into a token has no such member",
                   std::string("/") + name);
  };
  for (const char* name : {"proof", "vc", "vp"})
    if (document.find(name) != nullptr) return refusal(name);
  for (const char* claim : kTokenClaims)
    if (document.find(claim) != nullptr) return refusal(claim);
  const std::string method = options.verification_method.empty()
                                 ? crypto::did_key_method(key.public_key())
                                 : std::string(options.verification_method);
  const std::string_view issuer = issuer_id(document);
  if (issuer.empty() || (options.issuer == ProofOptions::Issuer::required &&
                         method.substr(0, method.find('#')) != issuer))
    return invalid("the issuer must be the controller of the signing key", "/issuer");

  json::Writer header;
  header.begin_object().member("alg", name_of(jose::algorithm_of(key.kind())));
  header.member("kid", method).member("typ", "vc+jwt").member("cty", "vc").end_object();
  json::Arena arena;
  Value payload = arena.with_member(document, "iss", arena.string(issuer));
  const auto add_date = [&](const char* claim, Instant date) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(date.time());
    payload = arena.with_member(payload, claim, arena.integer(seconds.time_since_epoch().count()));
  };
  add_date("iat", options.created);
  if (options.expires) add_date("exp", *options.expires);
  return jose::write_compact(header.take(), json::write(payload), key);
}

std::optional<ClaimProblem> check_claims(const JwtCredential& token) {
  const Value& claims = token.claims.root();
  const Value& credential = token.credential.root();
  if (token.form == JwtForm::vc_jwt || token.form == JwtForm::vp_jwt)  // section 3.1.1
    for (const char* claim : {"vc", "vp"})
      if (claims.find(claim) != nullptr) return ClaimProblem{Code::claim_forbidden, claim};
  if (auto problem = check_dates_readable(claims)) return problem;
  if (auto problem = compare_text(claims, "iss", party_of(token))) return problem;
  if (auto problem = compare_text(claims, "jti", credential.text_of("id"))) return problem;
  if (auto problem = compare_text(claims, "sub", subject_id(credential))) return problem;
  if (token.form == JwtForm::vc_jwt || carries_presentation(token.form)) return {};
  if (is_open_badge(credential))
    if (auto problem = check_repeated(claims, credential)) return problem;
  if (auto problem = compare_date(claims, "nbf", credential, from_name(credential))) return problem;
  return compare_date(claims, "exp", credential, until_name(credential));
}

}  // namespace cairn::vc

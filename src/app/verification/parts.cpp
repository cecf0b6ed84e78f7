#include "app/verification/parts.h"

#include <algorithm>

#include "app/verification/credential_file.h"
#include "app/verification/messages.h"
#include "app/verification/policy.h"
#include "formats/vc/envelope.h"
#include "formats/vc/proofs.h"
#include "formats/vc/structure.h"

namespace cairn::verification {
namespace {

using json::Value;
using vc::CheckName;
using vc::Code;

// Walks with one place that grows and shrinks: most credentials have no parts.
class Finder {
 public:
  explicit Finder(std::vector<Part>& parts) : parts_(parts) {}

  void search(const Value& value) {
    if (parts_.size() > kPartsMax) return;
    const std::size_t length = place_.size();
    if (value.is_array())
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        place_ += '/' + std::to_string(i);
        search(value.items()[i]);
        place_.resize(length);
      }
    if (!value.is_object()) return;
    for (const json::Member& member : value.members()) {
      if (member.key == "@context" || member.key == "proof") continue;
      place_.append("/").append(member.key);
      if (member.key == "verifiableCredential") add(PartKind::credential, member.value);
      if (member.key == "endorsement" || member.key == "endorsementJwt")
        add(PartKind::endorsement, member.value);
      search(member.value);
      place_.resize(length);
    }
  }

 private:
  void add(PartKind kind, const Value& member) {
    const auto values = json::one_or_more(&member);
    for (std::size_t i = 0; i < values.size() && parts_.size() <= kPartsMax; ++i)
      if (values[i].is_object() || values[i].is_string())
        parts_.push_back(
            {kind, member.is_array() ? place_ + "/" + std::to_string(i) : place_, values[i]});
  }

  std::vector<Part>& parts_;
  std::string place_;
};

// The size of a value, and the work that the proofs in it are.
class Work {
 public:
  std::uint64_t size_of(const Value& value) {
    if (value.is_string()) return 1 + value.string().size() / kBytesEach;
    std::uint64_t size = 1;
    if (value.is_array())
      for (const Value& item : value.items()) size += size_of(item);
    if (!value.is_object()) return size;
    for (const json::Member& member : value.members())
      size += size_of(member.value) + member.key.size() / kBytesEach;
    const auto proofs = json::one_or_more(value.find("proof"));
    work += size * std::min(proofs.size(), vc::kProofsMax);
    return size;
  }

  std::uint64_t work = 0;

 private:
  static constexpr std::size_t kBytesEach = 64;
};

bool is_enveloped(const Value& value) {
  return value.is_string() || vc::is_enveloped(value, vc::Enveloped::credential);
}

std::vector<vc::Check> envelope_checks(vc::Outcome outcome, Code code, std::string_view suite) {
  const CheckName check =
      code == Code::envelope_malformed ? CheckName::structure : CheckName::proof;
  return {{check, outcome, code, {{"suite", std::string(suite)}, {"place", "/id"}}}};
}

// The token stands as text (endorsementJwt) or in a data: URL.
void verify_enveloped(Part& part, const vc::Facts& facts, Instant at) {
  std::string_view token = part.value.is_string() ? part.value.string() : std::string_view();
  if (part.value.is_object()) {
    const auto envelope = vc::envelope_of(part.value);
    if (!envelope || vc::check_envelope(part.value, vc::Enveloped::credential)) {
      part.checks = envelope_checks(vc::Outcome::fail, Code::envelope_malformed, {});
      return;
    }
    if (!envelope->media_type.ends_with("+jwt") && envelope->media_type != "application/jwt") {
      part.checks =
          envelope_checks(vc::Outcome::unknown, Code::suite_unsupported, envelope->media_type);
      return;
    }
    token = envelope->content;
  }
  const auto read = vc::read_jwt_credential(token, kCredentialLimits);
  if (!read) {
    part.checks = envelope_checks(vc::Outcome::fail, Code::envelope_malformed, {});
    return;
  }
  part.checks = vc::verify(*read, facts, at);
  part.opened = read->credential;
  part.value = part.opened.root();
}

bool is_genuine(const Part& part) {
  return std::ranges::none_of(part.checks, [](const vc::Check& check) {
    return check.outcome == vc::Outcome::fail &&
           (check.check == CheckName::structure || check.check == CheckName::proof ||
            check.check == CheckName::issuer_binding);
  });
}

}  // namespace

std::uint64_t proof_work_of(const Value& document) {
  Work work;
  work.size_of(document);
  return work.work;
}

std::vector<Part> find_parts(const Value& credential) {
  std::vector<Part> parts;
  Finder(parts).search(credential);
  return parts;
}

vc::Check verify_parts(std::vector<Part>& parts, const vc::Check& proof, const vc::Facts& facts,
                       Instant at) {
  if (parts.size() > kPartsMax) {
    parts.clear();
    return {CheckName::proof,
            vc::Outcome::unknown,
            Code::proofs_too_many,
            {{"count", std::to_string(kPartsMax)}}};
  }
  vc::Check whole = proof;
  for (Part& part : parts) {
    if (is_enveloped(part.value))
      verify_enveloped(part, facts, at);
    else
      part.checks = vc::verify(part.value, facts, at);
    if (part.kind == PartKind::credential && whole.outcome == vc::Outcome::pass &&
        !is_genuine(part))
      whole = {
          CheckName::proof, vc::Outcome::fail, Code::part_not_genuine, {{"place", part.place}}};
  }
  return whole;
}

PartReport report_of(const Part& part, vc::Required required, std::string_view language) {
  PartReport report;
  report.kind = part.kind;
  report.place = part.place;
  if (part.value.is_object()) {
    report.id = part.value.text_of("id");
    report.issuer_id = vc::issuer_id(part.value);
    report.name = part.value.text_of("name");
  }
  report.verdict = verdict_of(vc::decide(part.checks, required));
  const auto cause = [&](vc::Outcome outcome) {
    return std::ranges::find_if(part.checks, [&](const vc::Check& check) {
      return check.outcome == outcome && required.has(check.check);
    });
  };
  auto check = cause(vc::Outcome::fail);
  if (check == part.checks.end()) check = cause(vc::Outcome::unknown);
  if (check == part.checks.end())
    check = std::ranges::find(part.checks, CheckName::proof, &vc::Check::check);
  report.code = vc::name_of(check->code);
  report.message = message_for(*check, language).text;
  return report;
}

}  // namespace cairn::verification

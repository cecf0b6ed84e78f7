#include "app/verification/policy.h"

#include <algorithm>
#include <array>

namespace cairn::verification {
namespace {

using vc::CheckName;

constexpr std::array kAllChecks = {
    CheckName::structure, CheckName::proof,  CheckName::issuer_binding, CheckName::trust,
    CheckName::validity,  CheckName::status, CheckName::schema,         CheckName::log};

vc::Required table(Use use) {
  vc::Required required = {CheckName::structure, CheckName::proof, CheckName::issuer_binding,
                           CheckName::validity};
  if (use != Use::portfolio) required.add(CheckName::status);
  if (use == Use::hiring) required.add(CheckName::trust);
  return required;
}

}  // namespace

Result<vc::Required> required_checks(Use use, std::span<const std::string> also) {
  vc::Required required = table(use);
  for (const std::string& name : also) {
    const auto check =
        std::ranges::find(kAllChecks, name, [](CheckName c) { return vc::name_of(c); });
    if (check == kAllChecks.end())
      return invalid(
          "unknown check; there are structure, proof, issuer_binding, trust, validity, status, "
          "schema and log",
          name);
    required.add(*check);
  }
  return required;
}

Verdict verdict_of(vc::Verdict verdict) {
  switch (verdict) {
    case vc::Verdict::valid:
      return Verdict::valid;
    case vc::Verdict::invalid:
      return Verdict::invalid;
    case vc::Verdict::unknown:
      return Verdict::unknown;
  }
  return Verdict::unknown;
}

}  // namespace cairn::verification

// Organizations: providers, employers, councils and registries.
#pragma once

#include <string>
#include <vector>

#include "base/text.h"
#include "domain/credit/amount.h"
#include "domain/ids/ids.h"
#include "domain/learning/quality_label.h"

namespace cairn::learning {

enum class OrganizationKind { college, university, association, employer, council, registry };

struct Organization {
  OrganizationId id;
  OrganizationKind kind = OrganizationKind::college;
  LocalizedText name;
  std::string country;  ///< ISO 3166-1 alpha-2
  std::string website;
  credit::SystemId credit_system;  ///< the system in which it grants credit
  /// DIDs under which it issues credentials; what trust in an issuer rests on.
  std::vector<std::string> dids;
  std::vector<QualityLabel> labels = {};
};

}  // namespace cairn::learning

// Trusted lists in the manner of the European Union: XML of ETSI TS 119 612.
//
// Read are the scheme, and of each provider the services that issue attestations of attributes and
// whose identity is a DID or an https address (in DigitalId/Other); certificates name nobody that
// credentials are issued by. The signature (XAdES) is not checked: such a list counts only by its
// digest, which the asker states (docs/adr/0023-foreign-trust-lists.md).
#pragma once

#include <string_view>

#include "base/result.h"
#include "formats/trust/trust_list.h"

namespace cairn::trust {

struct EtsiLimits {
  std::size_t bytes_max = 32 * 1024 * 1024;
  std::size_t nodes_max = 2'000'000;
  std::size_t depth_max = 64;
};

/// Whether the text begins like XML.
bool looks_like_xml(std::string_view text);

/// `period` ends with NextUpdate and has no beginning, since the history answers for earlier
/// moments; `sequence` is TSLSequenceNumber. A service makes its provider recognised while its
/// status, now or by its history, is granted or recognised at national level; URIs of
/// AdditionalServiceInformation that are fields (ISCED-F) or levels (EQF) say for what. Invalid,
/// with the element's path: no well-formed XML, a DOCTYPE, another encoding than UTF-8, no such
/// list, an element that is missing or malformed, a list that was closed; exhausted beyond the
/// limits.
Result<TrustList> read_etsi_list(std::string_view xml, const EtsiLimits& limits = {});

}  // namespace cairn::trust

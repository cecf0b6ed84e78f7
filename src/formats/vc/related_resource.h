// The digests of resources that a credential relates to (Data Model 2.0 section 5.3): their form,
// and whether they are those of the resources at hand, which are the contexts.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "formats/json/value.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/verdict.h"

namespace cairn::vc {

/// Each related resource once, an object with an id and a digest: digestSRI (W3C Subresource
/// Integrity section 3.5) or digestMultibase (Data Integrity 1.0 section 2.6; without its multihash
/// header too), of SHA-256, SHA-384
/// or SHA-512. Nothing when all are so.
std::optional<Check> check_related_form(const json::Value& credential);

/// That those whose resource is in the store have its digest: of the text in the store, or the one
/// that is known of what is published for the URL where the text is written otherwise (white
/// space). A digest of another algorithm than the known one is then not compared. For credentials
/// that passed check_related_form().
std::optional<Check> check_related_digests(const json::Value& credential,
                                           const rdf::ContextStore& contexts);

enum class DigestAnswer : std::uint8_t { unstated, malformed, matches, differs };

/// Whether the digests that an object states of the file at its id are all those of `bytes`.
DigestAnswer compare_digests(const json::Value& resource, std::string_view bytes);

}  // namespace cairn::vc

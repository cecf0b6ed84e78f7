// What recognition found, as JSON (docs/reference/formats.md, "Recognition").
#pragma once

#include <string_view>

#include "documents/fields.h"
#include "domain/recognition/choose.h"
#include "domain/recognition/propose.h"

namespace cairn::documents {

std::string_view word_of(recognition::RefusalReason reason);
std::string_view word_of(recognition::GrantKind kind);

void write_proposal(json::Writer& writer, const recognition::Proposal& proposal);
void write_refusal(json::Writer& writer, const recognition::Refusal& refusal);
/// The members of a choice, without the object around them; `unit` is a credit system or "hours".
void write_choice(json::Writer& writer, const recognition::Choice& choice, std::string_view unit);

}  // namespace cairn::documents

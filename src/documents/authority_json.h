// Standing authorities and what comes of them, as JSON (docs/reference/formats.md, "Authorities").
#pragma once

#include <span>
#include <vector>

#include "base/result.h"
#include "documents/fields.h"
#include "domain/conferral/due.h"
#include "domain/learning/authority.h"
#include "formats/json/writer.h"

namespace cairn::documents {

Result<learning::Authority> read_authority(const json::Value& value, const Source& source);

/// `{authorities: […]}`. Refused beyond shape: an id that occurs twice, and a last day before the
/// first.
Result<std::vector<learning::Authority>> read_authorities(const json::Value& value,
                                                          const Source& source);

void write_conferrals(json::Writer& writer, std::span<const conferral::Conferral> conferrals);

std::string_view word_of(conferral::Outcome outcome);
std::string_view word_of(conferral::Reason reason);

}  // namespace cairn::documents

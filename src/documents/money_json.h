// Money as JSON: `{amount: "450.00", currency: EUR}`, exact minor units inside.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "documents/fields.h"
#include "domain/credit/amount.h"

namespace cairn::documents {

/// Refused: negative amounts, more decimals than the currency has (ISO 4217: 2, some have 0 or 3),
/// currencies that are not three capital letters.
Result<credit::Money> read_money(const json::Value& value, const Source& source);
void write_money(json::Writer& writer, const credit::Money& money);

/// "450.00", with as many decimals as the currency has.
std::string money_text(const credit::Money& money);

}  // namespace cairn::documents

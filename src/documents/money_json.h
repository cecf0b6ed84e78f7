// Money as JSON: `{amount: "450.00", currency: EUR}`, exact minor units inside.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "documents/fields.h"
#include "domain/credit/amount.h"
#include "domain/requirement/filter.h"

namespace cairn::documents {

/// Refused: negative amounts, more decimals than the currency has (ISO 4217: 2, some have 0 or 3),
/// currencies that are not three capital letters.
Result<credit::Money> read_money(const json::Value& value, const Source& source);
/// The member `cost` of an achievement: a list of amounts, at most one per currency; absent: empty.
std::vector<credit::Money> read_cost(Fields& fields);

/// `{currency, atLeast?, atMost?}`, with at least one of them; refused as amounts are.
Result<requirement::CostRange> read_cost_range(const json::Value& value, const Source& source);
void write_cost_range(json::Writer& writer, const requirement::CostRange& range);

void write_money(json::Writer& writer, const credit::Money& money);

/// "450.00", with as many decimals as the currency has.
std::string money_text(const credit::Money& money);

}  // namespace cairn::documents

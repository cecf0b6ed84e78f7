#include "documents/money_json.h"

#include <algorithm>
#include <array>

namespace cairn::documents {
namespace {

// ISO 4217: the currencies whose minor unit is not a hundredth.
constexpr std::array<std::string_view, 16> kNoDecimals = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                          "KMF", "KRW", "PYG", "RWF", "UGX", "VND",
                                                          "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> kThreeDecimals = {"BHD", "IQD", "JOD", "KWD",
                                                            "LYD", "OMR", "TND"};

int decimals_of(std::string_view currency) {
  if (std::ranges::find(kNoDecimals, currency) != kNoDecimals.end()) return 0;
  if (std::ranges::find(kThreeDecimals, currency) != kThreeDecimals.end()) return 3;
  return 2;
}

std::int64_t minor_units_per_unit(std::string_view currency) {
  std::int64_t scale = 1;
  for (int i = decimals_of(currency); i > 0; --i) scale *= 10;
  return scale;
}

bool is_currency(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string read_currency(Fields& fields) {
  std::string currency = fields.text("currency");
  if (!is_currency(currency))
    fields.refuse("currency", "\"currency\" must be three capital letters, such as \"EUR\"");
  return currency;
}

std::int64_t read_minor(std::string_view key, const std::string& currency, Fields& fields) {
  const Rational amount = fields.exact_number(key);
  if (amount.is_negative()) fields.refuse(key, "an amount of money must not be negative");
  const Result<Rational> minor = multiply(amount, minor_units_per_unit(currency));
  if (!minor) fields.refuse(key, minor.error().message);
  if (minor && minor->denominator() != 1)
    fields.refuse(key, currency + " has " + std::to_string(decimals_of(currency)) + " decimals");
  return minor ? minor->numerator() : 0;
}

}  // namespace

Result<credit::Money> read_money(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a price");
  credit::Money money;
  money.currency = read_currency(fields);
  money.minor = read_minor("amount", money.currency, fields);
  CAIRN_CHECK(fields.finish());
  return money;
}

std::vector<credit::Money> read_cost(Fields& fields) {
  std::vector<credit::Money> cost = fields.list("cost", read_money);
  std::vector<std::string> currencies;
  for (const credit::Money& each : cost) currencies.push_back(each.currency);
  std::ranges::sort(currencies);
  if (const auto same = std::ranges::adjacent_find(currencies); same != currencies.end())
    fields.refuse("cost", "there are two amounts in " + *same);
  return cost;
}

Result<requirement::CostRange> read_cost_range(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a range of costs");
  requirement::CostRange range;
  range.currency = read_currency(fields);
  if (fields.has("atLeast")) range.at_least = read_minor("atLeast", range.currency, fields);
  if (fields.has("atMost")) range.at_most = read_minor("atMost", range.currency, fields);
  if (!range.at_least && !range.at_most)
    fields.refuse("currency", "\"cost\" needs at least one of: atLeast, atMost");
  CAIRN_CHECK(fields.finish());
  return range;
}

void write_cost_range(json::Writer& writer, const requirement::CostRange& range) {
  writer.begin_object().member("currency", range.currency);
  if (range.at_least) writer.member("atLeast", money_text({*range.at_least, range.currency}));
  if (range.at_most) writer.member("atMost", money_text({*range.at_most, range.currency}));
  writer.end_object();
}

std::string money_text(const credit::Money& money) {
  const int decimals = decimals_of(money.currency);
  const std::int64_t scale = minor_units_per_unit(money.currency);
  std::string text = std::to_string(money.minor / scale);
  if (decimals == 0) return text;
  const std::string cents = std::to_string(std::abs(money.minor % scale));
  if (money.minor < 0 && money.minor > -scale) text.insert(0, "-");
  return text + "." + std::string(static_cast<std::size_t>(decimals) - cents.size(), '0') + cents;
}

void write_money(json::Writer& writer, const credit::Money& money) {
  writer.begin_object();
  writer.member("amount", money_text(money));
  writer.member("currency", money.currency);
  writer.end_object();
}

}  // namespace cairn::documents

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

}  // namespace

Result<credit::Money> read_money(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a price");
  const Rational amount = fields.exact_number("amount");
  credit::Money money;
  money.currency = fields.text("currency");
  if (!is_currency(money.currency))
    fields.refuse("currency", "\"currency\" must be three capital letters, such as \"EUR\"");
  if (amount.is_negative()) fields.refuse("amount", "a price must not be negative");
  const Result<Rational> minor = multiply(amount, minor_units_per_unit(money.currency));
  if (!minor) fields.refuse("amount", minor.error().message);
  if (minor && minor->denominator() != 1)
    fields.refuse("amount", money.currency + " has " + std::to_string(decimals_of(money.currency)) +
                                " decimals");
  CAIRN_CHECK(fields.finish());
  money.minor = minor->numerator();
  return money;
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

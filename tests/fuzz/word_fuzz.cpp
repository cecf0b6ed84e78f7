// The small texts that everything else is made of: dates, moments, numbers, addresses, parts of
// addresses, lifetimes, keys in PEM. What reads is written back to what reads the same.
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/facts/lifetime.h"
#include "base/rational.h"
#include "base/time.h"
#include "formats/crypto/pem.h"
#include "formats/url/url.h"
#include "server/router/router.h"

using namespace cairn;

namespace {

template <class T>
void check_round_trip(std::string_view text) {
  if (const auto read = T::parse(text)) {
    const auto again = T::parse(read->to_string());
    CAIRN_ASSERT(again.has_value() && *again == *read);
  }
}

void check_address(std::string_view text) {
  const auto address = url::parse_url(text);
  if (!address) return;
  CAIRN_ASSERT(address->port != 0 && !address->host.empty() && address->target.starts_with('/'));
  const char* scheme = address->scheme == url::Scheme::https ? "https://" : "http://";
  const auto again = url::parse_url(scheme + address->authority() + address->target);
  CAIRN_ASSERT(again.has_value() && again->host == address->host && again->port == address->port &&
               again->target == address->target);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_round_trip<Date>(text);
  check_round_trip<Instant>(text);
  check_round_trip<Rational>(text);
  check_address(text);
  static const url::Url kFrom = url::parse_url("https://school.example/a").value();
  if (const auto next = url::parse_redirect(kFrom, text))
    CAIRN_ASSERT(next->scheme == url::Scheme::https && next->target.starts_with('/'));
  if (const auto decoded = server::percent_decode(text)) CAIRN_ASSERT(decoded->size() <= size);
  const facts::Lifetimes bounds;
  const auto lifetime = facts::lifetime_of(text, {}, bounds);
  CAIRN_ASSERT(lifetime >= bounds.shortest && lifetime <= bounds.longest);
  const auto key = crypto::read_pem(text);
  CAIRN_ASSERT(key.has_value() || !key.error().message.empty());
  return 0;
}

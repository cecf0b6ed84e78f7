// The small texts that everything else is made of: dates, moments, numbers, addresses, parts of
// addresses, lifetimes, keys in PEM. What reads is written back to what reads the same.
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/net/url.h"
#include "app/facts/lifetime.h"
#include "base/rational.h"
#include "base/time.h"
#include "formats/crypto/pem.h"
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
  const auto url = net::parse_url(text);
  if (!url) return;
  CAIRN_ASSERT(url->port != 0 && !url->host.empty() && url->target.starts_with('/'));
  const char* scheme = url->scheme == net::Scheme::https ? "https://" : "http://";
  const auto again = net::parse_url(scheme + url->authority() + url->target);
  CAIRN_ASSERT(again.has_value() && again->host == url->host && again->port == url->port &&
               again->target == url->target);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_round_trip<Date>(text);
  check_round_trip<Instant>(text);
  check_round_trip<Rational>(text);
  check_address(text);
  static const net::Url kFrom = net::parse_url("https://school.example/a").value();
  if (const auto next = net::parse_redirect(kFrom, text))
    CAIRN_ASSERT(next->scheme == net::Scheme::https && next->target.starts_with('/'));
  if (const auto decoded = server::percent_decode(text)) CAIRN_ASSERT(decoded->size() <= size);
  const facts::Lifetimes bounds;
  const auto lifetime = facts::lifetime_of(text, {}, bounds);
  CAIRN_ASSERT(lifetime >= bounds.shortest && lifetime <= bounds.longest);
  const auto key = crypto::read_pem(text);
  CAIRN_ASSERT(key.has_value() || !key.error().message.empty());
  return 0;
}

#include "formats/url/url.h"

#include <doctest/doctest.h>

using namespace cairn;

TEST_CASE("only plain http and https addresses are understood") {
  const auto address = url::parse_url("https://school.example:8443/a?b=c#d").value();
  CHECK(address.host == "school.example");
  CHECK(address.port == 8443);
  CHECK(address.target == "/a?b=c");
  CHECK(address.authority() == "school.example:8443");
  CHECK(url::parse_url("https://school.example").value().target == "/");
  CHECK(url::parse_url("https://school.example?x").value().target == "/?x");
  CHECK(url::parse_url("https://[2001:db8::1]:1/").value().authority() == "[2001:db8::1]:1");
  CHECK(url::parse_url("https://[::ffff:10.0.0.1]").value().host == "::ffff:10.0.0.1");
  for (const char* text : {"",
                           "school.example",
                           "//school.example",
                           "https:/school.example",
                           "https://",
                           "https://u:p@school.example",
                           "https://school.example:0",
                           "https://school.example:65536",
                           "https://school.example:x",
                           "https://school.example:80:81",
                           "https://sch ool.example",
                           "https://school.example/\r\nX: y",
                           "https://school.example\\@evil",
                           "https://[::1",
                           "https://[::1]x",
                           "https://[localhost]",
                           "https://[127.0.0.1]",
                           "https://[fe80::1%25eth0]",
                           "https://schöol.example",
                           "javascript:alert(1)",
                           "HTTPS://school.example"}) {
    CAPTURE(text);
    CHECK_FALSE(url::parse_url(text).has_value());
  }
}

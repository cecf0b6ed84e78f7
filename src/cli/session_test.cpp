#include "cli/session.h"

#include <doctest/doctest.h>

#include "support/command_line.h"

using namespace cairn::cli;

TEST_CASE("what a stranger wrote cannot rewrite or turn what a terminal shows") {
  CHECK(printable("Data\x1b[2J ethics\r\n") == "Data [2J ethics  ");
  CHECK(printable("\xC2\x9B"
                  "31m") == " 31m");  // U+009B
  CHECK(printable("a\xE2\x80\xAE"
                  "cba\xE2\x80\xAC") == "a cba ");         // U+202E, U+202C
  CHECK(printable("\xE2\x81\xA6x\xE2\x81\xA9") == " x ");  // U+2066, U+2069
  // Letters of any language, and marks that turn nothing, stay.
  const std::string kept = "أخلاقيات البيانات – Données\xE2\x80\x8F €";
  CHECK(printable(kept) == kept);
  CHECK(printable("\xE2\x80") == "\xE2\x80");
}

TEST_CASE("an error stays on its line") {
  const auto run = cairn::test::cairn_with({"policy", "text", "--catalogue", "/no\n\x1b[2J/such"});
  CHECK(run.err.find('\x1b') == std::string::npos);
  CHECK(run.err.find("/no  [2J/such") != std::string::npos);
}

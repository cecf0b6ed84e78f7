#include "adapters/config/config.h"

#include <doctest/doctest.h>

using namespace cairn;

namespace {

std::string refusal(const std::string& text) {
  const auto config = adapters::read_config(text, "/etc/cairn/cairn.toml");
  return config ? "" : config.error().where;
}

}  // namespace

TEST_CASE("instances and contexts are read, paths from the file's folder") {
  const auto config = adapters::read_config(R"(
contexts = "contexts"
[[instance]]
name = "eddsa"
suite = "eddsa-jcs-2022"
key = "generate"
[[instance]]
name = "p384"
key = "keys/p384.json"
issuer_binding = "reported"
failed_verification = 400
token = "0123456789abcdef"
[[instance]]
name = "p256"
key = "generate"
kind = "p256"
form = "jwt"
issuer = "did:web"
status = ["revocation", "suspension"]
)",
                                            "/etc/cairn/cairn.toml");
  REQUIRE_MESSAGE(config.has_value(), describe(config.error()));
  CHECK(config->contexts == "/etc/cairn/contexts");
  REQUIRE(config->instances.size() == 3);
  const auto& [eddsa, p384, p256] =
      std::tie(config->instances[0], config->instances[1], config->instances[2]);
  CHECK(eddsa.settings.suite == "eddsa-jcs-2022");
  CHECK(eddsa.key_file.empty());
  CHECK(eddsa.kind == "ed25519");
  CHECK(eddsa.settings.binding == vcapi::Binding::required);
  CHECK(eddsa.settings.failed_verification == vcapi::FailedVerification::ok);
  CHECK(eddsa.settings.token.empty());
  CHECK(p384.key_file == "/etc/cairn/keys/p384.json");
  CHECK(p384.settings.binding == vcapi::Binding::reported);
  CHECK(p384.settings.failed_verification == vcapi::FailedVerification::bad_request);
  CHECK(p384.settings.token == "0123456789abcdef");
  CHECK(p256.kind == "p256");
  CHECK(p256.settings.form == vcapi::Form::jwt);
  CHECK(p256.issuer == adapters::IssuerMethod::did_web);
  CHECK(p256.settings.status_purposes == std::vector<std::string>{"revocation", "suspension"});
  CHECK(eddsa.settings.form == vcapi::Form::embedded);
  CHECK(eddsa.issuer == adapters::IssuerMethod::did_key);
  CHECK(eddsa.settings.status_purposes.empty());
  CHECK(config->organizations == adapters::IssuerMethod::did_key);
  CHECK(adapters::read_config("issuer = \"did:web\"", "cairn.toml")->organizations ==
        adapters::IssuerMethod::did_web);
  CHECK(adapters::read_config("", "cairn.toml")->instances.empty());
}

TEST_CASE("what is not understood is refused where it stands") {
  const std::string instance = "[[instance]]\nname = \"a\"\nkey = \"generate\"\n";
  CHECK(refusal(instance).empty());
  CHECK(refusal("contexts =") == "line 1, column 11");
  CHECK(refusal("colour = 1") == "line 1, column 10");
  CHECK(refusal("instance = 1") == "line 1, column 12");
  CHECK(refusal("[[instance]]\nname = \"a\"\n") == "line 1, column 1");
  CHECK(refusal(instance + "colour = \"red\"") == "line 4, column 10");
  CHECK(refusal(instance + "suite = 5") == "line 4, column 9");
  CHECK(refusal(instance + "failed_verification = 500") == "line 4, column 23");
  CHECK(refusal(instance + "failed_verification = \"400\"") == "line 4, column 23");
  CHECK(refusal(instance + "issuer_binding = \"maybe\"") == "line 4, column 18");
  CHECK(refusal(instance + "token = \"short\"") == "line 4, column 9");
  CHECK(refusal(instance + "form = \"cose\"") == "line 4, column 8");
  CHECK(refusal(instance + "issuer = \"did:jwk\"") == "line 4, column 10");
  CHECK(refusal(instance + "status = \"revocation\"") == "line 4, column 10");
  CHECK(refusal(instance + "status = [\"revocation\", \"revocation\"]") == "line 4, column 25");
  CHECK(refusal("issuer = 1") == "line 1, column 10");
}

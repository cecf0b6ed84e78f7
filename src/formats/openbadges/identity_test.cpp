#include "formats/openbadges/identity.h"

#include <doctest/doctest.h>

#include <vector>

#include "formats/json/reader.h"

using namespace cairn;
using openbadges::Identity;
using openbadges::matches;
using openbadges::Recipient;

TEST_CASE("the hash of the specification's example is its address with its salt") {
  // Open Badges 3.0, IdentityHash: a@example.com salted with "Kosher".
  const Identity identity{"sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399",
                          "emailAddress", true, "Kosher"};
  CHECK(matches(identity, "a@example.com"));
  CHECK(matches(identity, "mailto:a@example.com"));
  CHECK(matches(identity, "A@Example.com"));
  CHECK_FALSE(matches(identity, "b@example.com"));
  CHECK_FALSE(matches(identity, ""));
}

TEST_CASE("legacy MD5 and digits of either case are read; other algorithms match nobody") {
  // printf 'a@example.comKosher' | md5sum
  const Identity md5{"md5$ddd142639a792e74751ee7e129237efa", "email", true, "Kosher"};
  CHECK(matches(md5, "a@example.com"));
  CHECK_FALSE(matches(md5, "b@example.com"));
  CHECK(
      matches({"MD5$DDD142639A792E74751EE7E129237EFA", "email", true, "Kosher"}, "a@example.com"));
  CHECK_FALSE(
      matches({"md5$ddd142639a792e74751ee7e129237ef", "email", true, "Kosher"}, "a@example.com"));
  CHECK_FALSE(matches({"sha1$da39a3ee5e6b4b0d3255bfef95601890afd80709", "", true, ""}, "x"));
  // printf 'b@example.com' | sha256sum, without salt and in capitals
  CHECK(matches(
      {"sha256$E8F39B3E1382367D6D41AB34DC270D4E7533F978C9E9A775DFE2185B2F96B96C", "", true, ""},
      "b@example.com"));
}

TEST_CASE("a clear identity is compared as it stands, addresses without regard to case") {
  CHECK(matches({"a@example.com", "emailAddress", false, ""}, "A@EXAMPLE.COM"));
  CHECK(matches({"A-17", "sourcedId", false, "not used"}, "A-17"));
  CHECK_FALSE(matches({"A-17", "sourcedId", false, ""}, "a-17"));
}

TEST_CASE("a subject matches by id or by one of its identities") {
  openbadges::Subject subject;
  const std::vector<std::string> claimed = {"did:example:learner", "a@example.com"};
  CHECK(recipient_of(subject, claimed) == Recipient::unstated);
  subject.identities = {{"sha1$00", "emailAddress", true, ""}};
  CHECK(recipient_of(subject, claimed) == Recipient::unstated);
  subject.identities.push_back({"b@example.com", "emailAddress", false, ""});
  CHECK(recipient_of(subject, claimed) == Recipient::differs);
  subject.identities.push_back({"a@example.com", "emailAddress", false, ""});
  CHECK(recipient_of(subject, claimed) == Recipient::matches);
  subject.identities.clear();
  subject.id = "did:example:learner";
  CHECK(recipient_of(subject, claimed) == Recipient::matches);
  CHECK(recipient_of(subject, {}) == Recipient::differs);
}

TEST_CASE("the recipient is found in the JSON of badges and records") {
  const auto recipient = [](const std::string& subject) {
    const auto credential = json::read(R"({"credentialSubject": )" + subject + "}");
    REQUIRE_MESSAGE(credential.has_value(), describe(credential.error()));
    const std::vector<std::string> claimed = {"did:example:learner", "a@example.com"};
    return openbadges::recipient_of(credential->root(), claimed);
  };
  const std::string plain = R"({"identityHash": "A@example.com", "hashed": false})";
  CHECK(recipient(R"({"id": "did:example:learner"})") == Recipient::matches);
  CHECK(recipient(R"({"id": "did:example:other"})") == Recipient::differs);
  CHECK(recipient(R"({"id": "did:example:other", "identifier": [)" + plain + "]}") ==
        Recipient::matches);
  CHECK(recipient(R"({"identifier": )" + plain + "}") == Recipient::matches);
  CHECK(recipient(R"({"identifier": [{"identityHash": "sha1$0", "hashed": true}]})") ==
        Recipient::unstated);
  CHECK(recipient(R"([{}, {"id": "did:example:learner"}])") == Recipient::matches);
  CHECK(recipient("5") == Recipient::unstated);
}

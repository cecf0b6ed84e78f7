// ETSI TS 119 612 lists: a fixture of ours in the shape of those of the member states.
#include "formats/trust/etsi_list.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

using namespace cairn;

namespace {

// examples/trust/README.md says what it is.
std::string fixture() {
  std::ifstream in("examples/trust/national-list.xml", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string with(const std::string& from, const std::string& to) {
  std::string text = fixture();
  REQUIRE(text.find(from) != std::string::npos);
  return text.replace(text.find(from), from.size(), to);
}

std::string wrong(const std::string& text) {
  const auto list = trust::read_etsi_list(text);
  return list ? "" : list.error().where;
}

Instant moment(const char* text) { return Instant::parse(text).value(); }

}  // namespace

TEST_CASE("scheme, providers and their granted services are read") {
  const auto list = trust::read_etsi_list(fixture());
  REQUIRE_MESSAGE(list.has_value(), describe(list.error()));
  CHECK(list->form == trust::Form::etsi_list);
  CHECK(list->name == "Register of providers of attestations of education");
  CHECK(list->id == "https://register.example/list.xml");
  CHECK(list->sequence == 12);
  CHECK_FALSE(list->period.from.has_value());
  CHECK(list->period.until == moment("2027-04-01T00:00:00Z"));
  CHECK(list->issuers.size() == 2);
  const auto* university = list->find("did:web:university.example");
  REQUIRE(university != nullptr);
  CHECK(university->name == "University of the Example");
  CHECK(university->url == "https://university.example/");
  REQUIRE(university->accreditations.size() == 2);
  CHECK(university->accreditations[0].field == "http://data.europa.eu/snb/isced-f/061");
  CHECK(university->accreditations[0].level == "http://data.europa.eu/snb/eqf/5");
  CHECK(university->accreditations[0].period.from == moment("2026-01-01T00:00:00Z"));
  CHECK_FALSE(university->accreditations[0].period.until.has_value());
  CHECK(university->accreditations[1].level == "http://data.europa.eu/snb/eqf/6");
}

TEST_CASE("the history of a service says when it was granted") {
  const auto list = trust::read_etsi_list(fixture());
  const auto* college = list->find("did:web:college.example");
  REQUIRE(college != nullptr);
  REQUIRE(college->accreditations.size() == 1);
  CHECK(college->accreditations[0].period.holds(moment("2024-01-01T00:00:00Z")));
  CHECK(college->accreditations[0].period.holds(moment("2026-02-28T23:59:59.999Z")));
  CHECK_FALSE(college->accreditations[0].period.holds(moment("2026-03-01T00:00:00Z")));
  CHECK_FALSE(college->period.holds(moment("2026-03-01T00:00:00Z")));
  // Stamps of time and certificates name no issuer of credentials.
  CHECK(list->find("https://stamps.example/") == nullptr);
}

TEST_CASE("what is no such list is refused with its place") {
  CHECK(wrong("<a/>") == "/");
  CHECK(wrong(with("http://uri.etsi.org/02231/v2#", "http://example/")) == "/");
  CHECK(wrong(with("<TSLSequenceNumber>12", "<TSLSequenceNumber>0")) ==
        "/TrustServiceStatusList/SchemeInformation/TSLSequenceNumber");
  CHECK(wrong(with("<TSLVersionIdentifier>5", "<TSLVersionIdentifier>4")) ==
        "/TrustServiceStatusList/SchemeInformation/TSLVersionIdentifier");
  CHECK(wrong(with("<NextUpdate><dateTime>2027-04-01T00:00:00Z</dateTime></NextUpdate>",
                   "<NextUpdate/>")) == "/TrustServiceStatusList/SchemeInformation/NextUpdate");
  CHECK(wrong(with("2026-01-01T00:00:00Z</StatusStartingTime>", "yesterday</StatusStartingTime>"))
            .ends_with("/TSPService/ServiceInformation/StatusStartingTime"));
  CHECK(wrong(with("2022-09-01T00:00:00Z</StatusStartingTime>",
                   "2032-09-01T00:00:00Z</StatusStartingTime>"))
            .ends_with("/ServiceHistory/ServiceHistoryInstance"));
  CHECK(wrong(with("did:web:college.example", "did:web:university.example"))
            .find("TrustServiceProvider[2]") != std::string::npos);
  CHECK(wrong(with("2026-10-01T00:00:00Z", "2027-10-01T00:00:00Z")) ==
        "/TrustServiceStatusList/SchemeInformation/NextUpdate");
  CHECK(wrong(fixture().substr(0, 2000)).starts_with("byte "));
}

TEST_CASE("no declarations, entities, other encodings and no size without bounds") {
  CHECK(wrong("<!DOCTYPE a [<!ENTITY e \"x\">]>" + fixture().substr(fixture().find("<Trust"))) ==
        "DOCTYPE");
  CHECK(wrong(with("encoding=\"UTF-8\"", "encoding=\"UTF-16\"")) == "XML declaration");
  CHECK_FALSE(trust::read_etsi_list(fixture() + '\0').has_value());
  const auto limited = [](const trust::EtsiLimits& limits) {
    return trust::read_etsi_list(fixture(), limits).error().code;
  };
  CHECK(limited({.bytes_max = 100}) == ErrorCode::exhausted);
  CHECK(limited({.nodes_max = 10}) == ErrorCode::exhausted);
  CHECK(limited({.depth_max = 3}) == ErrorCode::exhausted);
  CHECK(trust::looks_like_xml("\xEF\xBB\xBF\n<a/>"));
  CHECK_FALSE(trust::looks_like_xml("{}"));
}

#include "app/attestation/claim.h"

#include "documents/fields.h"

namespace cairn::attestation {
namespace {

using documents::Fields;
using documents::Source;

Result<Carried> read_carried(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a credential of an attestation");
  Carried carried;
  carried.award = fields.id<AwardId>("award");
  carried.credential = fields.text("credential");
  CAIRN_CHECK(fields.finish());
  return carried;
}

Result<json::Value> read_as_it_is(const json::Value& value, const Source&) { return value; }

}  // namespace

void write_claim(json::Writer& writer, const Claim& claim) {
  writer.begin_object().member("goal", claim.goal.text()).member("day", claim.day.to_string());
  writer.member("nodesMax", claim.nodes_max).member("rules", claim.rules);
  writer.key("credentials").begin_array();
  for (const Carried& each : claim.credentials)
    writer.begin_object()
        .member("award", each.award.text())
        .member("credential", each.credential)
        .end_object();
  writer.end_array();
  writer.member("record", claim.record).member("answer", claim.answer).end_object();
}

Result<Claim> read_claim(const json::Value& value, std::string_view text) {
  const Source source{{}, text};
  Fields fields(value, source, "an attestation");
  Claim claim;
  claim.goal = fields.id<AchievementId>("goal");
  claim.day = fields.date("day");
  claim.nodes_max = fields.integer("nodesMax", {1, 1'000'000'000});
  claim.rules = fields.text("rules");
  claim.credentials = fields.list("credentials", read_carried);
  claim.record = fields.nested("record", read_as_it_is);
  claim.answer = fields.nested("answer", read_as_it_is);
  CAIRN_CHECK(fields.finish());
  return claim;
}

}  // namespace cairn::attestation

#include "app/attestation/sign_answer.h"

#include "app/attestation/claim.h"
#include "app/attestation/learner_record.h"
#include "app/awarding/issue.h"
#include "formats/json/reader.h"

namespace cairn::attestation {

Result<std::string> sign_answer(const Answered& answered, const awarding::IssuingKey& key) {
  CAIRN_TRY(const json::Document said, json::read(answered.answer.to_json()));
  const Claim claim{.goal = answered.answer.programme.goal(),
                    .day = answered.asked.at,
                    .nodes_max = static_cast<int>(answered.asked.nodes_max),
                    .rules = answered.rules,
                    .credentials = answered.inside.carried,
                    .record = answered.record,
                    .answer = said.root()};
  const std::string unsigned_record = write_learner_record({.claim = claim,
                                                            .answer = answered.answer,
                                                            .parts = answered.inside.parts,
                                                            .rules_address = answered.rules_address,
                                                            .id = answered.id,
                                                            .subject = answered.subject,
                                                            .issued = answered.issued});
  return awarding::issue(unsigned_record, key, {.created = answered.issued});
}

}  // namespace cairn::attestation

// One credential of many: the model of an achievement with what is a learner's own.
#pragma once

#include "base/result.h"
#include "formats/json/value.h"

namespace cairn::awarding {

/// `model` with the members of `own` in the place of its members, but those of `credentialSubject`
/// put one by one into the model's. What stays is the model's own values, so that a
/// vc::ProofSeries knows them again; the result keeps both alive. Invalid, with the place, when one
/// of them or a credentialSubject is no object.
Result<json::Document> with_differences(const json::Document& model, const json::Document& own);

}  // namespace cairn::awarding

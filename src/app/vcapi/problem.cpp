#include "app/vcapi/problem.h"

namespace cairn::vcapi {
namespace {

struct Named {
  const char* type;
  const char* title;
};

Named named(ProblemKind kind) {
  switch (kind) {
    case ProblemKind::parsing:
      return {"https://www.w3.org/TR/vc-data-model#PARSING_ERROR", "PARSING_ERROR"};
    case ProblemKind::malformed_value:
      return {"https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR", "MALFORMED_VALUE_ERROR"};
    case ProblemKind::unknown_option:
      return {"https://www.w3.org/TR/vcalm-1.0#UNKNOWN_OPTION_PROVIDED", "UNKNOWN_OPTION_PROVIDED"};
    case ProblemKind::proof_generation:
      return {"https://w3id.org/security#PROOF_GENERATION_ERROR", "PROOF_GENERATION_ERROR"};
    case ProblemKind::refused:
      return {"about:blank", "Refused"};
  }
  return {"about:blank", ""};
}

}  // namespace

const char* type_of(ProblemKind kind) { return named(kind).type; }
const char* title_of(ProblemKind kind) { return named(kind).title; }

}  // namespace cairn::vcapi

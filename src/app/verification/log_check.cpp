#include "app/verification/log_check.h"

#include "formats/translog/proof_check.h"

namespace cairn::verification {

Result<vc::Check> check_log(const StatedLogProof& stated, const translog::Hash& digest) {
  using translog::Proven;
  CAIRN_TRY(const auto key, translog::NoteKey::parse(stated.key));
  const auto answer =
      translog::check_proof(stated.proof, key, {translog::EntryKind::credential, digest});
  const auto fail = [](vc::Code code, std::vector<vc::Parameter> parameters) {
    return vc::Check{vc::CheckName::log, vc::Outcome::fail, code, std::move(parameters)};
  };
  switch (answer.proven) {
    case Proven::yes:
      return vc::Check{vc::CheckName::log,
                       vc::Outcome::pass,
                       vc::Code::ok,
                       {{"log", key.name()}, {"index", std::to_string(answer.index)}}};
    case Proven::malformed:
      return fail(vc::Code::log_proof_malformed, {{"detail", answer.problem}});
    case Proven::not_signed:
    case Proven::wrong_signed:
      return fail(vc::Code::log_not_signed, {{"log", key.name()}});
    case Proven::other_kind:
    case Proven::not_included:
      return fail(vc::Code::log_not_included, {{"log", key.name()}});
  }
  return Error{ErrorCode::internal, "an answer about a log without a name", ""};
}

}  // namespace cairn::verification

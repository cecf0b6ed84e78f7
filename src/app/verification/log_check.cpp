#include "app/verification/log_check.h"

#include "formats/translog/proof_check.h"

namespace cairn::verification {
namespace {

using translog::Proven;

LogFinding fail(vc::Code code, std::vector<vc::Parameter> parameters) {
  return {{vc::CheckName::log, vc::Outcome::fail, code, std::move(parameters)}, {}};
}

LogFinding finding_of(const translog::ProofAnswer& answer, const translog::NoteKey& key) {
  switch (answer.proven) {
    case Proven::yes:
      return {{vc::CheckName::log,
               vc::Outcome::pass,
               vc::Code::ok,
               {{"log", key.name()}, {"index", std::to_string(answer.index)}}},
              {}};
    case Proven::malformed:
      return fail(vc::Code::log_proof_malformed, {{"detail", answer.problem}});
    case Proven::not_signed:
    case Proven::wrong_signed:
      return fail(vc::Code::log_not_signed, {{"log", key.name()}});
    case Proven::other_kind:
    case Proven::not_included:
      break;
  }
  return fail(vc::Code::log_not_included, {{"log", key.name()}});
}

}  // namespace

Result<LogFinding> check_log(const StatedLogProof& stated, const translog::Hash& digest) {
  CAIRN_TRY(const auto key, translog::NoteKey::parse(stated.key));
  const auto answer =
      translog::check_proof(stated.proof, key, {translog::EntryKind::credential, digest});
  LogFinding finding = finding_of(answer, key);
  if (finding.check.outcome != vc::Outcome::pass) return finding;
  if (!stated.checkpoint.empty()) {
    CAIRN_TRY(const auto held, translog::open_checkpoint(stated.checkpoint, key));
    const translog::Head& head = answer.checkpoint.head;
    // Two heads of one size that differ: the log shows different trees to different people.
    if (held.head.size == head.size && held.head.root != head.root)
      return fail(vc::Code::log_split, {{"log", key.name()}, {"size", std::to_string(head.size)}});
  }
  finding.there_by = stated.held_since;
  return finding;
}

}  // namespace cairn::verification

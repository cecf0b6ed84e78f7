#include "formats/translog/proof_check.h"

namespace cairn::translog {
namespace {

ProofAnswer malformed(const Error& error) { return {Proven::malformed, describe(error), 0, {}}; }

}  // namespace

ProofAnswer check_proof(std::string_view proof_file, const NoteKey& key,
                        const LoggedQuestion& question) {
  const auto proof = parse_proof_file(proof_file);
  if (!proof) return malformed(proof.error());
  const auto opening = parse_opening(proof->extra.value_or(""));
  if (!opening) return malformed(opening.error());
  const auto note = parse_note(proof->checkpoint);
  if (!note) return malformed(note.error());
  auto checkpoint = parse_checkpoint(note->text);
  if (!checkpoint) return malformed(checkpoint.error());

  ProofAnswer answer{Proven::yes, {}, proof->index, std::move(*checkpoint)};
  const Signed by_key = is_signed_by(*note, key);
  const Hash entry = entry_of(*opening, question.digest);
  if (by_key == Signed::wrong)
    answer.proven = Proven::wrong_signed;
  else if (by_key == Signed::no || answer.checkpoint.origin != key.name())
    answer.proven = Proven::not_signed;
  else if (opening->kind != question.kind)
    answer.proven = Proven::other_kind;
  else if (!verify_inclusion(proof->index, answer.checkpoint.head.size, proof->path,
                             leaf_hash(text_of(entry)), answer.checkpoint.head.root))
    answer.proven = Proven::not_included;
  return answer;
}

}  // namespace cairn::translog

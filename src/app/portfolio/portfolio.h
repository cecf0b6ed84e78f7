// A person's portfolio: verify a credential file, keep it, recognise it; take it out and put it
// back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/catalogue/snapshot.h"
#include "app/recognition/recognise.h"
#include "app/store/store.h"
#include "app/verification/verifier.h"
#include "base/ports.h"
#include "base/result.h"

namespace cairn::portfolio {

/// All must outlive the use cases.
struct Ports {
  store::Store& store;
  const catalogue::Published& published;
  const verification::Verifier& verifier;
  const Clock& clock;
  Random& random;
};

/// A file's report with what the catalogue knows of it. The pointers live as long as `snapshot`.
struct Checked {
  catalogue::SharedSnapshot snapshot;
  verification::Report report;
  const learning::Organization* issuer = nullptr;      ///< whose DID issued it
  const learning::Achievement* achievement = nullptr;  ///< what it carries, when it is known
};

struct File {
  std::string_view bytes;
  std::string_view language;  ///< of the report's sentences
  /// Whose it might be: the report says whether it was issued to one of these.
  std::vector<std::string> recipients = {};
};

/// Stores nothing. Errors as Verifier::verify().
Result<Checked> check(const Ports& ports, const File& file);

enum class AddOutcome {
  added,
  there_already,
  refused,  ///< its verdict is not valid: nothing was stored
};

struct Addition {
  AddOutcome outcome = AddOutcome::refused;
  Checked checked;
  AwardId award;  ///< unless refused
};

/// The first person on whom a machine would decide is the learner: automatic decisions are made
/// here, in the same transaction as the award. Adding the same credential again, or another copy of
/// the same award (import keys of ADR 2), changes nothing; adding one that was taken out puts
/// it back.
Result<Addition> add(const Ports& ports, const store::PersonId& person, const File& file);

struct Item {
  store::KeptAward kept;
  std::optional<store::Credential> credential;
  std::vector<recognition::Decision> decisions;  ///< those that stand on this award
  std::vector<recognition::Refusal> refusals;    ///< why agreements do not apply to it
  /// Whether it was issued to this person; absent while they have stated no identifier.
  std::optional<verification::RecipientMatch> recipient = {};
  std::optional<store::KeptConferral> conferral = {};  ///< of an award that was made here
};

struct Portfolio {
  catalogue::SharedSnapshot snapshot;
  std::vector<Item> items;  ///< originals, the newest first
  std::vector<recognition::Proposal> proposals;
  std::vector<std::string> identifiers;  ///< by what issuers know the person
};

Result<Portfolio> read(const Ports& ports, const store::PersonId& person);

inline constexpr std::size_t kIdentifiersMax = 20;

/// By what issuers know the person: e-mail addresses, DIDs, numbers of students.
Result<std::vector<std::string>> identifiers(const Ports& ports, const store::PersonId& person);

/// States them anew, in place of those there were; spaces around each are left out. Invalid, with
/// the place, beyond kIdentifiersMax, and for one that is empty, longer than 254 bytes or holds
/// control characters. Whether they are the person's is not proven: it is for their own eyes.
Result<void> state_identifiers(const Ports& ports, const store::PersonId& person,
                               std::vector<std::string> identifiers);

/// not_found for what is not this person's; conflict for a view, which goes with its original.
/// Taking out what is out already is fine. What the credential was recognised for is let go of:
/// another holder of a copy can have it recognised then.
Result<void> remove(const Ports& ports, const store::PersonId& person, const AwardId& award);
/// Undoes remove(), with the decisions it had, as far as their roots are still free and nobody else
/// had the credential recognised meanwhile.
Result<void> restore(const Ports& ports, const store::PersonId& person, const AwardId& award);

Result<recognition::Decision> accept(const Ports& ports, const store::PersonId& person,
                                     const DecisionId& proposal);

/// The automatic decisions for everybody, each in a write of their own: after people or agreements
/// came in. Returns what went wrong; it keeps nobody else from theirs.
std::vector<Error> recognise_everybody(const Ports& ports);

/// The record that audits and plans run on.
Result<learning::Record> record(const Ports& ports, const store::PersonId& person);

}  // namespace cairn::portfolio

// The ports through which use cases store and find: one small repository per aggregate, reached
// inside one read or write of the Store. adapters/sql implements them.
//
// Repositories keep no rule beyond their stated keys; the use cases do.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/store/log.h"
#include "app/store/records.h"
#include "app/store/status_lists.h"
#include "base/result.h"
#include "domain/learning/particulars.h"

namespace cairn::store {

class Definitions {
 public:
  virtual ~Definitions() = default;
  /// The highest version of each id, ordered by id.
  virtual Result<std::vector<Definition>> latest(DefinitionKind kind) = 0;
  /// Every version, ordered by id and version.
  virtual Result<std::vector<Definition>> all(DefinitionKind kind) = 0;
  virtual Result<std::optional<Definition>> find(DefinitionKind kind, const std::string& id) = 0;
  /// conflict: that version is there already.
  virtual Result<void> add(const Definition& definition, Instant at) = 0;
};

class Persons {
 public:
  virtual ~Persons() = default;
  virtual Result<std::vector<Person>> all() = 0;
  virtual Result<std::optional<Person>> find(const PersonId& id) = 0;
  virtual Result<std::optional<Person>> find_by_handle(std::string_view handle) = 0;
  virtual Result<void> add(const Person& person) = 0;
  /// By what issuers know the person (e-mail addresses, DIDs), in the order of the texts.
  virtual Result<std::vector<std::string>> identifiers(const PersonId& id) = 0;
  /// In place of those there were; each once.
  virtual Result<void> put_identifiers(const PersonId& id,
                                       const std::vector<std::string>& identifiers) = 0;
};

class Sessions {
 public:
  virtual ~Sessions() = default;
  virtual Result<void> add(std::string_view token_hash, const PersonId& person, Instant created,
                           Instant expires) = 0;
  /// Whose session it is; nothing when there is none or it is over at `now`.
  virtual Result<std::optional<PersonId>> find(std::string_view token_hash, Instant now) = 0;
  virtual Result<void> remove(std::string_view token_hash) = 0;
  virtual Result<void> remove_expired(Instant now) = 0;
};

class Answers {
 public:
  virtual ~Answers() = default;
  /// Nothing when there is none or it is over at `now`.
  virtual Result<std::optional<KeptAnswer>> find(const PersonId& person, std::string_view key,
                                                 Instant now) = 0;
  /// In place of one under the same key.
  virtual Result<void> put(const PersonId& person, const KeptAnswer& answer) = 0;
  virtual Result<void> remove(const PersonId& person, std::string_view key) = 0;
  virtual Result<void> remove_expired(Instant now) = 0;
};

/// A person's awards and credentials. Views live here too; the decision behind one belongs to the
/// organization that made it.
class Portfolios {
 public:
  virtual ~Portfolios() = default;
  /// Those in the portfolio (not removed), views included, the newest first.
  virtual Result<std::vector<KeptAward>> awards(const PersonId& person) = 0;
  /// Also when it was removed.
  virtual Result<std::optional<KeptAward>> find(const PersonId& person, const AwardId& id) = 0;
  /// conflict: a root of this view already counts in another view at the same organization.
  virtual Result<void> add(const PersonId& person, const KeptAward& award) = 0;
  /// Takes an award and every recognised view that stands on it out; what was earned with it stays.
  virtual Result<void> remove(const PersonId& person, const AwardId& id, Instant at) = 0;
  /// Views that stand on `root` and were taken out.
  virtual Result<std::vector<AwardId>> removed_views(const PersonId& person,
                                                     const AwardId& root) = 0;
  /// Puts one award back. conflict: as with add().
  virtual Result<void> restore(const PersonId& person, const AwardId& id) = 0;

  virtual Result<std::vector<Credential>> credentials(const PersonId& person) = 0;
  /// The file of one of credentials(), by its digest. not_found: the person has none.
  virtual Result<std::string> original(const PersonId& person, std::string_view digest) = 0;
  /// The import key of a credential: issuer and id.
  virtual Result<std::optional<AwardId>> find_by_credential(const PersonId& person,
                                                            std::string_view issuer,
                                                            std::string_view id) = 0;
  /// The import key of an award: issuer, achievement, subject and date, as the file names them.
  virtual Result<std::optional<AwardId>> find_by_content(const PersonId& person,
                                                         const Credential& like) = 0;
  /// Does nothing when the same bytes are kept already.
  virtual Result<void> add_credential(const PersonId& person, const Credential& credential) = 0;
};

/// What a person's record holds besides awards, stated by those who have the right to.
class Particulars {
 public:
  virtual ~Particulars() = default;
  /// Facts by name, exceptions by id, entries by achievement.
  virtual Result<learning::Particulars> of(const PersonId& person) = 0;
  /// In place of those there were.
  virtual Result<void> put(const PersonId& person, const learning::Particulars& particulars) = 0;
};

class Decisions {
 public:
  virtual ~Decisions() = default;
  /// Those whose view is in the person's portfolio, and those that made no award.
  virtual Result<std::vector<recognition::Decision>> of(const PersonId& person) = 0;
  /// The subject id under which an organization knows a person, or nothing.
  virtual Result<std::optional<SubjectId>> subject(const OrganizationId& organization,
                                                   const PersonId& person) = 0;
  virtual Result<void> add_subject(const OrganizationId& organization, const SubjectId& subject,
                                   const PersonId& person) = 0;
  /// For which of its subjects the organization recognises the credential that `digest` names.
  virtual Result<std::optional<SubjectId>> holder(const OrganizationId& organization,
                                                  std::string_view digest) = 0;
  /// conflict: it is recognised for another subject.
  virtual Result<void> hold(const OrganizationId& organization, const SubjectId& subject,
                            std::string_view digest) = 0;
  /// Does nothing where the subject does not hold it.
  virtual Result<void> release(const OrganizationId& organization, const SubjectId& subject,
                               std::string_view digest) = 0;
  /// Owned by the receiver, `decision.view.organization`. The view itself is added to the portfolio
  /// by the caller.
  virtual Result<void> add(const SubjectId& subject, const recognition::Decision& decision) = 0;
  /// Takes one back that made no award.
  virtual Result<void> remove(const recognition::Decision& decision) = 0;
};

/// Awards that organizations made because they were complete.
class Conferrals {
 public:
  virtual ~Conferrals() = default;
  /// By award; also those whose award the person took out of the portfolio.
  virtual Result<std::vector<KeptConferral>> of(const PersonId& person) = 0;
  /// The award itself is added to the portfolio by the caller. conflict: it is there already.
  virtual Result<void> add(const SubjectId& subject, const KeptConferral& conferral) = 0;
};

/// The published rules that attestations refer to, by their digest; they never change or go.
class AttestedRules {
 public:
  virtual ~AttestedRules() = default;
  virtual Result<std::optional<std::string>> find(std::string_view digest) = 0;
  /// Does nothing where they are there.
  virtual Result<void> keep(std::string_view digest, std::string_view rules, Instant at) = 0;
};

class Keys {
 public:
  virtual ~Keys() = default;
  virtual Result<std::vector<SealedKey>> all() = 0;
  virtual Result<void> add(const SealedKey& key, Instant created) = 0;
  /// Keeps the state and the end of a key that is there.
  virtual Result<void> set_state(const SealedKey& key) = 0;
};

class Journal {
 public:
  virtual ~Journal() = default;
  virtual Result<void> append(const JournalEntry& entry) = 0;
  /// At most `limit` entries older than the entry `before` (or the newest), the newest first.
  virtual Result<std::vector<JournalEntry>> page(const std::optional<std::string>& before,
                                                 int limit) = 0;
};

class Facts {
 public:
  virtual ~Facts() = default;
  virtual Result<std::optional<std::string>> get(std::string_view name) = 0;
  virtual Result<void> set(std::string_view name, std::string_view value) = 0;
};

/// What one read or write sees.
class Repositories {
 public:
  virtual ~Repositories() = default;
  virtual Definitions& definitions() = 0;
  virtual Persons& persons() = 0;
  virtual Sessions& sessions() = 0;
  virtual Answers& answers() = 0;
  virtual Portfolios& portfolios() = 0;
  virtual Particulars& particulars() = 0;
  virtual Decisions& decisions() = 0;
  virtual Conferrals& conferrals() = 0;
  virtual AttestedRules& attested_rules() = 0;
  virtual Keys& keys() = 0;
  virtual Journal& journal() = 0;
  virtual Facts& facts() = 0;
  virtual Log& log() = 0;
  virtual StatusLists& status_lists() = 0;
};

using Work = std::function<Result<void>(Repositories&)>;

/// Thread-safe.
class Store {
 public:
  virtual ~Store() = default;
  /// One consistent snapshot.
  virtual Result<void> read(const Work& work) = 0;
  /// All of it or nothing; durable when it returns success.
  virtual Result<void> write(const Work& work) = 0;
};

}  // namespace cairn::store

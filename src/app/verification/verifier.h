// The use case "is this file genuine?": from the bytes of a JSON, JWT, PNG or SVG file to a report.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/contexts/known_contexts.h"
#include "app/verification/report.h"
#include "base/result.h"
#include "base/time.h"

namespace cairn::facts {
class Outside;  // app/facts/outside.h
}

namespace cairn::verification {

/// What the answer is for: decides which checks the verdict needs (docs/reference/verification.md).
enum class Use { portfolio, recognition, hiring };

/// That a credential is in a transparency log: a proof file (C2SP tlog-proof) that the asker holds,
/// and the log's key, "NAME+ID+KEY".
struct StatedLogProof {
  std::string_view proof;
  std::string_view key;
  /// Since when the asker, or whoever stored it, has held the proof: the credential was there by
  /// then, so that a key that was taken back later still counts for it.
  std::optional<Instant> held_since = {};
  std::string_view checkpoint = {};  ///< of the same log, had elsewhere; must not contradict
  std::optional<Instant> checkpoint_fetched = {};
};

/// A list of recognised issuers that the asker holds, as text, and since when it was stored.
struct StatedTrustList {
  std::string text;
  std::optional<Instant> stored = {};
};

/// What was found at an address: JSON that an Open Badges 2 assertion rests on, or a file whose
/// digest a credential states.
struct StatedDocument {
  std::string url;
  std::string text;
  std::optional<Instant> known_since = {};  ///< as the asker says; absent: just now
};

/// Whether a refresh service that the credential names is asked: its host learns that somebody
/// looks.
enum class Renewal { named, asked };

/// What the asker takes the file for: anything that is not that is malformed.
enum class Expected { any, credential, presentation };

struct Question {
  std::string_view file;
  std::size_t pick = 0;  ///< of several credentials in a picture, from 1; 0: the only one
  Instant at;
  /// The clock, when `at` is an earlier moment: what was signed or learned since then counts, if
  /// that is what is asked.
  std::optional<Instant> now = {};
  Asks asks = Asks::true_then;
  /// DIDs and other ids of issuers that the asker knows; what `trusted` means. Their status lists
  /// count for the credentials of others that name them.
  std::span<const std::string> known_issuers;
  Use use = Use::recognition;
  /// Check names that the verdict needs beside those of `use`, for example "trust".
  std::span<const std::string> also_required;
  /// Status list credentials that the asker holds, as JSON: each answers for the URL that is its
  /// id.
  std::span<const std::string> status_lists = {};
  /// A proof that the credential is in a transparency log; without one the check is skipped, or
  /// unknown where it is required.
  std::optional<StatedLogProof> log = std::nullopt;
  /// Proofs at hand, of this credential or of others: asked where `log` is not stated.
  std::span<const StatedLogProof> log_proofs = {};
  /// Lists of recognised issuers, and whose signatures under them the asker accepts.
  std::span<const StatedTrustList> trust_lists = {};
  std::span<const std::string> trust_signers = {};
  /// For how long a stored trust list without an end of its own says anything.
  std::chrono::milliseconds trust_list_age = std::chrono::days(30);
  /// For assertions of Open Badges 2: themselves as hosted, badge class, issuer, key, revocations.
  /// For credentials: the files of their evidence and related resources.
  std::span<const StatedDocument> documents = {};
  /// E-mail addresses, DIDs and other identifiers of the person who asks, or is asked about: is the
  /// credential theirs? Empty: not asked.
  std::span<const std::string> recipients = {};
  Renewal renewal = Renewal::named;
  Expected expected = Expected::any;
  /// What the proof must be for, and (of a presentation) made for whom and in answer to what;
  /// empty: the usual purpose, anybody, anything.
  std::string_view purpose = {};
  std::span<const std::string> domains = {};
  std::optional<std::string_view> challenge = {};
  std::string_view language = "en";  ///< of the messages: "en" or "ar", else English
};

/// Whether a badge (Badge::recipient_identity) was given to one of the identifiers.
RecipientMatch match_recipient(std::string_view identity, std::span<const std::string> stated);

/// A new issue of a trust list, offered to take the place of the one that is held.
struct TrustListOffer {
  std::string_view text;
  std::optional<std::string_view> held;  ///< the issue held so far, accepted earlier
  std::span<const std::string> signers;  ///< whose signature is accepted where none is held
  Instant at;
};

struct AcceptedTrustList {
  std::string name;
  std::int64_t sequence = 0;
  std::size_t issuers = 0;
};

/// Holds the known contexts and what was learned from them. Thread-safe.
class Verifier {
 public:
  /// `outside` is asked for what a credential refers to and must outlive the verifier; without it
  /// nothing is fetched, and what depends on it is unknown.
  explicit Verifier(const facts::Outside* outside = nullptr);
  /// The same with `contexts`, which must outlive it too; otherwise it has those compiled in.
  explicit Verifier(const contexts::KnownContexts& contexts,
                    const facts::Outside* outside = nullptr);
  ~Verifier();

  /// An invalid credential is a report; a presentation's has one for each of its credentials.
  /// Errors: the file holds no JSON object, is a PNG or SVG
  /// without a credential or damaged, names an unknown check, or is beyond a limit.
  Result<Report> verify(const Question& question) const;

  /// Invalid unless the list is genuine, holds at `at`, and is newer than the one held and signed
  /// by its signer or one that it names; the first is to be signed by one of `signers`. Each issue
  /// of an XML list is vouched for by `signers` (trust_files.h).
  Result<AcceptedTrustList> accept(const TrustListOffer& offer) const;

  /// The canonical N-Quads of a JSON-LD document (RDFC-1.0, SHA-256), in safe mode.
  Result<std::string> canonize(std::string_view json_text) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cairn::verification

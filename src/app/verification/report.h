// What a person or a program is told about a credential file: the verdict, each check with its
// reason in plain words, and what the badge says of itself.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace cairn::json {
class Writer;
}

namespace cairn::verification {

enum class Verdict { valid, invalid, unknown };
enum class Outcome { pass, fail, unknown, skipped };

/// The words of the JSON contract ("valid", "pass").
const char* name_of(Verdict verdict);
const char* name_of(Outcome outcome);

struct CheckReport {
  std::string check;  ///< structure, proof, issuer_binding, trust, validity, status, schema or log
  Outcome outcome = Outcome::skipped;
  std::string code;     ///< a stable word for the cause; docs/reference/verification.md lists them
  std::string message;  ///< a plain sentence in the language asked for
  std::string remedy;   ///< what to do about it; empty with pass and skipped
  std::string error_type = {};           ///< the standards' URL for it; empty when they have none
  std::vector<CheckReport> proofs = {};  ///< of several proofs: how each fared, in their order
};

/// What an answer for an earlier moment is.
enum class Asks {
  true_then,   ///< whether it was good then, by all that is known now
  known_then,  ///< whether somebody could tell so then: what was learned since does not count
};

/// The word in JSON ("known_then").
const char* name_of(Asks asks);

/// The moment that an answer is for, where it is not now.
struct AskedMoment {
  Instant at;
  Asks asks = Asks::true_then;
  std::string message;
};

enum class PartKind { credential, endorsement };

/// A credential inside the credential, verified by itself.
struct PartReport {
  PartKind kind = PartKind::credential;
  std::string place;  ///< a JSON Pointer
  std::string id;
  std::string issuer_id;
  std::string name;
  Verdict verdict = Verdict::unknown;
  std::string code;     ///< of the check that decided; "ok" when all passed
  std::string message;  ///< its sentence
};

struct AlignmentSummary {
  std::string name;
  std::string url;
  std::string framework;
  std::string type;
};

/// What the file says of itself: to be believed as far as the verdict goes, and never as markup.
struct Badge {
  std::string credential_id;
  std::string name;
  std::string description;
  std::string criteria;
  std::string achievement_id;
  std::string achievement_type;
  std::string issuer_id;
  std::string issuer_name;
  std::string subject_id;          ///< whom it was given to: an id, often a DID; may be empty
  std::string recipient;           ///< a name or identifier as the file gives it; may be empty
  std::string recipient_identity;  ///< all of that as JSON, for match_recipient()
  std::optional<Instant> awarded;
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_until;
  std::string credits_earned;     ///< as written; empty when absent
  std::string credits_available;  ///< as written; empty when absent
  std::string level;              ///< of the first alignment to a qualifications framework
  std::vector<AlignmentSummary> alignments;
  std::string image;  ///< a data: URI; remote pictures are left out
};

/// Who an issuer is, by a list of recognised issuers.
struct IssuerIdentity {
  std::string id;
  std::string name;
  std::string url;  ///< may be empty
  std::string list_name;
  std::string list_id;  ///< empty for a registry
};

/// Something that was not in the file and that the answer rests on.
struct FactReport {
  std::string kind;  ///< controller, status_list, document, trust_list, log or context
  std::string id;    ///< its address, or the name of a log or list
  std::optional<Instant> fetched;     ///< absent: it is part of the program, or was stated by hand
  std::optional<Instant> good_until;  ///< of a stored one: after that it clears nobody any more
  std::chrono::seconds age{0};        ///< at the moment asked about
  bool outdated = false;
};

enum class DigestState {
  unstated,   ///< the credential states no digest of the file
  unchecked,  ///< it does, but nobody stated the file
  matches,
  differs,
};

/// The word in JSON ("unchecked").
const char* name_of(DigestState state);

struct EvidenceReport {
  std::string place;  ///< a JSON Pointer
  std::string id;     ///< the address of the file; may be empty
  std::string name;   ///< may be empty
  DigestState digest = DigestState::unstated;
};

/// Where the issuer offers a newer issue of the credential.
struct RefreshReport {
  std::string type;
  std::string url;
  std::string message;  ///< what to do with it
};

enum class RecipientMatch {
  matches,   ///< issued to one of the identifiers that were stated
  differs,   ///< issued to somebody, by identifiers that none of those is
  unstated,  ///< says not whom it was issued to, or not in a way that can be compared
};

/// The word in JSON ("unstated").
const char* name_of(RecipientMatch match);

struct RecipientReport {
  RecipientMatch match = RecipientMatch::unstated;
  std::string message;
};

struct Report {
  Verdict verdict = Verdict::unknown;
  bool trusted = false;                  ///< the issuer is among those the asker knows
  std::optional<AskedMoment> asked;      ///< when it is not now
  std::optional<IssuerIdentity> issuer;  ///< by a trust list that recognised it
  std::vector<CheckReport> checks;
  std::vector<PartReport> parts;
  std::vector<FactReport> facts = {};  ///< by kind and id
  std::vector<EvidenceReport> evidence = {};
  std::optional<RefreshReport> refresh = {};
  std::optional<RecipientReport> recipient = {};  ///< when the asker stated identifiers
  std::vector<Report> renewed = {};      ///< the newer issue, when it was asked for and is there
  std::vector<Report> credentials = {};  ///< of a presentation, in its order
  std::optional<Badge> badge;            ///< absent when the credential is no readable Open Badge
  std::string badge_problem;  ///< why `badge` is absent: what was found, and where; else empty
  std::string media_type;     ///< application/vc, application/vc+jwt, image/png or image/svg+xml
  std::string digest;         ///< SHA-256 of the file, hexadecimal
  std::string credential;     ///< as JSON text: as the file holds it, or out of its token
};

/// One of `checks` in the verdict JSON.
void write_check(json::Writer& writer, const CheckReport& check);
/// The whole of it.
void write_report(json::Writer& writer, const Report& report);

/// The verdict JSON of the command line (also `VerificationReport` in api/openapi.yaml, without
/// what only a server knows).
std::string to_json(const Report& report);

}  // namespace cairn::verification

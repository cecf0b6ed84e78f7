// Precedents: what a receiver decided on the same facts before
// (docs/reference/recognition.md, section 7).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/credit/amount.h"
#include "domain/framework/level.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/agreement.h"
#include "domain/recognition/decision.h"

namespace cairn::recognition {

/// What a decision looks at, and nothing about the person.
struct Facts {
  AchievementId achievement;
  OrganizationId organization;  ///< who awarded it
  std::optional<framework::Level> level;
  std::vector<credit::Amount> credit;  ///< sorted by system
  std::string content;  ///< "version 3" of the achievement, or the digest of a syllabus

  bool operator==(const Facts&) const = default;
};

/// Whether the award rests on a document that nobody signed.
bool is_stated(const learning::Award& award);
/// Of an award and its achievement, nullptr where the catalogue does not know that. The content is
/// what follows "stated:" in the award's source, or else its version.
Facts facts_of(const learning::Award& award, const learning::Achievement* achievement);

enum class Basis {
  credential,  ///< signed by who awarded it
  stated,      ///< signed by nobody, and confirmed by a registrar
};

struct Deviation {
  PrecedentId from;
  std::string explanation;
};

struct Precedent {
  PrecedentId id;
  OrganizationId receiver;
  Facts facts;
  Basis basis = Basis::credential;
  std::string confirmed_by;    ///< of stated facts
  std::optional<Grant> grant;  ///< absent: refused
  std::string reason;
  Date decided;
  std::string decided_by;
  std::optional<Deviation> deviates;
};

bool same_answer(const Precedent& a, const Precedent& b);

/// The receiver's latest precedent on these facts, decided on or before the day; nullptr when there
/// is none.
const Precedent* find_answer(std::span<const Precedent* const> precedents,
                             const OrganizationId& receiver, const Facts& facts, Date day);

/// A later precedent with another answer on the same facts that does not name the one before it.
struct Inconsistency {
  PrecedentId earlier, later;
};

/// The first by ids, if any. n log n.
std::optional<Inconsistency> find_inconsistency(std::span<const Precedent> precedents);

}  // namespace cairn::recognition

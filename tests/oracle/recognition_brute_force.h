// Recognition by enumeration, written from docs/reference/recognition.md, sections 1 to 4 and 6,
// and from nothing of the engine.
#pragma once

#include <compare>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/rational.h"
#include "base/time.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/agreement.h"

namespace cairn::oracle {

struct RecognitionCase {
  learning::Catalogue catalogue;
  learning::Record record;
  std::vector<recognition::Agreement> agreements;
  Date day;
};

/// What a group of a term grants.
struct Granted {
  std::string id;
  std::string receiver;
  std::string term;         ///< with its agreement
  std::string achievement;  ///< empty: none
  recognition::GrantKind kind = recognition::GrantKind::credit;
  std::optional<credit::Amount> credit;
  std::set<std::string> roots;
  int steps = 0;  ///< of the chain behind it
  int precedence = 0;
};

/// Of sections 1 to 3, by id: what is proposed after precedence.
std::vector<Granted> granted(const RecognitionCase& input);

/// Whether one receiver can grant only one of the two.
bool exclude(const Granted& a, const Granted& b);
/// Whether the record is in the way.
bool barred(const Granted& grant, const RecognitionCase& input);

/// The preferences of section 6, better when greater.
struct Merit {
  Rational credit;
  int specific = 0;
  int steps = 0;  ///< negative
  int roots = 0;  ///< negative

  auto operator<=>(const Merit&) const = default;
  bool operator==(const Merit&) const = default;
};

/// Of one receiver, or across all where `receiver` is empty.
Merit merit_of(const std::vector<Granted>& chosen, const std::string& receiver,
               const learning::Catalogue& catalogue);
/// The best of all choices: exponential in what makes an award.
Merit best_merit(const RecognitionCase& input, const std::vector<Granted>& grants,
                 const std::string& receiver);

}  // namespace cairn::oracle

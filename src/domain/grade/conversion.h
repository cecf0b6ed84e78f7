// Converting grades by the distribution tables of two groups
// (docs/reference/credit-and-grades.md, "Converting a grade").
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "domain/grade/distribution.h"
#include "domain/grade/grade.h"

namespace cairn::grade {

/// Which of several overlapped grades the receiver takes, decided beforehand.
enum class Policy {
  lowest,
  average,  ///< the one in whose range the middle of the original's range lies
  highest,
};

struct Conversion {
  Grade original;
  Grade converted;
  PeerRange range;                      ///< of the original in its group
  std::vector<std::string> overlapped;  ///< the receiver's grades that it overlaps, best first
  Policy policy = Policy::average;
  TableRef from;
  TableRef to;
};

enum class RefusalReason {
  other_scale,     ///< the grade is not of the first table's scale
  unknown_grade,   ///< the scale has no such grade
  failing,         ///< tables hold passing grades only
  never_given,     ///< the share of the grade is zero
  no_distinction,  ///< it is the only grade that its group was given, the receiver's had several
  other_field,     ///< neither group's field is within the other's
};

/// One side of a conversion. The table must have passed both checks of distribution.h.
struct Side {
  const Scale& scale;
  const DistributionTable& table;
};

/// The grade that `original`, as it was given, counts as in the receiver's group, or why none. What
/// was converted is never converted again.
std::variant<Conversion, RefusalReason> convert(const Grade& original, const Side& sender,
                                                const Side& receiver, Policy policy);

}  // namespace cairn::grade

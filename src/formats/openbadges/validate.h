// Whether a credential of Open Badges 3.0 or CLR 2.0 fits the class model (model.h), with a place
// and a problem for everything that does not.
//
// Beyond the table are checked: that a subject is identified; that results fit the result
// descriptions they name; that associations name achievements that are there. Proofs are not
// looked at: formats/vc does that.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "formats/json/value.h"
#include "formats/openbadges/model.h"

namespace cairn::openbadges {

enum class Problem : std::uint8_t {
  member_missing,
  value_null,             ///< absent members are left out
  value_empty,            ///< a text, list or object without anything in it
  not_a_list,             ///< a bare value where an array must be, also of one
  not_single,             ///< an array where one value must be
  wrong_kind,             ///< a number where a text must be, and so on
  malformed,              ///< a text that is no URI, date, language...
  type_missing,           ///< `type` does not name the class
  member_unknown,         ///< in a class that allows no others
  word_unknown,           ///< not in the vocabulary, nor an extension of it
  reference_unknown,      ///< names nothing that is in the credential
  value_not_allowed,      ///< outside what its result description allows
  result_below_required,  ///< less than what its result description requires, and not failed
  subject_unidentified,   ///< neither id nor identifier
};

/// The name in JSON: "member_missing".
const char* name_of(Problem problem);

struct Finding {
  Problem problem = Problem::member_missing;
  std::string place;     ///< a JSON Pointer
  std::string expected;  ///< a class, vocabulary, member or kind by its name in the standard
  bool operator==(const Finding&) const = default;
};

/// The class that the values of `type` name; nothing when it is none of Open Badges or CLR.
std::optional<ClassId> class_of(const json::Value& credential);

inline constexpr std::size_t kFindingsMax = 64;

/// In document order, the first kFindingsMax; empty when the credential fits. `id` is the class of
/// a credential. Linear in the document.
std::vector<Finding> validate(const json::Value& credential, ClassId id);

}  // namespace cairn::openbadges

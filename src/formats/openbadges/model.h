// The class model of Open Badges 3.0 and CLR 2.0 as one table: classes, members, how many, of what.
//
// 1EdTech Open Badges Specification 3.0 Final, appendix B, and Comprehensive Learner Record
// Standard 2.0, section "Data Models". validate.h walks the table.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace cairn::openbadges {

enum class ClassId : std::uint8_t {
  verifiable_credential,
  achievement_credential,
  endorsement_credential,
  clr_credential,
  achievement_subject,
  endorsement_subject,
  clr_subject,
  achievement,
  address,
  alignment,
  association,
  criteria,
  evidence,
  geo_coordinates,
  identifier_entry,
  identity_object,
  image,
  profile,
  related,
  result,
  result_description,
  rubric_criterion_level,
  credential_schema,
  credential_status,
  refresh_service,
  terms_of_use,
  proof,
};
inline constexpr std::size_t kClassCount = static_cast<std::size_t>(ClassId::proof) + 1;

enum class VocabularyId : std::uint8_t {
  achievement_type,
  alignment_target_type,
  association_type,
  identifier_type,
  result_status,
  result_type,
};
inline constexpr std::size_t kVocabularyCount =
    static_cast<std::size_t>(VocabularyId::result_type) + 1;

enum class ValueKind : std::uint8_t {
  text,            ///< not empty
  localized_text,  ///< a text, or a language value object of the Data Model 2.0, or several
  number,
  boolean,
  uri,
  date_time,  ///< with a zone
  day,        ///< a civil date, or a date and time with a zone
  language,
  country,  ///< ISO 3166-1 alpha-2
  email,
  phone,
  compact_jws,
  identity_hash,
  digest_sri,        ///< Subresource Integrity
  digest_multibase,  ///< a multihash in multibase
  context,           ///< a URI or a map
  word,              ///< of a vocabulary
  object,            ///< of a class
  reference,         ///< an object of a class, or just its URI
  credential,        ///< an object of the class that its type names
};

/// `index` names the vocabulary of a word and the class of an object or reference.
struct ValueType {
  ValueKind kind = ValueKind::text;
  std::uint8_t index = 0;

  constexpr VocabularyId vocabulary() const { return static_cast<VocabularyId>(index); }
  constexpr ClassId class_id() const { return static_cast<ClassId>(index); }
};

/// A list is always an array, also of one, and never empty; but a member marked `compact` may also
/// be the bare value.
enum class Occurs : std::uint8_t { one, maybe, list, some, compact_list, compact_some };

constexpr bool is_required(Occurs occurs) {
  return occurs == Occurs::one || occurs == Occurs::some || occurs == Occurs::compact_some;
}
constexpr bool is_list(Occurs occurs) { return occurs != Occurs::one && occurs != Occurs::maybe; }
constexpr bool is_compact(Occurs occurs) {
  return occurs == Occurs::compact_list || occurs == Occurs::compact_some;
}

/// The version of the Verifiable Credentials Data Model in which a member exists.
enum class DataModel : std::uint8_t { any, v1, v2 };

struct MemberRule {
  std::string_view name;
  Occurs occurs = Occurs::maybe;
  ValueType type;
  DataModel in = DataModel::any;
};

enum class Others : std::uint8_t { allowed, refused };

struct ClassRule {
  std::string_view name;
  std::span<const MemberRule> members;
  /// One of these must be among the values of `type`; empty when the class needs none.
  std::span<const std::string_view> types;
  Others others = Others::allowed;  ///< members that are not in the table
  bool is_credential = false;       ///< has the members of verifiable_credential too
};

struct Vocabulary {
  std::string_view name;
  std::span<const std::string_view> words;
  bool extensible = false;  ///< by words that begin with "ext:"
};

const ClassRule& rule_of(ClassId id);
const Vocabulary& vocabulary_of(VocabularyId id);

}  // namespace cairn::openbadges

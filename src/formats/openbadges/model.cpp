#include "formats/openbadges/model.h"

#include <array>

namespace cairn::openbadges {
namespace {

using enum Occurs;
using Kind = ValueKind;

constexpr ValueType a(ValueKind kind) { return {kind, 0}; }
constexpr ValueType a(ClassId id) { return {Kind::object, static_cast<std::uint8_t>(id)}; }
constexpr ValueType a(VocabularyId id) { return {Kind::word, static_cast<std::uint8_t>(id)}; }
constexpr ValueType reference_to(ClassId id) {
  return {Kind::reference, static_cast<std::uint8_t>(id)};
}

constexpr ValueType kText = a(Kind::text), kUri = a(Kind::uri);

constexpr MemberRule kTypes{"type", compact_some, kText};
constexpr MemberRule kType{"type", one, kText};
constexpr MemberRule kAlignments{"alignment", list, a(ClassId::alignment)};
constexpr MemberRule kEndorsements{"endorsement", list, a(ClassId::endorsement_credential)};
constexpr MemberRule kEndorsementJwts{"endorsementJwt", list, a(Kind::compact_jws)};
constexpr MemberRule kOtherIdentifiers{"otherIdentifier", list, a(ClassId::identifier_entry)};
constexpr MemberRule kImage{"image", maybe, a(ClassId::image)};

constexpr std::array kVerifiableCredential = {
    MemberRule{"@context", some, a(Kind::context)},
    MemberRule{"id", maybe, kUri},
    kTypes,
    MemberRule{"issuer", one, reference_to(ClassId::profile)},
    MemberRule{"validFrom", one, a(Kind::date_time), DataModel::v2},
    MemberRule{"validUntil", maybe, a(Kind::date_time), DataModel::v2},
    MemberRule{"issuanceDate", one, a(Kind::date_time), DataModel::v1},
    MemberRule{"expirationDate", maybe, a(Kind::date_time), DataModel::v1},
    MemberRule{"awardedDate", maybe, a(Kind::date_time)},
    MemberRule{"proof", compact_list, a(ClassId::proof)},
    MemberRule{"credentialSchema", compact_list, a(ClassId::credential_schema)},
    MemberRule{"credentialStatus", compact_list, a(ClassId::credential_status)},
    MemberRule{"refreshService", compact_list, a(ClassId::refresh_service)},
    MemberRule{"termsOfUse", compact_list, a(ClassId::terms_of_use)},
};

constexpr std::array kAchievementCredential = {
    MemberRule{"id", one, kUri},
    MemberRule{"name", one, a(Kind::localized_text)},
    MemberRule{"description", maybe, a(Kind::localized_text)},
    kImage,
    MemberRule{"credentialSubject", one, a(ClassId::achievement_subject)},
    kEndorsements,
    kEndorsementJwts,
    MemberRule{"evidence", list, a(ClassId::evidence)},
};

constexpr std::array kEndorsementCredential = {
    MemberRule{"id", one, kUri},
    MemberRule{"name", one, a(Kind::localized_text)},
    MemberRule{"description", maybe, a(Kind::localized_text)},
    MemberRule{"credentialSubject", one, a(ClassId::endorsement_subject)},
};

constexpr std::array kClrCredential = {
    MemberRule{"id", one, kUri},
    MemberRule{"name", one, a(Kind::localized_text)},
    MemberRule{"description", maybe, a(Kind::localized_text)},
    kImage,
    MemberRule{"partial", maybe, a(Kind::boolean)},
    MemberRule{"credentialSubject", one, a(ClassId::clr_subject)},
    kEndorsements,
    kEndorsementJwts,
    MemberRule{"evidence", list, a(ClassId::evidence)},
};

constexpr std::array kAchievementSubject = {
    MemberRule{"id", maybe, kUri},
    kTypes,
    MemberRule{"activityStartDate", maybe, a(Kind::day)},
    MemberRule{"activityEndDate", maybe, a(Kind::day)},
    MemberRule{"creditsEarned", maybe, a(Kind::number)},
    MemberRule{"achievement", one, a(ClassId::achievement)},
    MemberRule{"identifier", list, a(ClassId::identity_object)},
    kImage,
    MemberRule{"licenseNumber", maybe, kText},
    MemberRule{"narrative", maybe, kText},
    MemberRule{"result", list, a(ClassId::result)},
    MemberRule{"role", maybe, kText},
    MemberRule{"source", maybe, a(ClassId::profile)},
    MemberRule{"term", maybe, kText},
};

constexpr std::array kEndorsementSubject = {
    MemberRule{"id", one, kUri},
    kTypes,
    MemberRule{"endorsementComment", maybe, kText},
};

constexpr std::array kClrSubject = {
    MemberRule{"id", maybe, kUri},
    kTypes,
    MemberRule{"identifier", list, a(ClassId::identity_object)},
    MemberRule{"achievement", list, a(ClassId::achievement)},
    MemberRule{"verifiableCredential", some, a(Kind::credential)},
    MemberRule{"association", list, a(ClassId::association)},
};

constexpr std::array kAchievement = {
    MemberRule{"id", one, kUri},
    kTypes,
    kAlignments,
    MemberRule{"achievementType", maybe, a(VocabularyId::achievement_type)},
    MemberRule{"creator", maybe, a(ClassId::profile)},
    MemberRule{"creditsAvailable", maybe, a(Kind::number)},
    MemberRule{"criteria", one, a(ClassId::criteria)},
    MemberRule{"description", one, a(Kind::localized_text)},
    kEndorsements,
    kEndorsementJwts,
    MemberRule{"fieldOfStudy", maybe, kText},
    MemberRule{"humanCode", maybe, kText},
    kImage,
    MemberRule{"inLanguage", maybe, a(Kind::language)},
    MemberRule{"name", one, a(Kind::localized_text)},
    kOtherIdentifiers,
    MemberRule{"related", list, a(ClassId::related)},
    MemberRule{"resultDescription", list, a(ClassId::result_description)},
    MemberRule{"specialization", maybe, kText},
    MemberRule{"tag", list, kText},
    MemberRule{"version", maybe, kText},
};

constexpr std::array kAddress = {
    kTypes,
    MemberRule{"addressCountry", maybe, kText},
    MemberRule{"addressCountryCode", maybe, a(Kind::country)},
    MemberRule{"addressRegion", maybe, kText},
    MemberRule{"addressLocality", maybe, kText},
    MemberRule{"streetAddress", maybe, kText},
    MemberRule{"postOfficeBoxNumber", maybe, kText},
    MemberRule{"postalCode", maybe, kText},
    MemberRule{"geo", maybe, a(ClassId::geo_coordinates)},
};

constexpr std::array kAlignment = {
    kTypes,
    MemberRule{"targetCode", maybe, kText},
    MemberRule{"targetDescription", maybe, kText},
    MemberRule{"targetName", one, kText},
    MemberRule{"targetFramework", maybe, kText},
    MemberRule{"targetType", maybe, a(VocabularyId::alignment_target_type)},
    MemberRule{"targetUrl", one, kUri},
};

constexpr std::array kAssociation = {
    kType,
    MemberRule{"associationType", one, a(VocabularyId::association_type)},
    MemberRule{"sourceId", one, kUri},
    MemberRule{"targetId", one, kUri},
};

constexpr std::array kCriteria = {
    MemberRule{"id", maybe, kUri},
    MemberRule{"narrative", maybe, kText},
};

// The digests are the Data Model's (VCDM 2.0 section 5.3), on the file that `id` points to.
constexpr std::array kEvidence = {
    MemberRule{"id", maybe, kUri},
    kTypes,
    MemberRule{"narrative", maybe, kText},
    MemberRule{"name", maybe, a(Kind::localized_text)},
    MemberRule{"description", maybe, a(Kind::localized_text)},
    MemberRule{"genre", maybe, kText},
    MemberRule{"audience", maybe, kText},
    MemberRule{"digestSRI", maybe, a(Kind::digest_sri), DataModel::v2},
    MemberRule{"digestMultibase", maybe, a(Kind::digest_multibase), DataModel::v2},
};

constexpr std::array kGeoCoordinates = {
    kType,
    MemberRule{"latitude", one, a(Kind::number)},
    MemberRule{"longitude", one, a(Kind::number)},
};

constexpr std::array kIdentifierEntry = {
    kType,
    MemberRule{"identifier", one, kText},
    MemberRule{"identifierType", one, a(VocabularyId::identifier_type)},
};

constexpr std::array kIdentityObject = {
    kType,
    MemberRule{"hashed", one, a(Kind::boolean)},
    MemberRule{"identityHash", one, a(Kind::identity_hash)},
    MemberRule{"identityType", one, a(VocabularyId::identifier_type)},
    MemberRule{"salt", maybe, kText},
};

constexpr std::array kImageMembers = {
    MemberRule{"id", one, kUri},
    kType,
    MemberRule{"caption", maybe, kText},
};

constexpr std::array kProfile = {
    MemberRule{"id", one, kUri},
    kTypes,
    MemberRule{"name", maybe, a(Kind::localized_text)},
    MemberRule{"url", maybe, kUri},
    MemberRule{"phone", maybe, a(Kind::phone)},
    MemberRule{"description", maybe, a(Kind::localized_text)},
    kEndorsements,
    kEndorsementJwts,
    kImage,
    MemberRule{"email", maybe, a(Kind::email)},
    MemberRule{"address", maybe, a(ClassId::address)},
    kOtherIdentifiers,
    MemberRule{"official", maybe, kText},
    MemberRule{"parentOrg", maybe, a(ClassId::profile)},
    MemberRule{"familyName", maybe, kText},
    MemberRule{"givenName", maybe, kText},
    MemberRule{"additionalName", maybe, kText},
    MemberRule{"patronymicName", maybe, kText},
    MemberRule{"honorificPrefix", maybe, kText},
    MemberRule{"honorificSuffix", maybe, kText},
    MemberRule{"familyNamePrefix", maybe, kText},
    MemberRule{"dateOfBirth", maybe, a(Kind::day)},
};

constexpr std::array kRelated = {
    MemberRule{"id", one, kUri},
    kTypes,
    MemberRule{"inLanguage", maybe, a(Kind::language)},
    MemberRule{"version", maybe, kText},
};

constexpr std::array kResult = {
    kTypes,
    MemberRule{"achievedLevel", maybe, kUri},
    kAlignments,
    MemberRule{"resultDescription", maybe, kUri},
    MemberRule{"status", maybe, a(VocabularyId::result_status)},
    MemberRule{"value", maybe, kText},
};

constexpr std::array kResultDescription = {
    MemberRule{"id", one, kUri},
    kTypes,
    kAlignments,
    MemberRule{"allowedValue", list, kText},
    MemberRule{"name", one, kText},
    MemberRule{"requiredLevel", maybe, kUri},
    MemberRule{"requiredValue", maybe, kText},
    MemberRule{"resultType", one, a(VocabularyId::result_type)},
    MemberRule{"rubricCriterionLevel", list, a(ClassId::rubric_criterion_level)},
    MemberRule{"valueMax", maybe, kText},
    MemberRule{"valueMin", maybe, kText},
};

constexpr std::array kRubricCriterionLevel = {
    MemberRule{"id", one, kUri},
    kTypes,
    kAlignments,
    MemberRule{"description", maybe, kText},
    MemberRule{"level", maybe, kText},
    MemberRule{"name", one, kText},
    MemberRule{"points", maybe, kText},
};

constexpr std::array kNamedService = {MemberRule{"id", one, kUri}, kType};
// A Bitstring Status List entry needs no id (Bitstring Status List 1.0 section 2.1).
constexpr std::array kStatus = {MemberRule{"id", maybe, kUri}, kType};
constexpr std::array kTermsOfUse = {MemberRule{"id", maybe, kUri}, kType};

constexpr std::array kProof = {
    kType,
    MemberRule{"created", maybe, a(Kind::date_time)},
    MemberRule{"cryptosuite", maybe, kText},
    MemberRule{"challenge", maybe, kText},
    MemberRule{"nonce", maybe, kText},
    MemberRule{"proofPurpose", maybe, kText},
    MemberRule{"proofValue", maybe, kText},
    MemberRule{"verificationMethod", maybe, kUri},
};

using Words = std::string_view;
constexpr std::array<Words, 1> kVerifiableCredentialType = {"VerifiableCredential"};
constexpr std::array<Words, 2> kAchievementCredentialTypes = {"AchievementCredential",
                                                              "OpenBadgeCredential"};
constexpr std::array<Words, 1> kEndorsementCredentialType = {"EndorsementCredential"};
constexpr std::array<Words, 1> kClrCredentialType = {"ClrCredential"};
constexpr std::array<Words, 1> kAchievementSubjectType = {"AchievementSubject"};
constexpr std::array<Words, 1> kEndorsementSubjectType = {"EndorsementSubject"};
constexpr std::array<Words, 1> kClrSubjectType = {"ClrSubject"};
constexpr std::array<Words, 1> kAchievementType = {"Achievement"};
constexpr std::array<Words, 1> kAddressType = {"Address"};
constexpr std::array<Words, 1> kAlignmentType = {"Alignment"};
constexpr std::array<Words, 1> kAssociationType = {"Association"};
constexpr std::array<Words, 1> kEvidenceType = {"Evidence"};
constexpr std::array<Words, 1> kGeoCoordinatesType = {"GeoCoordinates"};
constexpr std::array<Words, 1> kIdentifierEntryType = {"IdentifierEntry"};
constexpr std::array<Words, 1> kIdentityObjectType = {"IdentityObject"};
constexpr std::array<Words, 1> kImageType = {"Image"};
constexpr std::array<Words, 1> kProfileType = {"Profile"};
constexpr std::array<Words, 1> kRelatedType = {"Related"};
constexpr std::array<Words, 1> kResultType = {"Result"};
constexpr std::array<Words, 1> kResultDescriptionType = {"ResultDescription"};
constexpr std::array<Words, 1> kRubricCriterionLevelType = {"RubricCriterionLevel"};

// In the order of ClassId.
constexpr std::array<ClassRule, kClassCount> kClasses = {{
    {"VerifiableCredential", kVerifiableCredential, kVerifiableCredentialType, Others::allowed,
     true},
    {"AchievementCredential", kAchievementCredential, kAchievementCredentialTypes, Others::allowed,
     true},
    {"EndorsementCredential", kEndorsementCredential, kEndorsementCredentialType, Others::allowed,
     true},
    {"ClrCredential", kClrCredential, kClrCredentialType, Others::allowed, true},
    {"AchievementSubject", kAchievementSubject, kAchievementSubjectType},
    {"EndorsementSubject", kEndorsementSubject, kEndorsementSubjectType},
    {"ClrSubject", kClrSubject, kClrSubjectType},
    {"Achievement", kAchievement, kAchievementType},
    {"Address", kAddress, kAddressType},
    {"Alignment", kAlignment, kAlignmentType},
    {"Association", kAssociation, kAssociationType},
    {"Criteria", kCriteria, {}},
    {"Evidence", kEvidence, kEvidenceType},
    {"GeoCoordinates", kGeoCoordinates, kGeoCoordinatesType},
    {"IdentifierEntry", kIdentifierEntry, kIdentifierEntryType, Others::refused},
    {"IdentityObject", kIdentityObject, kIdentityObjectType, Others::refused},
    {"Image", kImageMembers, kImageType, Others::refused},
    {"Profile", kProfile, kProfileType},
    {"Related", kRelated, kRelatedType},
    {"Result", kResult, kResultType},
    {"ResultDescription", kResultDescription, kResultDescriptionType},
    {"RubricCriterionLevel", kRubricCriterionLevel, kRubricCriterionLevelType},
    {"CredentialSchema", kNamedService, {}},
    {"CredentialStatus", kStatus, {}},
    {"RefreshService", kNamedService, {}},
    {"TermsOfUse", kTermsOfUse, {}},
    {"Proof", kProof, {}},
}};

constexpr std::array<Words, 31> kAchievementTypeWords = {
    "Achievement",
    "ApprenticeshipCertificate",
    "Assessment",
    "Assignment",
    "AssociateDegree",
    "Award",
    "BachelorDegree",
    "Badge",
    "Certificate",
    "CertificateOfCompletion",
    "Certification",
    "CoCurricular",
    "CommunityService",
    "Competency",
    "Course",
    "Degree",
    "Diploma",
    "DoctoralDegree",
    "Fieldwork",
    "GeneralEducationDevelopment",
    "JourneymanCertificate",
    "LearningProgram",
    "License",
    "MasterCertificate",
    "MasterDegree",
    "Membership",
    "MicroCredential",
    "ProfessionalDoctorate",
    "QualityAssuranceCredential",
    "ResearchDoctorate",
    "SecondarySchoolDiploma",
};
constexpr std::array<Words, 7> kAlignmentTargetTypeWords = {
    "CFItem", "CFRubric",         "CFRubricCriterion",  "CFRubricCriterionLevel",
    "CTDL",   "ceasn:Competency", "ceterms:Credential",
};
constexpr std::array<Words, 8> kAssociationTypeWords = {
    "exactMatchOf", "isChildOf",   "isParentOf", "isPartOf",
    "isPeerOf",     "isRelatedTo", "precedes",   "replacedBy",
};
constexpr std::array<Words, 19> kIdentifierTypeWords = {
    "accountId",
    "emailAddress",
    "identifier",
    "isbn",
    "issn",
    "lisSourcedId",
    "ltiContextId",
    "ltiDeploymentId",
    "ltiPlatformId",
    "ltiToolId",
    "ltiUserId",
    "name",
    "nationalIdentityNumber",
    "oneRosterSourcedId",
    "productId",
    "sisSourcedId",
    "sourcedId",
    "systemId",
    "userName",
};
constexpr std::array<Words, 6> kResultStatusWords = {
    "Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Withdrew",
};
constexpr std::array<Words, 12> kResultTypeWords = {
    "GradePointAverage",
    "LetterGrade",
    "Percent",
    "PerformanceLevel",
    "PredictedScore",
    "RawScore",
    "Result",
    "RubricCriterion",
    "RubricScore",
    "RubricCriterionLevel",
    "ScaledScore",
    "Status",
};

// In the order of VocabularyId.
constexpr std::array<Vocabulary, kVocabularyCount> kVocabularies = {{
    {"AchievementType", kAchievementTypeWords, true},
    {"AlignmentTargetType", kAlignmentTargetTypeWords, true},
    {"AssociationType", kAssociationTypeWords, false},
    {"IdentifierType", kIdentifierTypeWords, true},
    {"ResultStatusType", kResultStatusWords, false},
    {"ResultType", kResultTypeWords, true},
}};

}  // namespace

const ClassRule& rule_of(ClassId id) { return kClasses[static_cast<std::size_t>(id)]; }

const Vocabulary& vocabulary_of(VocabularyId id) {
  return kVocabularies[static_cast<std::size_t>(id)];
}

}  // namespace cairn::openbadges

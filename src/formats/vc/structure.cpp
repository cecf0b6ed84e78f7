#include "formats/vc/structure.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "formats/rdf/expansion.h"
#include "formats/status/entry.h"
#include "formats/vc/related_resource.h"

namespace cairn::vc {
namespace {

using json::Value;
using Broken = std::optional<Check>;

Check broken(Code code, std::string place) {
  return {CheckName::structure, Outcome::fail, code, {{"place", std::move(place)}}};
}

bool has_type(const Value& node) {
  const auto types = one_or_more(node.find("type"));
  return !types.empty() && std::ranges::all_of(types, [](const Value& type) {
    return type.is_string() && !type.string().empty();
  });
}

Broken check_credential_type(const Value& credential) {
  return check_type(credential, "VerifiableCredential");
}

Broken check_credential_id(const Value& credential) { return check_id(credential, ""); }

Broken check_issuer(const Value& credential) {
  const Value* issuer = credential.find("issuer");
  if (issuer == nullptr || !(issuer->is_string() || issuer->is_object()))
    return broken(Code::issuer_missing, "/issuer");
  if (!is_url(issuer_id(credential)))
    return broken(Code::issuer_missing, issuer->is_object() ? "/issuer/id" : "/issuer");
  return {};
}

Broken check_subjects(const Value& credential) {
  const Value* member = credential.find("credentialSubject");
  const auto subjects = one_or_more(member);
  if (subjects.empty()) return broken(Code::subject_missing, "/credentialSubject");
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    const std::string place =
        "/credentialSubject" + (member->is_array() ? "/" + std::to_string(i) : std::string());
    if (!subjects[i].is_object() || subjects[i].members().empty())
      return broken(Code::subject_missing, place);
    if (auto wrong = check_id(subjects[i], place)) return wrong;
  }
  return {};
}

struct DateNames {
  const char* from;
  const char* until;
};

DateNames date_names(const Value& credential) {
  return data_model_of(credential) == DataModel::v1_1 ? DateNames{"issuanceDate", "expirationDate"}
                                                      : DateNames{"validFrom", "validUntil"};
}

std::optional<Instant> date_of(const Value& credential, const char* name) {
  const auto parsed = Instant::parse(credential.text_of(name));
  return parsed ? std::optional(*parsed) : std::nullopt;
}

Broken check_dates(const Value& credential) {
  const DateNames names = date_names(credential);
  const bool needs_from = data_model_of(credential) == DataModel::v1_1;
  for (const char* name : {names.from, names.until}) {
    const bool needed = needs_from && name == names.from;
    if ((needed || credential.find(name) != nullptr) && !date_of(credential, name))
      return broken(Code::date_malformed, std::string("/") + name);
  }
  const ValidityPeriod period = validity_period(credential);
  if (period.from && period.until && *period.from > *period.until)
    return broken(Code::dates_reversed, std::string("/") + names.until);
  return {};
}

enum class Id : std::uint8_t { optional, required };

// One or more objects with a type, and with at most one id.
Broken check_entries(const Value& node, const char* name, Id id) {
  const Value* member = node.find(name);
  if (member == nullptr) return {};
  const std::string place = std::string("/") + name;
  const auto entries = one_or_more(member);
  if (entries.empty()) return broken(Code::entry_malformed, place);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string at = member->is_array() ? place + "/" + std::to_string(i) : place;
    if (!entries[i].is_object()) return broken(Code::entry_malformed, at);
    if (!has_type(entries[i])) return broken(Code::entry_malformed, at + "/type");
    if (id == Id::required && entries[i].find("id") == nullptr)
      return broken(Code::entry_malformed, at + "/id");
    if (auto wrong = check_id(entries[i], at)) return wrong;
  }
  return {};
}

// Sections 4.10, 4.11, 5.4 to 5.6 and 5.10; what 1.1 asked for beyond them in its own 4.9 to 5.4.
Broken check_typed_members(const Value& credential) {
  const Id in_1_1 = data_model_of(credential) == DataModel::v1_1 ? Id::required : Id::optional;
  if (auto wrong = check_entries(credential, "credentialStatus", in_1_1)) return wrong;
  if (auto wrong = check_entries(credential, "credentialSchema", Id::required)) return wrong;
  if (auto wrong = check_entries(credential, "refreshService", in_1_1)) return wrong;
  for (const char* name : {"evidence", "confidenceMethod", "renderMethod"})
    if (auto wrong = check_entries(credential, name, Id::optional)) return wrong;
  return check_terms_of_use(credential);
}

// Bitstring Status List 1.0 section 2.1, and its relatives; what other types demand nobody knows
// here.
Broken check_status_entries(const Value& credential) {
  const Value* member = credential.find("credentialStatus");
  const auto entries = one_or_more(member);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto entry = status::read_entry(entries[i]);
    if (entry || entry.error().code == ErrorCode::unavailable) continue;
    return broken(Code::entry_malformed, "/credentialStatus" +
                                             (member->is_array() ? "/" + std::to_string(i) : "") +
                                             entry.error().where);
  }
  return {};
}

bool is_language_tag(std::string_view tag) {
  std::size_t length = 0;
  for (const char c : tag) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    if (!letter && !digit && c != '-') return false;
    if (c == '-' && length == 0) return false;
    length = c == '-' ? 0 : length + 1;
    if (length > 8) return false;
  }
  return length > 0;
}

// Section 11.1: text, or text with its language and direction and nothing else.
bool is_language_value(const Value& value) {
  if (value.is_string()) return true;
  if (!value.is_object()) return false;
  const Value* text = value.find("@value");
  if (text == nullptr || !text->is_string()) return false;
  return std::ranges::all_of(value.members(), [](const json::Member& member) {
    if (member.key == "@value") return true;
    if (!member.value.is_string()) return false;
    const std::string_view word = member.value.string();
    if (member.key == "@language") return is_language_tag(word);
    return member.key == "@direction" && (word == "ltr" || word == "rtl");
  });
}

// Section 4.6.
Broken check_texts(const Value& node, const std::string& place) {
  for (const char* name : {"name", "description"}) {
    const Value* member = node.find(name);
    const auto texts = one_or_more(member);
    if (member != nullptr && (texts.empty() || !std::ranges::all_of(texts, is_language_value)))
      return broken(Code::text_malformed, place + "/" + name);
  }
  return {};
}

Broken check_credential_texts(const Value& credential) {
  if (auto wrong = check_texts(credential, "")) return wrong;
  return check_texts(*credential.find("issuer"), "/issuer");
}

}  // namespace

namespace {

// RFC 3986 scheme, and what RFC 3987 allows nowhere.
enum : std::uint8_t { kLetter = 1, kSchemeChar = 2, kForbidden = 4 };

constexpr std::array<std::uint8_t, 256> kUrlClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 'a'; c <= 'z'; ++c) classes[c] = kLetter | kSchemeChar;
  for (unsigned c = 'A'; c <= 'Z'; ++c) classes[c] = kLetter | kSchemeChar;
  for (unsigned c = '0'; c <= '9'; ++c) classes[c] = kSchemeChar;
  for (const char c : {'+', '-', '.'}) classes[static_cast<unsigned char>(c)] = kSchemeChar;
  for (unsigned c = 0; c <= ' '; ++c) classes[c] = kForbidden;
  for (const char c : {'<', '>', '"', '{', '}', '|', '^', '`', '\\'})
    classes[static_cast<unsigned char>(c)] = kForbidden;
  return classes;
}();

}  // namespace

std::optional<DataModel> data_model_of(const Value& document) {
  const auto contexts = one_or_more(document.find("@context"));
  if (contexts.empty() || !contexts[0].is_string()) return {};
  if (contexts[0].string() == kContextV2) return DataModel::v2_0;
  if (contexts[0].string() == kContextV1) return DataModel::v1_1;
  return {};
}

// 1.1 was often written with a bare text.
std::optional<Check> check_contexts(const Value& document) {
  const auto version = data_model_of(document);
  if (!version) return broken(Code::context_missing, "/@context/0");
  if (version == DataModel::v2_0 && !document.find("@context")->is_array())
    return broken(Code::context_missing, "/@context");
  const auto contexts = one_or_more(document.find("@context"));
  for (std::size_t i = 1; i < contexts.size(); ++i)
    if (!contexts[i].is_object() && !(contexts[i].is_string() && is_url(contexts[i].string())))
      return broken(Code::context_missing, "/@context/" + std::to_string(i));
  return {};
}

std::optional<Check> check_id(const Value& node, const std::string& place) {
  const Value* id = node.find("id");
  if (id == nullptr || (id->is_string() && is_url(id->string()))) return {};
  return broken(Code::id_malformed, place + "/id");
}

std::optional<Check> check_type(const Value& document, std::string_view required) {
  const bool named = std::ranges::any_of(
      one_or_more(document.find("type")),
      [&](const Value& type) { return type.is_string() && type.string() == required; });
  if (!named || !has_type(document)) return broken(Code::type_missing, "/type");
  return {};
}

std::optional<Check> check_terms_of_use(const Value& document) {
  return check_entries(document, "termsOfUse", Id::optional);
}

Check check_structure(const Value& credential) {
  for (const auto rule :
       {check_contexts, check_credential_type, check_credential_id, check_issuer, check_subjects,
        check_dates, check_typed_members, check_credential_texts, check_related_form})
    if (auto wrong = rule(credential)) return *wrong;
  return {CheckName::structure, Outcome::pass, Code::ok, {}};
}

Check check_issuable(const Value& credential) {
  if (data_model_of(credential) == DataModel::v1_1)
    return broken(Code::version_unsupported, "/@context/0");
  Check structure = check_structure(credential);
  if (structure.outcome == Outcome::pass)
    if (auto wrong = check_status_entries(credential)) structure = *std::move(wrong);
  return structure;
}

Check check_terms(const Value& document, const rdf::ContextStore& contexts) {
  for (const Value& context : one_or_more(document.find("@context")))
    if (context.is_string() && contexts.find(context.string()) == nullptr)
      return {CheckName::structure,
              Outcome::unknown,
              Code::context_unknown,
              {{"url", std::string(context.string())}}};
  const auto expanded = rdf::expand_document(document, contexts);
  if (expanded) return {CheckName::structure, Outcome::pass, Code::ok, {}};
  const Error& error = expanded.error();
  switch (error.code) {
    case ErrorCode::not_found:
      return {
          CheckName::structure, Outcome::unknown, Code::context_unknown, {{"url", error.where}}};
    case ErrorCode::exhausted:
      return {CheckName::structure, Outcome::unknown, Code::too_complex, {}};
    default:
      return {CheckName::structure,
              Outcome::fail,
              Code::document_ambiguous,
              {{"place", error.where}, {"detail", error.message}}};
  }
}

Check check_types(const Value& document, const rdf::ContextStore& contexts) {
  json::Arena arena;
  return check_terms(
      arena.object({{"@context", *document.find("@context")}, {"type", *document.find("type")}}),
      contexts);
}

ValidityPeriod validity_period(const Value& credential) {
  const DateNames names = date_names(credential);
  ValidityPeriod period{date_of(credential, names.from), date_of(credential, names.until)};
  period.malformed = (credential.find(names.from) != nullptr && !period.from) ||
                     (credential.find(names.until) != nullptr && !period.until);
  return period;
}

std::string_view issuer_id(const Value& credential) {
  const Value* issuer = credential.find("issuer");
  if (issuer == nullptr) return {};
  return issuer->is_string() ? issuer->string() : issuer->text_of("id");
}

bool is_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
  const auto is = [](char c, std::uint8_t wanted) {
    return (kUrlClasses[static_cast<unsigned char>(c)] & wanted) != 0;
  };
  if (!is(text[0], kLetter)) return false;
  return std::ranges::all_of(text.substr(0, colon), [&](char c) { return is(c, kSchemeChar); }) &&
         std::ranges::none_of(text, [&](char c) { return is(c, kForbidden); });
}

}  // namespace cairn::vc

#include "formats/vc/structure.h"

#include <algorithm>
#include <array>
#include <set>

namespace cairn::vc {
namespace {

using json::Value;

constexpr std::string_view kContextV1 = "https://www.w3.org/2018/credentials/v1";

Check broken(Code code, std::string place) {
  return {CheckName::structure, Outcome::fail, code, {{"place", std::move(place)}}};
}

using Broken = std::optional<Check>;

bool has_type(const Value& node) {
  const auto types = one_or_more(node.find("type"));
  return !types.empty() && std::ranges::all_of(types, [](const Value& type) {
    return type.is_string() && !type.string().empty();
  });
}

Broken check_context(const Value& credential) {
  const auto contexts = one_or_more(credential.find("@context"));
  const auto names = [&](std::string_view url) {
    return !contexts.empty() && contexts[0].is_string() && contexts[0].string() == url;
  };
  if (names(kContextV1)) {  // Data Model 1.1: not wrong, but not read here
    return Check{CheckName::structure, Outcome::unknown, Code::version_unsupported, {}};
  }
  if (!names(kContextV2)) return broken(Code::context_missing, "/@context/0");
  for (std::size_t i = 1; i < contexts.size(); ++i)
    if (!contexts[i].is_string() && !contexts[i].is_object())
      return broken(Code::context_missing, "/@context/" + std::to_string(i));
  return {};
}

Broken check_type(const Value& credential) {
  const auto types = one_or_more(credential.find("type"));
  const bool named = std::ranges::any_of(types, [](const Value& type) {
    return type.is_string() && type.string() == "VerifiableCredential";
  });
  if (!named || !has_type(credential)) return broken(Code::type_missing, "/type");
  return {};
}

// Section 4.4: at most one id, a URL.
Broken check_id(const Value& node, const std::string& place) {
  const Value* id = node.find("id");
  if (id == nullptr || (id->is_string() && is_url(id->string()))) return {};
  return broken(Code::id_malformed, place + "/id");
}

Broken check_issuer(const Value& credential) {
  const Value* issuer = credential.find("issuer");
  if (issuer == nullptr || !(issuer->is_string() || issuer->is_object()))
    return broken(Code::issuer_missing, "/issuer");
  if (!is_url(issuer_id(credential))) return broken(Code::issuer_missing, "/issuer/id");
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

Broken check_dates(const Value& credential) {
  std::array<std::optional<Instant>, 2> ends;
  constexpr std::array<const char*, 2> kNames = {"validFrom", "validUntil"};
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const Value* member = credential.find(kNames[i]);
    if (member == nullptr) continue;
    const auto parsed =
        member->is_string() ? Instant::parse(member->string()) : Result<Instant>(invalid(""));
    if (!parsed) return broken(Code::date_malformed, std::string("/") + kNames[i]);
    ends[i] = *parsed;
  }
  if (ends[0] && ends[1] && *ends[0] > *ends[1]) return broken(Code::dates_reversed, "/validUntil");
  return {};
}

// Members whose values are objects with a type (section 4.5), some of which need an id.
Broken check_entries(const Value& credential) {
  struct Entry {
    const char* name;
    bool needs_id;
  };
  constexpr std::array<Entry, 5> kEntries = {{{"credentialStatus", false},
                                              {"credentialSchema", true},
                                              {"refreshService", false},
                                              {"termsOfUse", false},
                                              {"evidence", false}}};
  for (const auto& [name, needs_id] : kEntries) {
    for (const Value& entry : one_or_more(credential.find(name))) {
      const std::string place = std::string("/") + name;
      if (!entry.is_object() || !has_type(entry)) return broken(Code::entry_malformed, place);
      if (needs_id && entry.find("id") == nullptr) return broken(Code::entry_malformed, place);
      if (auto wrong = check_id(entry, place)) return wrong;
    }
  }
  return {};
}

// Section 5.3: each related resource once, with a digest.
Broken check_related(const Value& credential) {
  std::set<std::string_view> seen;
  for (const Value& resource : one_or_more(credential.find("relatedResource"))) {
    const std::string_view id = resource.text_of("id");
    const bool has_digest =
        resource.find("digestSRI") != nullptr || resource.find("digestMultibase") != nullptr;
    if (!is_url(id) || !has_digest || !seen.insert(id).second)
      return broken(Code::entry_malformed, "/relatedResource");
  }
  return {};
}

bool is_language_value(const Value& value) {
  if (value.is_string()) return true;
  if (!value.is_object() || value.text_of("@value").empty()) return false;
  return std::ranges::all_of(value.members(), [](const json::Member& member) {
    return member.key == "@value" || member.key == "@language" || member.key == "@direction";
  });
}

// Section 4.6: text, or text with language and direction (section 11.1).
Broken check_texts(const Value& node, const std::string& place) {
  for (const char* name : {"name", "description"}) {
    const auto texts = one_or_more(node.find(name));
    if (!std::ranges::all_of(texts, is_language_value))
      return broken(Code::text_malformed, place + "/" + name);
  }
  return {};
}

}  // namespace

Check check_structure(const Value& credential) {
  for (const auto rule : {check_context, check_type, check_issuer, check_subjects, check_dates,
                          check_entries, check_related})
    if (auto wrong = rule(credential)) return *wrong;
  if (auto wrong = check_id(credential, "")) return *wrong;
  if (auto wrong = check_texts(credential, "")) return *wrong;
  if (auto wrong = check_texts(*credential.find("issuer"), "/issuer")) return *wrong;
  return {CheckName::structure, Outcome::pass, Code::ok, {}};
}

std::string_view issuer_id(const Value& credential) {
  const Value* issuer = credential.find("issuer");
  if (issuer == nullptr) return {};
  return issuer->is_string() ? issuer->string() : issuer->text_of("id");
}

bool is_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (!is_letter(text[0])) return false;
  const bool scheme = std::ranges::all_of(text.substr(0, colon), [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
  constexpr std::string_view kForbidden = "<>\"{}|^`\\";
  return scheme && std::ranges::none_of(text, [&](char c) {
           return static_cast<unsigned char>(c) <= ' ' ||
                  kForbidden.find(c) != std::string_view::npos;
         });
}

std::span<const Value> one_or_more(const Value* member) {
  if (member == nullptr) return {};
  return member->is_array() ? member->items() : std::span(member, 1);
}

}  // namespace cairn::vc

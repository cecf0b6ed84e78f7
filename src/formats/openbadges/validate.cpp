#include "formats/openbadges/validate.h"

#include <algorithm>
#include <array>

#include "formats/openbadges/findings.h"
#include "formats/openbadges/value_formats.h"
#include "formats/vc/structure.h"

namespace cairn::openbadges {
namespace {

using json::Value;

// In the order of Problem.
constexpr std::array kProblems = {
    "member_missing",
    "value_null",
    "value_empty",
    "not_a_list",
    "not_single",
    "wrong_kind",
    "malformed",
    "type_missing",
    "member_unknown",
    "word_unknown",
    "reference_unknown",
    "value_not_allowed",
    "result_below_required",
    "subject_unidentified",
};
static_assert(kProblems.size() == static_cast<std::size_t>(Problem::subject_unidentified) + 1);

// In the order of ValueKind, as the standard calls its types.
constexpr std::array kKinds = {
    "String",      "String",     "Float",        "Boolean",     "URI",
    "DateTimeZ",   "Date",       "LanguageCode", "CountryCode", "EmailAddress",
    "PhoneNumber", "CompactJws", "IdentityHash", "digestSRI",   "digestMultibase",
    "Context",     "Term",       "object",       "URI",         "VerifiableCredential",
};
static_assert(kKinds.size() == static_cast<std::size_t>(ValueKind::credential) + 1);

std::string_view name_of(const ValueType& type) {
  if (type.kind == ValueKind::object || type.kind == ValueKind::reference)
    return rule_of(type.class_id()).name;
  if (type.kind == ValueKind::word) return vocabulary_of(type.vocabulary()).name;
  return kKinds[static_cast<std::size_t>(type.kind)];
}

bool names_type(const Value& object, std::span<const std::string_view> names) {
  return std::ranges::any_of(json::one_or_more(object.find("type")), [&](const Value& type) {
    return type.is_string() && std::ranges::find(names, type.string()) != names.end();
  });
}

DataModel data_model_of(const Value& credential) {
  for (const Value& context : json::one_or_more(credential.find("@context")))
    if (context.is_string() && context.string() == vc::kContextV2) return DataModel::v2;
  return DataModel::v1;
}

class Validator {
 public:
  std::vector<Finding> run(const Value& credential, ClassId id) {
    check_object(credential, id);
    return findings_.take();
  }

 private:
  using Step = Findings::Step;

  void check_object(const Value& object, ClassId id) {
    const ClassRule& rule = rule_of(id);
    const DataModel outer = model_;
    if (rule.is_credential) model_ = data_model_of(object);
    check_types(object, rule);
    if (rule.is_credential && id != ClassId::verifiable_credential) {
      const ClassRule& base = rule_of(ClassId::verifiable_credential);
      check_types(object, base);
      check_members(object, base, rule);
    }
    check_members(object, rule, {});
    check_others(object, rule);
    check_relations(object, id, findings_);
    model_ = outer;
  }

  void check_types(const Value& object, const ClassRule& rule) {
    if (rule.types.empty() || object.find("type") == nullptr || names_type(object, rule.types))
      return;
    const Step step(findings_, "type");
    findings_.add(Problem::type_missing, rule.types.back());
  }

  // Members that `narrowed` has too are left to it.
  void check_members(const Value& object, const ClassRule& rule, const ClassRule& narrowed) {
    for (const MemberRule& member : rule.members) {
      if (findings_.full()) return;
      if (member.in != DataModel::any && member.in != model_) continue;
      if (std::ranges::find(narrowed.members, member.name, &MemberRule::name) !=
          narrowed.members.end())
        continue;
      const Step step(findings_, member.name);
      if (const Value* value = object.find(member.name))
        check_member(*value, member);
      else if (is_required(member.occurs))
        findings_.add(Problem::member_missing, member.name);
    }
  }

  void check_others(const Value& object, const ClassRule& rule) {
    for (const json::Member& member : object.members()) {
      if (findings_.full()) return;
      if (std::ranges::find(rule.members, member.key, &MemberRule::name) != rule.members.end())
        continue;
      const Step step(findings_, member.key);
      if (rule.others == Others::refused)
        findings_.add(Problem::member_unknown, rule.name);
      else if (member.value.is_null() && !is_of_base(rule, member.key))
        findings_.add(Problem::value_null, member.key);
    }
  }

  static bool is_of_base(const ClassRule& rule, std::string_view name) {
    const auto base = rule_of(ClassId::verifiable_credential).members;
    return rule.is_credential && std::ranges::find(base, name, &MemberRule::name) != base.end();
  }

  void check_member(const Value& value, const MemberRule& member) {
    if (value.is_null()) return findings_.add(Problem::value_null, member.name);
    if (value.is_array() && takes_array(member)) return check_items(value, member);
    if (value.is_array()) return findings_.add(Problem::not_single, member.name);
    if (is_list(member.occurs) && !is_compact(member.occurs))
      findings_.add(Problem::not_a_list, member.name);
    check_value(value, member.type);
  }

  // Names and descriptions may be given in several languages (VCDM 2.0 section 11.1).
  static bool takes_array(const MemberRule& member) {
    return is_list(member.occurs) || member.type.kind == ValueKind::localized_text;
  }

  void check_items(const Value& value, const MemberRule& member) {
    if (value.items().empty()) return findings_.add(Problem::value_empty, member.name);
    for (std::size_t i = 0; i < value.items().size() && !findings_.full(); ++i) {
      const Step step(findings_, i);
      if (value.items()[i].is_null())
        findings_.add(Problem::value_null, member.name);
      else
        check_value(value.items()[i], member.type);
    }
  }

  void check_value(const Value& value, const ValueType& type) {
    switch (type.kind) {
      case ValueKind::number:
        return expect(value.is_number(), type);
      case ValueKind::boolean:
        return expect(value.is_boolean(), type);
      case ValueKind::word:
        return check_word(value, type);
      case ValueKind::object:
        return check_child(value, type, type.class_id());
      case ValueKind::credential:
        return check_child(value, type, class_of(value).value_or(ClassId::verifiable_credential));
      case ValueKind::reference:
        return value.is_object() ? check_child(value, type, type.class_id())
                                 : check_text(value, type);
      case ValueKind::context:
        return value.is_object() ? void() : check_text(value, type);
      case ValueKind::localized_text:
        return check_localized(value, type);
      default:
        return check_text(value, type);
    }
  }

  void check_child(const Value& value, const ValueType& type, ClassId id) {
    if (!value.is_object()) return findings_.add(Problem::wrong_kind, name_of(type));
    if (value.members().empty()) return findings_.add(Problem::value_empty, name_of(type));
    check_object(value, id);
  }

  void check_text(const Value& value, const ValueType& type) {
    if (!value.is_string()) return findings_.add(Problem::wrong_kind, name_of(type));
    if (value.string().empty()) return findings_.add(Problem::value_empty, name_of(type));
    if (!has_form(type.kind, value.string())) findings_.add(Problem::malformed, name_of(type));
  }

  void check_word(const Value& value, const ValueType& type) {
    if (!value.is_string()) return findings_.add(Problem::wrong_kind, name_of(type));
    if (!is_word_of(vocabulary_of(type.vocabulary()), value.string()))
      findings_.add(Problem::word_unknown, name_of(type));
  }

  void check_localized(const Value& value, const ValueType& type) {
    if (!value.is_object()) return check_text(value, type);
    const Value* text = value.find("@value");
    const Step step(findings_, "@value");
    if (text == nullptr) return findings_.add(Problem::member_missing, "@value");
    check_text(*text, type);
  }

  void expect(bool right, const ValueType& type) {
    if (!right) findings_.add(Problem::wrong_kind, name_of(type));
  }

  Findings findings_;
  DataModel model_ = DataModel::v2;
};

}  // namespace

const char* name_of(Problem problem) { return kProblems[static_cast<std::size_t>(problem)]; }

std::optional<ClassId> class_of(const Value& credential) {
  for (const ClassId id :
       {ClassId::clr_credential, ClassId::achievement_credential, ClassId::endorsement_credential})
    if (names_type(credential, rule_of(id).types)) return id;
  return {};
}

std::vector<Finding> validate(const Value& credential, ClassId id) {
  CAIRN_ASSERT(rule_of(id).is_credential);
  if (!credential.is_object()) return {{Problem::wrong_kind, "", std::string(rule_of(id).name)}};
  return Validator().run(credential, id);
}

}  // namespace cairn::openbadges

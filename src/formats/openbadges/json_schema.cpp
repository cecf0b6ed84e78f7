#include "formats/openbadges/json_schema.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "formats/json/writer.h"
#include "formats/vc/structure.h"

namespace cairn::openbadges {
namespace {

using json::Writer;

constexpr std::string_view kIdStart = "urn:cairn:schema:openbadges:3.0:";
constexpr std::array kCredentials = {ClassId::achievement_credential,
                                     ClassId::endorsement_credential, ClassId::clr_credential};

const MemberRule* member_of(const ClassRule& rule, std::string_view name) {
  const auto found = std::ranges::find(rule.members, name, &MemberRule::name);
  return found == rule.members.end() ? nullptr : &*found;
}

// The members that an object of the class may have: those of every credential, then its own, which
// narrow them.
std::vector<const MemberRule*> members_of(ClassId id) {
  const ClassRule& rule = rule_of(id);
  std::vector<const MemberRule*> members;
  if (rule.is_credential && id != ClassId::verifiable_credential)
    for (const MemberRule& member : rule_of(ClassId::verifiable_credential).members)
      if (member_of(rule, member.name) == nullptr) members.push_back(&member);
  for (const MemberRule& member : rule.members) members.push_back(&member);
  return members;
}

// Regular expressions of ECMA-262, as value_formats.h decides; dates as to their digits only.
constexpr std::string_view kDay = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
constexpr std::string_view kClock =
    "[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})";

std::string pattern_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::uri:
    case ValueKind::context:
    case ValueKind::reference:
      return "^[A-Za-z][A-Za-z0-9+.-]*:[^\\u0000-\\u0020<>\"{}|^`\\\\]+$";
    case ValueKind::date_time:
      return "^" + std::string(kDay) + std::string(kClock) + "$";
    case ValueKind::day:
      return "^" + std::string(kDay) + "(" + std::string(kClock) + ")?$";
    case ValueKind::language:
      return "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$";
    case ValueKind::country:
      return "^[A-Z]{2}$";
    case ValueKind::email:
      return "^[^\\u0000-\\u0020\\u007f]+@[^@.\\u0000-\\u0020\\u007f]+"
             "(\\.[^@.\\u0000-\\u0020\\u007f]+)*$";
    case ValueKind::phone:
      return "^(?=([^0-9]*[0-9]){3,20}[^0-9]*$)[0-9 +().;=/extEXT#*-]{3,40}$";
    case ValueKind::compact_jws:
      return "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+$";
    case ValueKind::digest_sri:
      return "^sha(256|384|512)-[A-Za-z0-9+/]+=*([ ?].*)?$";
    case ValueKind::digest_multibase:
      return "^[uz][A-Za-z0-9_-]{30,}$";
    default:
      return {};
  }
}

class SchemaWriter {
 public:
  std::string run(ClassId id) {
    out_.begin_object();
    out_.member("$schema", "https://json-schema.org/draft/2020-12/schema");
    out_.member("$id", json_schema_id(id));
    out_.member("title",
                std::string(rule_of(id).name) +
                    (id == ClassId::clr_credential ? " of CLR 2.0" : " of Open Badges 3.0"));
    out_.member("$ref", reference_to(id));
    out_.key("$defs").begin_object();
    need(id);
    while (!waiting_.empty()) {  // in the order of ClassId
      const ClassId next = *waiting_.begin();
      waiting_.erase(waiting_.begin());
      out_.key(rule_of(next).name);
      write_class(next);
    }
    out_.end_object().end_object();
    return out_.take() + "\n";
  }

 private:
  static std::string reference_to(ClassId id) { return "#/$defs/" + std::string(rule_of(id).name); }

  void need(ClassId id) {
    if (seen_.insert(id).second) waiting_.insert(id);
  }

  void write_class(ClassId id) {
    const ClassRule& rule = rule_of(id);
    const auto members = members_of(id);
    out_.begin_object().member("type", "object").member("minProperties", 1);
    out_.key("properties").begin_object();
    for (const MemberRule* member : members)
      if (member->in == DataModel::any || !rule.is_credential) write_property(*member);
    out_.end_object();
    write_required(members, rule.is_credential ? DataModel::any : DataModel::v2);
    out_.key("additionalProperties");
    if (rule.others == Others::refused)
      out_.boolean(false);
    else
      out_.begin_object()
          .key("not")
          .begin_object()
          .member("type", "null")
          .end_object()
          .end_object();
    write_types(id, rule);
    if (rule.is_credential) write_versions(members);
    if (id == ClassId::achievement_subject || id == ClassId::clr_subject) write_identified();
    out_.end_object();
  }

  void write_property(const MemberRule& member) {
    out_.key(member.name);
    write_member(member);
  }

  void write_required(const std::vector<const MemberRule*>& members, DataModel model) {
    out_.key("required").begin_array();
    for (const MemberRule* member : members)
      if (is_required(member->occurs) && (member->in == DataModel::any || member->in == model))
        out_.string(member->name);
    out_.end_array();
  }

  // That one of the class's names is among the values of `type`.
  void write_types(ClassId id, const ClassRule& rule) {
    if (rule.types.empty()) return;
    out_.key("allOf").begin_array();
    write_type(rule.types);
    if (rule.is_credential && id != ClassId::verifiable_credential)
      write_type(rule_of(ClassId::verifiable_credential).types);
    out_.end_array();
  }

  void write_type(std::span<const std::string_view> names) {
    out_.begin_object().key("properties").begin_object().key("type");
    write_named(names);
    out_.end_object().end_object();
  }

  // One of the names, or a list that has one of them.
  void write_named(std::span<const std::string_view> names) {
    out_.begin_object().key("anyOf").begin_array();
    write_enum(names);
    out_.begin_object().member("type", "array").key("contains");
    write_enum(names);
    out_.end_object().end_array().end_object();
  }

  void write_enum(std::span<const std::string_view> names) {
    out_.begin_object().key("enum").begin_array();
    for (const std::string_view name : names) out_.string(name);
    out_.end_array().end_object();
  }

  // The dates of the two versions of the Data Model, told by the context.
  void write_versions(const std::vector<const MemberRule*>& members) {
    constexpr std::array kV2 = {vc::kContextV2};
    out_.key("if").begin_object().key("properties").begin_object().key("@context");
    write_named(kV2);
    out_.end_object().end_object();
    for (const auto& [branch, model] :
         {std::pair("then", DataModel::v2), std::pair("else", DataModel::v1)}) {
      out_.key(branch).begin_object().key("properties").begin_object();
      for (const MemberRule* member : members)
        if (member->in == model) write_property(*member);
      out_.end_object();
      out_.key("required").begin_array();
      for (const MemberRule* member : members)
        if (member->in == model && is_required(member->occurs)) out_.string(member->name);
      out_.end_array().end_object();
    }
  }

  void write_identified() {
    out_.key("anyOf").begin_array();
    for (const char* key : {"id", "identifier"})
      out_.begin_object().key("required").begin_array().string(key).end_array().end_object();
    out_.end_array();
  }

  void write_member(const MemberRule& member) {
    const bool localized = member.type.kind == ValueKind::localized_text;
    if (!is_list(member.occurs) && !localized) return write_value(member.type);
    const bool bare = !is_list(member.occurs) || is_compact(member.occurs);
    if (bare) {
      out_.begin_object().key("anyOf").begin_array();
      write_value(member.type);
    }
    out_.begin_object().member("type", "array").member("minItems", 1).key("items");
    write_value(member.type);
    out_.end_object();
    if (bare) out_.end_array().end_object();
  }

  void write_value(const ValueType& type) {
    switch (type.kind) {
      case ValueKind::number:
        return write_kind("number");
      case ValueKind::boolean:
        return write_kind("boolean");
      case ValueKind::word:
        return write_word(vocabulary_of(type.vocabulary()));
      case ValueKind::object:
        return write_reference(type.class_id());
      case ValueKind::credential:
        return write_any_credential();
      case ValueKind::reference:
        return write_either([&] { write_reference(type.class_id()); }, type.kind);
      case ValueKind::context:
        return write_either([&] { write_kind("object"); }, type.kind);
      case ValueKind::localized_text:
        return write_either([&] { write_language_value(); }, type.kind);
      default:
        return write_text(type.kind);
    }
  }

  void write_kind(const char* kind) { out_.begin_object().member("type", kind).end_object(); }

  void write_text(ValueKind kind) {
    out_.begin_object().member("type", "string").member("minLength", 1);
    if (const std::string pattern = pattern_of(kind); !pattern.empty())
      out_.member("pattern", pattern);
    out_.end_object();
  }

  template <class Write>
  void write_either(Write write, ValueKind text) {
    out_.begin_object().key("anyOf").begin_array();
    write_text(text);
    write();
    out_.end_array().end_object();
  }

  void write_language_value() {
    out_.begin_object().member("type", "object").key("required").begin_array();
    out_.string("@value").end_array().key("properties").begin_object().key("@value");
    write_text(ValueKind::text);
    out_.end_object().end_object();
  }

  void write_word(const Vocabulary& vocabulary) {
    if (!vocabulary.extensible) return write_enum(vocabulary.words);
    out_.begin_object().key("anyOf").begin_array();
    write_enum(vocabulary.words);
    out_.begin_object().member("type", "string").member("pattern", "^ext:[A-Za-z0-9.|_-]+$");
    out_.end_object().end_array().end_object();
  }

  void write_reference(ClassId id) {
    need(id);
    out_.begin_object().member("$ref", reference_to(id)).end_object();
  }

  // By the first class that its type names, as class_of() decides.
  void write_any_credential() {
    constexpr std::array kOrder = {ClassId::clr_credential, ClassId::achievement_credential,
                                   ClassId::endorsement_credential};
    for (const ClassId id : kOrder) {
      out_.begin_object().key("if").begin_object().member("type", "object");
      out_.key("required").begin_array().string("type").end_array();
      out_.key("properties").begin_object().key("type");
      write_named(rule_of(id).types);
      out_.end_object().end_object().key("then");
      write_reference(id);
      out_.key("else");
    }
    write_reference(ClassId::verifiable_credential);
    for ([[maybe_unused]] const ClassId id : kOrder) out_.end_object();
  }

  Writer out_{json::Style::indented};
  std::set<ClassId> seen_;
  std::set<ClassId> waiting_;
};

}  // namespace

std::string json_schema(ClassId id) {
  CAIRN_ASSERT(rule_of(id).is_credential);
  return SchemaWriter().run(id);
}

std::string json_schema_id(ClassId id) {
  return std::string(kIdStart) + std::string(rule_of(id).name);
}

std::optional<ClassId> class_of_schema(std::string_view schema_id) {
  if (!schema_id.starts_with(kIdStart)) return {};
  return credential_class(schema_id.substr(kIdStart.size()));
}

std::optional<ClassId> credential_class(std::string_view name) {
  const auto found =
      std::ranges::find(kCredentials, name, [](ClassId id) { return rule_of(id).name; });
  return found == kCredentials.end() ? std::nullopt : std::optional(*found);
}

}  // namespace cairn::openbadges

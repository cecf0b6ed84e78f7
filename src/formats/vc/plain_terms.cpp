#include "formats/vc/plain_terms.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "formats/json/pointer.h"
#include "formats/rdf/context_processing.h"
#include "formats/vc/structure.h"

namespace cairn::vc {
namespace {

using json::Value;
using Place = std::optional<std::string>;

// Inline contexts and what they define; a credential seen in practice has a handful.
constexpr std::size_t kInlineTermsMax = 256;

// Where the meanings live that are read by name here.
constexpr std::array<std::string_view, 8> kReserved = {
    "https://www.w3.org/2018/credentials#",
    "https://www.w3.org/ns/credentials/status#",
    "https://www.w3.org/ns/credentials/undefined-term#",  // of trust lists
    "https://purl.imsglobal.org/spec/vc/",
    "https://w3id.org/security#",
    "https://schema.org/name",
    "https://schema.org/description",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
};

// A vocabulary whose terms mean what they are called, two of the reserved ones among them: as the
// default for undefined terms it gives nothing another name.
constexpr std::string_view kPlainVocabulary = "https://schema.org/";

struct AddedTerm {
  std::string_view term;
  std::string_view meaning;
};

// Terms that documents may define themselves, as what they are read as: one of Open Badges that the
// copies of its context in packages lack, and those of the Data Model 2.0 that 1.1 has no words
// for.
constexpr std::array<AddedTerm, 3> kAddedTerms = {{
    {"endorsementJwt", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementJwt"},
    {"name", "https://schema.org/name"},
    {"description", "https://schema.org/description"},
}};

// Whether nothing that begins with `iri` can be a reserved meaning.
bool is_apart(std::string_view iri) {
  return std::ranges::none_of(kReserved, [&](std::string_view reserved) {
    return iri.starts_with(reserved) || reserved.starts_with(iri);
  });
}

// Whether a context defines the term, at its top or in a scoped context.
bool defines(const Value& context, std::string_view term) {
  if (context.is_array())
    return std::ranges::any_of(context.items(),
                               [&](const Value& item) { return defines(item, term); });
  if (!context.is_object()) return false;
  return std::ranges::any_of(context.members(), [&](const json::Member& member) {
    return member.key == term || defines(member.value, term);
  });
}

std::string pointer(std::string_view key, const std::string& rest = {}) {
  std::string place;
  json::append_step(place, key);
  return place + rest;
}

enum class Depth : std::uint8_t { root, inner };

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> among) {
  return std::ranges::find(among, text) != among.end();
}

// An endorsement of the credential inside it (Open Badges 3.0, EndorsementSubject) says nothing
// that a credential says of itself.
bool is_endorsed(const Value& subject) {
  const auto types = one_or_more(subject.find("type"));
  return types.size() == 1 && types[0].is_string() && types[0].string() == "EndorsementSubject" &&
         std::ranges::all_of(subject.members(), [](const json::Member& member) {
           return is_one_of(member.key, {"id", "type", "endorsementComment"});
         });
}

class Search {
 public:
  Search(const Value& credential, const rdf::ContextStore& contexts)
      : credential_(credential), id_(credential.text_of("id")) {
    for (const Value& context : one_or_more(credential.find("@context"))) {
      if (context.is_object()) add_inline(rdf::unwrapped(context));
      if (!context.is_string()) continue;
      const rdf::LoadedContext* loaded = contexts.find(context.string());
      if (loaded != nullptr && loaded->context != nullptr) known_.push_back(loaded->context);
    }
    // A context may be named a thousand times over.
    std::ranges::sort(known_);
    known_.erase(std::unique(known_.begin(), known_.end()), known_.end());
  }

  Place run() const {
    std::size_t terms = 0;
    for (const Value* context : inline_) {
      terms += 1 + context->members().size();
      if (terms > kInlineTermsMax) return "/@context";
      for (const json::Member& member : context->members())
        if (!is_plain_entry(member)) return "/@context" + pointer(member.key);
    }
    return search_members(credential_, Depth::root);
  }

 private:
  // And what it says for inside of its terms, which could say it anew even of protected ones.
  void add_inline(const Value& context) {
    inline_.push_back(&context);
    for (const json::Member& term : context.members())
      if (const Value* scoped = term.value.find("@context");
          scoped != nullptr && scoped->is_object())
        add_inline(*scoped);
  }

  // An entry of an inline context that leaves the known terms and their meanings alone.
  bool is_plain_entry(const json::Member& entry) const {
    const std::string_view key = entry.key;
    if (is_said_again(entry)) return true;
    if (is_one_of(key, {"@version", "@protected", "@language", "@direction"})) return true;
    if (key == "@vocab")
      return entry.value.is_null() ||
             (entry.value.is_string() &&
              (entry.value.string() == kPlainVocabulary || is_own_iri(entry.value.string())));
    if (key.starts_with('@') || key.find(':') != key.npos || is_known(key)) return false;
    if (entry.value.is_null()) return true;
    if (entry.value.is_string()) return is_own_meaning(key, entry.value.string());
    return entry.value.is_object() &&
           std::ranges::all_of(entry.value.members(), [&](const json::Member& member) {
             return is_plain_part(key, member);
           });
  }

  static bool is_said_again(const json::Member& entry) {
    return is_one_of(entry.key, {"id", "type"}) && entry.value.is_string() &&
           entry.value.string() == "@" + std::string(entry.key);
  }

  bool is_plain_part(std::string_view term, const json::Member& part) const {
    if (part.key == "@context") return part.value.is_object();  // looked at by itself
    if (part.key == "@id")
      return part.value.is_null() ||
             (part.value.is_string() && is_own_meaning(term, part.value.string()));
    if (part.key == "@container")  // the others write ids, types or properties as keys
      return part.value.is_string() &&
             is_one_of(part.value.string(), {"@set", "@list", "@language"});
    return is_one_of(part.key, {"@type", "@protected", "@prefix", "@language", "@direction"});
  }

  bool is_own_meaning(std::string_view term, std::string_view iri) const {
    return is_own_iri(iri) || std::ranges::any_of(kAddedTerms, [&](const AddedTerm& added) {
             return added.term == term && added.meaning == iri;
           });
  }

  // An IRI that no known prefix or term takes elsewhere. A prefix of the document's own is itself
  // apart from what is reserved, and so is all that begins with it.
  bool is_own_iri(std::string_view iri) const {
    const std::size_t colon = iri.find(':');
    if (colon == iri.npos || colon == 0 || !is_apart(iri)) return false;
    return iri.substr(colon + 1).starts_with("//") || !is_known(iri.substr(0, colon));
  }

  bool is_known(std::string_view term) const {
    return std::ranges::any_of(known_,
                               [&](const Value* context) { return defines(*context, term); });
  }

  bool is_inline_prefix(std::string_view id) const {
    const std::size_t colon = id.find(':');
    if (colon == id.npos || id.substr(colon + 1).starts_with("//")) return false;
    return std::ranges::any_of(inline_, [&](const Value* context) {
      return context->find(id.substr(0, colon)) != nullptr;
    });
  }

  Place search(const Value& value) const {
    if (value.is_array()) {
      for (std::size_t i = 0; i < value.items().size(); ++i)
        if (const auto found = search(value.items()[i])) return pointer(std::to_string(i), *found);
      return {};
    }
    if (!value.is_object()) return {};
    // A second description of the credential would join the first.
    if (!id_.empty() && value.members().size() > 1 && value.text_of("id") == id_ &&
        !is_endorsed(value))
      return "/id";
    return search_members(value, Depth::inner);
  }

  Place search_members(const Value& node, Depth depth) const {
    for (const auto& [key, value] : node.members()) {
      if (!is_word(key)) {
        if (key == "@context") {
          const bool urls_only = std::ranges::all_of(one_or_more(&value), &Value::is_string);
          if (depth == Depth::inner && !urls_only) return pointer(key);
          continue;
        }
        if (is_one_of(key, {"@value", "@type", "@language", "@direction"}) &&
            node.find("@value") != nullptr)
          continue;
        return pointer(key);
      }
      if (!inline_.empty() && value.is_string() &&
          is_one_of(key, {"id", "issuer", "verificationMethod"}) &&
          is_inline_prefix(value.string()))
        return pointer(key);
      if (value.is_object() || value.is_array())
        if (const auto found = search(value)) return pointer(key, *found);
    }
    return {};
  }

  // A term of a context, and neither a keyword nor an IRI.
  static bool is_word(std::string_view key) {
    return !key.starts_with('@') && std::ranges::find(key, ':') == key.end();
  }

  const Value& credential_;
  std::string_view id_;
  std::vector<const Value*> inline_;
  std::vector<const Value*> known_;
};

}  // namespace

std::optional<std::string> find_disguise(const Value& credential,
                                         const rdf::ContextStore& contexts) {
  return Search(credential, contexts).run();
}

}  // namespace cairn::vc

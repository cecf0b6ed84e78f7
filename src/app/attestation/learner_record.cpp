#include "app/attestation/learner_record.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "app/attestation/part.h"
#include "domain/audit/programme.h"
#include "formats/crypto/multibase.h"

namespace cairn::attestation {
namespace {

using audit::NodeKind;
using audit::ProgrammeNode;
using json::Writer;

std::string uri_of(const AchievementId& id, const learning::Catalogue& catalogue) {
  const learning::Achievement* known = catalogue.find_achievement(id);
  if (known != nullptr && !known->also_known_as.empty()) return known->also_known_as.front();
  const bool is_uri = id.text().find(':') != std::string::npos;
  return is_uri ? id.text() : "urn:cairn:achievement:" + id.text();
}

std::string first_text(std::initializer_list<const LocalizedText*> texts) {
  for (const LocalizedText* each : texts)
    if (!each->in("en").empty()) return std::string(each->in("en"));
  return {};
}

void write_types(Writer& writer, std::initializer_list<const char*> types) {
  writer.key("type").begin_array();
  for (const char* each : types) writer.string(each);
  writer.end_array();
}

// Which achievements on the way are parts of which, and which credentials' are parts of those.
class Associations {
 public:
  explicit Associations(const Contents& contents)
      : contents_(contents), nodes_(contents.answer.programme.nodes()) {
    for (std::size_t i = 0; i < contents.claim.credentials.size(); ++i)
      credential_of_[contents.claim.credentials[i].award] = i;
    for (const learning::Award& award : contents.answer.applied.record.awards)
      awards_[award.id] = &award;
    for (std::size_t i = 0; i < nodes_.size(); ++i) look_at(i);
  }

  /// The goal first, then by id.
  const std::vector<AchievementId>& achievements() const { return achievements_; }
  /// From the first to the second, as URIs.
  const std::set<std::pair<std::string, std::string>>& pairs() const { return pairs_; }

 private:
  void look_at(std::size_t index) {
    const ProgrammeNode& node = nodes_[index];
    const bool is_opened = node.kind == NodeKind::holds && (index == 0 || !node.children.empty());
    if (is_opened && std::ranges::find(achievements_, node.achievement) == achievements_.end())
      achievements_.push_back(node.achievement);
    const ProgrammeNode* whole = holder_of(node);
    if (whole == nullptr) return;
    if (is_opened) link(uri(node.achievement), whole->achievement);
    for (const AwardId& award : contents_.answer.audit.nodes[index].applied)
      link_award(award, whole->achievement);
  }

  // The nearest achievement that a node lies in.
  const ProgrammeNode* holder_of(const ProgrammeNode& node) const {
    for (int at = node.parent; at >= 0; at = nodes_[static_cast<std::size_t>(at)].parent)
      if (nodes_[static_cast<std::size_t>(at)].kind == NodeKind::holds)
        return &nodes_[static_cast<std::size_t>(at)];
    return nullptr;
  }

  // An award without a credential of its own stands on those of its roots.
  void link_award(const AwardId& award, const AchievementId& whole) {
    if (link_credential(award, whole)) return;
    const auto found = awards_.find(award);
    if (found == awards_.end()) return;
    for (const AwardId& root : found->second->roots) link_credential(root, whole);
  }

  bool link_credential(const AwardId& award, const AchievementId& whole) {
    const auto found = credential_of_.find(award);
    if (found == credential_of_.end()) return false;
    link(contents_.parts[found->second].report.badge->achievement_id, whole);
    return true;
  }

  void link(const std::string& part, const AchievementId& whole) {
    if (part != uri(whole)) pairs_.emplace(part, uri(whole));
  }

  std::string uri(const AchievementId& id) const {
    return uri_of(id, contents_.answer.applied.catalogue);
  }

  const Contents& contents_;
  std::span<const ProgrammeNode> nodes_;
  std::map<AwardId, std::size_t> credential_of_;
  std::map<AwardId, const learning::Award*> awards_;
  std::vector<AchievementId> achievements_;
  std::set<std::pair<std::string, std::string>> pairs_;
};

// Three members are all that the class model demands beside the id.
void write_achievement(Writer& writer, const AchievementId& id,
                       const learning::Catalogue& catalogue) {
  const learning::Achievement& achievement = *catalogue.find_achievement(id);
  writer.begin_object().member("id", uri_of(id, catalogue));
  write_types(writer, {"Achievement"});
  writer.member("name", first_text({&achievement.name}));
  writer.member("description", first_text({&achievement.description, &achievement.name}));
  writer.key("criteria").begin_object();
  writer.member("narrative",
                first_text({&achievement.criteria, &achievement.description, &achievement.name}));
  writer.end_object().end_object();
}

void write_associations(Writer& writer, const Associations& associations) {
  if (associations.pairs().empty()) return;  // an empty list breaks the class model
  writer.key("association").begin_array();
  for (const auto& [part, whole] : associations.pairs())
    writer.begin_object()
        .member("type", "Association")
        .member("associationType", "isPartOf")
        .member("sourceId", part)
        .member("targetId", whole)
        .end_object();
  writer.end_array();
}

void write_subject(Writer& writer, const Contents& contents) {
  const Associations associations(contents);
  writer.begin_object().member("id", contents.subject);
  write_types(writer, {"ClrSubject"});
  writer.key("verifiableCredential").begin_array();
  for (const Part& part : contents.parts) writer.value(part.document.root());
  writer.end_array().key("achievement").begin_array();
  for (const AchievementId& id : associations.achievements())
    write_achievement(writer, id, contents.answer.applied.catalogue);
  writer.end_array();
  write_associations(writer, associations);
  write_claim(writer.key("audit"), contents.claim);
  writer.end_object();
}

void write_contexts(Writer& writer) {
  writer.key("@context").begin_array();
  for (const char* each : {"https://www.w3.org/ns/credentials/v2",
                           "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
                           "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
                           "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"})
    writer.string(each);
  writer.begin_object().key("audit").begin_object();
  writer.member("@id", "urn:cairn:term:audit").member("@type", "@json");
  writer.end_object().end_object().end_array();
}

// The extensions' context is there for this type alone.
void write_schema(Writer& writer) {
  writer.key("credentialSchema").begin_array().begin_object();
  writer.member("type", "1EdTechJsonSchemaValidator2019");
  writer.member(
      "id",
      "https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json");
  writer.end_object().end_array();
}

// "sha256:" and hexadecimal digits as a multihash in multibase (Controlled Identifiers 1.0 2.5).
std::string multihash_of(std::string_view digest) {
  std::vector<std::uint8_t> bytes = {0x12, 0x20};
  digest.remove_prefix(digest.find(':') + 1);
  for (std::size_t at = 0; at + 2 <= digest.size(); at += 2) {
    std::uint8_t byte = 0;
    std::from_chars(digest.data() + at, digest.data() + at + 2, byte, 16);
    bytes.push_back(byte);
  }
  return crypto::multibase_encode(bytes);
}

// Data Model 2.0 section 5.3. The digest of the rules is that of the file, whose text is what the
// digest is taken of.
void write_rules(Writer& writer, const std::string& address, const std::string& digest) {
  writer.key("relatedResource").begin_array().begin_object();
  writer.member("id", address).member("mediaType", "application/json");
  writer.member("digestMultibase", multihash_of(digest)).end_object().end_array();
}

}  // namespace

std::string write_learner_record(const Contents& contents) {
  const learning::Catalogue& catalogue = contents.answer.applied.catalogue;
  Writer writer;
  writer.begin_object();
  write_contexts(writer);
  writer.member("id", contents.id);
  write_types(writer, {"VerifiableCredential", "ClrCredential"});
  writer.member("name", first_text({&catalogue.find_achievement(contents.claim.goal)->name}));
  writer.member("validFrom", contents.issued.to_string());
  write_schema(writer);
  if (!contents.rules_address.empty())
    write_rules(writer, contents.rules_address, contents.claim.rules);
  write_subject(writer.key("credentialSubject"), contents);
  return writer.end_object().take();
}

}  // namespace cairn::attestation

#include "documents/version_json.h"

#include <limits>
#include <map>

#include "documents/requirement_json.h"
#include "formats/crypto/digest.h"
#include "formats/json/writer.h"

namespace cairn::documents {
namespace {

using requirement::Replacement;
using requirement::Version;

Result<std::map<NodeId, NodeId>> read_renamed(const json::Value& value, const Source& source) {
  std::map<NodeId, NodeId> renamed;
  if (!value.is_object())
    return invalid("\"renamed\" must be an object from old node ids to new ones",
                   source.place_of(value));
  for (const json::Member& member : value.members()) {
    if (!member.value.is_string() || member.value.string().empty())
      return invalid("a node is renamed to the id of a node", source.place_of(member.value));
    renamed.emplace(NodeId(std::string(member.key)), NodeId(std::string(member.value.string())));
  }
  return renamed;
}

}  // namespace

std::string digest_of(const requirement::Node& requirement) {
  json::Writer writer;
  write_requirement(writer, requirement);
  const auto digest = crypto::digest(crypto::HashAlgorithm::sha256, writer.take());
  return "sha256:" + crypto::to_hex(digest.bytes());
}

Result<Version> read_version(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a version of a requirement");
  Version version;
  version.number = fields.integer("version", {1, std::numeric_limits<int>::max()});
  version.from = fields.date("from");
  version.teach_out = fields.optional_date("teachOut");
  version.renamed =
      fields.optional_nested("renamed", read_renamed).value_or(std::map<NodeId, NodeId>());
  version.requirement = fields.nested("requirement", read_requirement);
  const std::string stated = fields.optional_text("digest");
  CAIRN_CHECK(fields.finish());
  version.digest = digest_of(version.requirement);
  if (stated.empty() || stated == version.digest) return version;
  return invalid("version " + std::to_string(version.number) +
                     " is not what was published: its digest is \"" + version.digest + "\"",
                 source.place_of(*value.find("digest")));
}

Result<Replacement> read_replacement(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a replacement");
  Replacement made;
  made.id = fields.text("id");
  made.organization = fields.id<OrganizationId>("organization");
  made.achievement = fields.id<AchievementId>("achievement");
  made.answered_by = fields.id<AchievementId>("answeredBy");
  made.from = fields.date("from");
  if (made.achievement == made.answered_by)
    fields.refuse("answeredBy", "an achievement does not answer for itself");
  CAIRN_CHECK(fields.finish());
  return made;
}

}  // namespace cairn::documents

#include "formats/images/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <pugixml.hpp>
#include <vector>

#include "formats/images/credential_text.h"
#include "formats/images/markup.h"

namespace cairn::images {
namespace {

// The second is not the specification's, but found in badges that are about.
constexpr std::string_view kNamespaces[] = {"https://purl.imsglobal.org/ob/v3p0",
                                            "https://purl.imsglobal.org/spec/ob/v3p0"};
constexpr std::string_view kNamespaceOfVersion2 = "http://openbadges.org";
constexpr std::string_view kPrefix = "openbadges";

struct QualifiedName {
  std::string_view prefix;
  std::string_view local;
};

QualifiedName split(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {{}, name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

/// Namespaces in XML 1.0 section 6: the nearest declaration upwards. "" when there is none.
std::string_view namespace_of(pugi::xml_node node, std::string_view prefix) {
  const std::string attribute =
      prefix.empty() ? std::string("xmlns") : "xmlns:" + std::string(prefix);
  for (; node; node = node.parent()) {
    if (const auto declared = node.attribute(attribute.c_str())) return declared.value();
  }
  return {};
}

bool is_called_credential(pugi::xml_node node) {
  const std::string_view local = split(node.name()).local;
  return local == "credential" || local == "assertion";
}

/// Of an element that is called so. A badge that forgot to declare the usual prefix is still read.
std::optional<BakedKind> kind_of_element(pugi::xml_node node) {
  const QualifiedName name = split(node.name());
  const std::string_view declared = namespace_of(node, name.prefix);
  const bool usual = declared.empty() && name.prefix == kPrefix;
  if (name.local == "assertion")
    return usual || declared == kNamespaceOfVersion2 ? std::optional(BakedKind::assertion)
                                                     : std::nullopt;
  const bool known = std::ranges::find(kNamespaces, declared) != std::end(kNamespaces);
  return usual || known ? std::optional(BakedKind::credential) : std::nullopt;
}

// More elements that are called like a credential, of whatever namespace, are not looked at: for
// each the declarations of all around it are searched.
constexpr std::size_t kCandidatesMax = 256;

struct Found {
  BakedKind kind = BakedKind::credential;
  pugi::xml_node node;
};

/// Collects the credentials of a tree, within its limits. pugixml walks without recursion.
class CredentialFinder : public pugi::xml_tree_walker {
 public:
  explicit CredentialFinder(const ImageLimits& limits) : limits_(limits) {}

  bool for_each(pugi::xml_node& node) override {
    too_deep_ = depth() >= limits_.depth_max;
    too_many_ = ++nodes_ > limits_.parts_max;
    if (too_deep_ || too_many_) return false;
    if (node.type() != pugi::node_element || !is_called_credential(node)) return true;
    if (++candidates_ > kCandidatesMax) return false;
    if (const auto kind = kind_of_element(node)) found_.push_back({*kind, node});
    return true;
  }

  Result<void> check_limits() const {
    if (too_deep_) return exhausted(fmt::format("elements nest deeper than {}", limits_.depth_max));
    if (too_many_) return exhausted(fmt::format("more than {} nodes", limits_.parts_max));
    if (candidates_ > kCandidatesMax)
      return exhausted(fmt::format("more than {} elements called credential", kCandidatesMax));
    if (found_.size() > limits_.credentials_max)
      return exhausted(fmt::format("more than {} credentials", limits_.credentials_max));
    return {};
  }

  const std::vector<Found>& found() const { return found_; }

 private:
  const ImageLimits& limits_;
  std::vector<Found> found_;
  std::size_t nodes_ = 0;
  std::size_t candidates_ = 0;
  bool too_deep_ = false;
  bool too_many_ = false;
};

std::string place(std::ptrdiff_t offset) { return fmt::format("byte {}", offset); }

bool is_utf8_name(std::string_view encoding) {
  std::string name(encoding);
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name.empty() || name == "utf-8" || name == "utf8" || name == "us-ascii";
}

// pugixml takes "<?xml …/>" for one where "?>" comes anywhere later, in a credential say.
bool ends_as_declaration(std::string_view svg, pugi::xml_node declaration) {
  const auto name = static_cast<std::size_t>(declaration.offset_debug());
  const std::size_t end = tag_end(svg, name - 1);
  return end != std::string_view::npos && svg[end - 2] == '?';
}

Result<void> check_prolog(std::string_view svg, const pugi::xml_document& document) {
  for (const pugi::xml_node node : document.children()) {
    if (node.type() == pugi::node_declaration && !ends_as_declaration(svg, node))
      return invalid("not well-formed XML: a declaration ends with ?>", "XML declaration");
    if (node.type() == pugi::node_declaration && !is_utf8_name(node.attribute("encoding").value()))
      return invalid("the encoding is not accepted; UTF-8 is", "XML declaration");
    if (node.type() == pugi::node_doctype &&
        std::string_view(node.value()).find('[') != std::string_view::npos)
      return invalid("a DOCTYPE with declarations of its own is not accepted", "DOCTYPE");
  }
  if (split(document.document_element().name()).local != "svg")
    return invalid("the outermost element is not svg",
                   place(document.document_element().offset_debug()));
  return {};
}

Result<void> parse(std::string_view svg, const ImageLimits& limits, pugi::xml_document& document) {
  if (svg.size() > limits.bytes_max)
    return exhausted(fmt::format("the picture is larger than {} bytes", limits.bytes_max));
  if (svg.find('\0') != std::string_view::npos)
    return invalid("a zero byte", place(static_cast<std::ptrdiff_t>(svg.find('\0'))));
  const auto outcome = document.load_buffer(
      svg.data(), svg.size(), pugi::parse_full | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (!outcome)
    return invalid(fmt::format("not well-formed XML: {}", outcome.description()),
                   place(outcome.offset));
  return check_prolog(svg, document);
}

/// Open Badges 3.0 section 5.3.2.1: a JWS is in `verify`, a JSON text in the body. An assertion of
/// Open Badges 2 may have both: then the body is it, and `verify` says where it is hosted.
Result<std::string> text_of(const Found& found, const ImageLimits& limits) {
  const std::string where = place(found.node.offset_debug());
  std::string body;
  for (const pugi::xml_node child : found.node.children()) {
    if (child.type() == pugi::node_element)
      return invalid("a credential must be text, not elements", where);
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
      body += child.value();
  }
  const std::string_view signature = trimmed(found.node.attribute("verify").value());
  const std::string_view text = trimmed(body);
  const bool both = !signature.empty() && !text.empty();
  if ((signature.empty() && text.empty()) || (both && found.kind == BakedKind::credential))
    return invalid("a credential must have either a verify attribute or a text", where);
  if (std::max(signature.size(), text.size()) > limits.credential_bytes_max)
    return exhausted(
        fmt::format("the credential is larger than {} bytes", limits.credential_bytes_max), where);
  return std::string(text.empty() ? signature : text);
}

std::string declaration() { return fmt::format(" xmlns:{}=\"{}\"", kPrefix, kNamespaces[0]); }

/// XML 1.0 section 2.7: a CDATA section cannot hold its own end.
std::string in_cdata(std::string_view text) {
  std::string out = "<![CDATA[";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("]]>", at), text.size());
    out.append(text.substr(at, end - at));
    if (end < text.size()) out += "]]]]><![CDATA[>";
    at = end + 3;
  }
  return out + "]]>";
}

enum class Declared : std::uint8_t { on_root, on_element };

std::string element_of(std::string_view credential, Declared declared) {
  const std::string name = fmt::format("{}:credential", kPrefix);
  const std::string here = declared == Declared::on_element ? declaration() : "";
  if (credential.starts_with('{'))
    return fmt::format("<{}{}>{}</{}>", name, here, in_cdata(credential), name);
  return fmt::format("<{}{} verify=\"{}\"></{}>", name, here, credential, name);
}

/// Puts the credential first into the root, and the declaration of its prefix where the standard
/// wants it: on the root, unless the prefix means something else there.
std::vector<Edit> insertion(std::string_view svg, pugi::xml_node root,
                            std::string_view credential) {
  const std::string_view name = root.name();
  const auto name_begin = static_cast<std::size_t>(root.offset_debug());
  CAIRN_ASSERT(svg.substr(name_begin, name.size()) == name);
  const pugi::xml_attribute on_root = root.attribute(fmt::format("xmlns:{}", kPrefix).c_str());
  const bool taken = on_root && on_root.value() != kNamespaces[0];
  const std::string element =
      element_of(credential, taken ? Declared::on_element : Declared::on_root);
  std::vector<Edit> edits;
  if (!on_root)
    edits.push_back({name_begin + name.size(), name_begin + name.size(), declaration()});
  const std::size_t end = tag_end(svg, name_begin - 1);
  if (svg[end - 2] == '/')
    edits.push_back({end - 2, end, fmt::format(">{}</{}>", element, name)});
  else
    edits.push_back({end, end, element});
  return edits;
}

}  // namespace

Result<std::vector<Baked>> find_in_svg(std::string_view svg, const ImageLimits& limits) {
  pugi::xml_document document;
  CAIRN_CHECK(parse(svg, limits, document));
  CredentialFinder finder(limits);
  document.traverse(finder);
  CAIRN_CHECK(finder.check_limits());
  std::vector<Baked> baked;
  for (const Found& found : finder.found()) {
    CAIRN_TRY(std::string text, text_of(found, limits));
    baked.push_back({found.kind, std::move(text), place(found.node.offset_debug())});
  }
  return baked;
}

Result<std::string> bake_into_svg(std::string_view svg, std::string_view credential,
                                  Replace replace, const ImageLimits& limits) {
  pugi::xml_document document;
  CAIRN_CHECK(parse(svg, limits, document));
  CredentialFinder finder(limits);
  document.traverse(finder);
  CAIRN_CHECK(finder.check_limits());
  std::vector<BakedKind> there;
  for (const Found& found : finder.found()) there.push_back(found.kind);
  CAIRN_CHECK(check_replaceable(there, replace));
  std::vector<Edit> edits = insertion(svg, document.document_element(), credential);
  for (const Found& found : finder.found()) {
    const auto open = static_cast<std::size_t>(found.node.offset_debug()) - 1;
    if (goes(found.kind, replace)) edits.push_back({open, element_end(svg, open), ""});
  }
  return edited(svg, std::move(edits));
}

}  // namespace cairn::images

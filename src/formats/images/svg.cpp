#include "formats/images/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <pugixml.hpp>
#include <vector>

#include "formats/images/credential_text.h"

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

/// A badge that forgot to declare the usual prefix is still read.
bool is_credential(pugi::xml_node node) {
  const QualifiedName name = split(node.name());
  if (name.local != "credential") return false;
  const std::string_view declared = namespace_of(node, name.prefix);
  if (declared.empty()) return name.prefix == kPrefix;
  return std::find(std::begin(kNamespaces), std::end(kNamespaces), declared) !=
         std::end(kNamespaces);
}

bool is_version2(pugi::xml_node node) {
  const QualifiedName name = split(node.name());
  return name.local == "assertion" && namespace_of(node, name.prefix) == kNamespaceOfVersion2;
}

/// Collects the credentials of a tree, within its limits. pugixml walks without recursion.
class CredentialFinder : public pugi::xml_tree_walker {
 public:
  explicit CredentialFinder(const ImageLimits& limits) : limits_(limits) {}

  bool for_each(pugi::xml_node& node) override {
    too_deep_ = depth() >= limits_.depth_max;
    too_many_ = ++nodes_ > limits_.parts_max;
    if (too_deep_ || too_many_) return false;
    if (node.type() != pugi::node_element) return true;
    if (is_credential(node)) credentials_.push_back(node);
    if (is_version2(node)) version2_ = true;
    return true;
  }

  Result<void> check_limits() const {
    if (too_deep_) return exhausted(fmt::format("elements nest deeper than {}", limits_.depth_max));
    if (too_many_) return exhausted(fmt::format("more than {} nodes", limits_.parts_max));
    return {};
  }

  const std::vector<pugi::xml_node>& credentials() const { return credentials_; }
  bool holds_version2() const { return version2_; }

 private:
  const ImageLimits& limits_;
  std::vector<pugi::xml_node> credentials_;
  std::size_t nodes_ = 0;
  bool version2_ = false;
  bool too_deep_ = false;
  bool too_many_ = false;
};

std::string place(std::ptrdiff_t offset) { return fmt::format("byte {}", offset); }

bool is_utf8_name(std::string_view encoding) {
  std::string name(encoding);
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name.empty() || name == "utf-8" || name == "utf8" || name == "us-ascii";
}

Result<void> check_prolog(const pugi::xml_document& document) {
  for (const pugi::xml_node node : document.children()) {
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
  return check_prolog(document);
}

/// Open Badges 3.0 section 5.3.2.1: a JWS is in `verify`, a JSON text in the body.
Result<std::string> text_of(pugi::xml_node credential, const ImageLimits& limits) {
  const std::string where = place(credential.offset_debug());
  std::string body;
  for (const pugi::xml_node child : credential.children()) {
    if (child.type() == pugi::node_element)
      return invalid("a credential must be text, not elements", where);
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
      body += child.value();
  }
  const std::string_view signature = trimmed(credential.attribute("verify").value());
  const std::string_view text = trimmed(body);
  if (signature.empty() == text.empty())
    return invalid("a credential must have either a verify attribute or a text", where);
  if (std::max(signature.size(), text.size()) > limits.credential_bytes_max)
    return exhausted(
        fmt::format("the credential is larger than {} bytes", limits.credential_bytes_max), where);
  return std::string(text.empty() ? signature : text);
}

/// Puts the credential first into the root, and the declaration of its prefix where the standard
/// wants it: on the root, unless the prefix means something else there.
void insert(pugi::xml_node root, const std::string& credential) {
  const std::string declaration = "xmlns:" + std::string(kPrefix);
  pugi::xml_node node = root.prepend_child((std::string(kPrefix) + ":credential").c_str());
  pugi::xml_attribute on_root = root.attribute(declaration.c_str());
  if (!on_root)
    root.append_attribute(declaration.c_str()).set_value(kNamespaces[0].data());
  else if (on_root.value() != kNamespaces[0])
    node.append_attribute(declaration.c_str()).set_value(kNamespaces[0].data());
  if (credential.starts_with('{'))
    node.append_child(pugi::node_cdata).set_value(credential.c_str());
  else
    node.append_attribute("verify").set_value(credential.c_str());
}

struct StringWriter : pugi::xml_writer {
  std::string text;
  void write(const void* data, std::size_t size) override {
    text.append(static_cast<const char*>(data), size);
  }
};

}  // namespace

Result<std::string> unbake_svg(std::string_view svg, const ImageLimits& limits) {
  pugi::xml_document document;
  CAIRN_CHECK(parse(svg, limits, document));
  CredentialFinder finder(limits);
  document.traverse(finder);
  CAIRN_CHECK(finder.check_limits());
  if (finder.credentials().empty())
    return finder.holds_version2()
               ? invalid(
                     "the picture holds an Open Badges 2 assertion; Open Badges 3.0 is accepted")
               : invalid("the picture holds no credential: no openbadges:credential element");
  if (finder.credentials().size() > 1)
    return invalid("the picture holds several credentials; one is accepted",
                   place(finder.credentials()[1].offset_debug()));
  return text_of(finder.credentials().front(), limits);
}

Result<std::string> bake_svg(std::string_view svg, std::string_view credential,
                             const ImageLimits& limits) {
  const std::string text(trimmed(credential));
  CAIRN_CHECK(check_bakeable(text, limits));
  pugi::xml_document document;
  CAIRN_CHECK(parse(svg, limits, document));
  CredentialFinder finder(limits);
  document.traverse(finder);
  CAIRN_CHECK(finder.check_limits());
  // Backwards, so that one inside another goes first.
  for (auto old = finder.credentials().rbegin(); old != finder.credentials().rend(); ++old)
    old->parent().remove_child(*old);
  insert(document.document_element(), text);
  StringWriter writer;
  document.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return std::move(writer.text);
}

}  // namespace cairn::images

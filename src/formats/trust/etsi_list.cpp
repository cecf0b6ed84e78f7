#include "formats/trust/etsi_list.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace cairn::trust {
namespace {

constexpr std::string_view kNamespace = "http://uri.etsi.org/02231/v2#";
constexpr std::string_view kTag = "http://uri.etsi.org/19612/TSLTag";
constexpr std::string_view kServices = "http://uri.etsi.org/TrstSvc/Svctype/EAA";
constexpr std::string_view kGranted[] = {
    "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted",
    "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/recognisedatnationallevel"};
constexpr std::string_view kFields = "//data.europa.eu/snb/isced-f/";
constexpr std::string_view kLevels = "//data.europa.eu/snb/eqf/";
constexpr std::size_t kAccreditationsMax = 1'000;  // of one issuer
constexpr std::size_t kAllAccreditationsMax = 500'000;

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

// Children by their local names: only the outermost element's namespace is looked at, as nothing
// else of these names occurs in a list.
pugi::xml_node child(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_node one : node.children())
    if (local_name(one) == name) return one;
  return {};
}

std::vector<pugi::xml_node> children(pugi::xml_node node, std::string_view name) {
  std::vector<pugi::xml_node> found;
  for (const pugi::xml_node one : node.children())
    if (local_name(one) == name) found.push_back(one);
  return found;
}

std::string text_of(pugi::xml_node node) {
  std::string_view text = node.child_value();
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin));
}

// Where an element stands, by names and its number among those of its name.
std::string place(pugi::xml_node node) {
  std::string path;
  for (; node.parent(); node = node.parent()) {
    int index = 1;
    for (pugi::xml_node other = node.previous_sibling(); other; other = other.previous_sibling())
      index += local_name(other) == local_name(node) ? 1 : 0;
    std::string step("/");
    step += local_name(node);
    if (index > 1) step += "[" + std::to_string(index) + "]";
    path.insert(0, step);
  }
  return path;
}

// The first word in English, else the first.
std::string name_in(pugi::xml_node names) {
  const auto all = children(names, "Name");
  for (const pugi::xml_node one : all)
    if (std::string_view(one.attribute("xml:lang").value()) == "en") return text_of(one);
  return all.empty() ? std::string() : text_of(all[0]);
}

Result<Instant> moment_in(pugi::xml_node parent, std::string_view name) {
  const pugi::xml_node node = child(parent, name);
  const auto moment = Instant::parse(text_of(node));
  if (!moment)
    return invalid("a date and time with zone is wanted here",
                   place(node ? node : parent) + (node ? "" : "/" + std::string(name)));
  return *moment;
}

class Size : public pugi::xml_tree_walker {
 public:
  explicit Size(const EtsiLimits& limits) : limits_(limits) {}
  bool for_each(pugi::xml_node&) override {
    exceeded = ++nodes_ > limits_.nodes_max || depth() >= static_cast<int>(limits_.depth_max);
    return !exceeded;
  }
  bool exceeded = false;

 private:
  const EtsiLimits& limits_;
  std::size_t nodes_ = 0;
};

// No DOCTYPE, so that there are no entities; pugixml would not expand them, but others may have.
Result<void> check_prolog(const pugi::xml_document& document) {
  for (const pugi::xml_node node : document.children()) {
    if (node.type() == pugi::node_doctype) return invalid("a DOCTYPE is not accepted", "DOCTYPE");
    std::string encoding(node.attribute("encoding").value());
    std::ranges::transform(encoding, encoding.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
    });
    if (node.type() == pugi::node_declaration && !encoding.empty() && encoding != "utf-8")
      return invalid("the encoding is not accepted; UTF-8 is", "XML declaration");
  }
  return {};
}

Result<void> load(std::string_view xml, const EtsiLimits& limits, pugi::xml_document& document) {
  if (xml.size() > limits.bytes_max) return exhausted("the list is too large");
  if (xml.find('\0') != xml.npos) return invalid("a zero byte");
  const auto outcome = document.load_buffer(
      xml.data(), xml.size(), pugi::parse_default | pugi::parse_declaration | pugi::parse_doctype,
      pugi::encoding_utf8);
  if (!outcome)
    return invalid(std::string("not well-formed XML: ") + outcome.description(),
                   "byte " + std::to_string(outcome.offset));
  CAIRN_CHECK(check_prolog(document));
  Size size(limits);
  document.traverse(size);
  if (size.exceeded) return exhausted("the list has too many elements, or nests too deeply");
  return {};
}

Result<pugi::xml_node> root_of(const pugi::xml_document& document) {
  const pugi::xml_node root = document.document_element();
  const std::string_view name = root.name();
  const std::size_t colon = name.find(':');
  const std::string prefix =
      colon == name.npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
  if (local_name(root) != "TrustServiceStatusList" ||
      root.attribute(prefix.c_str()).value() != kNamespace ||
      root.attribute("TSLTag").value() != kTag)
    return invalid("expected a TrustServiceStatusList of ETSI TS 119 612", "/");
  return root;
}

Result<std::int64_t> sequence_of(pugi::xml_node scheme) {
  const pugi::xml_node node = child(scheme, "TSLSequenceNumber");
  const std::string digits = text_of(node);
  std::int64_t sequence = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), sequence);
  if (error != std::errc() || end != digits.data() + digits.size() || sequence < 1)
    return invalid("the number of the list is wanted here, 1 or higher",
                   place(scheme) + "/TSLSequenceNumber");
  return sequence;
}

// Clause 5.3.
Result<void> read_scheme(pugi::xml_node root, TrustList& list) {
  const pugi::xml_node scheme = child(root, "SchemeInformation");
  if (!scheme) return invalid("it is missing", place(root) + "/SchemeInformation");
  const std::string version = text_of(child(scheme, "TSLVersionIdentifier"));
  if (version != "5" && version != "6")
    return invalid("version 5 or 6 is wanted here", place(scheme) + "/TSLVersionIdentifier");
  CAIRN_TRY(list.sequence, sequence_of(scheme));
  list.name = name_in(child(scheme, "SchemeName"));
  if (list.name.empty()) return invalid("a name is wanted here", place(scheme) + "/SchemeName");
  // Issues of one list have the place in common where the newest is to be had.
  list.id = text_of(child(child(scheme, "DistributionPoints"), "URI"));
  if (list.id.empty())
    return invalid("where the list is published is wanted here",
                   place(scheme) + "/DistributionPoints");
  CAIRN_TRY(const Instant issued, moment_in(scheme, "ListIssueDateTime"));
  const pugi::xml_node next = child(scheme, "NextUpdate");
  // Clause 5.3.15: empty when the list was closed for good.
  if (!child(next, "dateTime"))
    return invalid("the list was closed", place(scheme) + "/NextUpdate");
  CAIRN_TRY(list.period.until, moment_in(next, "dateTime"));
  if (*list.period.until < issued)
    return invalid("it is to be updated before it was issued", place(next));
  return {};
}

/// A service with its present status or one of its former ones (clauses 5.5 and 5.6).
struct Stretch {
  Instant from;
  bool granted = false;
};

bool is_granted(pugi::xml_node node) {
  return std::ranges::find(kGranted, text_of(child(node, "ServiceStatus"))) != std::end(kGranted);
}

// Newest first, as the standard orders them.
Result<std::vector<Stretch>> history_of(pugi::xml_node service, pugi::xml_node information) {
  std::vector<Stretch> stretches;
  CAIRN_TRY(const Instant since, moment_in(information, "StatusStartingTime"));
  stretches.push_back({since, is_granted(information)});
  for (const pugi::xml_node one :
       children(child(service, "ServiceHistory"), "ServiceHistoryInstance")) {
    CAIRN_TRY(const Instant from, moment_in(one, "StatusStartingTime"));
    if (from > stretches.back().from)
      return invalid("the history does not go backwards", place(one));
    stretches.push_back({from, is_granted(one)});
  }
  return stretches;
}

std::vector<Period> granted_periods(const std::vector<Stretch>& newest_first) {
  std::vector<Period> periods;
  std::optional<Instant> until;
  for (const Stretch& stretch : newest_first) {
    if (stretch.granted) periods.push_back({stretch.from, until});
    // A stretch ends when the next begins; the last millisecond is not granted twice.
    until = Instant(stretch.from.time() - std::chrono::milliseconds(1));
  }
  return periods;
}

std::string_view without_scheme(std::string_view url) {
  const std::size_t slashes = url.find("//");
  return slashes == url.npos ? url : url.substr(slashes);
}

// Fields and levels of a service; a text of neither kind when there is none.
struct Scope {
  std::vector<std::string> fields = {}, levels = {};
};

Scope scope_of(pugi::xml_node information) {
  Scope scope;
  for (const pugi::xml_node extension :
       children(child(information, "ServiceInformationExtensions"), "Extension"))
    for (const pugi::xml_node one : children(extension, "AdditionalServiceInformation")) {
      const std::string uri = text_of(child(one, "URI"));
      if (without_scheme(uri).starts_with(kFields)) scope.fields.push_back(uri);
      if (without_scheme(uri).starts_with(kLevels)) scope.levels.push_back(uri);
    }
  if (scope.fields.empty()) scope.fields.emplace_back();
  if (scope.levels.empty()) scope.levels.emplace_back();
  return scope;
}

// A DID or address in DigitalId/Other, which may wrap it in an element of its own.
std::vector<std::string> ids_of(pugi::xml_node information) {
  std::vector<std::string> ids;
  for (const pugi::xml_node digital :
       children(child(information, "ServiceDigitalIdentity"), "DigitalId"))
    for (const pugi::xml_node other : children(digital, "Other")) {
      std::string id = text_of(other);
      if (id.empty()) id = text_of(other.first_child());
      if (id.starts_with("did:") || id.starts_with("https://")) ids.push_back(std::move(id));
    }
  return ids;
}

struct Issuers {
  std::map<std::string, RecognisedIssuer> by_id;
  std::size_t accreditations = 0;  ///< of all
};

// Every field at every level: the list does not say which belong together.
std::vector<Accreditation> accreditations_of(const Scope& scope,
                                             const std::vector<Period>& periods) {
  std::vector<Accreditation> made;
  for (const Period& period : periods)
    for (const std::string& field : scope.fields)
      for (const std::string& level : scope.levels)
        if (made.size() <= kAccreditationsMax) made.push_back({field, level, period});
  return made;
}

Result<void> read_service(pugi::xml_node service, const RecognisedIssuer& provider,
                          Issuers& issuers) {
  const pugi::xml_node information = child(service, "ServiceInformation");
  if (!information) return invalid("it is missing", place(service) + "/ServiceInformation");
  if (!text_of(child(information, "ServiceTypeIdentifier")).starts_with(kServices)) return {};
  const std::vector<std::string> ids = ids_of(information);
  if (ids.empty()) return {};
  CAIRN_TRY(const std::vector<Stretch> history, history_of(service, information));
  const auto made = accreditations_of(scope_of(information), granted_periods(history));
  for (const std::string& id : ids) {
    RecognisedIssuer& issuer = issuers.by_id.try_emplace(id, provider).first->second;
    if (issuer.name != provider.name)
      return invalid("two providers have the identity " + id, place(service));
    issuer.id = id;
    issuer.accreditations.insert(issuer.accreditations.end(), made.begin(), made.end());
    issuers.accreditations += made.size();
    if (issuer.accreditations.size() > kAccreditationsMax ||
        issuers.accreditations > kAllAccreditationsMax)
      return exhausted("too many services, fields and levels", place(service));
  }
  return {};
}

// Clause 5.4.
Result<void> read_provider(pugi::xml_node provider, Issuers& issuers) {
  const pugi::xml_node information = child(provider, "TSPInformation");
  RecognisedIssuer made;
  made.name = name_in(child(information, "TSPName"));
  if (made.name.empty())
    return invalid("a name is wanted here", place(provider) + "/TSPInformation/TSPName");
  const std::string url = text_of(child(child(information, "TSPInformationURI"), "URI"));
  if (url.starts_with("http")) made.url = url;
  for (const pugi::xml_node service : children(child(provider, "TSPServices"), "TSPService"))
    CAIRN_CHECK(read_service(service, made, issuers));
  return {};
}

// From the first day on which it was accredited for anything to the last.
Period span_of(const std::vector<Accreditation>& accreditations) {
  Period span = accreditations[0].period;
  for (const Accreditation& one : accreditations) {
    span.from = std::min(*span.from, *one.period.from);
    span.until = span.until && one.period.until
                     ? std::optional(std::max(*span.until, *one.period.until))
                     : std::nullopt;
  }
  return span;
}

}  // namespace

bool looks_like_xml(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin != text.npos && text[begin] == '<';
}

Result<TrustList> read_etsi_list(std::string_view xml, const EtsiLimits& limits) {
  pugi::xml_document document;
  CAIRN_CHECK(load(xml, limits, document));
  CAIRN_TRY(const pugi::xml_node root, root_of(document));
  TrustList list;
  list.form = Form::etsi_list;
  CAIRN_CHECK(read_scheme(root, list));
  Issuers issuers;
  for (const pugi::xml_node provider :
       children(child(root, "TrustServiceProviderList"), "TrustServiceProvider")) {
    CAIRN_CHECK(read_provider(provider, issuers));
    if (issuers.by_id.size() > kIssuersMax) return exhausted("a list of too many issuers");
  }
  for (auto& [id, issuer] : issuers.by_id) {
    // One that was never granted anything is not recognised.
    if (issuer.accreditations.empty()) continue;
    issuer.period = span_of(issuer.accreditations);
    list.issuers.push_back(std::move(issuer));
  }
  return list;
}

}  // namespace cairn::trust

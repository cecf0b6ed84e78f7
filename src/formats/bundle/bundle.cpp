#include "formats/bundle/bundle.h"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <string_view>
#include <tuple>

#include "formats/crypto/digest.h"
#include "formats/json/writer.h"

namespace cairn::bundle {
namespace {

using json::Value;
using json::Writer;

constexpr std::string_view kType = "OfflineBundleCredential";
constexpr const char* kContexts[] = {"https://www.w3.org/ns/credentials/v2",
                                     "https://www.w3.org/ns/credentials/undefined-terms/v2"};
constexpr std::string_view kSubject = "/credentialSubject";

std::string sha256(std::string_view body) {
  return crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, body).bytes());
}

// One object of a list in the file: no member that is not known, each text checked as it is taken.
class Entry {
 public:
  Entry(const Value& value, std::string place) : value_(value), place_(std::move(place)) {}

  Result<void> has_only(std::initializer_list<std::string_view> names) const {
    if (!value_.is_object()) return invalid("an object is wanted here", place_);
    for (const json::Member& member : value_.members())
      if (std::ranges::find(names, member.key) == names.end())
        return invalid("a member that is not known here", at(member.key));
    return {};
  }
  Result<std::string> text(std::string_view name) const {
    const std::string_view found = value_.text_of(name);
    if (found.empty()) return invalid("a text is wanted here", at(name));
    return std::string(found);
  }
  Result<Instant> instant(std::string_view name) const {
    const auto read = Instant::parse(value_.text_of(name));
    if (!read) return invalid("a date and time with zone is wanted here", at(name));
    return *read;
  }
  // The body, whose digest stands beside it.
  Result<std::string> body() const {
    CAIRN_TRY(std::string found, text("body"));
    if (sha256(found) != value_.text_of("sha256"))
      return invalid("the SHA-256 of the body is " + sha256(found), at("sha256"));
    return found;
  }
  std::string at(std::string_view name) const { return place_ + "/" + std::string(name); }

 private:
  const Value& value_;
  std::string place_;
};

Result<StoredDocument> read_document(const Entry& entry) {
  CAIRN_CHECK(entry.has_only({"url", "fetched", "sha256", "body"}));
  StoredDocument made;
  CAIRN_TRY(made.url, entry.text("url"));
  CAIRN_TRY(made.fetched, entry.instant("fetched"));
  CAIRN_TRY(made.body, entry.body());
  return made;
}

Result<StoredContext> read_context(const Entry& entry) {
  CAIRN_CHECK(entry.has_only({"url", "sha256", "body"}));
  StoredContext made;
  CAIRN_TRY(made.url, entry.text("url"));
  CAIRN_TRY(made.body, entry.body());
  return made;
}

Result<StoredTrustList> read_trust_list(const Entry& entry) {
  CAIRN_CHECK(entry.has_only({"stored", "sha256", "body"}));
  StoredTrustList made;
  CAIRN_TRY(made.stored, entry.instant("stored"));
  CAIRN_TRY(made.body, entry.body());
  return made;
}

Result<StoredLog> read_log(const Entry& entry) {
  CAIRN_CHECK(entry.has_only({"key", "fetched", "sha256", "body"}));
  StoredLog made;
  CAIRN_TRY(made.key, entry.text("key"));
  CAIRN_TRY(made.fetched, entry.instant("fetched"));
  CAIRN_TRY(made.checkpoint, entry.body());
  return made;
}

Result<StoredLogProof> read_log_proof(const Entry& entry) {
  CAIRN_CHECK(entry.has_only({"stored", "sha256", "body"}));
  StoredLogProof made;
  CAIRN_TRY(made.stored, entry.instant("stored"));
  CAIRN_TRY(made.body, entry.body());
  return made;
}

// The list `name` of the subject, absent when it is empty.
template <class Part>
Result<std::vector<Part>> read_list(const Value& subject, std::string_view name,
                                    Result<Part> (*read)(const Entry&)) {
  std::vector<Part> parts;
  const Value* list = subject.find(name);
  const std::string place = std::string(kSubject) + "/" + std::string(name);
  if (list == nullptr) return parts;
  if (!list->is_array()) return invalid("a list is wanted here", place);
  if (list->items().size() > kPartsMax)
    return exhausted("more than " + std::to_string(kPartsMax) + " parts", place);
  for (std::size_t i = 0; i < list->items().size(); ++i) {
    CAIRN_TRY(Part part, read(Entry(list->items()[i], place + "/" + std::to_string(i))));
    parts.push_back(std::move(part));
  }
  return parts;
}

Result<std::string> read_signer(const Entry& entry) { return entry.text("id"); }

template <class Part>
Result<void> each_once(const std::vector<Part>& parts, std::string Part::*name,
                       std::string_view place) {
  std::vector<std::string_view> names;
  for (const Part& part : parts) names.push_back(part.*name);
  std::ranges::sort(names);
  const auto twice = std::ranges::adjacent_find(names);
  if (twice == names.end()) return {};
  return invalid("it occurs twice: " + std::string(*twice),
                 std::string(kSubject) + "/" + std::string(place));
}

Result<void> read_parts(const Value& subject, Bundle& bundle) {
  CAIRN_CHECK(Entry(subject, std::string(kSubject))
                  .has_only({"type", "document", "context", "trustList", "trustSigner", "log",
                             "logProof"}));
  CAIRN_TRY(bundle.documents, read_list(subject, "document", read_document));
  CAIRN_TRY(bundle.contexts, read_list(subject, "context", read_context));
  CAIRN_TRY(bundle.trust_lists, read_list(subject, "trustList", read_trust_list));
  CAIRN_TRY(bundle.trust_signers, read_list(subject, "trustSigner", read_signer));
  CAIRN_TRY(bundle.logs, read_list(subject, "log", read_log));
  CAIRN_TRY(bundle.log_proofs, read_list(subject, "logProof", read_log_proof));
  CAIRN_CHECK(each_once(bundle.documents, &StoredDocument::url, "document"));
  CAIRN_CHECK(each_once(bundle.contexts, &StoredContext::url, "context"));
  return each_once(bundle.logs, &StoredLog::key, "log");
}

bool has_type(const Value& root) {
  return std::ranges::any_of(one_or_more(root.find("type")), [](const Value& one) {
    return one.is_string() && one.string() == kType;
  });
}

// Sorted, what is the same once.
template <class Part, class Key>
std::vector<Part> in_order(std::vector<Part> parts, Key key) {
  std::ranges::sort(parts, {}, key);
  const auto again = std::ranges::unique(parts, {}, key);
  parts.erase(again.begin(), again.end());
  return parts;
}

class Out {
 public:
  explicit Out(Writer& writer) : writer_(writer) {}

  template <class Part>
  void list(const char* name, const std::vector<Part>& parts,
            const std::function<void(const Part&)>& write) {
    if (parts.empty()) return;
    writer_.key(name).begin_array();
    for (const Part& part : parts) {
      writer_.begin_object();
      write(part);
      writer_.end_object();
    }
    writer_.end_array();
  }
  void member(const char* name, const std::string& text) { writer_.member(name, text); }
  void member(const char* name, Instant moment) { writer_.member(name, moment.to_string()); }
  void body(const std::string& text) {
    writer_.member("sha256", sha256(text)).member("body", text);
  }

 private:
  Writer& writer_;
};

void write_parts(Writer& writer, const Bundle& bundle) {
  Out out(writer);
  out.list<StoredDocument>("document",
                           in_order(bundle.documents,
                                    [](const StoredDocument& part) {
                                      return std::tie(part.url, part.fetched, part.body);
                                    }),
                           [&](const StoredDocument& part) {
                             out.member("url", part.url);
                             out.member("fetched", part.fetched);
                             out.body(part.body);
                           });
  out.list<StoredContext>(
      "context",
      in_order(bundle.contexts,
               [](const StoredContext& part) { return std::tie(part.url, part.body); }),
      [&](const StoredContext& part) {
        out.member("url", part.url);
        out.body(part.body);
      });
  const auto by_body = [](const auto& part) { return std::tie(part.body, part.stored); };
  out.list<StoredTrustList>("trustList", in_order(bundle.trust_lists, by_body),
                            [&](const StoredTrustList& part) {
                              out.member("stored", part.stored);
                              out.body(part.body);
                            });
  out.list<std::string>("trustSigner", in_order(bundle.trust_signers, std::identity()),
                        [&](const std::string& id) { out.member("id", id); });
  out.list<StoredLog>("log",
                      in_order(bundle.logs,
                               [](const StoredLog& part) {
                                 return std::tie(part.key, part.fetched, part.checkpoint);
                               }),
                      [&](const StoredLog& part) {
                        out.member("key", part.key);
                        out.member("fetched", part.fetched);
                        out.body(part.checkpoint);
                      });
  out.list<StoredLogProof>("logProof", in_order(bundle.log_proofs, by_body),
                           [&](const StoredLogProof& part) {
                             out.member("stored", part.stored);
                             out.body(part.body);
                           });
}

}  // namespace

Result<std::string> write_bundle(const Bundle& bundle) {
  Writer writer;
  writer.begin_object().key("@context").begin_array();
  for (const char* context : kContexts) writer.string(context);
  writer.end_array().key("type").begin_array();
  writer.string("VerifiableCredential").string(kType).end_array();
  writer.member("validFrom", bundle.made.to_string());
  if (bundle.until) writer.member("validUntil", bundle.until->to_string());
  writer.key("credentialSubject").begin_object().member("type", "OfflineBundle");
  write_parts(writer, bundle);
  writer.end_object().end_object();
  // Reading it back holds what is written to every rule, and to UTF-8.
  CAIRN_TRY(const json::Document document, json::read(writer.take(), kLimits));
  CAIRN_CHECK(read_bundle(document.root()));
  return json::canonicalize(document.root());
}

Result<Bundle> read_bundle(const Value& root) {
  if (!has_type(root)) return invalid("expected an OfflineBundleCredential", "/type");
  const Entry whole(root, "");
  CAIRN_CHECK(whole.has_only({"@context", "type", "id", "issuer", "validFrom", "validUntil",
                              "credentialSubject", "proof"}));
  Bundle bundle;
  CAIRN_TRY(bundle.made, whole.instant("validFrom"));
  if (root.find("validUntil") != nullptr) {
    CAIRN_TRY(bundle.until, whole.instant("validUntil"));
  }
  const Value* issuer = root.find("issuer");
  if (issuer != nullptr)
    bundle.signer = issuer->is_string() ? issuer->string() : issuer->text_of("id");
  if ((root.find("proof") != nullptr) != !bundle.signer.empty())
    return invalid("a signed bundle has an issuer and a proof, another has neither", "/proof");
  const Value* subject = root.find("credentialSubject");
  if (subject == nullptr || !subject->is_object())
    return invalid("the parts of the bundle are wanted here", std::string(kSubject));
  CAIRN_CHECK(read_parts(*subject, bundle));
  return bundle;
}

}  // namespace cairn::bundle

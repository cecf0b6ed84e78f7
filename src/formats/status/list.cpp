#include "formats/status/list.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace cairn::status {
namespace {

using json::Value;

constexpr std::size_t kPurposesMax = 16;

bool has_type(const Value& node, std::string_view wanted) {
  return std::ranges::any_of(one_or_more(node.find("type")), [&](const Value& type) {
    return type.is_string() && type.string() == wanted;
  });
}

std::string id_of(const Value* node) {
  if (node == nullptr) return {};
  return std::string(node->is_string() ? node->string() : node->text_of("id"));
}

Result<std::optional<Instant>> read_instant(const Value& document, const char* name) {
  const Value* member = document.find(name);
  if (member == nullptr) return std::optional<Instant>();
  const auto parsed = Instant::parse(member->is_string() ? member->string() : "");
  if (!parsed) return invalid("a date with its time zone is expected", std::string("/") + name);
  return std::optional(*parsed);
}

Result<std::vector<std::string>> read_purposes(const Value& subject) {
  constexpr const char* kPlace = "/credentialSubject/statusPurpose";
  const auto purposes = one_or_more(subject.find("statusPurpose"));
  if (purposes.empty() || purposes.size() > kPurposesMax)
    return invalid("a list has at least one purpose", kPlace);
  std::vector<std::string> read;
  for (const Value& purpose : purposes) {
    if (!purpose.is_string() || purpose.string().empty())
      return invalid("a purpose is a text", kPlace);
    read.emplace_back(purpose.string());
  }
  return read;
}

Result<std::optional<std::chrono::milliseconds>> read_ttl(const Value& subject) {
  const Value* member = subject.find("ttl");
  if (member == nullptr) return std::optional<std::chrono::milliseconds>();
  std::int64_t count = -1;
  if (member->is_number()) {
    const std::string_view text = member->number();
    const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) count = -1;
  }
  if (count < 0)
    return invalid("a time to live is a whole number of milliseconds", "/credentialSubject/ttl");
  return std::optional(std::chrono::milliseconds(count));
}

Result<List> read_signed(const Value& document, ListKind kind) {
  const bool is_bitstring = kind == ListKind::bitstring;
  const Value* subject = document.find("credentialSubject");
  if (subject != nullptr && subject->is_array() && subject->items().size() == 1)
    subject = subject->items().data();
  if (subject == nullptr ||
      !has_type(*subject, is_bitstring ? "BitstringStatusList" : "StatusList2021"))
    return invalid("the subject of a status list credential is a status list",
                   "/credentialSubject/type");
  List list;
  list.kind = kind;
  list.id = id_of(document.find("id"));
  list.issuer = id_of(document.find("issuer"));
  CAIRN_TRY(list.purposes, read_purposes(*subject));
  CAIRN_TRY(list.ttl, read_ttl(*subject));
  // The Data Model 1.1 has other names for them.
  const bool v1 = document.find("issuanceDate") != nullptr;
  CAIRN_TRY(list.valid_from, read_instant(document, v1 ? "issuanceDate" : "validFrom"));
  CAIRN_TRY(list.valid_until, read_instant(document, v1 ? "expirationDate" : "validUntil"));
  const std::string_view encoded = subject->text_of("encodedList");
  auto bits = is_bitstring ? Bitstring::decode(encoded) : Bitstring::decode_2021(encoded);
  if (!bits)
    return Error{bits.error().code, bits.error().message, "/credentialSubject/encodedList"};
  list.bits = *std::move(bits);
  return list;
}

Result<List> read_one_edtech(const Value& document) {
  List list;
  list.kind = ListKind::one_edtech;
  list.id = id_of(document.find("id"));
  list.issuer = id_of(document.find("issuer"));
  list.purposes = {"revocation"};
  // Both names occur: the model's and that of its text.
  const Value* revoked = document.find("revokedCredential");
  if (revoked == nullptr) revoked = document.find("revokedCredentials");
  if (revoked == nullptr)
    return invalid(
        "no status list of a kind known here: neither a status list credential nor "
        "\"revokedCredential\"");
  for (const Value& one : one_or_more(revoked)) {
    const std::string_view id = one.is_string() ? one.string() : one.text_of("id");
    if (id.empty()) return invalid("a revoked credential is named by its id", "/revokedCredential");
    // Listed without the flag means revoked; with false it is an entry kept for the record.
    const Value* flag = one.find("revoked");
    if (flag != nullptr && !flag->is_boolean())
      return invalid("\"revoked\" is true or false", "/revokedCredential");
    if (flag == nullptr || flag->boolean()) list.revoked.emplace(id);
  }
  return list;
}

}  // namespace

Result<List> read_list(const Value& document) {
  if (!document.is_object()) return invalid("a status list is a JSON object");
  if (has_type(document, "BitstringStatusListCredential"))
    return read_signed(document, ListKind::bitstring);
  if (has_type(document, "StatusList2021Credential"))
    return read_signed(document, ListKind::status_list_2021);
  return read_one_edtech(document);
}

Found look_up(const List& list, const Entry& entry, std::string_view credential_id) {
  if (list.kind != entry.kind) return {Lookup::wrong_kind};
  if (list.kind == ListKind::one_edtech)
    return {Lookup::found, list.revoked.find(credential_id) != list.revoked.end() ? 1U : 0U};
  if (std::ranges::find(list.purposes, entry.purpose) == list.purposes.end())
    return {Lookup::wrong_purpose};
  const auto value = list.bits.get(entry.index, entry.size);
  if (list.bits.entries(entry.size) < kEntriesMin) return {Lookup::too_short, value.value_or(0)};
  return value ? Found{Lookup::found, *value} : Found{Lookup::out_of_range};
}

}  // namespace cairn::status

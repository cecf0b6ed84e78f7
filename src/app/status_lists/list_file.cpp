#include "app/status_lists/list_file.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "app/status_lists/rules.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/status/entry.h"

namespace cairn::status_lists {
namespace {

constexpr const char* kType = "CairnStatusListFile";
constexpr json::Limits kLimits{
    .bytes_max = 24 * 1024 * 1024, .depth_max = 16, .values_max = 1 << 20};

std::int64_t count_set(const status::Bitstring& bits, unsigned size) {
  std::int64_t count = 0;
  for (std::uint64_t i = 0; i < bits.entries(size); ++i) count += bits.get(i, size) != 0U ? 1 : 0;
  return count;
}

Result<Kind> read_kind(const json::Value& root) {
  Kind kind;
  kind.purpose = root.text_of("purpose");
  const json::Value* size = root.find("size");
  kind.size = 0;
  for (int bits = 1; bits <= static_cast<int>(status::kSizeMax); ++bits)
    if (size != nullptr && size->is_number() && size->number() == std::to_string(bits))
      kind.size = bits;
  if (const json::Value* messages = root.find("messages")) kind.messages = json::write(*messages);
  CAIRN_CHECK(check_kind(kind));
  return kind;
}

Result<status::Bitstring> read_bits(const json::Value& root, const char* name, int size) {
  auto bits = status::Bitstring::decode(root.text_of(name));
  if (!bits || bits->bits() != static_cast<std::size_t>(kEntries * size))
    return invalid("no bits of a status list file", std::string("/") + name);
  return bits;
}

}  // namespace

ListFile::ListFile(std::string url, Kind kind)
    : url_(std::move(url)),
      kind_(std::move(kind)),
      taken_(status::Bitstring::zeros(kEntries)),
      values_(status::Bitstring::zeros(static_cast<std::size_t>(kEntries * kind_.size))) {}

Result<ListFile> ListFile::create(std::string url, Kind kind) {
  CAIRN_CHECK(check_kind(kind));
  json::Arena arena;
  CAIRN_TRY(const status::Entry entry, status::read_entry(make_entry(arena, url, kind, 0)));
  (void)entry;
  return ListFile(std::move(url), std::move(kind));
}

Result<ListFile> ListFile::parse(std::string_view text) {
  CAIRN_TRY(const json::Document document, json::read(text, kLimits));
  const json::Value& root = document.root();
  if (root.text_of("type") != kType)
    return invalid("not a status list file of `cairn status new`", "/type");
  CAIRN_TRY(Kind kind, read_kind(root));
  CAIRN_TRY(ListFile file, create(std::string(root.text_of("url")), std::move(kind)));
  CAIRN_TRY(file.taken_, read_bits(root, "taken", 1));
  CAIRN_TRY(file.values_, read_bits(root, "values", file.kind_.size));
  return file;
}

std::string ListFile::to_json() const {
  json::Writer out(json::Style::indented);
  out.begin_object().member("type", kType).member("url", url_);
  out.member("purpose", kind_.purpose).member("size", kind_.size);
  if (!kind_.messages.empty()) out.member("messages", json::read(kind_.messages).value().root());
  out.member("taken", taken_.encode()).member("values", values_.encode()).end_object();
  return out.take() + "\n";
}

std::int64_t ListFile::taken() const { return count_set(taken_, 1); }
std::int64_t ListFile::set() const { return count_set(values_, static_cast<unsigned>(kind_.size)); }

Result<std::int64_t> ListFile::take(Random& random) {
  if (taken() >= kTakenMax) return exhausted("the list is full; begin another one", url_);
  CAIRN_TRY(const std::int64_t index, draw_index(random, [&](std::int64_t drawn) -> Result<bool> {
              return taken_.get(static_cast<std::uint64_t>(drawn)) == 1U;
            }));
  taken_.set(static_cast<std::uint64_t>(index), 1, 1);
  return index;
}

json::Value ListFile::entry(json::Arena& arena, std::int64_t index) const {
  return make_entry(arena, url_, kind_, index);
}

Result<std::uint32_t> ListFile::value(std::int64_t index) const {
  const auto place = static_cast<std::uint64_t>(index);
  if (index < 0 || taken_.get(place).value_or(0) == 0)
    return not_found("no credential has this entry of the status list", std::to_string(index));
  return *values_.get(place, static_cast<unsigned>(kind_.size));
}

Result<void> ListFile::change(std::int64_t index, std::uint32_t new_value) {
  CAIRN_TRY(const std::uint32_t present, value(index));
  if (new_value >> kind_.size != 0)
    return invalid("the value does not fit in an entry of " + std::to_string(kind_.size) + " bits",
                   std::to_string(new_value));
  if (present != 0 && present != new_value && is_final(kind_.purpose))
    return Error{ErrorCode::conflict, "what was revoked or refreshed stays so",
                 std::to_string(index)};
  values_.set(static_cast<std::uint64_t>(index), static_cast<unsigned>(kind_.size), new_value);
  return {};
}

std::string ListFile::credential(Instant now) const {
  return json::write(make_list({url_, kind_.purpose, {}, values_}, now).root());
}

Result<std::string> with_status(std::string_view credential_json, const json::Value& entry) {
  CAIRN_TRY(const json::Document document, json::read(credential_json));
  const json::Value& root = document.root();
  if (!root.is_object()) return invalid("a credential is a JSON object");
  if (root.find("proof") != nullptr)
    return invalid("a status is added before the credential is signed", "/proof");
  json::Arena arena;
  std::vector<json::Value> entries;
  if (const json::Value* present = root.find("credentialStatus")) {
    if (present->is_array())
      entries.assign(present->items().begin(), present->items().end());
    else
      entries.push_back(*present);
  }
  entries.push_back(entry);
  const json::Value status = entries.size() == 1 ? entry : arena.array(entries);
  return json::write(arena.with_member(root, "credentialStatus", status), json::Style::indented) +
         "\n";
}

}  // namespace cairn::status_lists

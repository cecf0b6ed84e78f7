#include "formats/trust/trust_list.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace cairn::trust {
namespace {

using json::Value;

constexpr std::string_view kListType = "TrustListCredential";
constexpr std::size_t kAccreditationsMax = 1'000;

bool has_type(const Value& root, std::string_view type) {
  return std::ranges::any_of(one_or_more(root.find("type")), [&](const Value& one) {
    return one.is_string() && one.string() == type;
  });
}

std::string under(std::string_view place, std::string_view member) {
  return std::string(place) + "/" + std::string(member);
}

Result<std::string> text_at(const Value& node, std::string_view member, std::string_view place) {
  std::string text(node.text_of(member));
  if (text.empty()) return invalid("a text is wanted here", under(place, member));
  return text;
}

Result<std::string> text_if_any(const Value& node, std::string_view member,
                                std::string_view place) {
  const Value* found = node.find(member);
  if (found == nullptr) return std::string();
  if (!found->is_string()) return invalid("a text is wanted here", under(place, member));
  return std::string(found->string());
}

Result<std::optional<Instant>> instant_if_any(const Value& node, std::string_view member,
                                              std::string_view place) {
  CAIRN_TRY(const std::string text, text_if_any(node, member, place));
  if (node.find(member) == nullptr) return std::optional<Instant>();
  const auto instant = Instant::parse(text);
  if (!instant) return invalid("a date and time with zone is wanted here", under(place, member));
  return std::optional(*instant);
}

Result<Period> period_of(const Value& node, std::string_view place) {
  Period period;
  CAIRN_TRY(period.from, instant_if_any(node, "validFrom", place));
  CAIRN_TRY(period.until, instant_if_any(node, "validUntil", place));
  if (period.from && period.until && *period.until < *period.from)
    return invalid("it ends before it begins", under(place, "validUntil"));
  return period;
}

Result<Accreditation> accreditation_of(const Value& node, std::string_view place) {
  if (!node.is_object()) return invalid("an accreditation is an object", std::string(place));
  Accreditation made;
  CAIRN_TRY(made.field, text_if_any(node, "field", place));
  CAIRN_TRY(made.level, text_if_any(node, "level", place));
  CAIRN_TRY(made.period, period_of(node, place));
  return made;
}

Result<RecognisedIssuer> issuer_of(const Value& node, const std::string& place) {
  if (!node.is_object()) return invalid("an issuer is an object", place);
  RecognisedIssuer made;
  CAIRN_TRY(made.id, text_at(node, "id", place));
  CAIRN_TRY(made.name, text_at(node, "name", place));
  CAIRN_TRY(made.url, text_if_any(node, "url", place));
  CAIRN_TRY(made.period, period_of(node, place));
  const auto accreditations = one_or_more(node.find("accreditation"));
  if (accreditations.size() > kAccreditationsMax)
    return exhausted("too many accreditations of one issuer", place);
  for (std::size_t i = 0; i < accreditations.size(); ++i) {
    CAIRN_TRY(
        Accreditation one,
        accreditation_of(accreditations[i], under(place, "accreditation/" + std::to_string(i))));
    made.accreditations.push_back(std::move(one));
  }
  return made;
}

Result<void> sort_issuers(TrustList& list) {
  std::ranges::sort(list.issuers, {}, &RecognisedIssuer::id);
  const auto twice = std::ranges::adjacent_find(list.issuers, {}, &RecognisedIssuer::id);
  if (twice != list.issuers.end()) return invalid("the list names an issuer twice: " + twice->id);
  return {};
}

Result<std::int64_t> sequence_of(const Value& subject) {
  const Value* member = subject.find("sequence");
  std::int64_t sequence = 0;
  const std::string_view digits =
      member != nullptr && member->is_number() ? member->number() : std::string_view();
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), sequence);
  if (error != std::errc() || end != digits.data() + digits.size() || sequence < 1)
    return invalid("the number of the list is wanted here, 1 or higher",
                   "/credentialSubject/sequence");
  return sequence;
}

std::string_view signer_of(const Value& root) {
  const Value* issuer = root.find("issuer");
  if (issuer == nullptr) return {};
  return issuer->is_string() ? issuer->string() : issuer->text_of("id");
}

Result<TrustList> read_signed(const Value& root) {
  // A context written into the list could give its members other names, and leave the statements
  // that were signed as they are.
  for (const Value& context : one_or_more(root.find("@context")))
    if (!context.is_string())
      return invalid("a list names its contexts by their URLs", "/@context");
  TrustList list;
  list.signer = signer_of(root);
  if (list.signer.empty()) return invalid("whoever signs the list is wanted here", "/issuer");
  CAIRN_TRY(list.period, period_of(root, ""));
  if (!list.period.until) return invalid("a list has an end", "/validUntil");
  const Value* subject = root.find("credentialSubject");
  if (subject == nullptr || !subject->is_object())
    return invalid("the list itself is wanted here", "/credentialSubject");
  CAIRN_TRY(list.id, text_at(*subject, "id", "/credentialSubject"));
  CAIRN_TRY(list.name, text_at(*subject, "name", "/credentialSubject"));
  CAIRN_TRY(list.sequence, sequence_of(*subject));
  for (const Value& signer : one_or_more(subject->find("nextSigner"))) {
    if (!signer.is_string())
      return invalid("whoever may sign the next list is an id", "/credentialSubject/nextSigner");
    list.next_signers.emplace_back(signer.string());
  }
  const auto issuers = one_or_more(subject->find("recognisedIssuer"));
  if (issuers.size() > kIssuersMax) return exhausted("a list of too many issuers");
  for (std::size_t i = 0; i < issuers.size(); ++i) {
    CAIRN_TRY(RecognisedIssuer issuer,
              issuer_of(issuers[i], "/credentialSubject/recognisedIssuer/" + std::to_string(i)));
    list.issuers.push_back(std::move(issuer));
  }
  CAIRN_CHECK(sort_issuers(list));
  return list;
}

Result<TrustList> read_registry(const Value& root, const Value& registry) {
  TrustList list;
  list.form = Form::dcc_registry;
  if (const Value* meta = root.find("meta")) list.name = meta->text_of("name");
  if (registry.members().size() > kIssuersMax) return exhausted("a list of too many issuers");
  for (const json::Member& member : registry.members()) {
    const std::string place = under("/registry", member.key);
    RecognisedIssuer issuer;
    issuer.id = member.key;
    CAIRN_TRY(issuer.name, text_at(member.value, "name", place));
    CAIRN_TRY(issuer.url, text_if_any(member.value, "url", place));
    list.issuers.push_back(std::move(issuer));
  }
  CAIRN_CHECK(sort_issuers(list));
  return list;
}

}  // namespace

const RecognisedIssuer* TrustList::find(std::string_view issuer) const {
  const auto found = std::ranges::lower_bound(
      issuers, issuer, {}, [](const RecognisedIssuer& one) { return std::string_view(one.id); });
  return found != issuers.end() && found->id == issuer ? &*found : nullptr;
}

Result<TrustList> read_trust_list(const Value& root) {
  if (has_type(root, kListType)) return read_signed(root);
  const Value* registry = root.find("registry");
  if (registry != nullptr && registry->is_object()) return read_registry(root, *registry);
  return invalid("neither a TrustListCredential nor a registry of the DCC", "/type");
}

Result<void> check_succession(const TrustList& held, const TrustList& next) {
  if (next.form != held.form) return invalid("a list of another form than the one held");
  if (next.id != held.id)
    return invalid("a list of another series: " + next.id + ", not " + held.id,
                   "/credentialSubject/id");
  if (next.sequence <= held.sequence)
    return invalid("list " + std::to_string(next.sequence) + " is not newer than list " +
                       std::to_string(held.sequence) + ", which is held already",
                   "/credentialSubject/sequence");
  if (next.form == Form::signed_list && next.signer != held.signer &&
      std::ranges::find(held.next_signers, next.signer) == held.next_signers.end())
    return invalid("signed by " + next.signer + ", which the list before it does not name",
                   "/issuer");
  return {};
}

}  // namespace cairn::trust

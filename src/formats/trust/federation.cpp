#include "formats/trust/federation.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "formats/json/reader.h"
#include "formats/trust/entity_statement.h"

namespace cairn::trust {
namespace {

using json::Value;

constexpr json::Limits kLimits = {
    .bytes_max = 64 * 1024 * 1024, .depth_max = 2, .values_max = kStatementsMax + 1};
constexpr std::size_t kMarksMax = 64;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  return begin == text.npos ? std::string_view()
                            : text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

std::string number(std::size_t i) { return std::to_string(i); }

Period both(const Period& a, const Period& b) {
  Period period = a;
  if (b.from && (!period.from || *b.from > *period.from)) period.from = b.from;
  if (b.until && (!period.until || *b.until < *period.until)) period.until = b.until;
  return period;
}

const Value* federation_entity(const Value& claims) {
  const Value* metadata = claims.find("metadata");
  return metadata == nullptr ? nullptr : metadata->find("federation_entity");
}

std::string about(const Value& claims, std::string_view member) {
  const Value* entity = federation_entity(claims);
  return entity == nullptr ? std::string() : std::string(entity->text_of(member));
}

// An entity as its superiors, or the asker, vouch for it.
struct Vouched {
  std::vector<NamedKey> keys;
  Period period;
};

class Chains {
 public:
  Chains(std::vector<EntityStatement> statements, std::span<const crypto::PublicKey> anchors)
      : statements_(std::move(statements)), settled_(statements_.size(), false) {
    for (const crypto::PublicKey& key : anchors) anchor_keys_.push_back({{}, key});
  }

  Result<TrustList> run() {
    CAIRN_CHECK(find_anchor());
    CAIRN_CHECK(follow());
    read_configurations();
    return list();
  }

 private:
  // The entity whose statements a pinned key signed, the first of them.
  Result<void> find_anchor() {
    for (const EntityStatement& statement : statements_) {
      if (!is_signed_by(statement, anchor_keys_)) continue;
      anchor_ = statement.issuer;
      vouched_[anchor_] = {anchor_keys_, {}};
      add_newer_keys();
      return {};
    }
    return invalid("none of the statements is signed by a key that you accept", "0");
  }

  // Section 11.2: an anchor changes its keys by listing the new ones in what an old one signs.
  void add_newer_keys() {
    std::vector<NamedKey>& keys = vouched_[anchor_].keys;
    for (const EntityStatement& statement : statements_)
      if (statement.is_configuration() && statement.issuer == anchor_ &&
          is_signed_by(statement, anchor_keys_))
        keys.insert(keys.end(), statement.keys.begin(), statement.keys.end());
  }

  // As often as somebody new is vouched for; every statement is verified once.
  Result<void> follow() {
    for (bool more = true; more;) {
      more = false;
      for (std::size_t i = 0; i < statements_.size(); ++i) {
        if (settled_[i] || statements_[i].is_configuration()) continue;
        const auto by = vouched_.find(statements_[i].issuer);
        if (by == vouched_.end()) continue;
        settled_[i] = more = true;
        superiors_.insert(statements_[i].issuer);
        CAIRN_CHECK(take(i, by->second));
      }
    }
    for (std::size_t i = 0; i < statements_.size(); ++i)
      if (!settled_[i] && !vouched_.contains(statements_[i].issuer))
        return invalid("the anchor vouches for no " + statements_[i].issuer, number(i) + "/iss");
    return {};
  }

  Result<void> take(std::size_t i, const Vouched& superior) {
    const EntityStatement& statement = statements_[i];
    if (!is_signed_by(statement, superior.keys))
      return invalid("not signed by a key of " + statement.issuer, number(i));
    if (statement.subject == anchor_) return invalid("it is about the anchor", number(i) + "/sub");
    Vouched made{statement.keys, both(superior.period, statement.period)};
    if (!vouched_.emplace(statement.subject, std::move(made)).second)
      return invalid("two statements are about " + statement.subject, number(i) + "/sub");
    by_superior_[statement.subject] = i;
    return {};
  }

  // What entities say of themselves: the anchor whose marks count, an issuer which it has. One that
  // is not its own says nothing.
  void read_configurations() {
    for (const EntityStatement& statement : statements_) {
      const auto own = vouched_.find(statement.subject);
      if (!statement.is_configuration() || own == vouched_.end() ||
          !is_signed_by(statement, own->second.keys))
        continue;
      if (statement.subject == anchor_)
        anchor_statement_ = &statement;
      else
        own_.insert_or_assign(statement.subject, &statement);
    }
  }

  // Section 7.3: the anchor says who may issue a mark; what it does not name it issues itself.
  bool may_issue(const TrustMark& mark) const {
    if (mark.issuer == anchor_) return true;
    const Value* issuers = anchor_statement_ == nullptr
                               ? nullptr
                               : anchor_statement_->claims.root().find("trust_mark_issuers");
    const Value* named = issuers == nullptr ? nullptr : issuers->find(mark.type);
    return std::ranges::any_of(one_or_more(named), [&](const Value& id) {
      return id.is_string() && id.string() == mark.issuer;
    });
  }

  std::vector<Accreditation> accreditations_of(const std::string& subject) const {
    std::vector<Accreditation> found;
    const auto own = own_.find(subject);
    if (own == own_.end()) return found;
    const auto marks = one_or_more(own->second->claims.root().find("trust_marks"));
    for (const Value& entry : marks.first(std::min(marks.size(), kMarksMax))) {
      const auto mark = read_trust_mark(entry.text_of("trust_mark"));
      if (!mark || mark->subject != subject || !may_issue(*mark)) continue;
      const auto issuer = vouched_.find(mark->issuer);
      const Accreditation& made = mark->accreditation;
      if (issuer == vouched_.end() || !is_signed_by(*mark, issuer->second.keys)) continue;
      if (made.field.empty() && made.level.empty()) continue;
      found.push_back({made.field, made.level, both(made.period, issuer->second.period)});
    }
    return found;
  }

  Result<TrustList> list() const {
    TrustList list;
    list.form = Form::federation;
    list.id = anchor_;
    if (anchor_statement_ != nullptr)
      list.name = about(anchor_statement_->claims.root(), "organization_name");
    if (list.name.empty()) list.name = anchor_;
    for (const auto& [subject, i] : by_superior_) {
      const Value& claims = statements_[i].claims.root();
      if (superiors_.contains(subject) || !about(claims, "federation_fetch_endpoint").empty())
        continue;
      RecognisedIssuer issuer;
      issuer.id = subject;
      issuer.name = about(claims, "organization_name");
      if (issuer.name.empty())
        return invalid("the superior gives no organization_name",
                       number(i) + "/metadata/federation_entity");
      issuer.url = about(claims, "homepage_uri");
      issuer.period = vouched_.at(subject).period;
      issuer.accreditations = accreditations_of(subject);
      list.issuers.push_back(std::move(issuer));
    }
    std::ranges::sort(list.issuers, {}, &RecognisedIssuer::id);
    return list;
  }

  std::vector<EntityStatement> statements_;
  std::vector<bool> settled_;
  std::vector<NamedKey> anchor_keys_;
  std::string anchor_;
  const EntityStatement* anchor_statement_ = nullptr;
  std::map<std::string, Vouched> vouched_;
  std::map<std::string, std::size_t> by_superior_;
  std::map<std::string, const EntityStatement*> own_;
  std::set<std::string> superiors_;
};

}  // namespace

bool looks_like_federation(std::string_view text) {
  const std::string_view inside = trimmed(text);
  return inside.starts_with('[') || inside.starts_with("ey");
}

Result<TrustList> read_federation(std::string_view text,
                                  std::span<const crypto::PublicKey> anchors) {
  const std::string_view inside = trimmed(text);
  std::vector<EntityStatement> statements;
  if (!inside.starts_with('[')) {
    CAIRN_TRY(EntityStatement only, read_statement(inside));
    statements.push_back(std::move(only));
    return Chains(std::move(statements), anchors).run();
  }
  CAIRN_TRY(const json::Document document, json::read(inside, kLimits));
  const auto items = document.root().items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].is_string()) return invalid("a statement is a text", number(i));
    auto statement = read_statement(items[i].string());
    if (!statement)
      return Error{statement.error().code, statement.error().message,
                   number(i) + statement.error().where};
    statements.push_back(*std::move(statement));
  }
  return Chains(std::move(statements), anchors).run();
}

}  // namespace cairn::trust

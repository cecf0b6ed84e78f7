#include "documents/catalogue_json.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <type_traits>
#include <utility>

#include "documents/achievement_json.h"
#include "documents/agreement_json.h"
#include "documents/authority_json.h"
#include "documents/catalogue_references.h"
#include "documents/credit_system_json.h"
#include "documents/crosswalk_json.h"
#include "documents/grade_json.h"
#include "documents/offering_json.h"
#include "documents/organization_json.h"
#include "documents/pathway_json.h"
#include "documents/policy_json.h"
#include "documents/precedent_json.h"
#include "documents/shared_word_json.h"
#include "documents/version_json.h"
#include "domain/audit/programme.h"
#include "domain/conferral/authority.h"
#include "domain/eligibility/index.h"
#include "domain/eligibility/matcher.h"
#include "domain/policy/policy.h"
#include "domain/recognition/contradiction.h"
#include "domain/recognition/series.h"
#include "domain/version/applicable.h"
#include "formats/json/reader.h"
#include "formats/yaml/reader.h"

namespace cairn::documents {
namespace {

using learning::Achievement;
using learning::Offering;
using learning::Organization;
using learning::Pathway;
using recognition::Agreement;
using recognition::Grant;
using recognition::Precedent;
using recognition::Term;

// Where each id of one kind was given. The files that the places are in outlive this.
class Places {
 public:
  explicit Places(std::string_view noun) : noun_(noun) {}

  Result<void> add(const std::string& id, const Spot& place) {
    const auto [known, fresh] = places_.try_emplace(id, place);
    if (fresh) return {};
    return invalid(
        "the " + noun_ + " id \"" + id + "\" is given twice; first " + known->second.text(),
        place.text());
  }
  bool has(const std::string& id) const { return places_.contains(id); }
  const Spot& at(const std::string& id) const { return places_.at(id); }
  std::string noun() const { return noun_; }

 private:
  std::string noun_;
  std::map<std::string, Spot> places_;
};

// Collects the lists of all files, then checks what they say about each other.
class Merger {
 public:
  Result<void> add(const NamedText& file, GoalMember goal) {
    CAIRN_TRY(const json::Document document, read_document(file));
    const Source source{file.name, file.text};
    Fields fields(document.root(), source, "a catalogue");
    CAIRN_CHECK(take_lists({fields, document.root(), source}));
    if (goal == GoalMember::ignored && fields.has("goal"))
      static_cast<void>(fields.id<AchievementId>("goal"));
    if (goal == GoalMember::required && fields.has("goal")) {
      if (!made_.goal.empty()) fields.refuse("goal", "\"goal\" is given in two files");
      made_.goal = fields.id<AchievementId>("goal");
    }
    return fields.finish();
  }

  Result<CatalogueDocument> finish(GoalMember goal) {
    if (goal == GoalMember::required && made_.goal.empty())
      return invalid("\"goal\" is missing; expected the id of an achievement");
    if (!made_.goal.empty() && !achievements_.has(made_.goal.text()))
      return invalid(absence(achievements_, made_.goal.text(), "\"goal\""));
    index_ = std::make_shared<const eligibility::Index>(made_.catalogue);
    for (const grade::Scale& scale : made_.catalogue.grade_scales)
      scales_.emplace(scale.id.text(), &scale);
    for (const Organization& organization : made_.catalogue.organizations)
      CAIRN_CHECK(check(organization));
    for (const Achievement& achievement : made_.catalogue.achievements)
      CAIRN_CHECK(check(achievement));
    for (const Offering& offering : made_.catalogue.offerings) CAIRN_CHECK(check(offering));
    for (const Agreement& agreement : made_.agreements) CAIRN_CHECK(check(agreement));
    CAIRN_CHECK(check_series());
    for (const Precedent& precedent : made_.precedents) CAIRN_CHECK(check(precedent));
    CAIRN_CHECK(check_precedents());
    for (const Pathway& pathway : made_.pathways) CAIRN_CHECK(check(pathway));
    for (const Person& person : made_.people) CAIRN_CHECK(check(person));
    for (const grade::DistributionTable& table : made_.catalogue.grade_tables)
      CAIRN_CHECK(check(table));
    CAIRN_CHECK(check_crosswalks());
    for (const requirement::Replacement& replacement : made_.catalogue.replacements)
      CAIRN_CHECK(check(replacement));
    for (const requirement::Policy& policy : made_.catalogue.policies) CAIRN_CHECK(check(policy));
    for (const learning::Authority& each : made_.authorities) CAIRN_CHECK(check(each));
    CAIRN_CHECK(check_layers());
    for (const Achievement& achievement : made_.catalogue.achievements)
      CAIRN_CHECK(check_rules(achievement.id, made_.catalogue));
    CAIRN_CHECK(check_days());
    CAIRN_CHECK(check_contradictions());
    return std::move(made_);
  }

 private:
  template <class T>
  struct List {
    std::string_view key;
    Result<T> (*read)(const json::Value&, const Source&);
  };

  // A catalogue document that is being read.
  struct File {
    Fields& fields;
    const json::Value& root;
    const Source& source;
  };

  template <class T>
  static std::string key_of(const T& thing) {
    if constexpr (std::is_same_v<T, Agreement>)
      return thing.id.text() + "@" + std::to_string(thing.version);
    else if constexpr (requires { thing.id.text(); })
      return thing.id.text();
    else
      return thing.id;
  }

  Result<void> take_lists(const File& file) {
    learning::Catalogue& made = made_.catalogue;
    CAIRN_CHECK(
        take(file, {"organizations", read_organization}, made.organizations, organizations_));
    CAIRN_CHECK(take(file, {"achievements", read_achievement}, made.achievements, achievements_));
    CAIRN_CHECK(take(file, {"offerings", read_offering}, made.offerings, offerings_));
    CAIRN_CHECK(take(file, {"agreements", read_agreement}, made_.agreements, agreements_));
    CAIRN_CHECK(take(file, {"precedents", read_precedent}, made_.precedents, precedents_));
    CAIRN_CHECK(take(file, {"pathways", read_pathway}, made_.pathways, pathways_));
    CAIRN_CHECK(take(file, {"people", read_person}, made_.people, people_));
    CAIRN_CHECK(
        take(file, {"creditSystems", read_credit_system}, made.credit_systems, credit_systems_));
    CAIRN_CHECK(take(file, {"gradeScales", read_grade_scale}, made.grade_scales, grade_scales_));
    CAIRN_CHECK(take(file, {"gradeTables", read_grade_table}, made.grade_tables, grade_tables_));
    CAIRN_CHECK(take(file, {"crosswalks", read_crosswalk}, made.crosswalks, crosswalks_));
    CAIRN_CHECK(take(file, {"replacements", read_replacement}, made.replacements, replacements_));
    CAIRN_CHECK(take(file, {"policies", read_policy}, made.policies, policies_));
    CAIRN_CHECK(take(file, {"words", read_shared_word}, made.words, words_));
    CAIRN_CHECK(take(file, {"authorities", read_authority}, made_.authorities, authorities_));
    return note_policy_rules(file);
  }

  // A refused loosening names two of them.
  Result<void> note_policy_rules(const File& file) {
    const json::Value* policies = file.root.find("policies");
    if (policies == nullptr) return {};
    for (const json::Value& policy : policies->items())
      for (const json::Value& rule : policy.find("rules")->items())
        CAIRN_CHECK(policy_rules_.add(
            std::string(policy.text_of("id")) + ":" + std::string(rule.text_of("id")),
            file.source.spot_of(rule)));
    return {};
  }

  template <class T>
  static Result<void> take(const File& file, List<T> list, std::vector<T>& things, Places& places) {
    if (!file.fields.has(list.key)) return {};
    const json::Value* items = file.root.find(list.key);
    if (!items->is_array())
      return invalid("\"" + std::string(list.key) + "\" must be a list",
                     file.source.place_of(*items));
    for (const json::Value& item : items->items()) {
      CAIRN_TRY(T thing, list.read(item, file.source));
      CAIRN_CHECK(places.add(key_of(thing), file.source.spot_of(item)));
      things.push_back(std::move(thing));
    }
    return {};
  }

  static std::string absence(const Places& places, const std::string& id, const std::string& what) {
    return what + ": there is no " + places.noun() + " \"" + id + "\" in the catalogue";
  }
  static Result<void> known(const Places& places, const std::string& id, const std::string& what,
                            const Spot& place) {
    if (places.has(id)) return {};
    return invalid(absence(places, id, what), place.text());
  }

  // A catalogue that declares credit systems declares all that it names.
  Result<void> known_system(const credit::SystemId& system, const std::string& what,
                            const Spot& place) const {
    if (made_.catalogue.credit_systems.empty() || system.empty()) return {};
    return known(credit_systems_, system.text(), what, place);
  }
  Result<void> known_systems(std::span<const credit::Amount> amounts, const std::string& what,
                             const Spot& place) const {
    for (const credit::Amount& amount : amounts)
      CAIRN_CHECK(known_system(amount.system, what, place));
    return {};
  }

  Result<void> check(const Organization& organization) const {
    return known_system(organization.credit_system,
                        "organization \"" + organization.id.text() + "\"",
                        organizations_.at(organization.id.text()));
  }

  Result<void> check(const Achievement& achievement) {
    const Spot& place = achievements_.at(achievement.id.text());
    const std::string what = "achievement \"" + achievement.id.text() + "\"";
    CAIRN_CHECK(known(organizations_, achievement.organization.text(), what, place));
    CAIRN_CHECK(known_systems(achievement.credit, what, place));
    if (achievement.superseded_by)
      CAIRN_CHECK(known(achievements_, achievement.superseded_by->text(), what, place));
    if (achievement.requirement && achievement.versions.empty())
      CAIRN_CHECK(check(*achievement.requirement, what + ", requirement", place));
    for (const requirement::Version& version : achievement.versions)
      CAIRN_CHECK(check(version.requirement,
                        what + ", requirement version " + std::to_string(version.number), place));
    if (achievement.prerequisites)
      CAIRN_CHECK(check(*achievement.prerequisites, what + ", prerequisites", place));
    return {};
  }

  Result<void> check(const requirement::Node& node, const std::string& tree, const Spot& place) {
    const std::string what = tree + ", node \"" + node.id.text() + "\"";
    if (const auto* holds = std::get_if<requirement::Holds>(&node.rule))
      CAIRN_CHECK(known(achievements_, holds->achievement.text(), what, place));
    if (const auto* average = std::get_if<requirement::Average>(&node.rule))
      CAIRN_CHECK(known(grade_scales_, average->scale.text(), what, place));
    if (node.repeats && !node.repeats->scale.empty())
      CAIRN_CHECK(known(grade_scales_, node.repeats->scale.text(), what, place));
    for (const credit::SystemId& system : systems_of(node))
      CAIRN_CHECK(known_system(system, what, place));
    for (const requirement::Filter* filter : filters_of(node))
      CAIRN_CHECK(check(*filter, what, place));
    for (const requirement::Node& child : requirement::children_of(node))
      CAIRN_CHECK(check(child, tree, place));
    return {};
  }

  Result<void> check(const requirement::Filter& filter, const std::string& what,
                     const Spot& place) const {
    const auto matcher = eligibility::Matcher::compile(filter, *index_, {});
    if (matcher) return {};
    return invalid(what + ": " + matcher.error().message, place.text());
  }

  Result<void> check(const requirement::Replacement& replacement) const {
    const Spot& place = replacements_.at(replacement.id);
    const std::string what = "replacement \"" + replacement.id + "\"";
    CAIRN_CHECK(known(organizations_, replacement.organization.text(), what, place));
    CAIRN_CHECK(known(achievements_, replacement.achievement.text(), what, place));
    return known(achievements_, replacement.answered_by.text(), what, place);
  }

  static Error no_such_name(std::string message, const std::string& name,
                            const OrganizationId& organization, const Spot& place) {
    message += ": \"";
    message += name;
    message += "\" stands for no achievement of \"";
    return invalid(message + organization.text() + "\"", place.text());
  }

  // Each name stands for something that the organization awards.
  Result<void> check(const learning::Authority& authority) const {
    const Spot& place = authorities_.at(authority.id);
    const std::string what = "authority \"" + authority.id + "\"";
    CAIRN_CHECK(known(organizations_, authority.organization.text(), what, place));
    for (const std::string& name : authority.achievements) {
      learning::Authority one = authority;
      one.achievements = {name};
      const bool stands_for_any =
          std::ranges::any_of(made_.catalogue.achievements, [&](const Achievement& each) {
            return conferral::names(one, each.id, each.organization);
          });
      if (!stands_for_any) return no_such_name(what, name, authority.organization, place);
    }
    return {};
  }

  Result<void> check(const requirement::Policy& policy) const {
    const Spot& place = policies_.at(policy.id.text());
    const std::string what = "policy \"" + policy.id.text() + "\"";
    CAIRN_CHECK(known(organizations_, policy.organization.text(), what, place));
    for (const OrganizationId& id : policy.organizations)
      CAIRN_CHECK(known(organizations_, id.text(), what, place));
    requirement::Filter beneath;
    beneath.achievements = policy.achievements;
    CAIRN_CHECK(check(beneath, what, place));
    for (const requirement::PolicyRule& rule : policy.rules) {
      const NodeId name = policy::Rule{&policy, &rule}.name();
      const PolicyReferences named = references_of(rule.effect);
      const Spot& at = policy_rules_.at(name.text());
      const std::string said = "policy rule \"" + name.text() + "\"";
      for (const requirement::Filter& filter : named.filters) CAIRN_CHECK(check(filter, said, at));
      for (const credit::SystemId& system : named.systems)
        CAIRN_CHECK(known_system(system, said, at));
    }
    return {};
  }

  // Where a rule loosens one above it (docs/reference/policies.md, section 3).
  Result<void> check_layers() const {
    const auto found = policy::find_loosening(made_.catalogue);
    if (!found) return {};
    const std::string lower = found->lower.name().text();
    const std::string upper = found->upper.name().text();
    return invalid("the policy rule \"" + lower + "\" loosens \"" + upper + "\" (" +
                       policy_rules_.at(upper).text() + ") for \"" + found->achievement.text() +
                       "\", which does not allow it; make it as tight, give it an id of its own, "
                       "or let the rule above say \"mayLoosen: [" +
                       std::string(word_of(found->lower.policy->layer)) + "]\"",
                   policy_rules_.at(lower).text());
  }

  Result<void> check(const Offering& offering) {
    const Spot& place = offerings_.at(offering.id.text());
    const std::string what = "offering \"" + offering.id.text() + "\"";
    CAIRN_CHECK(known(achievements_, offering.achievement.text(), what, place));
    return known(organizations_, offering.organization.text(), what, place);
  }

  Result<void> check(const Agreement& agreement) {
    const Spot& place = agreements_.at(key_of(agreement));
    const std::string what = "agreement \"" + agreement.id.text() + "\"";
    CAIRN_CHECK(known(organizations_, agreement.sender.text(), what, place));
    CAIRN_CHECK(known(organizations_, agreement.receiver.text(), what, place));
    for (const Term& term : agreement.terms) {
      const std::string in_term = what + ", term \"" + term.id + "\"";
      for (const AchievementId& id : recognition::named_by(term))
        CAIRN_CHECK(known(achievements_, id.text(), in_term, place));
      CAIRN_CHECK(check(term.grant, in_term, place));
      CAIRN_CHECK(check(term.where, in_term, place));
    }
    for (const recognition::Denial& denial : agreement.denials)
      CAIRN_CHECK(known(achievements_, denial.achievement.text(), what, place));
    return {};
  }

  Result<void> check(const Grant& grant, const std::string& what, const Spot& place) const {
    if (!grant.achievement.empty())
      CAIRN_CHECK(known(achievements_, grant.achievement.text(), what, place));
    if (grant.grade) {
      CAIRN_CHECK(known(grade_tables_, grant.grade->from.text(), what, place));
      CAIRN_CHECK(known(grade_tables_, grant.grade->to.text(), what, place));
    }
    if (grant.credit) CAIRN_CHECK(known_system(grant.credit->system, what, place));
    if (!grant.rate) return {};
    CAIRN_CHECK(known_system(grant.rate->from, what, place));
    return known_system(grant.rate->to, what, place);
  }

  // What its facts name may be an achievement that the catalogue does not know.
  Result<void> check(const Precedent& precedent) const {
    const Spot& place = precedents_.at(precedent.id.text());
    const std::string what = "precedent \"" + precedent.id.text() + "\"";
    CAIRN_CHECK(known(organizations_, precedent.receiver.text(), what, place));
    return precedent.grant ? check(*precedent.grant, what, place) : Result<void>();
  }

  Result<void> check_precedents() const {
    const auto found = recognition::find_inconsistency(made_.precedents);
    if (!found) return {};
    return invalid(describe(*found), precedents_.at(found->later.text()).text());
  }

  Result<void> check(const Pathway& pathway) {
    const Spot& place = pathways_.at(pathway.id.text());
    const std::string what = "pathway \"" + pathway.id.text() + "\"";
    CAIRN_CHECK(known(achievements_, pathway.goal.text(), what, place));
    return known(organizations_, pathway.organization.text(), what, place);
  }

  Result<void> check(const Person& person) {
    const Spot& place = people_.at(person.id);
    if (!person.goal.empty())
      CAIRN_CHECK(known(achievements_, person.goal.text(), "a person's goal", place));
    for (const learning::Award& award : person.record.awards) {
      const std::string what = "award \"" + award.id.text() + "\"";
      if (!award.achievement.empty())
        CAIRN_CHECK(known(achievements_, award.achievement.text(), what, place));
      CAIRN_CHECK(known(organizations_, award.organization.text(), what, place));
      CAIRN_CHECK(known_systems(award.credit, what, place));
      if (award.grade) CAIRN_CHECK(check(*award.grade, what, place));
    }
    return {};
  }

  Result<void> check(const grade::Grade& grade, const std::string& what, const Spot& place) {
    CAIRN_CHECK(known(grade_scales_, grade.scale.text(), what, place));
    if (grade::rank_of(*scales_.at(grade.scale.text()), grade.value)) return {};
    return invalid(what + ": the grade scale \"" + grade.scale.text() + "\" has no grade \"" +
                       grade.value + "\"",
                   place.text());
  }

  Result<void> check(const grade::DistributionTable& table) {
    const Spot& place = grade_tables_.at(table.id.text());
    const std::string what = "grade table \"" + table.id.text() + "\"";
    CAIRN_CHECK(known(organizations_, table.group.organization.text(), what, place));
    CAIRN_CHECK(known(grade_scales_, table.scale.text(), what, place));
    const Result<void> fits = grade::check(table, *scales_.at(table.scale.text()));
    if (!fits) return invalid(fits.error().message, place.text());
    return {};
  }

  Result<void> check_crosswalks() const {
    const auto found = framework::find_collision(made_.catalogue.crosswalks);
    if (!found) return {};
    const auto& [first, second] = *found;
    return invalid("the crosswalks \"" + first.text() + "\" (" +
                       crosswalks_.at(first.text()).text() + ") and \"" + second.text() +
                       "\" hold for one framework on a common day; end the first before",
                   crosswalks_.at(second.text()).text());
  }

  // What nobody could ever meet: the audit's compiler finds it, achievement by achievement.
  Result<void> check_rules(const AchievementId& id, const learning::Catalogue& catalogue) const {
    const auto programme = audit::Programme::compile(id, catalogue, index_);
    if (programme) return {};
    Error error = programme.error();
    error.where = achievements_.at(id.text()).text() + ", node " + error.where;
    return error;
  }

  // The same on each day on which a version, a replacement, a policy or a crosswalk begins, or the
  // latter two have ended: what a rule stood in place of holds again then.
  Result<void> check_days() const {
    std::set<Date> days;
    for (const Achievement& achievement : made_.catalogue.achievements)
      for (const requirement::Version& version : achievement.versions) days.insert(version.from);
    for (const requirement::Replacement& each : made_.catalogue.replacements)
      days.insert(each.from);
    const auto add_ends = [&](const auto& things) {
      for (const auto& each : things) {
        days.insert(each.valid_from);
        if (each.valid_until) days.insert(each.valid_until->plus_days(1));
      }
    };
    add_ends(made_.catalogue.policies);
    add_ends(made_.catalogue.crosswalks);
    for (const Date day : days) {
      CAIRN_TRY(const version::Applicable applied, version::applicable(made_.catalogue, {}, {day}));
      for (const AchievementId& id : applied.changed)
        CAIRN_CHECK(check_rules(id, applied.catalogue));
    }
    return {};
  }

  Result<void> check_series() const {
    const auto found = recognition::find_disorder(made_.agreements);
    if (!found) return {};
    return invalid("the agreement \"" + key_of(*found->later) + "\" follows version " +
                       std::to_string(found->earlier->version) + " (" +
                       agreements_.at(key_of(*found->earlier)).text() +
                       "): it needs the same sender and receiver, and a \"validFrom\" of " +
                       found->earlier->valid_from.to_string() + " or later",
                   agreements_.at(key_of(*found->later)).text());
  }

  Result<void> check_contradictions() const {
    const auto found = recognition::find_contradiction(made_.agreements);
    if (!found) return {};
    const std::string second = agreements_.at(key_of(*found->second)).text();
    return invalid("the agreements \"" + found->first->id.text() + "\" (term \"" +
                       found->first_term + "\", " + agreements_.at(key_of(*found->first)).text() +
                       ") and \"" + found->second->id.text() + "\" (term \"" + found->second_term +
                       "\") grant different things for the same awards from " +
                       found->from.to_string(),
                   second);
  }

  CatalogueDocument made_;
  std::shared_ptr<const eligibility::Index> index_;  ///< of all of it, once it is merged
  Places organizations_{"organization"};
  Places achievements_{"achievement"};
  Places offerings_{"offering"};
  Places agreements_{"agreement"};
  Places precedents_{"precedent"};
  Places pathways_{"pathway"};
  Places people_{"person"};
  Places credit_systems_{"credit system"};
  Places grade_scales_{"grade scale"};
  Places grade_tables_{"grade table"};
  Places crosswalks_{"crosswalk"};
  Places replacements_{"replacement"};
  Places policies_{"policy"};
  Places authorities_{"authority"};
  Places words_{"word"};
  Places policy_rules_{"policy rule"};
  std::map<std::string_view, const grade::Scale*> scales_;  // into made_, once all are read
};

}  // namespace

Result<json::Document> read_document(const NamedText& file) {
  const bool is_json = std::string_view(file.name).ends_with(".json");
  Result<json::Document> document = is_json ? json::read(file.text) : yaml::read(file.text);
  if (document) return document;
  Error error = std::move(document).error();
  error.where = error.where.empty() ? file.name : file.name + ", " + error.where;
  return error;
}

Result<CatalogueDocument> read_catalogue(std::span<const NamedText> files, GoalMember goal) {
  std::vector<const NamedText*> ordered;
  for (const NamedText& file : files) ordered.push_back(&file);
  std::ranges::sort(ordered, {},
                    [](const NamedText* file) { return std::string_view(file->name); });
  Merger merger;
  for (const NamedText* file : ordered) CAIRN_CHECK(merger.add(*file, goal));
  return merger.finish(goal);
}

}  // namespace cairn::documents

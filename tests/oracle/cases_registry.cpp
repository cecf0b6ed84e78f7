// The generator of registries: many programmes over the modules of some subjects.
#include <optional>
#include <utility>

#include "oracle/cases.h"
#include "oracle/nodes.h"

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Award;
using requirement::Node;

constexpr int kModules = 30;  ///< of each subject
constexpr int kCertificates = 30;
constexpr int kDiplomas = 20;
constexpr int kDegrees = 50;
constexpr int kAwardsInOneSubject = 25;
constexpr int kAwards = 40;

std::string id(const char* kind, int subject, int number) {
  return name("subject", 100 + subject) + "/" + name(kind, 10 + number);
}

int credit_of(int module) { return 2 + module % 5; }

std::vector<int> shuffled_modules(Dice& dice) {
  std::vector<int> numbers;
  for (int i = 0; i < kModules; ++i) numbers.push_back(i);
  dice.shuffle(numbers);
  return numbers;
}

class Registry {
 public:
  explicit Registry(std::uint64_t seed) : dice_(seed) {}

  learning::Catalogue make(int subjects) {
    made_.organizations = {organization("o0")};
    made_.credit_systems = {
        {credit::SystemId("ects"), {}, credit::SystemKind::credit, {Rational(25), Rational(30)}}};
    for (subject_ = 0; subject_ < subjects; ++subject_) {
      for (int i = 0; i < kModules; ++i) add_module(i);
      for (int i = 0; i < kCertificates; ++i) add_certificate(i);
      for (int i = 0; i < kDiplomas; ++i) add_diploma(i);
      for (int i = 0; i < kDegrees; ++i) add_degree(i);
    }
    return std::move(made_);
  }

 private:
  Achievement& add(const std::string& id, int amount) {
    Achievement made;
    made.id = AchievementId(id);
    made.organization = OrganizationId("o0");
    made.subjects = {name("subject", 100 + subject_)};
    made.credit = {ects(Rational(amount))};
    made_.achievements.push_back(std::move(made));
    return made_.achievements.back();
  }

  void add_module(int number) {
    add(id("module", subject_, number), credit_of(number)).kind = AchievementKind::course;
  }

  void add_programme(const std::string& id, AchievementKind kind, int amount, Node requirement) {
    Achievement& made = add(id, amount);
    made.kind = kind;
    made.requirement = std::move(requirement);
  }

  // `count` modules of the subject, each once; the nodes' ids begin with `prefix`.
  std::vector<Node> modules(const char* prefix, int count) {
    const std::vector<int> numbers = shuffled_modules(dice_);
    std::vector<Node> nodes;
    for (int i = 0; i < count; ++i) {
      const int number = numbers[static_cast<std::size_t>(i)];
      nodes.push_back(holds(name(prefix, 10 + number), id("module", subject_, number)));
    }
    return nodes;
  }

  Node certificate(const char* node) {
    return holds(node, id("certificate", subject_, dice_.below(kCertificates)));
  }

  Node electives(int amount) {
    Node made = oracle::credit("electives", amount);
    std::get<requirement::Sum>(made.rule).filter.subjects = {name("subject", 100 + subject_)};
    return made;
  }

  void add_certificate(int number) {
    add_programme(id("certificate", subject_, number), AchievementKind::certificate, 20,
                  all("modules", modules("m", 5)));
  }

  void add_diploma(int number) {
    add_programme(
        id("diploma", subject_, number), AchievementKind::diploma, 60,
        all("diploma", {certificate("certificate"), all("core", modules("m", 5)),
                        node("choice", requirement::AtLeast{3, modules("c", 6)}), electives(12)}));
  }

  void add_degree(int number) {
    Node degree =
        all("degree", {certificate("first"), certificate("second"), all("core", modules("m", 10)),
                       node("choice", requirement::AtLeast{3, modules("c", 6)}), electives(30),
                       oracle::credit("free", 20)});
    requirement::Limit prior{NodeId("prior-learning"), ects(Rational(30)), {}, std::nullopt};
    prior.where.origins = {AwardOrigin::prior_learning};
    degree.limits = {prior};
    add_programme(id("degree", subject_, number), AchievementKind::degree, 150, std::move(degree));
  }

  Dice dice_;
  int subject_ = 0;
  learning::Catalogue made_;
};

Award award(int number, int subject, int module) {
  Award made;
  made.id = AwardId(name("award", 100 + number));
  made.achievement = AchievementId(id("module", subject, module));
  made.organization = OrganizationId("o0");
  made.credit = {ects(credit_of(module))};
  made.awarded = Date::parse("2026-01-31").value();
  return made;
}

}  // namespace

learning::Catalogue registry(std::uint64_t seed, int subjects) {
  return Registry(seed).make(subjects);
}

learning::Record registry_record(std::uint64_t seed, int subjects) {
  Dice dice(seed);
  learning::Record made;
  const int own = dice.below(subjects);
  const std::vector<int> modules = shuffled_modules(dice);
  for (int i = 0; i < kAwardsInOneSubject; ++i)
    made.awards.push_back(award(i, own, modules[static_cast<std::size_t>(i)]));
  for (int i = kAwardsInOneSubject; i < kAwards; ++i)
    made.awards.push_back(award(i, dice.below(subjects), dice.below(kModules)));
  return made;
}

}  // namespace cairn::oracle

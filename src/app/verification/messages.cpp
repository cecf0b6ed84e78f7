#include "app/verification/messages.h"

#include <array>

#include "formats/sentences/sentences.h"

namespace cairn::verification {
namespace {

constexpr std::array<std::string_view, 2> kLanguages = {"en", "ar"};

const json::Value& catalogue(std::string_view language) {
  return sentences::catalogue("verdict", language);
}

std::string filled(std::string_view pattern, const std::vector<vc::Parameter>& parameters) {
  return sentences::filled(pattern, [&](std::string_view name) {
    std::string value;
    for (const vc::Parameter& parameter : parameters)
      if (parameter.name == name) value += parameter.value;
    return value;
  });
}

}  // namespace

Message message_for(const vc::Check& check, std::string_view language) {
  const json::Value& texts = catalogue(language);
  const std::string code = vc::name_of(check.code);
  const json::Value* entry = texts.find(vc::name_of(check.check) + ("." + code));
  if (entry == nullptr) entry = texts.find(code);
  CAIRN_ASSERT(entry != nullptr);  // messages_test.cpp shows that every code has its sentence
  return {filled(entry->text_of("message"), check.parameters),
          filled(entry->text_of("remedy"), check.parameters)};
}

Message message_for(std::string_view key, const std::vector<vc::Parameter>& parameters,
                    std::string_view language) {
  const json::Value* entry = catalogue(language).find(key);
  CAIRN_ASSERT(entry != nullptr);  // the keys are ours; verification_test.cpp asks for each
  return {filled(entry->text_of("message"), parameters),
          filled(entry->text_of("remedy"), parameters)};
}

Message message_for(openbadges::Element element, std::string_view language) {
  const json::Value* entry =
      sentences::catalogue("micro_credential", language).find(openbadges::name_of(element));
  CAIRN_ASSERT(entry != nullptr);  // model_check_test.cpp shows that every element has its words
  return {std::string(entry->text_of("name")), std::string(entry->text_of("remedy"))};
}

std::span<const std::string_view> languages() { return kLanguages; }

bool has_message(std::string_view key, std::string_view language) {
  return catalogue(language).find(key) != nullptr;
}

}  // namespace cairn::verification

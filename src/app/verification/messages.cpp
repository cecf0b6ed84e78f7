#include "app/verification/messages.h"

#include <algorithm>
#include <array>

#include "base/embedded.h"
#include "formats/json/reader.h"

namespace cairn::verification {

/// catalogues/verdict.*.json, packed by the build.
std::span<const EmbeddedFile> catalogue_files();

namespace {

constexpr std::size_t kParameterBytesMax = 120;

constexpr std::array<std::string_view, 2> kLanguages = {"en", "ar"};

json::Document read_catalogue(std::string_view name, std::string_view language) {
  const std::string path = std::string(name) + "." + std::string(language) + ".json";
  const auto files = catalogue_files();
  const auto file = std::ranges::find(files, path, &EmbeddedFile::path);
  CAIRN_ASSERT(file != files.end());
  return json::read(file->content).value();
}

const json::Value& catalogue(std::string_view language) {
  static const json::Document english = read_catalogue("verdict", "en");
  static const json::Document arabic = read_catalogue("verdict", "ar");
  return language == "ar" ? arabic.root() : english.root();
}

const json::Value& element_catalogue(std::string_view language) {
  static const json::Document english = read_catalogue("micro_credential", "en");
  static const json::Document arabic = read_catalogue("micro_credential", "ar");
  return language == "ar" ? arabic.root() : english.root();
}

// Cut between characters, never inside one.
std::string shortened(std::string_view text) {
  if (text.size() <= kParameterBytesMax) return std::string(text);
  std::size_t end = kParameterBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string filled(std::string_view pattern, const std::vector<vc::Parameter>& parameters) {
  std::string text;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    const std::size_t close = pattern.find('}', open);
    text.append(pattern.substr(0, open));
    if (close == std::string_view::npos) break;
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    for (const vc::Parameter& parameter : parameters)
      if (parameter.name == name) text.append(shortened(parameter.value));
    pattern.remove_prefix(close + 1);
  }
  return text;
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
  const json::Value* entry = element_catalogue(language).find(openbadges::name_of(element));
  CAIRN_ASSERT(entry != nullptr);  // model_check_test.cpp shows that every element has its words
  return {std::string(entry->text_of("name")), std::string(entry->text_of("remedy"))};
}

std::span<const std::string_view> languages() { return kLanguages; }

bool has_message(std::string_view key, std::string_view language) {
  return catalogue(language).find(key) != nullptr;
}

}  // namespace cairn::verification

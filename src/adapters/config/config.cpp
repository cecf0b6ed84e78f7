#include "adapters/config/config.h"

#include <fmt/format.h>

#define TOML_EXCEPTIONS 0
// The library asserts what "[[%" does not hold, and under NDEBUG lets clang assume it; without
// either it reports the error.
#define TOML_ASSERT(expr) static_assert(true)
#pragma push_macro("NDEBUG")
#undef NDEBUG
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include <algorithm>

namespace cairn::adapters {
namespace {

constexpr std::size_t kInstancesMax = 256;

std::string place_of(const toml::node& node) {
  const toml::source_position at = node.source().begin;
  return fmt::format("line {}, column {}", at.line, at.column);
}

Result<std::string> text_of(const toml::node& node, std::string_view key) {
  if (const auto text = node.value<std::string>(); text && node.is_string()) return *text;
  return invalid(fmt::format("\"{}\" is a text", key), place_of(node));
}

Result<void> take_binding(const toml::node& node, InstanceConfig& config) {
  CAIRN_TRY(const std::string word, text_of(node, "issuer_binding"));
  if (word != "required" && word != "reported")
    return invalid("\"issuer_binding\" is \"required\" or \"reported\"", place_of(node));
  config.settings.binding =
      word == "required" ? vcapi::Binding::required : vcapi::Binding::reported;
  return {};
}

Result<void> take_failed_verification(const toml::node& node, InstanceConfig& config) {
  const auto status = node.value<std::int64_t>();
  if (!node.is_integer() || (status != 200 && status != 400))
    return invalid("\"failed_verification\" is 200 or 400", place_of(node));
  config.settings.failed_verification =
      status == 200 ? vcapi::FailedVerification::ok : vcapi::FailedVerification::bad_request;
  return {};
}

Result<IssuerMethod> issuer_of(const toml::node& node) {
  CAIRN_TRY(const std::string word, text_of(node, "issuer"));
  if (word != "did:key" && word != "did:web")
    return invalid("\"issuer\" is \"did:key\" or \"did:web\"", place_of(node));
  return word == "did:key" ? IssuerMethod::did_key : IssuerMethod::did_web;
}

Result<void> take_form(const toml::node& node, InstanceConfig& config) {
  CAIRN_TRY(const std::string word, text_of(node, "form"));
  if (word != "embedded" && word != "jwt")
    return invalid("\"form\" is \"embedded\" or \"jwt\"", place_of(node));
  config.settings.form = word == "jwt" ? vcapi::Form::jwt : vcapi::Form::embedded;
  return {};
}

Result<void> take_status(const toml::node& node, InstanceConfig& config) {
  const toml::array* purposes = node.as_array();
  if (purposes == nullptr) return invalid("\"status\" is a list of purposes", place_of(node));
  for (const toml::node& each : *purposes) {
    CAIRN_TRY(std::string purpose, text_of(each, "status"));
    if (std::ranges::find(config.settings.status_purposes, purpose) !=
        config.settings.status_purposes.end())
      return invalid("a purpose is named once", place_of(each));
    config.settings.status_purposes.push_back(std::move(purpose));
  }
  return {};
}

// Tokens are short to guess only by mistake.
Result<void> take_token(const toml::node& node, InstanceConfig& config) {
  constexpr std::size_t kLengthMin = 16;
  CAIRN_TRY(config.settings.token, text_of(node, "token"));
  if (config.settings.token.size() < kLengthMin)
    return invalid(fmt::format("a token has at least {} characters", kLengthMin), place_of(node));
  return {};
}

Result<void> take(std::string_view key, const toml::node& node, const std::filesystem::path& folder,
                  InstanceConfig& config) {
  if (key == "issuer_binding") return take_binding(node, config);
  if (key == "failed_verification") return take_failed_verification(node, config);
  if (key == "token") return take_token(node, config);
  if (key == "form") return take_form(node, config);
  if (key == "status") return take_status(node, config);
  if (key == "issuer") {
    CAIRN_TRY(config.issuer, issuer_of(node));
    return {};
  }
  CAIRN_TRY(std::string text, text_of(node, key));
  if (key == "name") {
    config.settings.name = std::move(text);
  } else if (key == "suite") {
    config.settings.suite = std::move(text);
  } else if (key == "key") {
    if (text != "generate") config.key_file = folder / text;
  } else if (key == "kind") {
    config.kind = std::move(text);
  } else {
    return invalid(fmt::format("\"{}\" is no key of an instance", key), place_of(node));
  }
  return {};
}

Result<InstanceConfig> instance_of(const toml::node& node, const std::filesystem::path& folder) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return invalid("an instance is a table", place_of(node));
  for (const char* key : {"name", "key"})
    if (!table->contains(key))
      return invalid(fmt::format("an instance has a \"{}\"", key), place_of(node));
  InstanceConfig config;
  for (const auto& [key, value] : *table) CAIRN_CHECK(take(key.str(), value, folder, config));
  if (config.kind.empty()) config.kind = "ed25519";
  return config;
}

Result<std::vector<InstanceConfig>> instances_of(const toml::node& node,
                                                 const std::filesystem::path& folder) {
  const toml::array* array = node.as_array();
  if (array == nullptr) return invalid("instances are written [[instance]]", place_of(node));
  if (array->size() > kInstancesMax)
    return exhausted(fmt::format("more than {} instances", kInstancesMax), place_of(node));
  std::vector<InstanceConfig> instances;
  for (const toml::node& each : *array) {
    CAIRN_TRY(InstanceConfig config, instance_of(each, folder));
    instances.push_back(std::move(config));
  }
  return instances;
}

}  // namespace

Result<Config> read_config(std::string_view text, const std::filesystem::path& file) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::source_position at = parsed.error().source().begin;
    return invalid("no TOML: " + std::string(parsed.error().description()),
                   fmt::format("line {}, column {}", at.line, at.column));
  }
  const std::filesystem::path folder = file.parent_path();
  Config config;
  for (const auto& [key, value] : parsed.table()) {
    if (key == "contexts") {
      CAIRN_TRY(const std::string contexts, text_of(value, "contexts"));
      config.contexts = folder / contexts;
    } else if (key == "issuer") {
      CAIRN_TRY(config.organizations, issuer_of(value));
    } else if (key == "instance") {
      CAIRN_TRY(config.instances, instances_of(value, folder));
    } else {
      return invalid(fmt::format("\"{}\" is no key of the configuration", key.str()),
                     place_of(value));
    }
  }
  return config;
}

}  // namespace cairn::adapters

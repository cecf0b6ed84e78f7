// Holds answers to the schemas of api/openapi.yaml: what is missing, mistyped or not described is a
// finding. Knows the keywords that the file uses.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "formats/json/value.h"
#include "formats/json/writer.h"
#include "formats/yaml/reader.h"

namespace cairn::test {

class OpenApi {
 public:
  OpenApi() {
    std::ifstream in("api/openapi.yaml", std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    auto read = yaml::read(text.str());
    REQUIRE(read.has_value());
    document_ = *read;
  }

  /// What is wrong with the body of an answer; empty when nothing is.
  std::vector<std::string> check(std::string_view method, std::string_view path, int status,
                                 const json::Value& body) const {
    // The copy collects the findings, so that threads can ask at once.
    return OpenApi(*this).run(method, path, status, body);
  }

 private:
  std::vector<std::string> run(std::string_view method, std::string_view path, int status,
                               const json::Value& body) {
    const json::Value* operation = find_operation(method, path);
    if (!operation) return {"no operation: " + std::string(path)};
    const json::Value& responses = *operation->find("responses");
    const json::Value* response = responses.find(std::to_string(status));
    if (!response) response = responses.find("default");
    if (!response) return {"status " + std::to_string(status) + " is not described"};
    const json::Value* content = resolve(*response).find("content");
    if (!content) return {};
    for (const json::Member& media : content->members())
      if (media.key.ends_with("json")) check_value(body, *media.value.find("schema"), "");
    return findings_;
  }

  const json::Value* find_operation(std::string_view method, std::string_view path) const {
    std::string lower;
    for (char c : method) lower += static_cast<char>(c - 'A' + 'a');
    for (const json::Member& each : document_.root().find("paths")->members())
      if (matches(each.key, path)) return each.value.find(lower);
    return nullptr;
  }

  static bool matches(std::string_view pattern, std::string_view path) {
    while (true) {
      auto a = pattern.find('/'), b = path.find('/');
      std::string_view want = pattern.substr(0, a);
      if (want != path.substr(0, b) && !want.starts_with('{')) return false;
      if ((a == pattern.npos) != (b == path.npos)) return false;
      if (a == pattern.npos) return true;
      pattern.remove_prefix(a + 1);
      path.remove_prefix(b + 1);
    }
  }

  json::Value resolve(json::Value value) const {
    std::string_view ref = value.text_of("$ref");
    if (ref.empty()) return value;
    json::Value target = document_.root();
    ref.remove_prefix(2);  // "#/"
    while (!ref.empty()) {
      auto slash = ref.find('/');
      const json::Value* next = target.find(ref.substr(0, slash));
      REQUIRE(next);
      target = *next;
      ref.remove_prefix(slash == ref.npos ? ref.size() : slash + 1);
    }
    return resolve(target);
  }

  void note(const std::string& place, const std::string& what) {
    findings_.push_back((place.empty() ? "/" : place) + ": " + what);
  }

  void check_value(const json::Value& value, const json::Value& unresolved,
                   const std::string& place) {
    json::Value schema = resolve(unresolved);
    if (const json::Value* parts = schema.find("allOf")) {
      std::set<std::string_view> known;
      for (const json::Value& part : parts->items())
        check_members(value, resolve(part), place, known);
      check_unknown(value, known, place);
      return;
    }
    std::string_view type = schema.text_of("type");
    if (!type.empty() && !has_type(value, type)) {
      note(place, "is no " + std::string(type) + ": " + json::write(value).substr(0, 60));
      return;
    }
    if (const json::Value* words = schema.find("enum")) check_enum(value, *words, place);
    if (value.is_array() && schema.find("items"))
      for (std::size_t i = 0; i < value.items().size(); ++i)
        check_value(value.items()[i], *schema.find("items"), place + "/" + std::to_string(i));
    if (value.is_object()) check_object(value, schema, place);
  }

  void check_object(const json::Value& value, const json::Value& schema, const std::string& place) {
    if (const json::Value* each = schema.find("additionalProperties"); each && each->is_object())
      for (const json::Member& member : value.members())
        check_value(member.value, *each, place + "/" + std::string(member.key));
    if (!schema.find("properties")) return;
    std::set<std::string_view> known;
    check_members(value, schema, place, known);
    check_unknown(value, known, place);
  }

  void check_members(const json::Value& value, const json::Value& schema, const std::string& place,
                     std::set<std::string_view>& known) {
    if (const json::Value* parts = schema.find("allOf"))
      for (const json::Value& part : parts->items())
        check_members(value, resolve(part), place, known);
    if (const json::Value* required = schema.find("required"))
      for (const json::Value& key : required->items())
        if (!value.find(key.string())) note(place, "lacks " + std::string(key.string()));
    const json::Value* properties = schema.find("properties");
    if (!properties) return;
    for (const json::Member& property : properties->members()) {
      known.insert(property.key);
      if (const json::Value* member = value.find(property.key))
        check_value(*member, property.value, place + "/" + std::string(property.key));
    }
  }

  void check_unknown(const json::Value& value, const std::set<std::string_view>& known,
                     const std::string& place) {
    for (const json::Member& member : value.members())
      if (!known.contains(member.key)) note(place, "is not described: " + std::string(member.key));
  }

  void check_enum(const json::Value& value, const json::Value& words, const std::string& place) {
    for (const json::Value& word : words.items())
      if (value.is_string() && word.is_string() && word.string() == value.string()) return;
    note(place, "is none of its words: " + json::write(value).substr(0, 60));
  }

  static bool has_type(const json::Value& value, std::string_view type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer")
      return value.is_number() && value.number().find('.') == std::string::npos;
    return value.is_number();
  }

  json::Document document_;
  std::vector<std::string> findings_;
};

}  // namespace cairn::test

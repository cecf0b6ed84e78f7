// Writes the table of routes from the OpenAPI file: routes OUT OPENAPI.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>

#include "base/result.h"
#include "formats/yaml/reader.h"

namespace {

using cairn::json::Member;
using cairn::json::Value;

constexpr std::string_view kMethods[] = {"get", "put", "post", "delete", "patch"};

std::string upper(std::string_view text) {
  std::string out;
  for (char c : text) out += static_cast<char>(c - 'a' + 'A');
  return out;
}

/// One row per operation; a missing member or an operation id used twice is an error.
cairn::Result<std::string> rows_of(const Value& paths) {
  std::string rows;
  std::set<std::string> operations;
  for (const Member& path : paths.members())
    for (std::string_view method : kMethods) {
      const Value* operation = path.value.find(method);
      if (!operation) continue;
      std::string id(operation->text_of("operationId"));
      std::string right(operation->text_of("x-right"));
      std::string where = fmt::format("{} {}", upper(method), path.key);
      if (id.empty() || right.empty())
        return cairn::invalid("an operation needs operationId and x-right", where);
      if (!operations.insert(id).second) return cairn::invalid("operationId is used twice", where);
      rows += fmt::format("    {{\"{}\", \"{}\", \"{}\", rights::Right::{}}},\n", upper(method),
                          path.key, id, right);
    }
  return rows;
}

cairn::Result<std::string> source_of(const std::string& openapi) {
  CAIRN_TRY(auto document, cairn::yaml::read(openapi));
  const Value* paths = document.root().find("paths");
  if (!paths || !paths->is_object()) return cairn::invalid("no paths", "/paths");
  CAIRN_TRY(std::string rows, rows_of(*paths));
  return fmt::format(
      "// Made from api/openapi.yaml by tools/codegen/routes.cpp.\n"
      "#include \"server/router/route.h\"\n\n"
      "namespace cairn::server {{\nnamespace {{\n"
      "constexpr Route kRoutes[] = {{\n{}}};\n}}  // namespace\n\n"
      "std::span<const Route> all_routes() {{ return kRoutes; }}\n\n"
      "}}  // namespace cairn::server\n",
      rows);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 64;
  std::ifstream in(argv[2], std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  auto source = source_of(text.str());
  if (!source) {
    std::cerr << argv[2] << ": " << cairn::describe(source.error()) << '\n';
    return 65;
  }
  std::ofstream(argv[1], std::ios::binary) << *source;
  return 0;
}

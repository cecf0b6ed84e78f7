#include "server/pages/pages.h"

#include <string>

namespace cairn::server {
namespace {

struct MediaType {
  std::string_view suffix;
  const char* type;
};
constexpr MediaType kMediaTypes[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".json", "application/json"},
    {".txt", "text/plain; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
};

const char* media_type_of(std::string_view path) {
  for (const MediaType& each : kMediaTypes)
    if (path.ends_with(each.suffix)) return each.type;
  return "application/octet-stream";
}

const EmbeddedFile* find(std::span<const EmbeddedFile> files, std::string_view path) {
  for (const EmbeddedFile& file : files)
    if (file.path == path) return &file;
  return nullptr;
}

const EmbeddedFile* file_for(std::span<const EmbeddedFile> files, std::string_view path) {
  path.remove_prefix(1);  // "/"
  if (const EmbeddedFile* file = find(files, path)) return file;
  auto slash = path.rfind('/');
  std::string_view last = slash == std::string_view::npos ? path : path.substr(slash + 1);
  return last.find('.') == std::string_view::npos ? find(files, "index.html") : nullptr;
}

Response without_pages(const Request& request) {
  if (request.path != "/") return plain_problem(404, "Not Found", "there is nothing at this path");
  return {200,
          {{"content-type", "text/plain; charset=utf-8"}},
          "This program was built without its pages. The API is at /api/v1.\n"};
}

}  // namespace

Handler serve_pages(std::span<const EmbeddedFile> files) {
  return [files](const Request& request) -> Response {
    if (files.empty()) return without_pages(request);
    const EmbeddedFile* file = file_for(files, request.path);
    if (!file) return plain_problem(404, "Not Found", "there is nothing at this path");
    std::string tag = "\"" + std::string(file->digest.substr(0, 32)) + "\"";
    // Names under assets/ hold a hash of their content, so they never change.
    bool never_changes = file->path.starts_with("assets/");
    Response response{
        200,
        {{"etag", tag},
         {"cache-control", never_changes ? "public, max-age=31536000, immutable" : "no-cache"}},
        ""};
    if (request.header("if-none-match") == tag) {
      response.status = 304;
      return response;
    }
    response.headers.push_back({"content-type", media_type_of(file->path)});
    if (request.method == "GET") response.body = std::string(file->content);
    return response;
  };
}

}  // namespace cairn::server

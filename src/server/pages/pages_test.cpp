#include "server/pages/pages.h"

#include <doctest/doctest.h>

#include <string_view>

using namespace cairn;
using namespace cairn::server;

namespace {

constexpr EmbeddedFile kFiles[] = {
    {"assets/app-1f.js", "aa", "let x"},
    {"index.html", "0123456789abcdef0123456789abcdefXX", "<!doctype html>"},
};

Response get(std::string path, Headers headers = {}) {
  return serve_pages(kFiles)({"GET", std::move(path), "", std::move(headers), ""});
}

std::string_view header_of(const Response& response, std::string_view name) {
  for (const Header& header : response.headers)
    if (header.name == name) return header.value;
  return {};
}

}  // namespace

TEST_CASE("files and places inside the application") {
  CHECK(get("/").body == "<!doctype html>");
  CHECK(get("/portfolio/one").body == "<!doctype html>");
  CHECK(header_of(get("/"), "content-type") == "text/html; charset=utf-8");
  CHECK(header_of(get("/"), "cache-control") == "no-cache");
  CHECK(get("/assets/app-1f.js").body == "let x");
  CHECK(header_of(get("/assets/app-1f.js"), "cache-control").find("immutable") !=
        std::string_view::npos);
  CHECK(get("/assets/other.js").status == 404);
  CHECK(get("/../index.html").status == 404);
}

TEST_CASE("a page that did not change is not sent again") {
  std::string tag(header_of(get("/"), "etag"));
  CHECK(tag == "\"0123456789abcdef0123456789abcdef\"");
  Response again = get("/", {{"if-none-match", tag}});
  CHECK(again.status == 304);
  CHECK(again.body.empty());
}

TEST_CASE("HEAD sends no body") {
  Response response = serve_pages(kFiles)({"HEAD", "/", "", {}, ""});
  CHECK(response.status == 200);
  CHECK(response.body.empty());
}

TEST_CASE("a program without pages says so") {
  Response response = serve_pages({})({"GET", "/", "", {}, ""});
  CHECK(response.status == 200);
  CHECK(response.body.find("/api/v1") != std::string::npos);
}

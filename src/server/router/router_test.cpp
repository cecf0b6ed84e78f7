#include "server/router/router.h"

#include <doctest/doctest.h>

#include <set>

#include "server/router/problem.h"

namespace {

using namespace cairn;
using namespace cairn::server;

store::Person person(store::Role role) {
  store::Person person;
  person.id = store::PersonId("somebody");
  person.role = role;
  return person;
}

/// Every operation answers with its own name; the header "who" signs in.
RouterParts parts() {
  RouterParts made;
  for (const Route& route : all_routes()) {
    std::string name(route.operation);
    made.operations[name] = [name](const Call&) -> Result<Response> {
      return Response{200, {}, name};
    };
  }
  made.identify = [](const Request& request) -> Result<std::optional<store::Person>> {
    if (request.header("who") == "learner") return std::optional(person(store::Role::learner));
    if (request.header("who") == "administrator")
      return std::optional(person(store::Role::administrator));
    return std::optional<store::Person>();
  };
  made.report = [](std::string_view, const Error&) {};
  return made;
}

Request request(std::string method, std::string path, Headers headers = {}) {
  return {std::move(method), std::move(path), "", std::move(headers), ""};
}

std::string path_of(const Route& route) {
  std::string path(route.path);
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{'))
    path.replace(open, path.find('}') - open + 1, "some-id");
  return path;
}

std::string_view header_of(const Response& response, std::string_view name) {
  for (const Header& header : response.headers)
    if (header.name == name) return header.value;
  return {};
}

}  // namespace

TEST_CASE("every operation is reached by exactly those who have its right") {
  Router router(parts());
  std::set<std::string_view> seen;
  int cells = 0;
  for (const Route& route : all_routes()) {
    seen.insert(route.operation);
    for (std::string who : {"nobody", "learner", "administrator"}) {
      CAPTURE(route.operation);
      CAPTURE(who);
      auto asker = who == "learner"         ? rights::Asker::learner
                   : who == "administrator" ? rights::Asker::administrator
                                            : rights::Asker::nobody;
      Response response =
          router.handle(request(std::string(route.method), path_of(route), {{"who", who}}));
      int expected = rights::allows(asker, route.right) ? 200 : who == "nobody" ? 401 : 403;
      CHECK(response.status == expected);
      if (expected == 200) CHECK(response.body == route.operation);
      ++cells;
    }
  }
  CHECK(seen.size() == 52);
  CHECK(cells == 156);
}

TEST_CASE("unknown paths and methods are problems that say so") {
  Router router(parts());
  Response unknown = router.handle(request("GET", "/api/v1/nothing"));
  CHECK(unknown.status == 404);
  CHECK(header_of(unknown, "content-type") == "application/problem+json");
  Response method = router.handle(request("PUT", "/api/v1/session"));
  CHECK(method.status == 405);
  CHECK(header_of(method, "allow") == "GET, POST, DELETE");
}

TEST_CASE("what writes must come from the same origin") {
  Router router(parts());
  auto post = [&](Headers headers) {
    return router.handle(request("POST", "/api/v1/session", std::move(headers))).status;
  };
  CHECK(post({}) == 200);  // no browser
  CHECK(post({{"sec-fetch-site", "same-origin"}}) == 200);
  CHECK(post({{"sec-fetch-site", "cross-site"}}) == 403);
  CHECK(post({{"sec-fetch-site", "same-site"}}) == 403);
  CHECK(post({{"origin", "http://127.0.0.1:1"}, {"host", "127.0.0.1:1"}}) == 200);
  CHECK(post({{"origin", "http://127.0.0.1:2"}, {"host", "127.0.0.1:1"}}) == 403);
  CHECK(post({{"origin", "null"}, {"host", "127.0.0.1:1"}}) == 403);
  // Reading is free: the answer cannot be read across origins.
  CHECK(
      router.handle(request("GET", "/api/v1/session", {{"sec-fetch-site", "cross-site"}})).status ==
      200);
}

TEST_CASE("a loopback server answers under its own names only") {
  RouterParts made = parts();
  made.hosts = {"127.0.0.1:8080"};
  Router router(std::move(made));
  CHECK(router.handle(request("GET", "/healthz", {{"host", "127.0.0.1:8080"}})).status == 200);
  CHECK(router.handle(request("GET", "/healthz", {{"host", "evil.example:8080"}})).status == 421);
  CHECK(router.handle(request("GET", "/healthz")).status == 421);
}

TEST_CASE("path and query arrive decoded, broken ones are refused") {
  RouterParts made = parts();
  std::string seen;
  made.operations["acceptProposal"] = [&](const Call& call) -> Result<Response> {
    seen = call.path.find("proposalId")->second + "|" + call.optional("goal").value_or("none");
    return Response{};
  };
  Router router(std::move(made));
  auto status = [&](const std::string& id, const std::string& query) {
    Request asked = request("POST", "/api/v1/decisions/" + id + "/accept", {{"who", "learner"}});
    asked.query = query;
    return router.handle(asked).status;
  };
  CHECK(status("a%2Fb@1+c", "goal=x%20y+z") == 200);
  CHECK(seen == "a/b@1+c|x y z");
  CHECK(status("%D8%B3", "") == 200);
  CHECK(seen == "\xD8\xB3|none");
  CHECK(status("%4", "") == 400);
  CHECK(status("%zz", "") == 400);
  CHECK(status("%FF", "") == 400);  // not UTF-8
  CHECK(status("a", "goal") == 400);
  CHECK(status("a", "goal=1&goal=2") == 400);
}

TEST_CASE("a list in a query is divided at its commas, not at those within a word") {
  RouterParts made = parts();
  std::vector<std::string> seen;
  made.operations["getHealth"] = [&](const Call& call) -> Result<Response> {
    seen = call.list("if");
    return Response{};
  };
  const Router router(std::move(made));
  const auto list = [&](const std::string& query) {
    Request asked = request("GET", "/healthz");
    asked.query = query;
    CHECK(router.handle(asked).status == 200);
    return seen;
  };
  using Words = std::vector<std::string>;
  CHECK(list("") == Words());
  CHECK(list("if=") == Words());
  CHECK(list("iff=c&if=a") == Words{"a"});
  CHECK(list("if=a%2Cb,c+d,,e%26") == Words{"a,b", "c d", "e&"});
}

TEST_CASE("errors become problem documents; what is inside stays inside") {
  RouterParts made = parts();
  std::string reported;
  made.report = [&](std::string_view, const Error& error) { reported = error.message; };
  made.operations["getHealth"] = [](const Call&) -> Result<Response> {
    return Error{ErrorCode::corrupt, "row 7 of table x", "database"};
  };
  made.operations["getSession"] = [](const Call&) -> Result<Response> {
    return invalid("expected a date", "/start");
  };
  Router router(std::move(made));
  Response inside = router.handle(request("GET", "/healthz"));
  CHECK(inside.status == 500);
  CHECK(inside.body.find("row 7") == std::string::npos);
  CHECK(reported == "row 7 of table x");
  CHECK(router.handle(request("GET", "/api/v1/session")).body ==
        R"({"type":"about:blank","title":"Bad Request","status":400,"detail":"expected a date",)"
        R"("where":"/start","code":"invalid"})");
}

TEST_CASE("every answer carries the headers that protect the pages") {
  Router router(parts());
  for (const char* path : {"/healthz", "/api/v1/nothing"}) {
    Response response = router.handle(request("GET", path));
    CHECK(header_of(response, "content-security-policy").starts_with("default-src 'self'"));
    CHECK(header_of(response, "x-content-type-options") == "nosniff");
    CHECK(header_of(response, "cache-control") == "no-store");
  }
}

TEST_CASE("pages answer what is no operation, for reading only") {
  RouterParts made = parts();
  made.otherwise = [](const Request&) { return Response{200, {}, "page"}; };
  Router router(std::move(made));
  CHECK(router.handle(request("GET", "/portfolio")).body == "page");
  CHECK(router.handle(request("POST", "/portfolio")).status == 404);
  CHECK(router.handle(request("GET", "/api/v2")).status == 404);
}

TEST_CASE("a cookie is found among others by its whole name") {
  Request asked = request("GET", "/", {{"cookie", "xcairn_session=1; cairn_session=2; b=3"}});
  CHECK(cookie(asked, "cairn_session") == "2");
  CHECK(cookie(asked, "session").empty());
  CHECK(cookie(asked, "b") == "3");
  CHECK(cookie(request("GET", "/"), "b").empty());
}

TEST_CASE("a last segment {+name} takes in the slashes of the rest") {
  RouterParts made = parts();
  made.operations["getLogTile"] = [](const Call& call) -> Result<Response> {
    return Response{200, {}, call.path.find("path")->second};
  };
  Router router(std::move(made));
  CHECK(router.handle(request("GET", "/log/tile/0/x001/067.p/3")).body == "0/x001/067.p/3");
  CHECK(router.handle(request("GET", "/log/tile/0")).body == "0");
  CHECK(router.handle(request("GET", "/log/tile/")).status == 404);
  CHECK(router.handle(request("GET", "/log/tile")).status == 404);
  CHECK(router.handle(request("GET", "/log/tile/a%2")).status == 400);
}

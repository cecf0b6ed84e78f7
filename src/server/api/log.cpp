// The transparency log: its files for anybody, and proofs for whoever has the credential.
#include <string>

#include "app/log/append.h"
#include "app/verification/credential_file.h"
#include "server/api/operations.h"

namespace cairn::server {
namespace {

enum class Kept { briefly, forever };

Headers headers_of(const char* media_type, Kept kept) {
  return {{"content-type", media_type},
          {"cache-control",
           kept == Kept::forever ? "public, max-age=31536000, immutable" : "public, max-age=1"},
          // Monitors in browsers read the log from pages of their own.
          {"access-control-allow-origin", "*"},
          {"cross-origin-resource-policy", "cross-origin"}};
}

Result<Response> file(const Api& api, const std::string& path, Headers headers) {
  if (api.log == nullptr) return not_found("there is no transparency log here", "path");
  CAIRN_TRY(auto bytes, api.log->file(path));
  if (!bytes) return not_found("the transparency log has no such file", "path");
  return Response{200, std::move(headers), std::move(*bytes)};
}

Result<Response> tile(const Api& api, const Call& call) {
  auto answer = file(api, "tile/" + call.path.find("path")->second,
                     headers_of("application/octet-stream", Kept::forever));
  // A path that no log has is a path where nothing is.
  if (!answer && answer.error().code == ErrorCode::invalid)
    return not_found(answer.error().message, "path");
  return answer;
}

Result<translog::Hash> logged_digest(const std::string& body) {
  CAIRN_TRY(const auto file, verification::read_credential_file(body));
  if (file.is_token) return log::digest_of(std::string_view(file.credential));
  CAIRN_TRY(const json::Document document,
            json::read(file.credential, verification::kCredentialLimits));
  return log::digest_of(document.root());
}

Result<Response> prove(const Api& api, const Call& call) {
  if (api.log == nullptr) return not_found("there is no transparency log here", "path");
  CAIRN_TRY(const translog::Hash digest, logged_digest(call.request.body));
  CAIRN_TRY(std::string proof, api.log->proof_of(digest));
  return Response{200, {{"content-type", "text/plain; charset=utf-8"}}, std::move(proof)};
}

}  // namespace

void add_log_operations(Operations& operations, const Api& api) {
  const auto text = [] { return headers_of("text/plain; charset=utf-8", Kept::briefly); };
  operations["getLogCheckpoint"] = [api, text](const Call&) {
    return file(api, "checkpoint", text());
  };
  operations["getLogKey"] = [api, text](const Call&) { return file(api, "key", text()); };
  operations["getLogTile"] = [api](const Call& call) { return tile(api, call); };
  operations["proveLogged"] = [api](const Call& call) { return prove(api, call); };
}

}  // namespace cairn::server

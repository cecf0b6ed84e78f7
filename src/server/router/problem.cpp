#include "server/router/problem.h"

namespace cairn::server {
namespace {

const char* title_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

}  // namespace

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid:
      return 400;
    case ErrorCode::not_found:
      return 404;
    case ErrorCode::conflict:
      return 409;
    case ErrorCode::forbidden:
      return 403;
    case ErrorCode::unauthenticated:
      return 401;
    case ErrorCode::exhausted:
      return 413;
    case ErrorCode::unavailable:
      return 503;
    case ErrorCode::corrupt:
    case ErrorCode::internal:
      return 500;
  }
  return 500;
}

Response problem(const Error& error, int status, const Extend& extend) {
  if (status == 0) status = status_of(error.code);
  bool hidden = status == 500;
  json::Writer out;
  out.begin_object()
      .member("type", "about:blank")
      .member("title", title_of(status))
      .member("status", status)
      .member("detail", hidden ? "Something went wrong here; the log says what." : error.message);
  if (!error.where.empty() && !hidden) out.member("where", error.where);
  out.member("code", name_of(error.code));
  if (extend) extend(out);
  out.end_object();
  return {status, {{"content-type", "application/problem+json"}}, out.take()};
}

Response json_response(std::string body, int status) {
  return {status, {{"content-type", "application/json"}}, std::move(body)};
}

}  // namespace cairn::server

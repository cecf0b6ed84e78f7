// Lists page by cursor: what names the last item of the page before.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "formats/json/writer.h"
#include "server/router/problem.h"
#include "server/router/router.h"

namespace cairn::server {

inline constexpr int kPageDefault = 50;
inline constexpr int kPageMax = 200;

/// What names an item that has an id of its own.
struct ById {
  template <class T>
  std::string operator()(const T& item) const {
    return item.id.text();
  }
};

/// A page of `all`, ordered by the text that names each; `write(out, item)` writes one.
template <class T, class Write, class Name = ById>
Result<Response> page_of(const std::vector<T>& all, const Call& call, Write write, Name name = {}) {
  CAIRN_TRY(int limit, call.integer("limit", 1, kPageMax, kPageDefault));
  auto by_name = [&](const T* a, const T* b) { return name(*a) < name(*b); };
  std::string after = call.optional("cursor").value_or("");
  std::vector<const T*> items;
  for (const T& item : all)
    if (name(item) > after) items.push_back(&item);
  std::sort(items.begin(), items.end(), by_name);
  bool more = items.size() > static_cast<std::size_t>(limit);
  if (more) items.resize(static_cast<std::size_t>(limit));
  json::Writer out;
  out.begin_object().key("items").begin_array();
  for (const T* item : items) write(out, *item);
  out.end_array();
  if (more) out.member("next", name(*items.back()));
  out.end_object();
  return json_response(out.take());
}

}  // namespace cairn::server

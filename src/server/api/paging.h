// Lists page by cursor: the id of the last item of the page before.
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

/// A page of `all`, ordered by id; `write(out, item)` writes one.
template <class T, class Write>
Result<Response> page_of(const std::vector<T>& all, const Call& call, Write write) {
  CAIRN_TRY(int limit, call.integer("limit", 1, kPageMax, kPageDefault));
  auto by_id = [](const T* a, const T* b) { return a->id < b->id; };
  std::string after = call.optional("cursor").value_or("");
  std::vector<const T*> items;
  for (const T& item : all)
    if (item.id.text() > after) items.push_back(&item);
  std::sort(items.begin(), items.end(), by_id);
  bool more = items.size() > static_cast<std::size_t>(limit);
  if (more) items.resize(static_cast<std::size_t>(limit));
  json::Writer out;
  out.begin_object().key("items").begin_array();
  for (const T* item : items) write(out, *item);
  out.end_array();
  if (more) out.member("next", items.back()->id.text());
  out.end_object();
  return json_response(out.take());
}

}  // namespace cairn::server

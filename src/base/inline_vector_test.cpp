#include "base/inline_vector.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

using cairn::InlineVector;

TEST_CASE("a short list keeps its elements in order, within its room and beyond") {
  InlineVector<int, 3> list;
  CHECK(list.empty());
  for (int i = 0; i < 10; ++i) {
    list.push_back(i);
    CHECK(list.size() == static_cast<std::size_t>(i) + 1);
    CHECK(list[0] == 0);
    CHECK(list[list.size() - 1] == i);
    CHECK(std::accumulate(list.begin(), list.end(), 0) == i * (i + 1) / 2);
  }
}

TEST_CASE("copies are lists of their own") {
  const InlineVector<int, 2> few{2, 1};
  InlineVector<int, 2> other = few;
  std::sort(other.begin(), other.end());
  CHECK(few[0] == 2);
  CHECK(other[0] == 1);
  InlineVector<int, 2> many{3, 2, 1};
  const InlineVector<int, 2> copy = many;
  std::sort(many.begin(), many.end());
  CHECK(copy[0] == 3);
  CHECK(many[0] == 1);
}

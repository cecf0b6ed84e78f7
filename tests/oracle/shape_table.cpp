// Prints the tables of tests/oracle/README.md: what the generators of audits make.
//   shape_table FIRST_SEED COUNT
#include <cstdio>
#include <cstdlib>

#include "oracle/brute_force.h"
#include "oracle/integer_program.h"
#include "oracle/shape.h"
#include "support/temporary_folder.h"

namespace {

using namespace cairn::oracle;

cairn::oracle::Question first_pass(const Case& input) {
  return expand_goal(input.catalogue, input.goal, input.record, input.day);
}

void print_small(std::uint64_t first, std::uint64_t count) {
  Shape shape;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Case input = small_case(seed, 3'000);
    const Question question = first_pass(input);
    std::uint64_t allocations = 0;
    shape.count(input, question, least(question, allocations).deficit == Deficit{});
  }
  shape.print("small", true);
}

void print_by_cbc(const char* title, Case (*generate)(std::uint64_t), std::uint64_t first,
                  std::uint64_t count) {
  const cairn::test::TemporaryFolder folder;
  Shape shape;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Case input = generate(seed);
    const Question question = first_pass(input);
    const auto optimum = solve_with_cbc(question, folder.path() / "case.lp");
    if (optimum) shape.count(input, question, *optimum == Deficit{});
  }
  std::printf("\n");
  shape.print(title, false);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: shape_table FIRST_SEED COUNT\n");
    return 64;
  }
  const std::uint64_t first = std::strtoull(argv[1], nullptr, 10);
  const std::uint64_t count = std::strtoull(argv[2], nullptr, 10);
  print_small(first, count);
  print_by_cbc("middle", middle_case, first, count / 10);
  print_by_cbc("middle with rules", ruled_case, first, count / 10);
  print_by_cbc("large", large_case, first, count / 50);
  return 0;
}

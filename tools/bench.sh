# Speed beside a peer and a floor, in one run: bench/ITEM.mjs drives bench_ITEM of the release build.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
items=$(cd bench && ls ./*.cpp | sed 's|^\./||; s|\.cpp$||; s|_|-|g' | tr '\n' ' ')
help_when_asked "usage: ./dev bench ITEM [--json]      items: $items" "$@"
[ $# -ge 1 ] || wrong_usage "which item? there are: $items"

item=$1
shift
name=${item//-/_}
[ -f "bench/$name.cpp" ] || wrong_usage "no such item: $item; there are: $items"

{
  bash tools/setup.sh test
  use_tools
  compile release "bench_$name"
} >&2
exec node "bench/$name.mjs" "build/release/bench/bench_$name" "$@"

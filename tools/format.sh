# Formats the C++ sources that git knows, in place.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_when_asked 'usage: ./dev format      clang-format 16 over all C++ sources, in place' "$@"

bash tools/setup.sh test
git ls-files '*.cpp' '*.h' | xargs -r clang-format-16 -i

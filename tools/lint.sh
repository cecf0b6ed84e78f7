# Format, tidiness and static analysis of the files git knows.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_when_asked 'usage: ./dev lint      clang-format, the tidy test and clang-tidy' "$@"

bash tools/setup.sh test
say 'clang-format'
git ls-files '*.cpp' '*.h' | xargs -r clang-format-16 --dry-run --Werror

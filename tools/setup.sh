# Installs what Cairn is built (build) and tested (test) with: Debian packages, a Node.js that is
# new enough, and the npm packages that the lock files name. Quick when nothing is missing.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
help_when_asked 'usage: ./dev setup [build|test]   (default: build; test includes build)' "$@"

set_name=${1:-build}
case "$set_name" in build | test) ;; *) wrong_usage "no such set: $set_name; there are build and test" ;; esac

NODE_MIN=20.19.0
use_tools

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "needs root or sudo to run: $*"
  fi
}

# The packages of list files that are not installed.
missing_packages() {
  local wanted
  wanted=$(sed 's/#.*//' "$@" | tr -s ' \n' '\n' | sed '/^$/d' | sort -u)
  # shellcheck disable=SC2086
  comm -23 <(echo "$wanted") \
    <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
      sed -n 's/^installed //p' | sort -u)
}

install_packages() {
  local missing
  missing=$(missing_packages "$@")
  [ -z "$missing" ] && return 0
  say "install $(echo "$missing" | wc -l) Debian packages: $(echo "$missing" | tr '\n' ' ')"
  # A package's service must not start on the developer's machine.
  local guard=/usr/sbin/policy-rc.d guarded=no
  as_root true || fail 'sudo was refused'
  if [ ! -e "$guard" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$guard" >/dev/null
    as_root chmod 755 "$guard"
    guarded=yes
    trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT  # also when interrupted
  fi
  local code=0
  quietly apt-update as_root apt-get update || code=$?
  if [ "$code" -eq 0 ]; then
    # shellcheck disable=SC2086
    quietly apt-install as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends $missing || code=$?
  fi
  if [ "$guarded" = yes ]; then
    as_root rm -f "$guard"
    trap - EXIT
  fi
  return "$code"
}

node_is_new_enough() {
  command -v node >/dev/null || return 1
  local have
  have=$(node --version)
  [ "$(printf '%s\n' "$NODE_MIN" "${have#v}" | sort -V | head -n 1)" = "$NODE_MIN" ]
}

# Debian 12's Node.js is too old to build the pages; the npm registry carries a newer one.
install_node() {
  node_is_new_enough && command -v npm >/dev/null && return 0
  install_packages deps/apt-node.txt
  node_is_new_enough && return 0
  local machine
  case "$(uname -m)" in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) fail "Node.js $NODE_MIN or newer is needed on PATH; none is packaged for $(uname -m)" ;;
  esac
  say "install Node.js 22 and its npm into build/tools/node"
  mkdir -p "$TOOLS/fetched"
  quietly node-install npm install --prefix "$TOOLS/fetched" --no-save --no-package-lock \
    "node-linux-$machine@22" npm@10
  mkdir -p "$TOOLS/node/bin"
  ln -sfn "$TOOLS/fetched/node_modules/node-linux-$machine/bin/node" "$TOOLS/node/bin/node"
  ln -sfn "$TOOLS/fetched/node_modules/npm/bin/npm-cli.js" "$TOOLS/node/bin/npm"
  ln -sfn "$TOOLS/fetched/node_modules/npm/bin/npx-cli.js" "$TOOLS/node/bin/npx"
  use_tools
  hash -r
  node_is_new_enough || fail 'the Node.js from npm does not run here'
}

# npm ci in a folder, unless it was done for the same lock file and Node.js.
install_npm() {
  local folder=$1
  local stamp=$folder/node_modules/.cairn-stamp
  local want
  want=$(cat "$folder/package.json" "$folder/package-lock.json" <(node --version) | sha256sum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$want" ] && return 0
  say "install npm packages of $folder"
  quietly "npm-${folder//\//-}" npm ci --prefix "$folder" --no-fund --no-audit
  echo "$want" >"$stamp"
}

# Lock files under tests/ and bench/ belong to the test set, all others to the build set.
npm_folders() {
  local lock
  for lock in $(git ls-files '*package-lock.json'); do
    case "$1:$lock" in
      build:tests/* | build:bench/*) ;;
      test:tests/* | test:bench/* | build:*) dirname "$lock" ;;
    esac
  done
}

[ -r /etc/debian_version ] ||
  fail 'this is not Debian; the scripts know Debian 12. The packages they need are listed in deps/.'
case "$(cat /etc/debian_version)" in
  12 | 12.* | bookworm*) ;;
  *) say "made for Debian 12, this is $(cat /etc/debian_version): going on" ;;
esac

lists=(deps/apt-build.txt)
[ "$set_name" = test ] && lists+=(deps/apt-test.txt)
install_packages "${lists[@]}"
install_node
for folder in $(npm_folders build); do install_npm "$folder"; done
if [ "$set_name" = test ]; then
  for folder in $(npm_folders test); do install_npm "$folder"; done
fi

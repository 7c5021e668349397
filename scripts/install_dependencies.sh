#!/bin/sh
# Installs what the Makefile's targets need on Debian 12, as root or through sudo.
#
#   scripts/install_dependencies.sh build|test|lint|bench
#
# Does nothing, quickly, when all is there. docs/dependencies.md says what each package is for.
# TALARIA_NO_INSTALL=1 skips it, for other systems where the same things were installed by hand.
set -eu

group=${1:-build}

# "package" or "package:command"; the latter counts as there when the command is.
build='ca-certificates cmake ninja-build:ninja clang-19:clang++-19 mold:mold ccache:ccache npm:npm
       libargon2-dev libboost1.81-dev libbrotli-dev libcli11-dev libcrypt-dev libidn2-dev libnghttp2-dev libpq-dev libre2-dev
       libsqlite3-dev libssl-dev libunistring-dev libzstd-dev zlib1g-dev'
test="$build git:git curl:curl nghttp2-client:h2load openssl:openssl python3:python3 g++:g++ libclang-rt-19-dev libgtest-dev libgmock-dev
      postgresql-15 python3-argon2 python3-bcrypt python3-itsdangerous python3-jwt python3-websockets
      libyaml-cpp-dev clang-format-19:clang-format-19 chromium:chromium chromium-driver:chromedriver fonts-dejavu-core"
lint="$build libgtest-dev libgmock-dev python3:python3 clang-tidy-19:clang-tidy-19 clang-format-19:clang-format-19"
bench="$build python3:python3 linux-perf:perf valgrind:valgrind libsimdjson-dev libbenchmark-dev"

case $group in
  build) wanted=$build ;;
  test) wanted=$test ;;
  lint) wanted=$lint ;;
  bench) wanted=$bench ;;
  *) echo "usage: $0 build|test|lint|bench" >&2; exit 2 ;;
esac

if [ "${TALARIA_NO_INSTALL:-}" = 1 ]; then exit 0; fi

installed() {
  case $1 in
    *:*) command -v "${1#*:}" > /dev/null 2>&1 && return 0 ;;
  esac
  dpkg-query -W -f '${Status}' "${1%%:*}" 2> /dev/null | grep -q '^install ok installed$'
}

missing=
for item in $wanted; do
  installed "$item" || missing="$missing ${item%%:*}"
done
if [ -z "$missing" ]; then exit 0; fi

give_up() {
  echo "Talaria needs packages that are not installed here, and $1." >&2
  echo "On Debian 12, install them with:" >&2
  echo "  apt-get install --no-install-recommends$missing" >&2
  echo "Elsewhere, install the same things and set TALARIA_NO_INSTALL=1." >&2
  exit 1
}

release=$(. /etc/os-release 2> /dev/null && echo "${ID:-}${VERSION_ID:-}") || release=
if [ "$release" != debian12 ]; then give_up "this is not Debian 12"; fi

if [ "$(id -u)" = 0 ]; then
  as_root() { "$@"; }
elif command -v sudo > /dev/null 2>&1 && { sudo -n true 2> /dev/null || [ -t 0 ]; }; then
  as_root() { sudo "$@"; }
else
  give_up "this is neither root nor somebody who may use sudo"
fi

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Use-Pty=0 "$@"
}

echo "Installing for '$group':$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "  apt-get update ..."
apt update > "$log" 2>&1 || { cat "$log" >&2; give_up "apt-get update failed"; }
echo "  apt-get install ... (several minutes on a bare machine)"
# shellcheck disable=SC2086  # a list of words
apt install --no-install-recommends $missing > "$log" 2>&1 || { tail -40 "$log" >&2; give_up "apt-get install failed"; }
echo "  done: $(grep -c '^Setting up' "$log") packages set up"

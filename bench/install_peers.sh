#!/usr/bin/env bash
# Installs what the benchmark compares Talaria with, as far as this machine allows. Nothing here is needed to build or to
# measure Talaria itself: a peer that cannot be installed is skipped by run.py, which says so.
# Usage: bench/install_peers.sh [BUILD_DIRECTORY]
set -u
cd "$(dirname "$0")/.." || exit 1
build=${1:-build/bench}
wanted=(nginx-light python3-fastapi python3-uvicorn python3-uvloop python3-httptools nodejs npm linux-perf valgrind)

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo -n)
fi

missing=()
for package in "${wanted[@]}"; do
  case $package in
    nodejs | npm) command -v "${package/nodejs/node}" >/dev/null && continue ;;
    linux-perf) command -v perf >/dev/null && continue ;;
    nginx-light) [ -x /usr/sbin/nginx ] && continue ;;
  esac
  dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done

if [ ${#missing[@]} -gt 0 ]; then
  echo "bench: installing ${missing[*]}"
  compgen -G '/var/lib/apt/lists/*Packages*' >/dev/null || "${as_root[@]}" apt-get update >/dev/null 2>&1
  # One by one: a package that this release lacks must not keep the others away. RUNLEVEL keeps services from starting.
  for package in "${missing[@]}"; do
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y --no-install-recommends \
      "$package" >/dev/null 2>&1 || echo "bench: could not install $package; what needs it is skipped"
  done
fi

if command -v npm >/dev/null && [ ! -d "$build/node/node_modules/fastify" ]; then
  echo "bench: installing fastify from npm"
  mkdir -p "$build/node" && cp bench/peers/fastify/package.json "$build/node/"
  npm install --prefix "$build/node" --no-audit --no-fund --silent ||
    echo "bench: could not install fastify; it is skipped"
fi
exit 0

#!/bin/sh
# Installs what the tests marked `real` drive: a browser. Debian and its kin.
set -e
if command -v chromium >/dev/null 2>&1; then
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "The tests marked 'real' need chromium on the PATH; install it and run again." >&2
    exit 1
fi
run=""
[ "$(id -u)" = 0 ] || run="sudo"
$run apt-get -qq update
DEBIAN_FRONTEND=noninteractive $run apt-get -qq install -y --no-install-recommends chromium fonts-noto-cjk >/dev/null

#!/bin/sh
# Installs what the tests marked `real` drive: a browser, tesseract with English and
# Chinese, and Java for Spark. Debian and its kin.
set -e
wanted=""
command -v chromium >/dev/null 2>&1 || wanted="chromium fonts-noto-cjk"
command -v tesseract >/dev/null 2>&1 && tesseract --list-langs 2>/dev/null | grep -q chi_sim ||
    wanted="$wanted tesseract-ocr tesseract-ocr-eng tesseract-ocr-chi-sim"
command -v java >/dev/null 2>&1 || wanted="$wanted openjdk-17-jre-headless"
[ -n "$wanted" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "The tests marked 'real' need on the PATH: $wanted. Install them and run again." >&2
    exit 1
fi
run=""
[ "$(id -u)" = 0 ] || run="sudo"
$run apt-get -qq update
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $run apt-get -qq install -y --no-install-recommends $wanted >/dev/null

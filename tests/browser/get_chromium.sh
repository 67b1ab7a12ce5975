#!/bin/sh
# Sees to it that there is a Chromium for the browser tests: the one of this machine, else Debian's where it may be installed.
# Never fails: without one those tests skip themselves and say so.

for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done

say_none() {
    echo "No Chromium: $1. The browser tests will be skipped; to run them, install it (on Debian: apt-get install chromium)."
    exit 0
}

command -v apt-get >/dev/null || say_none "this system has no apt-get to install it with"
if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo -n"; else say_none "installing it needs root"; fi

echo "Setting up Chromium for the browser tests (once) ..."
export DEBIAN_FRONTEND=noninteractive
install="$as_root timeout 240 apt-get install -y -qq --no-install-recommends chromium"
$install >/dev/null 2>&1 && exit 0
$as_root timeout 120 apt-get update -qq >/dev/null 2>&1
$install >/dev/null 2>&1 || say_none "it could not be installed"

#!/bin/sh
# Installs the Debian packages that the kiosk (and, with "dev", its tests) need. Says what is missing when it
# may not install. Usage: installer/prerequisites.sh [run|dev|package]
set -eu

kind=${1:-run}
# gcc, swig and libpcsclite-dev build pyscard, which has no Linux wheel; the lib* packages are what Qt links to.
packages="python3 python3-venv python3-dev gcc g++ libc6-dev swig libpcsclite-dev ca-certificates
          libgl1 libegl1 libfontconfig1 libglib2.0-0 libxkbcommon0 libdbus-1-3
          libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
if [ "$kind" = dev ]; then
    # A virtual PC/SC reader, OpenPACE, a virtual screen, openssl, a browser, a reader of PDFs and a voice are counterparts that the tests
    # talk to; strace records what a kiosk asks of its disk.
    packages="$packages pcscd vsmartcard-vpcd libeac3 xvfb openssl strace git chromium
              poppler-utils speech-dispatcher speech-dispatcher-espeak-ng espeak-ng alsa-utils"
fi

if [ "$kind" = package ]; then
    # A bare Debian in a folder, and signatures. lintian, which reads what is packed as it ships, is asked for by name.
    packages="$packages mmdebstrap gnupg"
fi

missing=""
for package in $packages; do
    status=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
    [ "$status" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "These system packages are missing and this user may not install them:$missing" >&2
    echo "Ask an administrator to run: apt-get install --no-install-recommends$missing" >&2
    exit 1
fi

echo "Installing system packages:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086 # word splitting is wanted here
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing

#!/usr/bin/env bash
# Installs what browser and speech tests use, from the machine's own Debian packages: Chromium, espeak-ng, a font with
# Latin, Cyrillic and Arabic letters. Quick when they are there.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v espeak-ng >/dev/null || missing+=(espeak-ng)
[ -d /usr/share/fonts/truetype/dejavu ] || missing+=(fonts-dejavu-core)
if [ ${#missing[@]} = 0 ]; then
  echo "desktop: already installed"
  exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "desktop: ${missing[*]} missing; install them as root with the system's package manager." >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
  tail -n 20 "$log" >&2
  rm -f "$log"
  exit 1
fi
rm -f "$log"
echo "desktop: installed ${missing[*]} ($SECONDS s)"

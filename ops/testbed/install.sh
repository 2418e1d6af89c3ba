#!/usr/bin/env bash
# Builds the Debian 13 root folder that the testbed's servers run from (about 90 s and 0.9 GB, once).
# usage: install.sh [--clean]     --clean removes everything that was installed, the data of the servers too
source "$(dirname "${BASH_SOURCE[0]}")/testbed.sh"

# in_use FOLDER: is a process chrooted there?
in_use() {
  local link
  for link in /proc/[0-9]*/root; do
    [ "$(readlink "$link" 2>/dev/null)" = "$1" ] && return 0
  done
  return 1
}

# --one-file-system: whatever a dead run may have left mounted below is not emptied.
remove_folder() {
  rm -rf --one-file-system "$1"
}

clean() {
  local folder
  [ -d "$testbed_home" ] || return 0
  for folder in "$testbed_home"/root-*; do
    [ -d "$folder" ] || continue
    if in_use "$folder"; then die "servers still run from $folder; run ops/testbed/stop.sh first."; fi
  done
  remove_folder "$testbed_home"
}

# The mirror that apt uses for this release's main component: no host is written down here.
find_mirror() {
  local codename
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Identifier: Packages' 2>/dev/null |
    awk -v codename="$codename" '$1 == codename && $2 == "main" { print $3; exit }'
}

install_debootstrap() {
  command -v debootstrap >/dev/null && [ -e "/usr/share/debootstrap/scripts/$testbed_suite" ] && return 0
  command -v apt-get >/dev/null || die "debootstrap is missing and there is no apt-get; install debootstrap first."
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends debootstrap debian-archive-keyring gpgv wget </dev/null
}

build() {
  local mirror=${UNDE_TESTBED_MIRROR:-} partial=$testbed_root.partial log=$testbed_home/install.log proxy=
  install_debootstrap >"$log" 2>&1 || { tail -n 20 "$log" >&2; die "debootstrap could not be installed."; }
  [ -n "$mirror" ] || mirror=$(find_mirror)
  [ -n "$mirror" ] || die "no Debian mirror in apt's configuration; set UNDE_TESTBED_MIRROR to one."
  eval "$(apt-config shell proxy Acquire::http::Proxy)"
  if [ -n "$proxy" ]; then export http_proxy=$proxy; fi
  remove_folder "$partial"
  # In a mount namespace of its own: what debootstrap mounts vanishes with it, however it ends.
  unshare --mount --propagation private debootstrap --variant=minbase --include="$testbed_packages" \
    "$testbed_suite" "$partial" "$mirror" >>"$log" 2>&1 </dev/null || {
    tail -n 20 "$log" >&2
    die "debootstrap failed; the whole log is $log."
  }
  mkdir -p "$partial/testbed"
  rm -rf "$partial"/var/cache/apt/archives/*.deb "$partial"/var/lib/postgresql/17/main
  # The owner of a database may create the extension, as the migrations do; elsewhere its administrator does this.
  echo 'trusted = true' >>"$partial/usr/share/postgresql/17/extension/vector.control"
  echo "$testbed_packages" >"$partial/etc/unde-testbed"
  # A rename: a root folder under its own name is a whole one, an interrupted one is redone at the next run.
  mv -T "$partial" "$testbed_root"
}

remove_others() {
  local folder
  for folder in "$testbed_home"/root-*; do
    if [ -d "$folder" ] && [ "$folder" != "$testbed_root" ] && ! in_use "$folder"; then remove_folder "$folder"; fi
  done
}

case ${1:-} in
  '') ;;
  --clean) require_root; clean; echo "testbed: removed $testbed_home"; exit 0 ;;
  *) die "unknown argument $1; usage: install.sh [--clean]" ;;
esac

if [ -f "$testbed_stamp" ]; then
  echo "testbed: already installed in $testbed_root"
  exit 0
fi
require_root
mkdir -p "$testbed_home"
lock "$testbed_home/install.lock"
[ -f "$testbed_stamp" ] || build
remove_others
echo "testbed: installed in $testbed_root ($SECONDS s)"

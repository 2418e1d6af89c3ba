# shellcheck shell=bash disable=SC2034
# Shared by the scripts of this folder (sourced, bash): where things lie, what is running, how to enter the root folder.
#
#   UNDE_TESTBED_HOME    the cache that holds the root folder; outside the checkout (default: ~/.cache/unde/testbed)
#   UNDE_TESTBED_STATE   the state file of one running set of servers (default: $UNDE_TESTBED_HOME/state.json). Its folder
#                        also holds the data, so another value is another, independent set of servers on other ports.
#   UNDE_TESTBED_MIRROR  the Debian mirror (default: the one that this machine's apt uses)

set -euo pipefail

testbed_scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
testbed_home=${UNDE_TESTBED_HOME:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/unde/testbed}
testbed_state=${UNDE_TESTBED_STATE:-$testbed_home/state.json}
testbed_instance=$(dirname "$testbed_state")
testbed_data=$testbed_instance/data
testbed_settings=$testbed_instance/settings
testbed_servers=(postgres pgbouncer redis)

# The root folder is named after what is in it: two checkouts with other lists never pull it away under each other.
testbed_suite=trixie
testbed_packages=$(sed -e 's/#.*//' "$testbed_scripts/packages.txt" | tr -s ' \t\n' '\n' | grep . | sort -u | paste -sd,)
testbed_hash=$(printf '%s %s layout-2' "$testbed_suite" "$testbed_packages" | sha256sum | cut -c1-12)
testbed_root=$testbed_home/root-$testbed_hash
testbed_stamp=$testbed_root/etc/unde-testbed

die() {
  echo "testbed: $*" >&2
  exit 1
}

require_root() {
  [ "$(id -u)" = 0 ] || die "this needs root (chroot and mount); run it as root."
}

require_installed() {
  [ -f "$testbed_stamp" ] || die "not installed; run ops/testbed/install.sh first."
}

# in_root USER COMMAND...: runs a command inside the root folder, with this instance's data at /testbed.
# The mounts live in a mount namespace of their own and vanish with its last process: nothing to undo on the host, and
# no way to delete the host's /dev through a forgotten bind mount.
in_root() {
  local user=$1
  shift
  # shellcheck disable=SC2016
  unshare --mount --propagation private bash -c '
    set -e
    root=$1 data=$2 user=$3; shift 3
    mount --rbind /proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount --bind "$data" "$root/testbed"
    cd /
    exec chroot --userspec="$user" "$root" /usr/bin/env -i HOME=/testbed LANG=C.UTF-8 \
      PATH=/usr/lib/postgresql/17/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
  ' in_root "$testbed_root" "$testbed_data" "$user" "$@" 8>&- 9>&-
}

# A process is known by its number and its start time (field 22 of stat): a number alone may be another's by now.
# A zombie has ended; init may take seconds to reap it.
started_at() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  # shellcheck disable=SC2086
  set -- ${stat##*) }
  [ "$1" != Z ] || return 1
  echo "${20}"
}

# pid_of SERVER: prints the process number of a server that start.sh started and that still runs; else fails.
pid_of() {
  local pid started
  read -r pid started 2>/dev/null <"$testbed_instance/pids/$1" || return 1
  [ "$(started_at "$pid")" = "$started" ] || return 1
  echo "$pid"
}

remember_pid() {
  mkdir -p "$testbed_instance/pids"
  echo "$2 $(started_at "$2")" >"$testbed_instance/pids/$1"
}

# lock FILE: one start or stop at a time; held until the script ends.
lock() {
  mkdir -p "$(dirname "$1")"
  exec 9>"$1"
  flock --wait 900 9 || die "another run holds $1 for over 15 minutes."
}

answers_on() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

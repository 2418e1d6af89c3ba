#!/usr/bin/env bash
# Stops what start.sh started and nothing else. The data stay for the next start (start.sh --fresh empties them).
# usage: stop.sh [--kill] [postgres] [pgbouncer] [redis]    --kill: SIGKILL at once, for fault drills
source "$(dirname "${BASH_SOURCE[0]}")/testbed.sh"

# PgBouncer: SIGTERM would wait for its clients. PostgreSQL: SIGINT is "fast", running transactions are rolled back.
signal_of() {
  case $1 in pgbouncer) echo QUIT ;; postgres) echo INT ;; *) echo TERM ;; esac
}

stop_server() {
  local server=$1 pid tries
  pid=$(pid_of "$server") || return 0
  kill -s "${force:-$(signal_of "$server")}" "$pid"
  for tries in {1..300}; do
    pid_of "$server" >/dev/null || break
    [ "$tries" != 200 ] || kill -KILL "$pid" 2>/dev/null || true
    sleep 0.1
  done
  rm -f "$testbed_instance/pids/$server"
}

force='' wanted=()
for argument in "$@"; do
  case $argument in
    --kill) force=KILL ;;
    postgres | pgbouncer | redis) wanted+=("$argument") ;;
    *) die "unknown argument $argument; usage: stop.sh [--kill] [postgres] [pgbouncer] [redis]" ;;
  esac
done
if [ ! -d "$testbed_instance/pids" ]; then
  echo "testbed: not running"
  exit 0
fi
require_root
lock "$testbed_instance/lock"
if [ ${#wanted[@]} = 0 ]; then
  rm -f "$testbed_state"
  wanted=(pgbouncer redis postgres)
fi
for server in "${wanted[@]}"; do stop_server "$server"; done
echo "testbed: ${wanted[*]} stopped"

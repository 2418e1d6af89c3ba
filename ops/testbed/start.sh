#!/usr/bin/env bash
# Starts PostgreSQL 17, PgBouncer and Redis from the root folder on free loopback ports and writes the state file.
# usage: start.sh [--fresh] [postgres] [pgbouncer] [redis]
# What runs already is left alone; without a name all three. --fresh empties the data first (nothing may be running).
source "$(dirname "${BASH_SOURCE[0]}")/testbed.sh"

random_password() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# Below the ephemeral range, so that no outgoing connection takes the port between two starts.
find_port() {
  local port
  while :; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    case " $* " in *" $port "*) continue ;; esac
    answers_on "$port" || break
  done
  echo "$port"
}

# New ports and passwords while nothing runs; kept while anything does, so that one killed server comes back in place.
load_settings() {
  local server
  for server in "${testbed_servers[@]}"; do if pid_of "$server" >/dev/null; then running=yes; fi; done
  if [ -n "$fresh" ]; then
    [ -z "$running" ] || die "--fresh: servers are running; run ops/testbed/stop.sh first."
    rm -rf --one-file-system "$testbed_data"
  fi
  if [ -z "$running" ] || [ ! -f "$testbed_settings" ]; then
    postgres_port=$(find_port)
    pgbouncer_port=$(find_port "$postgres_port")
    redis_port=$(find_port "$postgres_port" "$pgbouncer_port")
    {
      echo "postgres_port=$postgres_port pgbouncer_port=$pgbouncer_port redis_port=$redis_port"
      echo "postgres_password=$(random_password) admin_password=$(random_password)"
      echo "pgbouncer_password=$(random_password) redis_password=$(random_password)"
    } >"$testbed_settings"
  fi
  # shellcheck disable=SC1090
  source "$testbed_settings"
}

prepare_data() {
  local folder uid
  uid=$(chroot "$testbed_root" id -u postgres)
  mkdir -p "$testbed_data"/{postgres,socket,pgbouncer,redis}
  cp "$testbed_scripts/postgresql.conf" "$testbed_data/socket/postgresql.conf"
  sed -e "s/@PORT@/$pgbouncer_port/" -e "s/@POSTGRES_PORT@/$postgres_port/" "$testbed_scripts/pgbouncer.ini" \
    >"$testbed_data/pgbouncer/pgbouncer.ini"
  echo "\"pgbouncer\" \"$pgbouncer_password\"" >"$testbed_data/pgbouncer/userlist.txt"
  { cat "$testbed_scripts/redis.conf"; echo "port $redis_port"; echo "requirepass $redis_password"; } \
    >"$testbed_data/redis/redis.conf"
  for folder in "$testbed_data" "$testbed_data"/{postgres,socket,pgbouncer,redis}; do
    chown "$uid" "$folder"
    chmod 700 "$folder"
  done
  chown "$uid" "$testbed_data"/socket/* "$testbed_data"/pgbouncer/* "$testbed_data/redis/redis.conf"
}

sql() { in_root postgres psql -X -q -h /testbed/socket -p "$postgres_port" -d postgres -v ON_ERROR_STOP=1; }

start_postgres() {
  local log=$testbed_data/socket/log tries
  if [ ! -f "$testbed_data/postgres/PG_VERSION" ]; then
    in_root postgres initdb -D /testbed/postgres --username=postgres --encoding=UTF8 --locale=C.UTF-8 --no-sync \
      --locale-provider=builtin --builtin-locale=C.UTF-8 --auth-local=peer --auth-host=scram-sha-256 --data-checksums \
      >"$testbed_instance/initdb.log" 2>&1 || { tail -n 20 "$testbed_instance/initdb.log" >&2; die "initdb failed."; }
    echo "include '/testbed/socket/postgresql.conf'" >>"$testbed_data/postgres/postgresql.conf"
  fi
  # Again after a pause: the children of a killed server hold its shared memory for a moment.
  for tries in 1 2 3 last; do
    in_root postgres pg_ctl -D /testbed/postgres -l /testbed/socket/log -w -t 60 \
      -o "-p $postgres_port -k /testbed/socket" start >/dev/null 2>&1 </dev/null && break
    [ $tries != last ] || { tail -n 20 "$log" >&2; die "PostgreSQL did not start; its log is $log."; }
    sleep 1
  done
  remember_pid postgres "$(head -n 1 "$testbed_data/postgres/postmaster.pid")"
  sql <"$testbed_scripts/roles.sql" >/dev/null
  [ -n "$running" ] || sql <"$testbed_scripts/remove-test-databases.sql" >/dev/null
  sql <<SQL
ALTER ROLE postgres PASSWORD '$postgres_password';
ALTER ROLE admin PASSWORD '$admin_password';
ALTER ROLE pgbouncer PASSWORD '$pgbouncer_password';
SQL
}

# start_daemon SERVER PORT COMMAND...: for a server that detaches itself and writes /testbed/SERVER/pid.
start_daemon() {
  local server=$1 port=$2 tries
  shift 2
  rm -f "$testbed_data/$server/pid"
  in_root postgres "$@" >/dev/null 2>&1 </dev/null || true
  for tries in {1..200}; do
    if [ -s "$testbed_data/$server/pid" ] && answers_on "$port"; then
      remember_pid "$server" "$(cat "$testbed_data/$server/pid")"
      return 0
    fi
    sleep 0.05
  done
  tail -n 20 "$testbed_data/$server/log" >&2 || true
  die "$server did not start; its log is $testbed_data/$server/log."
}

start_pgbouncer() { start_daemon pgbouncer "$pgbouncer_port" pgbouncer -q -d /testbed/pgbouncer/pgbouncer.ini; }
start_redis() { start_daemon redis "$redis_port" redis-server /testbed/redis/redis.conf; }

# bootId: a reader must not take the numbers of a machine that has since been restarted for running servers.
write_state() {
  local server pids=
  for server in "${testbed_servers[@]}"; do
    pids+="${pids:+, }\"$server\": $(pid_of "$server" || echo 0)"
  done
  cat >"$testbed_state.new" <<JSON
{
  "version": 1,
  "bootId": "$(cat /proc/sys/kernel/random/boot_id)",
  "postgres": { "host": "127.0.0.1", "port": $postgres_port, "user": "postgres", "password": "$postgres_password" },
  "admin": { "host": "127.0.0.1", "port": $postgres_port, "user": "admin", "password": "$admin_password" },
  "pgbouncer": { "host": "127.0.0.1", "port": $pgbouncer_port, "user": "admin", "password": "$admin_password" },
  "redis": { "host": "127.0.0.1", "port": $redis_port, "password": "$redis_password" },
  "databases": ["unde_shard", "unde_shard_1", "unde_production", "unde_staging"],
  "pids": { $pids }
}
JSON
  mv "$testbed_state.new" "$testbed_state"
}

fresh='' running='' wanted=()
for argument in "$@"; do
  case $argument in
    --fresh) fresh=yes ;;
    postgres | pgbouncer | redis) wanted+=("$argument") ;;
    *) die "unknown argument $argument; usage: start.sh [--fresh] [postgres] [pgbouncer] [redis]" ;;
  esac
done
[ ${#wanted[@]} -gt 0 ] || wanted=("${testbed_servers[@]}")
require_root
require_installed
umask 077
lock "$testbed_instance/lock"
load_settings
[ -n "$running" ] || prepare_data
for server in "${wanted[@]}"; do pid_of "$server" >/dev/null || "start_$server"; done
write_state
echo "testbed: ${wanted[*]} running; PostgreSQL $postgres_port, PgBouncer $pgbouncer_port, Redis $redis_port" \
  "(state in $testbed_state)"

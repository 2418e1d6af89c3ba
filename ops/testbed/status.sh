#!/usr/bin/env bash
# Says what is installed and what runs. Exit code 0 when all three servers run.
source "$(dirname "${BASH_SOURCE[0]}")/testbed.sh"

if [ -f "$testbed_stamp" ]; then echo "installed  $testbed_root"; else echo "not installed"; fi
if [ -r "$testbed_settings" ]; then
  # shellcheck disable=SC1090
  source "$testbed_settings"
fi
missing=0
for server in "${testbed_servers[@]}"; do
  port=${server}_port
  if pid=$(pid_of "$server") && answers_on "${!port:-0}"; then
    printf '%-10s running, port %s, process %s\n' "$server" "${!port}" "$pid"
  else
    printf '%-10s not running\n' "$server"
    missing=1
  fi
done
[ ! -f "$testbed_state" ] || echo "state      $testbed_state"
exit $missing

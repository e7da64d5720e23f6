# Sourced by the benchmarks beside it: a work folder, which they run in, and a program that serves an arm; both are gone at
# their end. Whoever starts other processes adds them to `busy`.
program=$(readlink -f "${1:-$(dirname "$0")/../bin/statewise}")
work=$(mktemp -d)
cd "$work"
serving=
busy=()
cleanup() {
  kill "${busy[@]}" ${serving:+"$serving"} 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

await() { # FILE PATTERN
  for ((i = 0; i < 600; i++)); do
    grep -q "$2" "$1" 2>/dev/null && return
    sleep 0.1
  done
  echo "no '$2' came: $(cat "$1")" >&2
  return 1
}

serve() { # PATTERN OPTIONS...: until it has written PATTERN into the file "served"
  local ready=$1
  shift
  : >served
  "$program" bridge "$@" >served 2>&1 &
  serving=$!
  await served "$ready"
}

serve_bridge() { # OPTIONS...; its address is in "arm" afterwards, on a port that was free
  serve 'at bridge://' --listen 127.0.0.1:0 "$@"
  arm=$(grep -o 'bridge://[0-9.:]*' served | head -1)
}

serve_cabinet() { # OPTIONS...; likewise: it sends to a port at which nobody listens yet
  local port
  while :; do
    port=$((30000 + RANDOM % 20000))
    grep -qi "$(printf ':%04X ' "$port")" /proc/net/udp /proc/net/udp6 2>/dev/null || break
  done
  serve 'bridge: cabinet of' --fri "127.0.0.1:$port" "$@"
  arm="fri://127.0.0.1:$port?peer=127.0.0.1&simulated=yes"
}

end_serving() {
  if [ -n "$serving" ]; then
    kill "$serving"
    wait "$serving" || true
    serving=
  fi
}

figure() { # NAME KEY: of the summary NAME.json
  sed -n "s/^ *\"$2\" : \([^,{]*\),*$/\1/p" "$1.json" 2>/dev/null | head -1
}

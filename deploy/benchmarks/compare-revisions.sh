#!/usr/bin/env bash
# Builds two revisions in worktrees of their own and runs `statewise bench` of both in turn, ROUNDS times (5); prints for
# each time that both measured the newer one's over the older one's: the median of the rounds' ratios, and the least and
# the largest, for p50 and p99. A ratio whose spread lies around 1 says nothing. Which revision is first changes from
# round to round, so that what the machine does meanwhile meets both.
#   deploy/benchmarks/compare-revisions.sh OLD NEW [ROUNDS [BENCH OPTIONS...]]
# Without options: --for 5s --rate 250 --link sim --load none. Needs git and what the build needs.
set -euo pipefail
if [ $# -lt 2 ]; then
  sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
top=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
old=$(git -C "$top" rev-parse --verify "$1^{commit}")
new=$(git -C "$top" rev-parse --verify "$2^{commit}")
rounds=${3:-5}
shift $(($# < 3 ? $# : 3))
[ $# -gt 0 ] || set -- --for 5s --rate 250 --link sim --load none
work=$(mktemp -d)
cleanup() {
  for side in old new; do
    git -C "$top" worktree remove --force "$work/$side" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap cleanup EXIT

build() { # SIDE REVISION
  git -C "$top" worktree add --quiet --detach "$work/$1" "$2"
  # The launcher builds what is not built.
  echo "$1: $(git -C "$top" log -1 --format='%h %s' "$2"), $("$work/$1/deploy/bin/statewise" --version | tail -1)"
  "$work/$1/deploy/bin/statewise" bench --help | grep -q -e '--rate' || {
    echo "$1: this revision has no 'bench loop'" >&2
    exit 1
  }
}

run() { # SIDE ROUND OPTIONS...
  local side=$1 round=$2
  shift 2
  "$work/$side/deploy/bin/statewise" bench "$@" --json >"$work/$side-$round.json" 2>"$work/$side-$round.log" || {
    cat "$work/$side-$round.log" >&2
    exit 1
  }
  # Of each series a line: name p50 p99.
  awk -F '"' '/"micros" : /{on=1} /"ratios" : /{on=0} !on{next}
    $2=="name"{name=$4}
    $2=="p50"||$2=="p99"{value=$3; gsub(/[ :,]/, "", value)}
    $2=="p50"{p50=value}
    $2=="p99"{print name, p50, value}' "$work/$side-$round.json" | sort >"$work/$side-$round.txt"
}

build old "$old"
build new "$new"
for ((round = 1; round <= rounds; round++)); do
  order='old new'
  [ $((round % 2)) = 1 ] || order='new old'
  for side in $order; do
    run "$side" "$round" "$@"
  done
  join "$work/old-$round.txt" "$work/new-$round.txt" | awk '$2 > 0 && $3 > 0 {print $1, $4 / $2, $5 / $3}' >>"$work/ratios"
done

spread() { # NAME COLUMN: least, median and largest
  awk -v name="$1" -v column="$2" '$1 == name {print $column}' "$work/ratios" | sort -g | awk '{v[NR] = $1}
    END {printf "%8.3f %8.3f %8.3f", v[int((NR + 1) / 2)], v[1], v[NR]}'
}
printf '%-40s %6s  %26s  %26s\n' 'new / old' rounds 'p50: median, least, most' 'p99: median, least, most'
cut -d ' ' -f 1 "$work/ratios" | sort -u | while read -r name; do
  printf '%-40s %6s  %26s  %26s\n' "$name" "$(grep -c "^$name " "$work/ratios")" "$(spread "$name" 2)" "$(spread "$name" 3)"
done

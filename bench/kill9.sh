#!/usr/bin/env bash
# Kill dateline at random moments on its way through a web of test sites, let
# it finish, and compare its timeline with that of an undisturbed run.
#
#   bench/kill9.sh NEWSWEB [PATH_TO_DATELINE]
#
# NEWSWEB   folder with the test sites: Go sources of the server, and config.py
#           that prints a dateline.yaml for its map of sites
# KILLS=50  of them
# SEED=1    of the moments
# PORT=8700 of the server, on 127.0.1.N
# KEEP=DIR  leave everything in this new directory
set -euo pipefail

die() { echo "kill9.sh: $*" >&2; exit 2; }
say() { printf '%5ds  %s\n' "$SECONDS" "$*" >&2; }

[ $# -ge 1 ] || die "usage: kill9.sh NEWSWEB [PATH_TO_DATELINE]"
web=$(cd "$1" && pwd)
work=${KEEP:-$(mktemp -d)}
mkdir -p "$work"
work=$(cd "$work" && pwd)
[ -z "$(ls -A "$work")" ] || die "$work is not empty"
server=
finish() {
	if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || true; fi
	if [ -z "${KEEP:-}" ]; then rm -rf "$work"; fi
}
trap finish EXIT
trap 'exit 130' INT TERM

dateline=${2:-$work/dateline}
if [ $# -lt 2 ]; then (cd "$(dirname "$0")/.." && go build -o "$dateline" ./cmd/dateline); fi
dateline=$(cd "$(dirname "$dateline")" && pwd)/$(basename "$dateline")
(cd "$web" && go build -o "$work/newsweb" .)

# A fresh server and a configuration with a store and exports of its own.
prepare() {
	if [ -n "$server" ]; then kill "$server" && wait "$server" 2>/dev/null || true; fi
	mkdir "$work/$1"
	"$work/newsweb" -port "${PORT:-8700}" -reports "$web/reports.jsonl.gz" -log "$work/$1/requests.log" \
		-map "$work/$1/map.json" >/dev/null 2>"$work/$1/newsweb.err" &
	server=$!
	for _ in $(seq 150); do
		[ -s "$work/$1/map.json" ] && break
		kill -0 "$server" 2>/dev/null || die "the server ended: $(cat "$work/$1/newsweb.err")"
		sleep 0.2
	done
	python3 "$web/config.py" "$work/$1/map.json" "$work/$1/data" "$work/$1/out" >"$work/$1/dateline.yaml"
}
# One run to the end: 3 means that some sources failed, which here some should.
run() {
	local status=0
	"$dateline" run-now --config "$work/$1/dateline.yaml" >>"$work/$1/run.out" 2>>"$work/$1/run.err" || status=$?
	[ $status = 0 ] || [ $status = 3 ] || die "run-now ended with status $status: $(tail -n 3 "$work/$1/run.err")"
}

prepare calm
began=$SECONDS
run calm
length=$((SECONDS - began))
say "undisturbed: ${length} s"

prepare killed
RANDOM=${SEED:-1}
kills=0
while [ "$kills" -lt "${KILLS:-50}" ]; do
	# Up to a third of the whole: what one run gathered the next need not ask for.
	moment=$(awk -v r=$RANDOM -v l=$length 'BEGIN {printf "%.2f", 0.3 + r / 32767 * l / 3}')
	"$dateline" run-now --config "$work/killed/dateline.yaml" >>"$work/killed/run.out" 2>>"$work/killed/run.err" &
	process=$!
	sleep "$moment"
	if kill -9 "$process" 2>/dev/null; then
		kills=$((kills + 1))
		say "kill $kills: after $moment s"
	else
		say "it ended by itself before $moment s, and is run again"
	fi
	wait "$process" 2>/dev/null || true
done
began=$SECONDS
run killed
say "the run in peace: $((SECONDS - began)) s"
"$dateline" verify --config "$work/killed/dateline.yaml" | grep -v '^note:' || die "the archive is not as it was received"
"$dateline" status --config "$work/killed/dateline.yaml" | grep 'still to be asked for' && die "not all was asked for"

python3 - "$work" <<'END'
import collections, glob, json, sys

def timeline(which):
    (path,) = glob.glob(f"{sys.argv[1]}/{which}/out/*/timeline.json")
    return json.load(open(path))

def fetched(which):
    """Answers of status 200 by address."""
    count = collections.Counter()
    for line in open(f"{sys.argv[1]}/{which}/requests.log"):
        r = json.loads(line)
        if r.get("status") == 200:
            count[r.get("host", r.get("site", "")), r.get("path", r.get("url", ""))] += 1
    return count

calm, killed = timeline("calm"), timeline("killed")
wrong = 0
for key, name in ("articles", "url"), ("events", "id"):
    a, b = ({e[name]: json.dumps(e, sort_keys=True) for e in t[key]} for t in (calm, killed))
    changed = [k for k in a.keys() & b.keys() if a[k] != b[k]]
    print(f"{key}: {len(a)} undisturbed, {len(b)} killed, {len(a.keys() - b.keys())} lost, "
          f"{len(b.keys() - a.keys())} more, {len(changed)} different")
    for k in sorted(a.keys() ^ b.keys())[:5] + sorted(changed)[:5]:
        print("  " + k)
    wrong += len(a.keys() ^ b.keys()) + len(changed)
a, b = fetched("calm"), fetched("killed")
print(f"answers with a body: {sum(a.values())} undisturbed, {sum(b.values())} killed")
print("the same timeline" if not wrong else "the timelines differ")
sys.exit(1 if wrong else 0)
END

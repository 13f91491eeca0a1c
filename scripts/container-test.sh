#!/usr/bin/env bash
# Prove the container's final stage without a container engine: the program
# alone in an otherwise empty root, as a user who may write only /data. It must
# run the demo, serve, answer its health check and stop on SIGTERM.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "container-test.sh: chroot needs root; run it with sudo" >&2; exit 2; }
root=$(mktemp -d)
pid=
finish() {
	if [ -n "$pid" ]; then kill -9 "$pid" 2>/dev/null || true; fi
	rm -rf "$root"
}
trap finish EXIT
chmod 755 "$root"
scripts/rootfs.sh "$root"
chmod 555 "$root/tmp" # a read-only root: nothing but /data may be written
chroot=$(command -v chroot || echo /usr/sbin/chroot)
inside() { env -i PATH=/usr/local/bin HOME=/data "$chroot" --userspec=65532:65532 "$root" "$@"; }

if ldd "$root/usr/local/bin/dateline" 2>/dev/null | grep -q '=>'; then
	echo "container-test.sh: dateline is linked dynamically" >&2
	exit 1
fi
inside /usr/local/bin/dateline version
inside /usr/local/bin/dateline demo --dir /data/demo >"$root/demo.out"
test -s "$root/data/demo/exports/caribbean-strikes/timeline.xlsx"
tail -n 3 "$root/demo.out"

port=$((20000 + RANDOM % 20000))
mkdir "$root/data/files"
cat >"$root/data/files/a.jsonl" <<'END'
{"id":"1","url":"http://paper.example/1","published":"2025-11-12","title":"Harbour bridge reopened","text":"The harbour bridge reopened on Tuesday after three weeks of repairs. The harbour master said the bridge was safe.","lang":"en","source":"Paper"}
END
cat >"$root/data/dateline.yaml" <<END
data_dir: ./data
timezone: America/Bogota
schedule: "0 6 * * *"
server: {listen: "127.0.0.1:$port"}
exports: {dir: ./exports}
stories:
  - name: harbour
    from: 2025-11-01
    keywords: [harbour, bridge]
    sources: [{files: "./files/*.jsonl"}]
END
chown -R 65532:65532 "$root/data"
env -i PATH=/usr/local/bin HOME=/data "$chroot" --userspec=65532:65532 "$root" \
	/usr/local/bin/dateline serve --config /data/dateline.yaml 2>"$root/serve.err" &
pid=$!
for _ in $(seq 100); do
	if inside /usr/local/bin/dateline serve --health --config /data/dateline.yaml 2>/dev/null; then break; fi
	kill -0 "$pid" 2>/dev/null || { cat "$root/serve.err" >&2; exit 1; }
	sleep 0.1
done
inside /usr/local/bin/dateline serve --health --config /data/dateline.yaml
inside /usr/local/bin/dateline run-now --config /data/dateline.yaml # beside the daemon, as docker exec would
test -s "$root/data/exports/harbour/timeline.xlsx"
kill -TERM "$pid"
wait "$pid"
pid=
echo "container-test.sh: the final stage works"

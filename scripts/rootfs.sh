#!/usr/bin/env bash
# Lay out the container's whole file system in a folder: the static program, CA
# roots, a user, and /data. Time zones are inside the program.
#   rootfs.sh DIR [VERSION]
set -euo pipefail
dir=${1:?rootfs.sh: say where: rootfs.sh DIR}
version=${2:-dev}
cd "$(dirname "$0")/.."
mkdir -p "$dir"/{usr/local/bin,etc/ssl/certs,data,tmp}
CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$version" -o "$dir/usr/local/bin/dateline" ./cmd/dateline
cp /etc/ssl/certs/ca-certificates.crt "$dir/etc/ssl/certs/"
echo 'dateline:x:65532:65532:dateline:/data:/sbin/nologin' >"$dir/etc/passwd"
echo 'dateline:x:65532:' >"$dir/etc/group"
chmod 1777 "$dir/tmp"
if [ "$(id -u)" = 0 ]; then chown 65532:65532 "$dir/data"; fi

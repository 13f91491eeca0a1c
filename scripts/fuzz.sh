#!/usr/bin/env bash
# Run every fuzz target for a while: fuzz.sh [20s]
set -euo pipefail
cd "$(dirname "$0")/.."
span=${1:-20s}
grep -rlE '^func Fuzz' --include='*_test.go' . | sort | while read -r file; do
	for target in $(grep -oE '^func Fuzz[A-Za-z0-9_]+' "$file" | cut -d' ' -f2); do
		go test -run '^$' -fuzz "^$target\$" -fuzztime "$span" "./$(dirname "$file")"
	done
done

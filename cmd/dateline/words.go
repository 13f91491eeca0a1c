package main

import (
	"fmt"
	"path/filepath"
	"strings"
)

// plural is "1 event", "2 events".
func plural(n int, noun string) string { return plural2(n, noun, noun+"s") }

// plural2 is for nouns whose plural is more than an s: "2 stories".
func plural2(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// clip cuts a text to so many characters, at a word where there is one.
func clip(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := string(r[:n-1])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return cut + "…"
}

// relative is a path as seen from a folder, where that is shorter to read.
func relative(from, path string) string {
	if r, err := filepath.Rel(from, path); err == nil && !strings.HasPrefix(r, "..") {
		return r
	}
	return path
}

//go:build !linux && !darwin

package store

// freeSpace is unknown here: the store's own errors tell of a full disk.
func freeSpace(string) (free uint64, known bool) { return 0, false }

//go:build !linux && !darwin

package warc

// freeSpace is unknown here: a failed write tells of a full disk.
func freeSpace(string) (free uint64, known bool) { return 0, false }

//go:build linux || darwin

package warc

import "syscall"

// freeSpace is the number of bytes that this user may still write.
func freeSpace(dir string) (free uint64, known bool) {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return 0, false
	}
	return fs.Bavail * uint64(fs.Bsize), true
}

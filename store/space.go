package store

import (
	"fmt"
	"syscall"
)

// leastSpace is the free space below which no run begins: it needs some for
// its pages, and a disk that fills up midway costs the run.
const leastSpace = 16 << 20

// checkSpace fails when the disk of a folder is as good as full.
func checkSpace(dir string) error {
	free, known := freeSpace(dir)
	if known && free < leastSpace {
		return failed("check free space", dir,
			fmt.Errorf("%d KB are left, %d KB are needed at least: %w", free>>10, leastSpace>>10, syscall.ENOSPC))
	}
	return nil
}

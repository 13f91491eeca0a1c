package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/gofrs/flock"
)

// lockPoll is how often a waiting Open looks whether the other one is through
// with its migrations, which take some milliseconds.
const lockPoll = 20 * time.Millisecond

// lockName holds for story names and keeps path separators out of file names.
var lockName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// locks are advisory file locks in one folder. Lock files are never removed:
// a removed one could still be held by a process while another makes it anew.
type locks struct {
	dir string
}

// try takes a lock without waiting, or fails with ErrLocked.
func (l locks) try(name string) (release func(), err error) {
	file, err := l.file(name)
	if err != nil {
		return nil, err
	}
	ok, err := file.TryLock()
	if err != nil {
		return nil, failed("lock", file.Path(), err)
	}
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, ErrLocked)
	}
	return func() { _ = file.Unlock() }, nil
}

// wait takes a lock, waiting for it as long as ctx allows.
func (l locks) wait(ctx context.Context, name string) (release func(), err error) {
	file, err := l.file(name)
	if err != nil {
		return nil, err
	}
	if _, err := file.TryLockContext(ctx, lockPoll); err != nil {
		return nil, failed("lock", file.Path(), err)
	}
	return func() { _ = file.Unlock() }, nil
}

func (l locks) file(name string) (*flock.Flock, error) {
	if !lockName.MatchString(name) {
		return nil, fmt.Errorf("lock: %q is no story name: use a-z, 0-9 and -", name)
	}
	if err := os.MkdirAll(l.dir, 0o755); err != nil {
		return nil, failed("make folder", l.dir, err)
	}
	return flock.New(filepath.Join(l.dir, name+".lock"), flock.SetPermissions(0o644)), nil
}

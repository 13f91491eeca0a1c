package exports

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// fullDiskDir, when set, makes the test program write there with no room.
const fullDiskDir = "DATELINE_TEST_FULL_DISK"

// A disk that fills up while writing leaves everything as it was. The limit on
// file size is a process's own, so another process takes it.
func TestFullDisk(t *testing.T) {
	if dir := os.Getenv(fullDiskDir); dir != "" {
		signal.Ignore(syscall.SIGXFSZ)
		var was syscall.Rlimit
		if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: was.Max}); err != nil {
			t.Fatal(err)
		}
		_, err := WriteFiles(dir, nil, strikes())
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil { // a coverage profile needs room
			t.Fatal(err)
		}
		if !errors.Is(err, syscall.EFBIG) || !strings.Contains(err.Error(), "write "+filepath.Join(dir, "timeline.xlsx")) {
			t.Fatalf("error is %v", err)
		}
		return
	}
	dir := t.TempDir()
	if _, err := WriteFiles(dir, nil, Document{}); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestFullDisk$")
	child.Env = append(os.Environ(), fullDiskDir+"="+dir)
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	after := contents(t, dir)
	if names(after) != allNames {
		t.Errorf("the folder holds %s", names(after))
	}
	for name := range before {
		if before[name] != after[name] {
			t.Errorf("%s changed", name)
		}
	}
}

// A folder one may not write to costs nothing and says so. The superuser may
// write anywhere, so the thread becomes nobody; it dies with the goroutine.
func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	if _, err := WriteFiles(dir, nil, Document{}); err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{filepath.Dir(dir), dir} {
		if err := os.Chmod(d, 0o555); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := os.Chmod(d, 0o755); err != nil {
				t.Error(err)
			}
		})
	}
	result := make(chan error)
	go func() {
		runtime.LockOSThread() // never unlocked: the thread is nobody's now
		const nobody = 65534
		_, _, _ = syscall.RawSyscall(syscall.SYS_SETFSUID, nobody, 0, 0) // returns the former id, never an error
		_, err := WriteFiles(dir, nil, strikes())
		result <- err
	}()
	err := <-result
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "set exports.dir") {
		t.Errorf("error is %v", err)
	}
	if got := names(contents(t, dir)); got != allNames {
		t.Errorf("the folder holds %s", got)
	}
}

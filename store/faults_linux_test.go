package store_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/store"
)

// nobody is a user who may write nothing of ours.
const nobody = 65534

// asNobody runs f on a thread that has the rights of nobody, also when the
// tests run as root, whom no permission stops.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := syscall.Setfsuid(os.Getuid()); err != nil {
			t.Fatal(err)
		}
	}()
	f()
}

func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir)
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755) // for the folder's removal
	for name, data := range map[string]string{"with a store": dir, "to be made": filepath.Join(dir, "data")} {
		t.Run(name, func(t *testing.T) {
			asNobody(t, func() {
				s, err := store.Open(t.Context(), &config.Config{DataDir: data})
				if err == nil {
					_ = s.Close()
				}
				if err == nil || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "must be able to write there") {
					t.Errorf("a folder that cannot be written gives %v", err)
				}
			})
		})
	}
}

// The disk takes no more in the middle of the work: the call fails with a way
// out, what was kept is still there, and when there is space the work goes on.
func TestFullDisk(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	s, err := store.Open(ctx, &config.Config{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	full := was
	full.Cur = 1 << 20
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &full); err != nil {
		t.Fatal(err)
	}
	restore := func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
			t.Fatal(err)
		}
	}
	defer restore()

	random := rand.New(rand.NewPCG(1, 1))
	kept, text := 0, make([]byte, 16<<10)
	for ; kept < 1000 && err == nil; kept++ {
		for i := range text {
			text[i] = byte('a' + random.IntN(26))
		}
		err = s.Keep(ctx, "harbour", scraper.Article{URL: fmt.Sprintf("https://paper.example/%04d", kept), Text: string(text)})
	}
	kept-- // the last one was refused
	var fault *store.Error
	if !errors.As(err, &fault) || !strings.Contains(fault.Hint, "space") || fault.Path != filepath.Join(dir, store.FileName) {
		t.Fatalf("after %d articles a full disk gives %v", kept, err)
	}
	restore()
	if err := s.Keep(ctx, "harbour", scraper.Article{URL: "https://paper.example/last"}); err != nil {
		t.Errorf("after space was made: %v", err)
	}
	if _, _, err := s.BeginRun(ctx, "harbour", "manual", time.Unix(1, 0)); err != nil {
		t.Errorf("after space was made: %v", err)
	}
	got, err := s.Articles(ctx, "harbour")
	if err != nil || len(got) != kept+1 {
		t.Errorf("%d articles (%v), want %d", len(got), err, kept+1)
	}
}

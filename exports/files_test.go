package exports

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// contents is what a folder holds, by name, our lock aside.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, e := range entries {
		if e.IsDir() || e.Name() == lockName || e.Name() == sumName {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		found[e.Name()] = string(data)
	}
	return found
}

// names are the keys of a folder's contents, in order.
func names(found map[string]string) string {
	var list []string
	for name := range found {
		list = append(list, name)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

const allNames = "timeline.csv timeline.json timeline.raw.csv timeline.xlsx"

func TestWriteFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "[folder] with*signs")
	paths, err := WriteFiles(dir, nil, strikes())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"timeline.xlsx", "timeline.csv", "timeline.raw.csv", "timeline.json"}
	for i := range want {
		want[i] = filepath.Join(dir, want[i])
	}
	if !slices.Equal(paths, want) {
		t.Errorf("paths are %q", paths)
	}
	found := contents(t, dir)
	if names(found) != allNames {
		t.Errorf("files are %s", names(found))
	}
	for name, write := range map[string][]byte{
		"timeline.xlsx": rendered(t, XLSX, strikes()), "timeline.csv": rendered(t, CSV, strikes()),
		"timeline.raw.csv": rendered(t, RawCSV, strikes()), "timeline.json": rendered(t, JSON, strikes()),
	} {
		if found[name] != string(write) {
			t.Errorf("%s is not what its writer writes", name)
		}
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Mode().Perm() != 0o644 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

func TestWriteSomeFormats(t *testing.T) {
	for format, want := range map[string]string{"xlsx": "timeline.xlsx", "csv": "timeline.csv timeline.raw.csv", "json": "timeline.json"} {
		dir := t.TempDir()
		if _, err := WriteFiles(dir, []string{format}, Document{}); err != nil {
			t.Fatal(err)
		}
		if got := names(contents(t, dir)); got != want {
			t.Errorf("%s leaves %s", format, got)
		}
	}
	dir := t.TempDir()
	_, err := WriteFiles(dir, []string{"json", "pdf"}, Document{})
	if err == nil || err.Error() != `export: unknown format "pdf" (known are xlsx, csv, json)` || len(contents(t, dir)) > 0 {
		t.Errorf("%v, %v", err, contents(t, dir))
	}
}

func TestLeftoversOfKilledRunsGo(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".timeline-123.tmp", ".timeline-123.old.tmp", lockName, "notes.txt", ".timeline-mine"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := WriteFiles(dir, []string{"json"}, Document{}); err != nil {
		t.Fatal(err)
	}
	if got := names(contents(t, dir)); got != ".timeline-mine notes.txt timeline.json" {
		t.Errorf("the folder holds %s", got)
	}
}

// One file that cannot be replaced keeps the others from being replaced.
func TestAllFilesOrNone(t *testing.T) {
	for _, stubborn := range []string{"timeline.xlsx", "timeline.raw.csv", "timeline.json"} {
		dir := t.TempDir()
		if _, err := WriteFiles(dir, nil, Document{}); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, stubborn)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(path, "in the way"), 0o755); err != nil {
			t.Fatal(err)
		}
		// A file that was not there before must not appear either.
		if err := os.Remove(filepath.Join(dir, "timeline.csv")); err != nil {
			t.Fatal(err)
		}
		before := contents(t, dir)
		_, err := WriteFiles(dir, nil, strikes())
		var e *Error
		if !errors.As(err, &e) || e.Op != "replace" || e.Path != path || !strings.Contains(err.Error(), "close it where it is open, in Excel") {
			t.Errorf("%s: %v", stubborn, err)
		}
		after := contents(t, dir)
		if names(after) != names(before) {
			t.Errorf("%s: the folder held %s and holds %s", stubborn, names(before), names(after))
		}
		for name := range before {
			if before[name] != after[name] {
				t.Errorf("%s in the way: %s changed", stubborn, name)
			}
		}
	}
}

func TestFolderThatIsAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "exports")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := WriteFiles(filepath.Join(path, "story"), nil, Document{})
	if err == nil || !strings.Contains(err.Error(), path) || !errors.Is(err, syscall.ENOTDIR) {
		t.Error(err)
	}
}

func TestErrorsNameTheWayOut(t *testing.T) {
	for _, c := range []struct {
		op   string
		err  error
		want string
	}{
		{"write", &fs.PathError{Op: "write", Path: ".timeline-1.tmp", Err: syscall.ENOSPC}, "write /out/timeline.xlsx: no space left on device (free some space on that disk; the files of the run before are untouched)"},
		{"create", &fs.PathError{Op: "open", Path: "x", Err: syscall.EROFS}, "create /out/timeline.xlsx: read-only file system (let dateline write to that folder, or set exports.dir to one it can write to)"},
		{"replace", &os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.EACCES}, "replace /out/timeline.xlsx: permission denied (close it where it is open, in Excel for example, and run again)"},
		{"write", errors.New("broken"), "write /out/timeline.xlsx: broken"},
	} {
		err := fault(c.op, "/out/timeline.xlsx", c.err)
		if err.Error() != c.want || !errors.Is(err, c.err) {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

// Two writers at once leave the files of one of them, not a mixture.
func TestWritersTakeTurns(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	for _, d := range []Document{strikes(), {}, strikes(), {}} {
		group.Go(func() {
			if _, err := WriteFiles(dir, []string{"csv", "json"}, d); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	found := contents(t, dir)
	var doc jsonDocument
	if err := json.Unmarshal([]byte(found["timeline.json"]), &doc); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"timeline.csv", "timeline.raw.csv"} {
		records, err := csv.NewReader(bytes.NewReader([]byte(found[name]))).ReadAll()
		if err != nil || len(records) != len(doc.Events)+1 {
			t.Errorf("%s has %d records beside %d events, %v", name, len(records), len(doc.Events), err)
		}
	}
}

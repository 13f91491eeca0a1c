package exports

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/gofrs/flock"
)

// Formats are the formats WriteFiles knows, as config names them.
var Formats = []string{"xlsx", "csv", "json"}

// files are the files of each format.
var files = []struct {
	format, name string
	write        func(io.Writer, Document) error
}{
	{"xlsx", bookName, XLSX},
	{"csv", "timeline.csv", CSV},
	{"csv", "timeline.raw.csv", RawCSV},
	{"json", "timeline.json", JSON},
}

// Names are the names of the files of those formats; none: of all.
func Names(formats []string) (names []string) {
	for _, f := range files {
		if len(formats) == 0 || slices.Contains(formats, f.format) {
			names = append(names, f.name)
		}
	}
	return names
}

const (
	lockName = ".timeline.lock"
	tempGlob = ".timeline-*.tmp"
)

// An Error is a file that could not be written. The files that were there
// before are still there, as they were.
type Error struct {
	Op   string // what was tried: create, write, write in, keep, replace
	Path string
	Err  error
	Hint string // a way out, for people; may be empty
}

func (e *Error) Error() string {
	text := fmt.Sprintf("%s %s: %v", e.Op, e.Path, reason(e.Err))
	if e.Hint != "" {
		text += " (" + e.Hint + ")"
	}
	return text
}

func (e *Error) Unwrap() error { return e.Err }

// reason is the error below the path, which the message has already.
func reason(err error) error {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		return p.Err
	}
	if l := (*os.LinkError)(nil); errors.As(err, &l) {
		return l.Err
	}
	return err
}

// fault is an Error with the way out that its cause has.
func fault(op, path string, err error) error {
	hint := ""
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		hint = "free some space on that disk; the files of the run before are untouched"
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission) && op != "replace":
		hint = "let dateline write to that folder, or set exports.dir to one it can write to"
	case op == "create":
		hint = "exports.dir says where the files go"
	case op == "replace":
		hint = "close it where it is open, in Excel for example, and run again"
	}
	return &Error{Op: op, Path: path, Err: err, Hint: hint}
}

// WriteFiles writes a Document in each of the formats (xlsx, csv, json; none:
// all) to a folder, made where it is missing: timeline.xlsx, timeline.csv with
// timeline.raw.csv, timeline.json. All are rendered and on disk before the
// first one replaces its predecessor; where one cannot, those replaced before
// it are put back; ErrChanged: the workbook is not the one that the Document was
// made over. It returns the paths written. Writers to one folder wait
// for one another.
func WriteFiles(dir string, formats []string, d Document) (paths []string, err error) {
	if len(formats) == 0 {
		formats = Formats
	}
	for _, f := range formats {
		if !slices.Contains(Formats, f) {
			return nil, fmt.Errorf("export: unknown format %q (known are %s)", f, strings.Join(Formats, ", "))
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("export: %w", fault("create", dir, err))
	}
	release, err := lock(dir)
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	defer release()
	// Whoever holds the lock may clear away what killed writers left.
	sweep(dir)
	defer sweep(dir)

	var set []replacement
	for _, f := range files {
		if !slices.Contains(formats, f.format) {
			continue
		}
		r := replacement{path: filepath.Join(dir, f.name)}
		if r.temp, err = render(dir, r.path, d, f.write); err != nil {
			return nil, fmt.Errorf("export: %w", err)
		}
		set = append(set, r)
	}
	if d.Over != nil && !d.Over.same(bookIn(dir)) {
		return nil, fmt.Errorf("export: %w", ErrChanged)
	}
	if err := replace(set); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	for _, r := range set {
		paths = append(paths, r.path)
	}
	if slices.Contains(formats, "xlsx") {
		signBook(dir, d)
	}
	return paths, nil
}

// lock makes the caller the only writer to a folder. Where the file system has
// no locks it goes on without.
func lock(dir string) (release func(), err error) {
	l := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o644))
	if err := l.Lock(); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return nil, fault("write in", dir, err)
	}
	return func() { _ = l.Close() }, nil // closing lets go, whatever it returns
}

// sweep removes temporary files. What cannot be removed does no harm.
func sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(escapeGlob(dir), tempGlob)) // the pattern is sound
	for _, path := range left {
		_ = os.Remove(path)
	}
}

// escapeGlob makes a path match itself.
func escapeGlob(path string) string {
	if os.PathSeparator == '\\' {
		return path // a backslash does not escape there, and [ is rare
	}
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}

// render writes one format to a temporary file in dir and sees it on disk.
func render(dir, target string, d Document, write func(io.Writer, Document) error) (temp string, err error) {
	f, err := os.CreateTemp(dir, tempGlob)
	if err != nil {
		return "", fault("create", target, err)
	}
	defer func() {
		if closeErr := f.Close(); err == nil && closeErr != nil {
			err = fault("write", target, closeErr)
		}
	}()
	if err := write(f, d); err != nil {
		return "", fault("write", target, err)
	}
	// CreateTemp makes files for their owner alone; exports are for reading.
	if err := f.Chmod(0o644); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return "", fault("write", target, err)
	}
	if err := f.Sync(); err != nil {
		return "", fault("write", target, err)
	}
	return f.Name(), nil
}

// replacement is a finished file on its way to its place.
type replacement struct {
	path string
	temp string // the new file
	old  string // a second name of the file it replaces
	had  bool   // there is a file to replace
}

// replace puts all files in place, or none.
func replace(set []replacement) error {
	for i := range set {
		r := &set[i]
		_, err := os.Lstat(r.path)
		r.had = err == nil
		r.old = strings.TrimSuffix(r.temp, ".tmp") + ".old.tmp"
		if r.had && os.Link(r.path, r.old) != nil {
			r.old = "" // no second names on this file system: no way back either
		}
	}
	for i, r := range set {
		if err := os.Rename(r.temp, r.path); err != nil {
			undo(set[:i])
			return fault("replace", r.path, err)
		}
	}
	if len(set) > 0 {
		syncFolder(filepath.Dir(set[0].path))
	}
	return nil
}

// undo brings back what was there before, as far as the file system lets it.
func undo(done []replacement) {
	for _, r := range done {
		switch {
		case !r.had:
			_ = os.Remove(r.path)
		case r.old != "":
			_ = os.Rename(r.old, r.path)
		}
	}
}

// syncFolder sees the new names on disk, on systems that can.
func syncFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}

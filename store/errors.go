package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Error is a failure of the store itself: what was being done, to which file,
// and what a person can do about it.
type Error struct {
	Op   string // "keep article https://…"
	Path string // the file or folder
	Err  error
	Hint string // the way out; may be empty
}

// Error is one line: op, path, cause, and the hint after a semicolon.
func (e *Error) Error() string {
	s := fmt.Sprintf("store %s: %s: %v", e.Path, e.Op, e.Err)
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// failed wraps a cause. Cancellation is the caller's own doing and carries no
// hint; an Error from further in stays as it is.
func failed(op, path string, err error) error {
	var inner *Error
	if err == nil || errors.As(err, &inner) {
		return err
	}
	return &Error{Op: op, Path: path, Err: err, Hint: hint(err, path)}
}

// hint is the way out of the faults that a person can mend.
func hint(err error, path string) string {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return ""
	}
	if se, ok := errors.AsType[*sqlite.Error](err); ok {
		switch se.Code() & 0xff { // the low byte is the primary code
		case sqlite3.SQLITE_FULL:
			return hintFull
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
			return hintWrite
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			return "the file is damaged or not a dateline store: move it away to begin anew, or put a backup in its place"
		case sqlite3.SQLITE_IOERR: // also what SQLite says when its shared memory finds no room
			if checkSpace(filepath.Dir(path)) != nil {
				return hintFull
			}
			return "the disk refused a read or write: check that it has free space and is healthy"
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return "another program has held the file for long: close it and try again"
		}
		return ""
	}
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return hintFull
	case errors.Is(err, syscall.ENOTDIR):
		return "a file stands where a folder is needed: move it away or set another data_dir"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return hintWrite
	}
	return ""
}

const (
	hintFull  = "the disk is full: free some space or set data_dir to another disk; nothing kept so far is lost"
	hintWrite = "dateline must be able to write there: give its user that right or set another data_dir"
)

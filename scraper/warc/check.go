package warc

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"dateline/scraper"
)

// Checker reads records again and compares them with what was logged of them.
// It remembers the last file it has opened; records are best checked in the
// order in which they lie.
type Checker struct {
	dir  string
	name string
	file *os.File
	err  error // of opening it
}

// NewChecker returns a Checker of files in a folder. Close it.
func NewChecker(dir string) *Checker { return &Checker{dir: dir} }

// Close closes the last file.
func (c *Checker) Close() {
	if c.file != nil {
		c.file.Close()
	}
	c.file, c.name = nil, ""
}

// maxRecord bounds what the log may claim of a record's length: bodies are
// capped far below it.
const maxRecord = 1 << 30

// Check reports what is wrong with a record, in words that name it: its file is
// lost, its end is lost, its bytes are others, or they are not what they say.
func (c *Checker) Check(want scraper.Record) error {
	if err := c.open(want.File); err != nil {
		return err
	}
	if want.Length <= 0 || want.Length > maxRecord {
		return fmt.Errorf("the log is damaged: it gives it a length of %d bytes", want.Length)
	}
	if sum, n, err := c.sum(want.Offset, want.Length); err != nil {
		return fmt.Errorf("cannot be read: %w", err)
	} else if n < want.Length {
		return fmt.Errorf("lost: the file ends %d bytes before the record does", want.Length-n)
	} else if sum != want.Sum {
		return errors.New("altered: its bytes are not those that were written")
	}
	return c.inside(want)
}

func (c *Checker) open(name string) error {
	if name == c.name {
		return c.err
	}
	c.Close()
	c.name = name
	if name != filepath.Base(name) {
		c.err = fmt.Errorf("the log is damaged: it names the file %q", name)
		return c.err
	}
	c.file, c.err = os.Open(filepath.Join(c.dir, name))
	if errors.Is(c.err, fs.ErrNotExist) {
		c.err = errors.New("lost: the file is not there")
	}
	return c.err
}

// sum is the digest of a stretch of the file, and how much of it there is.
func (c *Checker) sum(offset, length int64) (string, int64, error) {
	h := sha256.New()
	n, err := io.Copy(h, io.NewSectionReader(c.file, offset, length))
	return hex.EncodeToString(h.Sum(nil)), n, err
}

// inside reads the record as anyone would and checks what it says of itself.
func (c *Checker) inside(want scraper.Record) error {
	r := NewReader(io.NewSectionReader(c.file, want.Offset, want.Length))
	record, err := r.Next()
	if err != nil {
		return fmt.Errorf("cannot be read: %w", err)
	}
	if id := record.Header.Get("WARC-Record-ID"); id != "<"+want.ID+">" {
		return fmt.Errorf("another record stands in its place: %s", id)
	}
	block, payload := sha256.New(), sha256.New()
	in := io.TeeReader(record.Block, block)
	if err := readPayload(in, payload, want.Kind); err != nil {
		return fmt.Errorf("cannot be read: %w", err)
	}
	if got := labelled(block); got != record.Header.Get("WARC-Block-Digest") {
		return errors.New("its WARC-Block-Digest is wrong")
	}
	if digest := record.Header.Get("WARC-Payload-Digest"); digest != want.Payload || want.Kind == typeResponse && digest != labelled(payload) {
		return errors.New("its WARC-Payload-Digest is wrong")
	}
	return nil
}

// readPayload reads a block to its end, and gives the payload of a response.
func readPayload(in io.Reader, payload io.Writer, kind string) error {
	if kind != typeResponse {
		payload = io.Discard
	}
	end := []byte("\r\n\r\n") // of the head
	var seen []byte
	buf := make([]byte, 32<<10)
	for inBody := false; ; {
		n, err := in.Read(buf)
		part := buf[:n]
		if !inBody {
			seen = append(seen, part...)
			if part = nil; bytes.Contains(seen, end) {
				_, part, _ = bytes.Cut(seen, end)
				inBody = true
			}
		}
		_, _ = payload.Write(part) // a hash takes everything
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func labelled(h hash.Hash) string { return "sha256:" + hex.EncodeToString(h.Sum(nil)) }

package exports

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// epoch is the time that parts of a workbook carry: the oldest that a zip
// archive can say, since the real one would make every file differ.
var epoch = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// sortedZip is a zip archive whose members stand in order of name and carry no
// time, whatever the order they came in: excelize writes streamed sheets in
// map order. It keeps the members, compressed, until Close.
type sortedZip struct {
	w       io.Writer
	scratch *zip.Writer
	parts   *chunks
}

func newSortedZip(w io.Writer) *sortedZip {
	parts := &chunks{}
	return &sortedZip{w: w, scratch: zip.NewWriter(parts), parts: parts}
}

// Create adds a member; its contents end at the next Create or Close.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	return z.scratch.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch})
}

// AddFS is part of excelize's interface; workbooks here hold no file trees.
func (z *sortedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive.
func (z *sortedZip) Close() error {
	if err := z.scratch.Close(); err != nil {
		return err
	}
	r, err := zip.NewReader(z.parts, z.parts.size)
	if err != nil {
		return err
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(z.w)
	for _, f := range r.File {
		if err := out.Copy(f); err != nil {
			return err
		}
	}
	return out.Close()
}

// chunkSize is the size of a piece of chunks, in bytes.
const chunkSize = 1 << 16

// chunks is what was written, in pieces: growing it copies nothing, as a
// bytes.Buffer would, and leaves no room unused.
type chunks struct {
	pieces []*[chunkSize]byte // the last one filled up to size
	size   int64
}

// Write appends p. It always succeeds.
func (c *chunks) Write(p []byte) (n int, err error) {
	for n < len(p) {
		at := int(c.size % chunkSize)
		if at == 0 {
			c.pieces = append(c.pieces, new([chunkSize]byte))
		}
		k := copy(c.pieces[len(c.pieces)-1][at:], p[n:])
		n, c.size = n+k, c.size+int64(k)
	}
	return n, nil
}

// ReadAt reads what was written from a byte on, which is not negative.
func (c *chunks) ReadAt(p []byte, from int64) (n int, err error) {
	for n < len(p) && from < c.size {
		at := from % chunkSize
		k := copy(p[n:], c.pieces[from/chunkSize][at:min(chunkSize, at+c.size-from)])
		n, from = n+k, from+int64(k)
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

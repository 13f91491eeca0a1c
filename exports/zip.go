package exports

import (
	"archive/zip"
	"bytes"
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
	parts   *bytes.Buffer
}

func newSortedZip(w io.Writer) *sortedZip {
	parts := &bytes.Buffer{}
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
	r, err := zip.NewReader(bytes.NewReader(z.parts.Bytes()), int64(z.parts.Len()))
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

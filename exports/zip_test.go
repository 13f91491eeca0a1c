package exports

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"testing/iotest"
)

// What was written in pieces of any size is read back, from anywhere.
func TestChunksReadBackWhatWasWritten(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for _, size := range []int{0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 3 * chunkSize, 3*chunkSize + 17} {
		want := make([]byte, size)
		for i := range want {
			want[i] = byte(r.Uint32())
		}
		var c chunks
		for rest := want; len(rest) > 0; {
			n := 1 + r.IntN(min(len(rest), 2*chunkSize))
			if got, err := c.Write(rest[:n]); got != n || err != nil {
				t.Fatalf("%d bytes: wrote %d of %d, %v", size, got, n, err)
			}
			rest = rest[n:]
		}
		if err := iotest.TestReader(io.NewSectionReader(&c, 0, c.size), want); err != nil {
			t.Errorf("%d bytes: %v", size, err)
		}
		for range 20 {
			from := r.IntN(size + 1)
			p := make([]byte, r.IntN(size+10))
			n, err := c.ReadAt(p, int64(from))
			if short := n < len(p); !bytes.Equal(p[:n], want[from:from+n]) || short != errors.Is(err, io.EOF) || short && from+n != size {
				t.Errorf("%d bytes: ReadAt of %d from %d: %d, %v", size, len(p), from, n, err)
			}
		}
	}
}

// Members come out by name, whatever the order they went in.
func TestSortedZip(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	big := make([]byte, 5*chunkSize)
	for i := range big {
		big[i] = byte(r.Uint32()) // nothing to compress
	}
	archive := func(names ...string) []byte {
		var out bytes.Buffer
		z := newSortedZip(&out)
		for _, name := range names {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(append([]byte(name), big...)); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	got := archive("xl/c.xml", "xl/a.xml", "xl/b.xml")
	if !bytes.Equal(got, archive("xl/b.xml", "xl/c.xml", "xl/a.xml")) {
		t.Error("the order of the members reaches the archive")
	}
	opened, err := zip.NewReader(bytes.NewReader(got), int64(len(got)))
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"xl/a.xml", "xl/b.xml", "xl/c.xml"} {
		f := opened.File[i]
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if f.Name != name || err != nil || !bytes.Equal(text, append([]byte(name), big...)) {
			t.Errorf("member %d is %s with %d bytes, %v; want %s", i, f.Name, len(text), err, name)
		}
	}
}

// broken takes no byte.
type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }

// A workbook that cannot be written says why.
func TestXLSXTellsOfAWriterThatFails(t *testing.T) {
	full := errors.New("no room")
	if err := XLSX(broken{full}, Document{}); !errors.Is(err, full) {
		t.Errorf("XLSX to a full disk: %v", err)
	}
}

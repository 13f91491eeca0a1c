package warc

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
)

// FuzzPack: a body packed before its record is read back as if it had been
// packed with it, by another implementation too.
func FuzzPack(f *testing.F) {
	for _, body := range []string{"", "a", "<p>El martes reabrió el puente.</p>", strings.Repeat("a long page, ", 20_000), "\x1f\x8b\x08\x00"} {
		f.Add([]byte("WARC/1.1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"), []byte(body))
	}
	f.Fuzz(func(t *testing.T, head, body []byte) {
		packed := Pack(body)
		unpacked(t, packed, string(body))
		want := string(head) + string(body) + "\r\n\r\n"
		unpacked(t, record(head, body, packed), want)
		unpacked(t, record(head, body, nil), want)
	})
}

func unpacked(t *testing.T, packed []byte, want string) {
	t.Helper()
	from := bytes.NewReader(packed)
	z, err := gzip.NewReader(from)
	if err != nil {
		t.Fatal(err)
	}
	z.Multistream(false)
	got, err := io.ReadAll(z)
	if err != nil || string(got) != want {
		t.Errorf("%d bytes became %d, %v", len(want), len(got), err)
	}
	if from.Len() > 0 {
		t.Errorf("%d bytes behind the member's end", from.Len())
	}
}

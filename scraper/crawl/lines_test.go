package crawl

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// linesOf are the lines that ReadLine reads by way of a small buffer; "!" is
// one that is too long.
func linesOf(text string, limit int) (got []string, err error) {
	r := bufio.NewReaderSize(strings.NewReader(text), 16)
	for {
		switch line, err := ReadLine(r, limit); {
		case errors.Is(err, ErrLongLine):
			got = append(got, "!")
		case err != nil:
			return got, err
		default:
			got = append(got, string(line))
		}
	}
}

func TestReadLine(t *testing.T) {
	long := strings.Repeat("two ", 10) // fills the buffer more than twice
	for _, c := range []struct {
		text  string
		limit int // with the line's end
		want  []string
	}{
		{"", 100, nil},
		{"\n", 100, []string{""}},
		{"one\n\n" + long + "\r\nlast", 100, []string{"one", "", long, "last"}},
		{"one\n" + long + "\nlast\n", len(long) + 1, []string{"one", long, "last"}},
		{"one\n" + long + "\nlast\n", len(long), []string{"one", "!", "last"}},
		{"one\n" + long, len(long), []string{"one", long}},
		{"one\n" + long, len(long) - 1, []string{"one", "!"}},
	} {
		got, err := linesOf(c.text, c.limit)
		if !errors.Is(err, io.EOF) {
			t.Errorf("%q: %v", c.text, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q:\n%s", c.text, diff)
		}
	}
}

func FuzzReadLine(f *testing.F) {
	f.Add("a\nb\n\nc")
	f.Add("\n")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "\r") {
			return
		}
		got, _ := linesOf(text, len(text)+1)
		want := strings.Split(text, "\n")
		if want[len(want)-1] == "" {
			want = want[:len(want)-1]
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%q, want %q", got, want)
		}
	})
}

package timeline

import (
	"slices"
	"strings"
	"testing"

	"dateline/timeline/words"
)

// madeUp is a language that nobody speaks, by its file alone.
const madeUp = `
saying: [dir]
relative: [ki]
aside: [ki]
articles: [lo]
openers: [lo]
perfect: [hab]
naming: [di]
that: [ke]
citing: [segun]
routine: [polis]
speakers: [ministro, polis]
leaning: [ma]
adding: [ki, pos]
breaking: [pos]
dangling: [lo, di]
carryingends: [it]
pasts: [it]
`

// A new language is data: no word of it stands in the code.
func TestMadeUpLanguage(t *testing.T) {
	l, err := parseLanguage("zz", []byte(madeUp))
	if err != nil {
		t.Fatal(err)
	}
	text := "Lo puent di Orrin kolapsit en lo nokt, pos lo rivo krescit."
	if got := texts(compacted(text, l)); !slices.Contains(got, "Lo puent di Orrin kolapsit en lo nokt") {
		t.Errorf("no version ends before the clause: %q", got)
	}
	for _, tt := range []struct{ what, got, want string }{
		{"an office", speaker("Lo ministro di akva hab dir ke lo puent kolapsit.", l), "lo ministro di akva"},
		{"a holder of it", speaker("Lo puent kolapsit, dir lo ministro Ana Ruel.", l), "Ana Ruel"},
		{"a source that is cited", speaker("Lo puent kolapsit segun lo polis.", l), "lo polis"},
		{"what a source says, without it", plainly("Lo polis dir ke lo puent kolapsit en lo nokt.", l), "Lo puent kolapsit en lo nokt."},
		{"no note of the source at the end", dropTail("Lo puent di Orrin kolapsit en lo nokt, segun lo polis.", l), "Lo puent di Orrin kolapsit en lo nokt."},
		{"no opening that leans", dropOpening("Ma lo puent kolapsit.", l), "lo puent kolapsit."},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.what, tt.got, tt.want)
		}
	}
	if s := (sentenceWords{text: text, words: words.Split(text), lang: l}); !s.whole() || s.dangles() {
		t.Errorf("%q should be whole", text)
	}
	if _, err := parseLanguage("zz", []byte("sayings: [dir]")); err == nil || !strings.Contains(err.Error(), "zz.yaml") {
		t.Errorf("a list that is not known should be an error that names the file, got %v", err)
	}
}

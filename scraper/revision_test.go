package scraper

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func version(text, capture string, hour int) Article {
	return Article{
		URL: "https://paper.example/strike", FetchedURL: "https://paper.example/strike", Title: "Strike kills fishermen", Text: text,
		Hash: "hash of " + text, Capture: capture, SeenAt: time.Date(2025, 10, 14, hour, 0, 0, 0, time.UTC),
		Published: Published{Time: time.Date(2025, 10, 14, 8, 0, 0, 0, time.UTC), HasTime: true},
	}
}

func TestRevisions(t *testing.T) {
	first := version("The strike killed 11 people off the coast, the navy said. Their boat sank.\n\nPetro spoke of murder.", "c1", 9)
	second := version("The strike killed at least 14 people off the coast, the navy said. Their boat sank.\n\n“They were fishermen.” Hegseth denied it.", "c2", 12)
	second.Title = "Strike kills 14 fishermen"
	second.Published.Time = second.Published.Time.Add(26 * time.Hour)

	got := second.After(first)
	want := []Revision{
		{SeenAt: first.SeenAt, Hash: first.Hash, Title: first.Title, Published: "2025-10-14T08:00:00Z"},
		{
			SeenAt: second.SeenAt, Hash: second.Hash, Title: second.Title, Published: "2025-10-15T10:00:00Z",
			Added: []string{"“They were fishermen.”", "Hegseth denied it."}, Removed: []string{"Petro spoke of murder."},
			Changed: []Rewording{{
				Before: "The strike killed 11 people off the coast, the navy said.", After: "The strike killed at least 14 people off the coast, the navy said.",
				Words: []string{"11 → at least 14"},
			}},
		},
	}
	if diff := cmp.Diff(want, got.Revisions); diff != "" {
		t.Errorf("revisions (-want +got):\n%s", diff)
	}
	if !got.Published.Time.Equal(first.Published.Time) || !got.Updated.Equal(second.Published.Time) || got.Text != second.Text {
		t.Errorf("published %s, updated %s, text %q", got.Published, got.Updated, got.Text)
	}

	// Read again from the same bytes, nothing is new, and nothing is lost.
	again := second.After(got)
	if diff := cmp.Diff(got, again); diff != "" {
		t.Errorf("read again (-before +after):\n%s", diff)
	}
	// And a third version is compared with the second.
	third := version(second.Text+" It was the sixth strike.", "c3", 15)
	third.Title = second.Title
	third.Published = second.Published
	r := third.After(again).Revisions
	if len(r) != 3 || len(r[2].Added) != 1 || len(r[2].Removed) != 0 || r[2].Title != second.Title {
		t.Errorf("third version: %+v", r)
	}
	if len(again.Revisions) != 2 {
		t.Error("the earlier reading was altered")
	}
}

func TestWhatIsNoRevision(t *testing.T) {
	first := version("The strike killed 11 people.", "c1", 9)
	for name, change := range map[string]func(*Article){
		"the same text of other bytes": func(a *Article) { a.Capture, a.SeenAt = "c2", a.SeenAt.Add(time.Hour) },
		"the same bytes read better":   func(a *Article) { a.Text, a.Hash = "The strike killed 11 people. More.", "h2" },
		"another address":              func(a *Article) { a.Capture, a.Hash, a.FetchedURL = "c2", "h2", "https://paper.example/amp/strike" },
		"a file":                       func(a *Article) { a.Capture, a.Hash = "", "h2" },
	} {
		next := first
		change(&next)
		got := next.After(first)
		if len(got.Revisions) > 0 {
			t.Errorf("%s: %+v", name, got.Revisions)
		}
		if got.Hash == first.Hash && !got.SeenAt.Equal(first.SeenAt) {
			t.Errorf("%s: first seen %s", name, got.SeenAt)
		}
	}
}

// The first date of publication stays, as finely as it is known.
func TestFirstDate(t *testing.T) {
	day := func(d, h int, hasTime bool) Published {
		return Published{Time: time.Date(2025, 10, d, h, 0, 0, 0, time.UTC), HasTime: hasTime}
	}
	for _, c := range []struct{ was, is, want Published }{
		{day(14, 8, true), day(15, 8, true), day(14, 8, true)},
		{day(14, 8, true), day(14, 7, true), day(14, 7, true)},
		{day(14, 0, false), day(14, 7, true), day(14, 7, true)},
		{day(14, 0, false), day(15, 7, true), day(14, 0, false)},
		{day(14, 8, true), Published{}, day(14, 8, true)},
		{Published{}, day(14, 8, true), day(14, 8, true)},
	} {
		before, after := version("One.", "c1", 9), version("Two.", "c2", 10)
		before.Published, after.Published = c.was, c.is
		if got := after.After(before).Published; got.String() != c.want.String() {
			t.Errorf("published %q, then %q: %q, want %q", c.was, c.is, got, c.want)
		}
	}
}

func TestSentencesOf(t *testing.T) {
	text := "It fell. “Was it 3.5 tonnes?” he asked. ¿Quién fue? ¡Nadie!\nPetro\n\nsaid… no. He left…  Then came 4 p.m. and rain."
	want := []string{"It fell.", "“Was it 3.5 tonnes?” he asked.", "¿Quién fue?", "¡Nadie!", "Petro", "said… no.", "He left…", "Then came 4 p.m. and rain."}
	if diff := cmp.Diff(want, sentencesOf(text)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestReplaced(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"three men died", "four men died", "three → four"},
		{"men died", "four men died at sea", "→ four; → at sea"},
		{"four men died at sea", "men died", "four →; at sea →"},
		{"a b c", "c b a", "a b →; → b a"},
		{"a", "a", ""},
		{"", "", ""},
	} {
		if got := strings.Join(replaced(strings.Fields(c.before), strings.Fields(c.after)), "; "); got != c.want {
			t.Errorf("%q to %q: %q, want %q", c.before, c.after, got, c.want)
		}
	}
}

// Sentences are neither made up nor lost: those of the text before, without
// what was removed and told otherwise, are those of the text after without the new.
func FuzzRevision(f *testing.F) {
	f.Add("One came. Two left.\n\nThree stayed.", "One came. Four stayed.\n\nThree stayed.")
	f.Add("", "A.")
	f.Add("\xff. A. \xff", "¿A?\r\nB… C!")
	f.Fuzz(func(t *testing.T, before, after string) {
		var r Revision
		r.compare(before, after)
		old, now := sentencesOf(before), sentencesOf(after)
		if len(old) > sentencesCompared || len(now) > sentencesCompared {
			return
		}
		was, is := r.Removed, r.Added
		for _, c := range r.Changed {
			was, is = append(was, c.Before), append(is, c.After)
		}
		if a, b := len(without(old, was)), len(without(now, is)); a != b || a != len(old)-len(was) || b != len(now)-len(is) {
			t.Errorf("%d of %d sentences stay, and %d of %d were there: %+v", a, len(old), b, len(now), r)
		}
	})
}

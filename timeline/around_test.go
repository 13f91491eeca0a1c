package timeline

import (
	"strings"
	"testing"
)

// What is only a little like the day's news is told beside it, not with it.
func TestLikeIsNotPartOf(t *testing.T) {
	news := &tale{happening: &happening{members: []int{0}, bag: bagOf(vector{{1, .6}, {2, .8}}), langs: 1}}
	for _, test := range []struct {
		say  vector
		want bool
	}{
		{vector{{1, .6}, {2, .8}}, true},
		{vector{{2, .5}, {3, .866}}, true},
		{vector{{2, .2}, {3, .98}}, false},
		{vector{{3, 1}}, false},
	} {
		minor := &happening{members: []int{1}, bag: bagOf(test.say), langs: 1}
		if got := (&writer{}).partOf(minor, news); got != test.want {
			t.Errorf("%v: part of it: %t", test.say, got)
		}
	}
}

// A sentence without a date that goes on from an account, and says nothing of what that
// tells, stands by it as context, unless it counts something.
func TestWhatGoesOnElsewhereIsContext(t *testing.T) {
	for _, test := range []struct{ dated, next, counts string }{
		{"en|Thousands marched in Lerma on Tuesday against the governor.", "All shops stayed shut.", "Nine bakers were arrested."},
		{"es|Miles de personas marcharon el martes en Lerma contra el gobernador.", "Las tiendas cerraron sus puertas.", "Nueve panaderos fueron detenidos."},
	} {
		lang, dated, _ := strings.Cut(test.dated, "|")
		tl := Build(Story{Name: "march"}, printed("a|5|"+test.dated+" "+test.next+" "+test.counts, "b|5|"+lang+"|"+dated))
		found := 0
		for _, e := range tl.Events {
			for _, a := range e.Accounts {
				if a.Quote == test.next {
					found++
				}
				if want := a.Quote == test.next; a.Context() != want {
					t.Errorf("%q is context: %t", a.Quote, a.Context())
				}
			}
		}
		if found != 1 {
			t.Errorf("%q is told %d times", test.next, found)
		}
	}
}

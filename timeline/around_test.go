package timeline

import "testing"

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

package timeline

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/timeline/words"
)

func TestLandsOf(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"Libyan state television spoke of calm in Tripoli, and Saudi Arabia of concern.", []string{"Libya", "Saudi Arabia"}},
		{"El presidente colombiano viajó a Lima con dos ministros peruanos.", []string{"Peru"}},
		{"A turkey was pardoned in the polish of the hall.", nil},
		{"The mayor closed the bridge.", nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, landsOf(tt.text, words.Split(tt.text))); diff != "" {
			t.Errorf("%q: %s", tt.text, diff)
		}
	}
}

func TestHomesAreWhatReportsName(t *testing.T) {
	c := &cast{homes: homes([]Actor{{Name: "Egypt", Articles: 40}, {Name: "United States", Articles: 12}, {Name: "Hosni Mubarak", Articles: 60}, {Name: "Algeria", Articles: 3}})}
	for _, tt := range []struct {
		lands        []string
		abroad, from bool
	}{
		{nil, false, false},
		{[]string{"Egypt"}, false, false},
		{[]string{"Algeria"}, true, true},
		{[]string{"Algeria", "United States"}, false, true},
		{[]string{"United States", "Algeria"}, false, false},
	} {
		if abroad, from := c.abroad(tt.lands), c.fromAbroad(tt.lands); abroad != tt.abroad || from != tt.from {
			t.Errorf("%v abroad: %t, from there: %t", tt.lands, abroad, from)
		}
	}
	none := &cast{homes: homes(nil)}
	if slices.ContainsFunc([][]string{nil, {"Algeria"}}, none.abroad) || none.fromAbroad([]string{"Algeria"}) {
		t.Error("a story that names no country has a sentence abroad")
	}
}

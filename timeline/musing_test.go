package timeline

import (
	"strings"
	"testing"
)

// A column that hardly tells of a day is no witness of the day it was printed, not
// even by the sentences that read as news; a report of as many words is.
func TestColumnsAreNoWitnesses(t *testing.T) {
	column := "The dam at Cortes is older than most of the people who live below it. It is a fine piece of work. " +
		"Engineers admire its curve. The mayor opened a museum beside it. The villages have never been richer. " +
		"Its keepers are proud men. They can name every flood. "
	report := "The dam at Cortes cracked and the mayor opened the sluices. Engineers closed the road. The army evacuated three villages. " +
		"A bus fell into the river. The governor asked for help. Divers searched the lake. The radio warned the valley. "
	filler := strings.Repeat("There is much to say about water and stone, and about the men who pile the one upon the other to hold it back. ", 12)
	for _, c := range []struct {
		name, text string
		want       bool // its sentence on the mayor is a remark
	}{
		{"column", column + filler, true},
		{"report", report + filler, false},
		{"a column that tells of days", column + strings.Repeat("The lake rose by a metre on Monday. It fell again on Tuesday. ", 3) + filler, false},
		{"too short to tell", "The dam at Cortes is old. The mayor opened a museum beside it.", false},
	} {
		corpus := read(Story{Languages: []string{"en"}}, printed("a|14|en|"+c.text), nil)
		found := false
		for _, x := range corpus.tellings() {
			if strings.Contains(corpus.text(&x), "mayor opened") && x.phrase < 0 {
				found = true
				if x.remark != c.want {
					t.Errorf("%s: remark %v, want %v", c.name, x.remark, c.want)
				}
			}
		}
		if !found {
			t.Errorf("%s: not told", c.name)
		}
	}
}

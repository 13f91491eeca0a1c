package timeline

import (
	"strings"
	"testing"
	"time"
)

// Printed on Wednesday 12 November 2025.
func TestDayAround(t *testing.T) {
	const undated = "Soldiers carried the villagers out of the valley."
	for _, tt := range []struct{ name, text, want string }{
		{"the dated sentence before it", "On Tuesday the river broke the dyke at Cortes. " + undated + " On Wednesday the mayor of Cortes resigned.", "2025-11-11"},
		{"the first after it, where none stands before it", undated + " On Tuesday the river broke the dyke at Cortes. On Wednesday the mayor of Cortes resigned.", "2025-11-11"},
		{"not one of a day it cannot tell of", "The dyke at Cortes was inspected on 3 November. " + undated + " On Wednesday the mayor of Cortes resigned.", "2025-11-12"},
		{"none", undated + " The mayor of Cortes resigned over the broken dyke.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := read(Story{}, printed("a|12|en|"+tt.text), nil)
			j := &joiner{c: c, tellings: c.tellings()}
			for m := range j.tellings {
				if !strings.HasPrefix(c.text(&j.tellings[m]), "Soldiers") {
					continue
				}
				got := ""
				if d := j.dayAround(m); d != noDay {
					got = d.time().Format(time.DateOnly)
				}
				if got != tt.want {
					t.Errorf("stands by %q, want %q", got, tt.want)
				}
				return
			}
			t.Error("it tells of nothing")
		})
	}
}

package timeline

import (
	"math"
	"testing"
	"time"

	"dateline/timeline/words"
)

// november is a day of November 2025.
func november(d int) day { return dayOf(time.Date(2025, 11, d, 0, 0, 0, 0, time.UTC)) }

func TestADayOfStatementsWeighsLessThanOneOfDeeds(t *testing.T) {
	c := read(Story{}, printed(
		"a|20|en|The old bridge fell into the river on Nov. 4. The minister said on Nov. 11 that she was sad.",
		"b|20|en|On Nov. 4 the bridge collapsed. “We are sad,” the minister said on Nov. 11 of the bridge.",
	), nil)
	tellings := c.tellings()
	weights := c.weighDays(c.join(tellings), tellings)
	if weights[november(4)] <= weights[november(11)] {
		t.Errorf("the collapse weighs %g, what the minister said of it %g", weights[november(4)], weights[november(11)])
	}
}

func TestPlain(t *testing.T) {
	tests := []struct {
		lang, text string
		want       bool
	}{
		{"en", "The bridge collapsed on Tuesday.", true},
		{"en", "The bridge collapsed on Tuesday, the mayor said.", false},
		{"en", "It was “a dark day” for the town.", false},
		{"en", "Sadie Hill closed on Tuesday.", true},
		{"es", "El puente se derrumbó el martes.", true},
		{"es", "El puente se derrumbó el martes, informó la alcaldía.", false},
		{"es", "Fue «un día oscuro» para el pueblo.", false},
	}
	for _, tt := range tests {
		if got := plain(tt.text, words.Split(tt.text), languageOf(tt.lang)); got != tt.want {
			t.Errorf("%q: %t", tt.text, got)
		}
	}
}

func TestMeasureDaysAreThoseOfEvents(t *testing.T) {
	if got := MeasureDays(Story{}, nil); len(got) != 0 {
		t.Errorf("without reports: %v", got)
	}
	story, reports := Story{Name: "bridge"}, printed(
		"a|20|en|The old bridge fell into the river on Nov. 4. It reopened on Nov. 18.",
		"b|21|en|On Nov. 4 the bridge collapsed into the river.",
	)
	days := map[string]bool{}
	for _, d := range MeasureDays(story, reports) {
		days[d.Date.Format(time.DateOnly)] = true
	}
	for _, e := range Build(story, reports).Events {
		if !days[e.Span.FirstDay()] {
			t.Errorf("%s has an event and was not measured: %v", e.Span.FirstDay(), days)
		}
		delete(days, e.Span.FirstDay())
	}
	if len(days) > 0 {
		t.Errorf("no events on %v", days)
	}
}

// Of two days that one report each speaks of, the one amid reporting weighs more,
// but less than one that three speak of.
func TestADayAmidReportsWeighsMore(t *testing.T) {
	c := read(Story{}, printed(
		"a|20|en|The ferry line was closed on Oct. 2. Workers found a crack in the pier on Nov. 10. The mayor shut the bridge on Nov. 11.",
		"b|20|en|Cars were turned away on Nov. 9. Divers went down to the pier on Nov. 12. The mayor shut the bridge on Nov. 11.",
		"c|20|en|The mayor shut the bridge on Nov. 11. Trains ran again on Nov. 13. Engineers measured the deck on Nov. 8.",
	), nil)
	tellings := c.tellings()
	weights := c.weighDays(c.join(tellings), tellings)
	october := dayOf(time.Date(2025, 10, 2, 0, 0, 0, 0, time.UTC))
	if alone, amid, told := weights[october], weights[november(12)], weights[november(11)]; alone >= amid || amid >= told {
		t.Errorf("a day by itself weighs %g, one amid others %g, one that all tell of %g", alone, amid, told)
	}
}

// Of two days that one report each tells of, the one that was announced weighs more.
func TestADayThatWasAwaitedWeighsMore(t *testing.T) {
	c := read(Story{}, printed(
		"a|03|en|The council will vote on the bridge on Nov. 10.",
		"b|20|en|Divers went down to the pier on Nov. 9. The council voted for a new bridge on Nov. 10. Workers found a crack in the deck on Nov. 11.",
	), nil)
	tellings := c.tellings()
	weights := c.weighDays(c.keep(c.join(tellings), tellings), tellings)
	if weights[november(10)] <= weights[november(9)] || weights[november(10)] <= weights[november(11)] {
		t.Errorf("the day of the vote weighs %g, those beside it %g and %g", weights[november(10)], weights[november(9)], weights[november(11)])
	}
}

func TestAroundEach(t *testing.T) {
	days := make([]float64, 40)
	for i := range days {
		days[i] = float64(i * i % 7)
	}
	for _, n := range []int{0, 1, 5, 7, 8, 14, 40} {
		for i, got := range aroundEach(days[:n]) {
			want := 0.0
			for k := max(0, i-around); k < min(n, i+around+1); k++ {
				if k != i {
					want += days[k] / (2 * around)
				}
			}
			if math.Abs(got-want) > 1e-9 {
				t.Errorf("%d of %d: %g, want %g", i, n, got, want)
			}
		}
	}
}

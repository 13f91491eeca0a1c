package timeline

import (
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

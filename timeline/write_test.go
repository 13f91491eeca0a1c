package timeline

import (
	"math"
	"strings"
	"testing"
)

// The day that matters least has more and less important events too.
func TestTheLeastDayHasAnOrder(t *testing.T) {
	timeline := Build(Story{}, printed(
		"a|4|en|On November 4 the river Tagra broke the dyke at Cortes and drowned the lower town. Soldiers carried four hundred villagers out of the valley in boats.",
		"b|4|en|The dyke at Cortes broke on November 4 and the river Tagra drowned the lower town.",
		"c|5|en|On November 4 the river Tagra broke the dyke at Cortes and drowned the lower town.",
		"a|5|en|The mayor of Cortes resigned over the broken dyke on November 5. A bakery of the upper town sold its first bread again on November 5.",
		"b|5|en|The mayor of Cortes resigned on November 5 over the dyke that broke on November 4.",
	))
	var least []float64
	for _, e := range timeline.Events {
		if e.Span.FirstDay() == "2025-11-05" {
			least = append(least, e.Importance)
		}
	}
	if len(least) < 2 || least[0] <= least[len(least)-1] || least[len(least)-1] <= 0 {
		t.Errorf("importance of the events of 5 November: %v", least)
	}
}

// What one outlet alone tells does not head a day of which several tell something else.
func TestOneOriginDoesNotHeadTheDay(t *testing.T) {
	w := &writer{c: &corpus{docs: []document{{origin: 1}, {origin: 2}, {origin: 3}, {origin: 4}}}, tellings: []telling{{doc: 0}, {doc: 1}, {doc: 2}, {doc: 3}}}
	tellBy := func(gain float64, members ...int) *tale {
		h := &happening{members: members}
		return &tale{happening: h, from: []*happening{h}, picks: []pick{{gain: gain}}, best: 4}
	}
	for _, tt := range []struct {
		what string
		told []*tale
		want []float64
	}{
		{"a remark before the news", []*tale{tellBy(4, 0), tellBy(3.2, 1, 2, 3)}, []float64{.75, 1}},
		{"the news before a remark", []*tale{tellBy(4, 0, 1, 2), tellBy(2, 3)}, []float64{1, .3}},
		{"a day that nobody else tells of", []*tale{tellBy(4, 0), tellBy(2, 1, 2)}, []float64{1, .5}},
	} {
		for i, got := range w.shares(tt.told) {
			if math.Abs(got-tt.want[i]) > 1e-9 {
				t.Errorf("%s: tale %d has the share %v, want %v", tt.what, i, got, tt.want[i])
			}
		}
	}
}

// What a report only describes, or a column muses on, is no part of an event's summary.
func TestSummaryWithoutRemarks(t *testing.T) {
	got := Build(Story{Name: "story", Languages: []string{"es"}}, printed(
		"a|11|es|Ayer, a las 12.20, una topadora tapó la zanja de Marzán y a las dos pasó el primer camión. El alcalde, de 69 años, recibe a este medio con ojeras. Los camioneros y los vecinos comen de la misma olla.",
		"b|11|es|Los camiones volvieron ayer a pasar por Marzán después de que una topadora tapó la zanja.",
	))
	for _, e := range got.Events {
		if strings.Contains(e.Summary, "ojeras") || strings.Contains(e.Summary, "olla") {
			t.Errorf("%s: %s", e.Span.EDTF(), e.Summary)
		}
	}
}

package timeline

import "testing"

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

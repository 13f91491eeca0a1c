package timeline

import (
	"testing"
	"time"
)

func TestWhyASentenceIsLeftOut(t *testing.T) {
	timeline := Build(Story{From: time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC)}, printed(
		"a|4|en|On November 4 the river Tagra broke the dyke at Cortes and drowned the lower town. The minister will open a field kitchen on Thursday. The trial of the builder will begin on March 3, 2026. The road will be open from May 4, 2026. The first dyke was finished on June 2, 1988.",
		"b|5|en|The dyke at Cortes broke on November 4 and the river Tagra drowned the lower town.",
		"c|9|en|The river Tagra left the lower town of Cortes on November 9.",
	))
	why := map[string]string{}
	for _, l := range timeline.LeftOut {
		why[l.Quote] = l.Reason
	}
	for quote, want := range map[string]string{
		"The minister will open a field kitchen on Thursday.":        notYet,
		"The trial of the builder will begin on March 3, 2026.":      toCome,
		"The road will be open from May 4, 2026.":                    toCome,
		"The first dyke was finished on June 2, 1988.":               outside,
		"On November 4 the river Tagra broke the dyke at Cortes and": "",
	} {
		if why[quote] != want {
			t.Errorf("%s\n\tgot  %q\n\twant %q", quote, why[quote], want)
		}
	}
}

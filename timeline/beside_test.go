package timeline

import "testing"

// A settled day of which there is nothing to tell but what pages print every day is
// told anew once a late report has news of it.
func TestNothingSettledToTellBeside(t *testing.T) {
	c := read(Story{}, printed(
		"a|3|en|Of the old capsules of our readers the farmers of the Tagra valley have got four tonnes of rice on November 3.",
		"b|12|en|The river Tagra broke the dyke at Cortes on November 3 and drowned the lower town.",
	), nil)
	w := &writer{c: c, tellings: c.tellings()}
	d := dayOf(wednesday) - 9
	stock := &happening{day: d, settled: 1, members: []int{0}}
	kept := keepTold(nil, []*happening{stock}, false)
	kept.origins = 100
	p := &settled{docs: 1, happenings: []*happening{stock}, told: map[day]*told{d: kept}}
	if got := p.day(d, []*happening{stock}, w, nil); got == nil || len(got) != 0 {
		t.Errorf("without news: %v", got)
	}
	if got := p.day(d, []*happening{stock, {day: d, members: []int{1}}}, w, nil); got != nil {
		t.Errorf("with news: %v, and not anew", got)
	}
}

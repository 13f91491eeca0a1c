package timeline

import "testing"

// talesOf are tales of one dated sentence each.
func talesOf(c *corpus, tellings []telling) (all []*tale) {
	for m := range tellings {
		if t := &tellings[m]; t.worded() {
			h := &happening{span: *t.span, day: t.day, members: []int{m}, bag: bagOf(c.vector(t)), langs: c.langSet(t.doc)}
			all = append(all, &tale{happening: h, from: []*happening{h}, picks: []pick{{t: t, at: m, of: h}}})
		}
	}
	return all
}

// What other reports tell in like words is one happening; what one report tells in two
// sentences is two, and a date in common makes none.
func TestToldTwiceIsOne(t *testing.T) {
	for _, test := range []struct {
		name    string
		reports []string
		want    int
	}{
		{"other reports", []string{
			"a|5|en|The ferry Aurora sank off Cabo Blanco on Tuesday with forty passengers.",
			"b|5|en|Forty drowned on Tuesday when the Aurora, a ferry, went down near Cabo Blanco.",
		}, 1},
		{"the same report", []string{
			"a|5|en|The ferry Aurora sank off Cabo Blanco on Tuesday with forty passengers. Divers of Cabo Blanco reached the ferry Aurora on Tuesday.",
			"b|6|en|Bakers raised the price of bread.",
		}, 2},
		{"otros medios", []string{
			"a|5|es|El transbordador Aurora se hundió el martes frente a Cabo Blanco con cuarenta pasajeros.",
			"b|5|es|Cuarenta pasajeros murieron el martes al hundirse frente a Cabo Blanco el Aurora.",
		}, 1},
		{"a date in common", []string{
			"a|5|en|On November 4, 2025 the ferry Aurora sank off Cabo Blanco.",
			"b|5|en|Parliament passed the budget on November 4, 2025.",
		}, 2},
	} {
		c := read(Story{}, printed(test.reports...), nil)
		tellings := c.tellings()
		c.players = c.cast()
		told := talesOf(c, tellings)
		got := c.desk(tellings, nil, c.fresh).joinSame(told)
		if len(told) != 2 || len(got) != test.want {
			t.Errorf("%s: %d tales of %d, want %d", test.name, len(got), len(told), test.want)
		}
		if len(got) == 1 && (len(got[0].from) != 2 || len(got[0].picks) != 2) {
			t.Errorf("%s: the one is from %d happenings, with %d sentences", test.name, len(got[0].from), len(got[0].picks))
		}
	}
}

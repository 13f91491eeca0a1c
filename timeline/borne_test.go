package timeline

import (
	"strings"
	"testing"
)

func TestBorne(t *testing.T) {
	c := read(Story{}, printed(
		"a|5|en|The mayor resigned on November 5 after auditors found a hidden report.",
		"b|5|en|Auditors published the hidden report on November 5 and the mayor stepped down.",
		"c|5|en|The mayor resigned on November 5 after auditors found a hidden report. A ferry sank off the pier on November 5.",
		"d|3|en|"+strings.Repeat("The market of the old town was quiet. ", 200), // what most of the story says
	), nil)
	w := c.desk(c.tellings(), nil, nil).writer()
	said := voices{}
	for i := range w.tellings {
		if w.tellings[i].phrase >= 0 {
			said = append(said, &w.tellings[i])
		}
	}
	borne := map[string]float64{}
	for _, s := range said {
		borne[c.text(s)] = w.borne(s, said)
	}
	told, ferry := borne["The mayor resigned on November 5 after auditors found a hidden report."], borne["A ferry sank off the pier on November 5."]
	if told <= ferry {
		t.Errorf("what others say gains %v, what nobody else says %v", told, ferry)
	}
	only := w.borne(said[0], voices{said[0]})
	if only != 0 {
		t.Errorf("an account bears itself out by %v", only)
	}
	for _, v := range w.own.values {
		if v != 0 {
			t.Fatal("the sums are not empty after use")
		}
	}
}

// A short sentence that holds little but the names of the whole story tells less of a
// day than one that says what happened.
func TestTellingOfTheDaysOwn(t *testing.T) {
	c := read(Story{}, printed(
		"a|5|en|Mayor Ines Roth of Cortes resigned on November 5 after auditors found a hidden report on the dyke.",
		"b|5|en|On November 5 auditors published a hidden report, and mayor Ines Roth of Cortes resigned.",
		"c|5|en|Mayor Ines Roth of Cortes had nothing to say on November 5.",
		"d|3|en|"+strings.Repeat("Mayor Ines Roth of Cortes walked by. The market of the old town was quiet. ", 100),
	), nil)
	w := c.desk(c.tellings(), nil, nil).writer()
	var open []pick
	for i := range w.tellings {
		if w.tellings[i].phrase >= 0 {
			open = append(open, pick{t: &w.tellings[i]})
		}
	}
	w.learn(c.calendar(0, len(c.docs)), open[0].t.day, nil)
	told := w.telling(open)
	if len(told) != 3 || told[2] >= told[0] || told[2] >= told[1] {
		t.Errorf("gains %v, the last should be the least", told)
	}
}

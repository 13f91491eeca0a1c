package timeline

import (
	"strings"
	"testing"

	"dateline/timeline/words"
)

func TestRemark(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "The ferry sank within sight of the pier.", false},
		{"en", "Crews have reopened the coast road.", false},
		{"en", "The mayor resigns after the landfill report.", false},
		{"en", "\"We were not warned,\" the harbour master told reporters.", false},
		{"en", "The US has sent two cargo planes to the valley.", false},
		{"en", "Crews are still searching the valley.", false},
		{"en", "The valley is one of the driest in the country.", true},
		{"en", "The dam can hold twice as much as the old one.", true},
		{"en", "\"They never came back for the dogs.", true},
		{"en", "I have never trusted that dam.", true},
		{"en", "A view of the flooded lower town from the old bridge.", true},
		{"es", "El río rompió el dique del barrio bajo.", false},
		{"es", "La alcaldesa dimitió por la rotura del dique.", false},
		{"es", "Los soldados han evacuado el valle.", false},
		{"es", "La fiscalía acusa al gerente de la represa.", false},
		{"es", "Los soldados están evacuando el valle.", false},
		{"es", "El valle es uno de los más secos del país.", true},
		{"es", "«Nadie nos avisó de nada.", true},
		{"pt", "O rio rompeu a barragem, que inundou a cidade baixa.", false},
		{"pt", "Os soldados retiraram quatrocentos moradores.", false},
		{"pt", "O vale é um dos mais secos do país.", true},
		{"xx", "Ez a völgy az ország egyik legszárazabb vidéke.", false},
	} {
		if got := languageOf(c.lang).cut(c.text).remark(headingsAt, 0); got != c.want {
			t.Errorf("%s: %v, want %v", c.text, got, c.want)
		}
	}
	l := languageOf("en")
	for _, heading := range []string{"Fear on the lower coast", "Miedo en la costa"} {
		if l.cut(heading).remark(0, 0) || !l.cut(heading).remark(headingsAt, 0) {
			t.Errorf("%s: a heading stands for its report, at its top alone", heading)
		}
	}
}

func TestSpeaking(t *testing.T) {
	tests := []struct {
		name      string
		sentences []string
		want      []string // words outside
	}{
		{"a speech of three sentences", []string{"The mayor wept.", "\"It was dark.", "We ran.", "The water came up,\" he said.", "The road is shut."},
			[]string{"The mayor wept", "", "", "he said", "The road is shut"}},
		{"its second paragraph opens it again", []string{"\"It was dark.", "\"We ran.", "We hid,\" said Ana Ruiz."}, []string{"", "", "said Ana Ruiz"}},
		{"curly", []string{"“It was dark.", "We ran”, he said."}, []string{"", "he said"}},
		{"comillas", []string{"«Todo estaba oscuro.", "Corrimos», dijo Ana."}, []string{"", "dijo Ana"}},
		{"a mark that is never closed does not silence the report", append([]string{"\"It was dark."}, strings.Split(strings.Repeat("The road is shut.|", 8), "|")[:8]...),
			[]string{"", "", "", "", "", "", "", "The road is shut", "The road is shut"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			from := speaking(0)
			for i, text := range tt.sentences {
				split := words.Split(text)
				quoted, next := from.over(text, split)
				var got []string
				for k, w := range split {
					if quoted == nil || !quoted[k] {
						got = append(got, text[w.Start:w.End])
					}
				}
				if from = next; strings.Join(got, " ") != tt.want[i] {
					t.Errorf("%q: %q stands outside, want %q", text, got, tt.want[i])
				}
			}
		})
	}
}

// What a report remarks stands by what it tells; it makes no event and bears out
// none. A count is news.
func TestRemarksBearNothingOut(t *testing.T) {
	timeline := Build(Story{Languages: []string{"en"}}, printed(
		"a|6|en|The river broke the dyke at Cortes and flooded the lower town. The town is one of the oldest on the coast. \"Nobody warned us. Two people are still missing.",
		"b|6|en|The lower town of Cortes is one of the oldest on the coast, and the river is its only road. The dyke can hold less than half of the river.",
	))
	context := map[string]bool{}
	for _, e := range timeline.Events {
		if e.Origins != 1 {
			t.Errorf("%s: of %d origins", e.Headline, e.Origins)
		}
		for _, a := range e.Accounts {
			context[a.Quote] = a.Context()
		}
	}
	for text, want := range map[string]bool{
		"The river broke the dyke at Cortes and flooded the lower town.": false,
		"The town is one of the oldest on the coast.":                    true,
	} {
		if got, told := context[text]; !told || got != want {
			t.Errorf("%s: told %v, context %v, want %v", text, told, got, want)
		}
	}
}

func FuzzSpeaking(f *testing.F) {
	f.Add("\"We ran,\" he said.", 2)
	f.Add("“Ya”, dijo. «No", 0)
	f.Fuzz(func(t *testing.T, text string, from int) {
		split := words.Split(text)
		quoted, next := speaking(max(0, from)).over(text, split)
		if next < 0 || quoted != nil && len(quoted) != len(split) {
			t.Errorf("%d words of %d, %d sentences on", len(quoted), len(split), next)
		}
		_ = languageOf("en").cut(text).remark(3, speaking(max(0, from)))
	})
}

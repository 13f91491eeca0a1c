package timeline

import (
	"slices"
	"strings"
	"testing"
)

// floods are reports of one outlet, each of which opens or ends with a word about
// the page; the news of each day is another.
var floods = []string{
	"a|3|en|This post is part of our special coverage of the Cortes floods. The river Tagra broke the dyke at Cortes and drowned the lower town.",
	"a|4|en|This post is part of our special coverage of the Cortes floods. Soldiers carried four hundred villagers out of the valley in boats.",
	"a|6|en|This post is part of our special coverage of the Cortes floods. The mayor of Cortes resigned over the broken dyke.",
}

var inundaciones = []string{
	"a|3|es|Este artículo es parte de nuestra cobertura especial de las inundaciones de Cortes. El río Tagra rompió el dique de Cortes y anegó el barrio bajo.",
	"a|4|es|Este artículo es parte de nuestra cobertura especial de las inundaciones de Cortes. Los soldados sacaron en barcas a cuatrocientos vecinos del valle.",
	"a|6|es|Este artículo es parte de nuestra cobertura especial de las inundaciones de Cortes. La alcaldesa de Cortes dimitió por la rotura del dique.",
}

func TestStockIsNotToldBesideNews(t *testing.T) {
	for _, reports := range [][]string{floods, inundaciones} {
		timeline := Build(Story{}, printed(reports...))
		for _, e := range timeline.Events {
			for _, text := range []string{e.Headline, e.Summary} {
				if len(e.Accounts) > 1 && (strings.Contains(text, "special coverage") || strings.Contains(text, "cobertura especial")) {
					t.Errorf("%s: told as %q", e.Span.FirstDay(), text)
				}
			}
		}
		for _, want := range []string{"the lower town", "el barrio bajo", "resigned", "dimitió"} {
			if told := slices.ContainsFunc(timeline.Events, func(e Event) bool { return strings.Contains(e.Summary, want) }); !told && strings.Contains(strings.Join(reports, " "), want) {
				t.Errorf("nothing tells of %q", want)
			}
		}
	}
}

func TestMarkStock(t *testing.T) {
	tests := []struct {
		name, sentence string
		reports        []string
		want           bool
	}{
		{"a word about the page", "This post is part of our special coverage", floods, true},
		{"the same in Spanish", "Este artículo es parte de nuestra cobertura", inundaciones, true},
		{"news of two days", "This post is part of our special coverage", floods[:2], false},
		{"a line that names its day", "The dyke at Cortes broke on November 2", []string{
			"a|4|en|Soldiers carried four hundred villagers out of the valley. The dyke at Cortes broke on November 2.",
			"b|5|en|The mayor of Cortes resigned at a crowded meeting. The dyke at Cortes broke on November 2.",
			"c|6|en|Engineers began to pump water out of the lower town. The dyke at Cortes broke on November 2."}, false},
		{"a report that is reprinted", "Soldiers carried four hundred", []string{
			"a|3|en|Soldiers carried four hundred villagers out of the valley in boats while rain fell on the lower town of Cortes and the mayor asked the army for more.",
			"b|4|en|Soldiers carried four hundred villagers out of the valley in boats while rain fell on the lower town of Cortes and the mayor asked the army for more.",
			"c|5|en|Soldiers carried four hundred villagers out of the valley in boats while rain fell on the lower town of Cortes and the mayor asked the army for more."}, false},
		{"the page's own week", "The floods in five pictures of this week", []string{
			"a|3|en|The river Tagra broke the dyke at Cortes and drowned the lower town. The floods in five pictures of this week.",
			"a|12|en|Soldiers carried four hundred villagers out of the valley in boats. The floods in five pictures of this week.",
			"a|20|en|The mayor of Cortes resigned over the broken dyke. The floods in five pictures of this week."}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			articles := printed(tt.reports...)
			for range 2 {
				c := read(Story{}, articles, nil)
				met := 0
				for _, told := range c.tellings() {
					if strings.HasPrefix(c.text(&told), tt.sentence) {
						if met++; told.stock != tt.want {
							t.Errorf("%q: stock is %v", c.text(&told), told.stock)
						}
					} else if told.stock {
						t.Errorf("%q is stock", c.text(&told))
					}
				}
				if met < 2 {
					t.Errorf("it is told %d times", met)
				}
				slices.Reverse(articles)
			}
		})
	}
}

// What is repeated is told all the same where nothing else is.
func TestStockIsToldAlone(t *testing.T) {
	reports := printed(
		"a|3|en|Nurses of the Cortes hospital walked out over pay.",
		"a|10|en|Nurses of the Cortes hospital walked out over pay.",
		"a|17|en|Nurses of the Cortes hospital walked out over pay.")
	if got := Build(Story{}, reports); len(got.Events) == 0 {
		t.Error("no event")
	}
}

// Lines of the page that stand below a report's news are no event of their own.
func TestStockBelowTheNewsIsNotTold(t *testing.T) {
	reports := printed(
		"a|3|en|Nurses of the Cortes hospital walked out over pay on 1 October. Of the old capsules of our readers the farmers of the Tagra valley have today got four tonnes of rice.",
		"b|10|en|The mayor of Palo opened the new ferry pier on 2 October. Of the old capsules of our readers the farmers of the Tagra valley have today got four tonnes of rice.",
		"c|17|en|Rain closed the road to the Orrin mine on 3 October. Of the old capsules of our readers the farmers of the Tagra valley have today got four tonnes of rice.")
	for _, e := range Build(Story{}, reports).Events {
		if strings.Contains(e.Summary, "capsules") {
			t.Errorf("%s: %q", e.Span.FirstDay(), e.Summary)
		}
	}
}

func TestStockAfterAnotherBuild(t *testing.T) {
	var b Builder
	b.Build(Story{}, printed(floods...))
	got, want := b.Build(Story{}, printed(floods[:2]...)), Build(Story{}, printed(floods[:2]...))
	if len(got.Events) != len(want.Events) {
		t.Fatalf("%d events, want %d", len(got.Events), len(want.Events))
	}
	for i := range got.Events {
		if got.Events[i].Summary != want.Events[i].Summary {
			t.Errorf("got %q, want %q", got.Events[i].Summary, want.Events[i].Summary)
		}
	}
}

func TestStockTitleIsNoHeadline(t *testing.T) {
	reports := printed(floods...)
	for i := range reports {
		reports[i].Title = "Floods in the Tagra valley: Cortes day by day"
	}
	for _, e := range Build(Story{}, reports).Events {
		if len(e.Accounts) > 1 && e.Headline == reports[0].Title {
			t.Errorf("%s: %q over %q", e.Span.FirstDay(), e.Headline, e.Summary)
		}
	}
}

package timeline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/scraper"
	"dateline/timeline/timex"
)

// wednesday is a day of publication: 2025-11-12.
var wednesday = time.Date(2025, 11, 12, 9, 30, 0, 0, time.FixedZone("-05", -5*3600))

func tagged(text, lang string) []expression {
	return newReader(Story{}).expressionsOf(timex.Tag(timex.Document{Text: text, Language: lang, DCT: wednesday}))
}

func TestHappens(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"en", "The strike on Monday killed four, the Pentagon said on Tuesday.", "2025-11-10"},
		{"en", "The strike killed four on Nov. 9, the Pentagon said Tuesday.", "2025-11-09"},
		{"en", "Petro said on Tuesday that Colombia would stop sharing intelligence.", "2025-11-11"},
		{"en", "Colombia, an ally since 1953, withdrew its ambassador on Monday.", "2025-11-10"},
		{"en", "The carrier, which left Norfolk in June, arrived on Tuesday.", "2025-11-11"},
		{"es", "El ataque del lunes dejó cuatro muertos, informó el Pentágono el martes.", "2025-11-10"},
		{"es", "Colombia suspendió el martes el intercambio de inteligencia.", "2025-11-11"},
		{"en", "No date here.", ""},
	}
	for _, tt := range tests {
		times := tagged(tt.text, tt.lang)
		got := ""
		if at := happens(languageOf(tt.lang).cut(tt.text), times, dayOf(wednesday)); at >= 0 {
			got = times[at].Span.FirstDay()
		}
		if got != tt.want {
			t.Errorf("%q: %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestTrim(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"en", "On Tuesday, the port was closed to all ships.", "The port was closed to all ships."},
		{"en", "The port was closed to all ships on Tuesday, the mayor said.", "The port was closed to all ships."},
		{"en", "But the port, on Tuesday, was closed to all ships.", "The port was closed to all ships."},
		{"en", "Crowds gathered in the port of Ancon, Peru, on Tuesday, calling for the ferries to run.", "Crowds gathered in the port of Ancon, Peru, calling for the ferries to run."},
		{"en", "The strike that began on Tuesday spread to all ferries.", "The strike that began on Tuesday spread to all ferries."},
		{"en", "The mayor signed an order on Tuesday that closes the port.", "The mayor signed an order on Tuesday that closes the port."},
		{"en", "The mayor said on Tuesday that the port was closed.", "The mayor said that the port was closed."},
		{"en", "Ferries stay in port on Tuesday", "Ferries stay in port."},
		{"en", "The mayor closed the port to all ships, but on Tuesday the crews ...", "The mayor closed the port to all ships, but the crews..."},
		{"en", "Tuesday's storm closed the port to all ships.", "Tuesday's storm closed the port to all ships."},
		{"en", "The port has been closed to ships since Tuesday.", "The port has been closed to ships since Tuesday."},
		{"en", "The port was closed, according to officials.", "The port was closed, according to officials."},
		{"en", "November 11 - The port is closed to all ships.", "The port is closed to all ships."},
		{"en", "The port was closed on Monday to all ships.", "The port was closed on Monday to all ships."},
		{"es", "El puerto quedó cerrado el martes para todos los barcos, informó la alcaldesa.", "El puerto quedó cerrado para todos los barcos."},
		{"en", "(Update 9:40 p.m. in Lima) The port was closed to all ships on Tuesday.", "The port was closed to all ships."},
		{"en", "The siege of the port, which began on Tuesday, goes on.", "The siege of the port, which began on Tuesday, goes on."},
		{"es", "El cierre del puerto, que comenzó el martes, sigue en pie.", "El cierre del puerto, que comenzó el martes, sigue en pie."},
		{"en", "Oil rose to a 2-1\\/2-year peak on Tuesday, traders said.", "Oil rose to a 2-1/2-year peak."},
		{"es", "Por su parte, la alcaldesa cerró el puerto a los barcos.", "La alcaldesa cerró el puerto a los barcos."},
		{"es", "Mientras tanto sigue cerrado el puerto de la isla.", "Sigue cerrado el puerto de la isla."},
		{"en", "In another development, the port was closed to all ships.", "The port was closed to all ships."},
		{"en", "The harbour master resigned last night as head of the port.", "The harbour master resigned as head of the port."},
		{"en", "The mayor stood on a table yesterday and told the crews to wait.", "The mayor stood on a table and told the crews to wait."},
		{"en", "BREAKING: The port was closed to all ships on Tuesday.", "The port was closed to all ships."},
		{"es", "La alcaldesa cerró ayer el puerto y mandó volver a los barcos.", "La alcaldesa cerró el puerto y mandó volver a los barcos."},
		{"es", "La tormenta del martes cerró el puerto.", "La tormenta del martes cerró el puerto."},
		{"en", "Four people died when the ferry struck the pier, officials said.", "Four people died when the ferry struck the pier."},
		{"en", "The army shelled a school in the old town, the rebels said.", "The army shelled a school in the old town, the rebels said."},
		{"en", "The boat carried enough drugs to kill thousands, Ward claimed.", "The boat carried enough drugs to kill thousands, Ward claimed."},
		{"en", "The crew had been drinking all night, police alleged.", "The crew had been drinking all night, police alleged."},
		{"en", "The captain \"had no choice\" but to leave the ship, officials said.", "The captain \"had no choice\" but to leave the ship, officials said."},
		{"es", "La lancha llevaba a tres pescadores de la isla, denunció la oposición.", "La lancha llevaba a tres pescadores de la isla, denunció la oposición."},
	}
	for _, tt := range tests {
		c := read(Story{}, []scraper.Article{{URL: "https://a.example/1", Text: tt.text, Language: tt.lang, Published: scraper.Published{Time: wednesday, HasTime: true}}}, nil)
		tell := telling{s: &c.docs[0].sentences[0], day: dayOf(wednesday) - 1}
		if got := c.trim(&tell); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// printed makes reports of one sentence each: "outlet|day of November 2025|language|sentence".
func printed(reports ...string) []scraper.Article {
	var out []scraper.Article
	for i, r := range reports {
		f := strings.SplitN(r, "|", 4)
		var d int
		fmt.Sscan(f[1], &d)
		out = append(out, scraper.Article{URL: fmt.Sprintf("https://%s.example/%02d", f[0], i), Outlet: f[0], Language: f[2], Text: f[3],
			Published: scraper.Published{Time: time.Date(2025, 11, d, 12, 0, 0, 0, time.UTC), HasTime: true}})
	}
	return out
}

func TestJoin(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    []string // day, accounts
	}{
		{"two strikes of one week stay two", []string{
			"a|5|en|A US strike on a boat in the Caribbean killed three men on Tuesday.",
			"b|5|en|Three men died on Tuesday in a US strike on a boat in the Caribbean.",
			"a|8|en|A US strike on a boat in the Caribbean killed four men on Friday.",
			"b|8|en|Four men died on Friday in a US strike on a boat in the Caribbean.",
		}, []string{"2025-11-04 2", "2025-11-07 2"}},
		{"one strike in two languages", []string{
			"a|5|en|A US strike on a boat in the Caribbean killed three men on Tuesday.",
			"b|5|es|Tres hombres murieron el martes en un bombardeo de Estados Unidos a una lancha en el Caribe.",
		}, []string{"2025-11-04 2"}},
		{"two happenings of one day", []string{
			"a|5|en|A US strike on a boat in the Caribbean killed three men on Tuesday.",
			"b|5|en|Colombia suspended intelligence sharing with Washington on Tuesday.",
		}, []string{"2025-11-04 1", "2025-11-04 1"}},
		{"an undated report of yesterday's strike", []string{
			"a|4|en|A US strike on a boat in the Caribbean killed three men on Tuesday.",
			"b|5|en|US strike on boat in Caribbean kills three men, navy says.",
		}, []string{"2025-11-04 2"}},
		{"a week that holds the day", []string{
			"a|5|en|A US strike on a boat in the Caribbean killed three men on Tuesday.",
			"b|12|en|A US strike on a boat in the Caribbean killed three men last week.",
		}, []string{"2025-11-04 2"}},
		{"a plan is no happening until it is reported", []string{
			"a|5|en|The Senate will vote on the war powers bill on Nov. 20.",
		}, nil},
		{"a phase is not a day", []string{
			"a|5|en|The navy has patrolled the strait since September.",
			"b|6|en|Since September the navy has patrolled the strait.",
		}, []string{"2025-09-01 2"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, e := range Build(Story{Name: "strikes", Languages: []string{"en", "es"}}, printed(tt.reports...)).Events {
				got = append(got, fmt.Sprintf("%s %d", e.Span.FirstDay(), len(e.Accounts)))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWeighDaysPrefersDaysLookedBackOn(t *testing.T) {
	var reports []string
	for i := range 12 {
		reports = append(reports, fmt.Sprintf("o%d|%d|en|The bridge collapsed on Nov. 4, and engineers spoke on Nov. %d about part %d of it.", i, 12+i, 12+i, i))
	}
	c := read(Story{}, printed(reports...), nil)
	tellings := c.tellings()
	weights := c.weighDays(c.join(tellings), tellings)
	fourth := dayOf(time.Date(2025, 11, 4, 0, 0, 0, 0, time.UTC))
	for d, w := range weights {
		if d != fourth && w >= weights[fourth] {
			t.Errorf("%s weighs %g, the collapse %g", d.time().Format(time.DateOnly), w, weights[fourth])
		}
	}
}

func TestTrust(t *testing.T) {
	e := Build(Story{Name: "strikes"}, printed(
		"a|5|en|A US strike on a boat in the Caribbean killed three men on Tuesday.",
		"b|5|en|On Tuesday three men died when a US strike hit a boat in the Caribbean.",
		"c|5|en|US strike kills three men on a boat in the Caribbean, navy says.",
	)).Events[0]
	if want := "3 independent origins in 3 outlets, 2 of them say Tuesday 4 November 2025"; e.Why != want {
		t.Errorf("why %q, want %q", e.Why, want)
	}
	single := Build(Story{Name: "strikes"}, printed("a|5|en|A US strike on a boat in the Caribbean killed three men on Tuesday.")).Events[0]
	if single.Confidence >= e.Confidence || !strings.HasPrefix(single.Why, "single origin") {
		t.Errorf("single %g %q, of three %g", single.Confidence, single.Why, e.Confidence)
	}
}

func TestWeighDaysCountsWhoTellsOfTheDay(t *testing.T) {
	c := read(Story{}, printed(
		"a|12|en|The bridge collapsed on Nov. 4. It had been inspected, a report says, before Nov. 6.",
		"b|12|en|The bridge over the river collapsed on Nov. 4. A report on it was due before Nov. 6.",
		"c|12|en|The collapse of Nov. 4 is under study since Nov. 6.",
	), nil)
	tellings := c.tellings()
	weights := c.weighDays(c.join(tellings), tellings)
	collapse, deadline := dayOf(time.Date(2025, 11, 4, 0, 0, 0, 0, time.UTC)), dayOf(time.Date(2025, 11, 6, 0, 0, 0, 0, time.UTC))
	if weights[deadline] >= weights[collapse] {
		t.Errorf("the day that three reports name beside another weighs %g, the day they tell of %g", weights[deadline], weights[collapse])
	}
}

func TestFirstSentencesTellWithoutDate(t *testing.T) {
	body := "The old bridge over the Wye collapsed on Tuesday. Nobody was hurt. Trains were stopped. Police closed the road. A crane was sent for. " +
		"The old bridge had carried the railway over the Wye since Brunel. " +
		"Egg prices rose as they do each winter. "
	tl := Build(Story{Name: "bridge", Keywords: []string{"bridge"}}, printed("a|5|en|"+body+strings.Repeat("Weather stayed fair. ", 9)+"The old bridge over the Wye had been loved."))
	quotes := map[string]int{}
	for _, e := range tl.Events {
		for _, a := range e.Accounts {
			quotes[a.Quote] = a.Sentence
		}
	}
	if _, has := quotes["The old bridge over the Wye had been loved."]; has {
		t.Error("a sentence far down became an account of the day of printing")
	}
	if len(quotes) < 4 {
		t.Errorf("only %v tell of the collapse", quotes)
	}
}

// Printed on Friday 28 November 2025.
func TestLater(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "Two weeks after the talks on 6 November, the council met in Cortes.", "2025-11-20"},
		{"en", "The council met three days after the vote of November 3.", "2025-11-06"},
		{"en", "The council met for two days after it was sworn in by the president of the court in Cortes on 6 November.", "2025-11-06"},
		{"en", "The talks on 6 November went on for two days.", "2025-11-06"},
		{"en", "After two weeks, talks began on 6 November.", "2025-11-06"},
		{"es", "Dos semanas después de la reunión del 6 de noviembre, el consejo se reunió en Cortes.", "2025-11-20"},
		{"pt", "Duas semanas depois da reunião de 6 de novembro, o conselho se reuniu em Cortes.", "2025-11-20"},
	} {
		days := map[string]bool{}
		for _, e := range Build(Story{Languages: []string{tt.lang}}, printed("a|28|"+tt.lang+"|"+tt.text)).Events {
			days[e.Span.FirstDay()] = true
		}
		if !days[tt.want] || len(days) != 1 {
			t.Errorf("%s: %v, want %s", tt.text, days, tt.want)
		}
	}
}

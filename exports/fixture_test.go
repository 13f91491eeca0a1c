package exports

import (
	"strings"
	"time"

	"dateline/scraper"
	"dateline/timeline"
	"dateline/timeline/figure"
	"dateline/timeline/timex"
)

// The fixture is the story dateline began with, as a dozen outlets that do not
// exist might have told it: facts only, in words written for this test.

var (
	bogota   = time.FixedZone("", -5*3600)
	eastern  = time.FixedZone("", -4*3600)
	easternW = time.FixedZone("", -5*3600)
	madrid   = time.FixedZone("", 1*3600)
)

// paper is one article of the fixture.
type paper struct {
	key, outlet, lang, title, url, origin string
	at                                    time.Time
	dayOnly                               bool
	words, rung                           string
	related                               float64
	reasons                               []string
}

func at(year int, month time.Month, day, hour, minute int, zone *time.Location) time.Time {
	return time.Date(year, month, day, hour, minute, 0, 0, zone)
}

var papers = []paper{
	{"clarion1", "Harbor Clarion", "en", "U.S. forces hit speedboat in Caribbean, 11 reported killed", "https://harborclarion.example/2025/09/02/us-forces-hit-speedboat", "O-clarion1", at(2025, 9, 2, 19, 40, eastern), false, "", "json-ld", 0.93, []string{`keyword "drug boats" in text`, "close to a seed report"}},
	{"orilla1", "La Orilla", "es", "EE. UU. ataca una lancha rápida en el Caribe y reporta once muertos", "https://laorilla.example/mundo/eeuu-ataca-lancha-caribe", "O-orilla1", at(2025, 9, 3, 6, 15, bogota), false, "", "json-ld", 0.91, []string{`keyword "lanchas" in title`}},
	{"ledger1", "Capital Ledger", "en", "Second vessel destroyed in two weeks, Pentagon says", "https://capitalledger.example/defense/second-vessel-destroyed", "O-wire2", at(2025, 9, 16, 8, 5, eastern), false, "", "meta", 0.88, []string{`keyword "drug boats" in text`}},
	{"gazette1", "Plains Gazette", "en", "Second vessel destroyed in two weeks", "https://plainsgazette.example/wire/second-vessel", "O-wire2", at(2025, 9, 16, 0, 0, time.UTC), true, "September 16, 2025", "text", 0.86, []string{`keyword "drug boats" in text`}},
	{"courier1", "Gulf Courier", "en", "Pentagon: second vessel destroyed in two weeks", "https://gulfcourier.example/a/88213", "O-wire2", at(2025, 9, 16, 9, 30, eastern), false, "", "json-ld", 0.88, []string{`keyword "drug boats" in text`}},
	{"tribuna1", "Tribuna del Valle", "es", "Petro pide investigar los bombardeos ante la ONU", "https://tribunadelvalle.example/politica/petro-onu-bombardeos", "O-tribuna1", at(2025, 9, 24, 11, 2, bogota), false, "", "json-ld", 0.95, []string{`keyword "Petro" in title`}},
	{"meridian1", "Meridian Dispatch", "en", "Lawmakers told the U.S. is in an armed conflict with cartels", "https://meridiandispatch.example/2025/10/lawmakers-told-armed-conflict", "O-meridian1", at(2025, 10, 2, 15, 20, eastern), false, "", "json-ld", 0.74, []string{"close to a seed report"}},
	{"clarion2", "Harbor Clarion", "en", "Survivors rescued after strike on semi-submersible are sent home", "https://harborclarion.example/2025/10/18/survivors-sent-home", "O-clarion2", at(2025, 10, 18, 21, 11, eastern), false, "", "json-ld", 0.9, []string{`keyword "drug boats" in text`}},
	{"orilla2", "La Orilla", "es", "Trump anuncia el fin de la ayuda a Colombia; Petro llama a consultas a su embajador", "https://laorilla.example/mundo/trump-ayuda-colombia", "O-orilla2", at(2025, 10, 20, 20, 44, bogota), false, "", "json-ld", 0.96, []string{`keyword "Petro" in title`}},
	{"ledger2", "Capital Ledger", "en", "Treasury puts Colombia's president on sanctions list", "https://capitalledger.example/world/treasury-sanctions-petro", "O-ledger2", at(2025, 10, 24, 17, 50, eastern), false, "", "meta", 0.97, []string{`keyword "Petro" in text`}},
	{"meridian2", "Meridian Dispatch", "en", "Strikes move to the Pacific: three boats hit in a day, 14 dead", "https://meridiandispatch.example/2025/10/strikes-move-to-pacific", "O-meridian2", at(2025, 10, 28, 13, 9, eastern), false, "", "json-ld", 0.92, []string{`keyword "drug boats" in text`}},
	{"tribuna2", "Tribuna del Valle", "es", "Lo que se sabe de los ataques de finales de octubre en el Pacífico", "https://tribunadelvalle.example/mundo/ataques-pacifico-claves", "O-tribuna2", at(2025, 11, 3, 7, 30, bogota), false, "", "json-ld", 0.9, []string{`keyword "lanchas" in text`}},
	{"clarion3", "Harbor Clarion", "en", "Carrier group arrives in the Caribbean", "https://harborclarion.example/2025/11/11/carrier-group-arrives", "O-clarion3", at(2025, 11, 11, 16, 0, easternW), false, "", "json-ld", 0.7, []string{"close to a seed report"}},
	{"meridian3", "Meridian Dispatch", "en", "Colombia halts intelligence sharing with Washington over boat strikes", "https://meridiandispatch.example/2025/11/colombia-halts-sharing", "O-meridian3", at(2025, 11, 12, 9, 30, easternW), false, "", "json-ld", 0.99, []string{"a seed report", `keyword "intelligence sharing" in title`}},
	{"orilla3", "La Orilla", "es", "Petro ordena suspender el intercambio de inteligencia con Estados Unidos", "https://laorilla.example/colombia/petro-suspende-intercambio-inteligencia", "O-orilla3", at(2025, 11, 11, 21, 5, bogota), false, "", "json-ld", 0.99, []string{`keyword "Petro" in title`}},
	{"ledger3", "Capital Ledger", "en", "Colombia says it will keep sharing, with conditions", "https://capitalledger.example/world/colombia-keeps-sharing", "O-ledger3", at(2025, 11, 14, 12, 45, easternW), false, "", "meta", 0.95, []string{`keyword "Petro" in text`}},
	{"ebro1", "Diario del Ebro", "es", "Cronología: de la primera lancha a la ruptura entre Bogotá y Washington", "https://diariodelebro.example/internacional/cronologia-lanchas", "O-ebro1", at(2025, 11, 17, 8, 0, madrid), false, "", "json-ld", 0.94, []string{`keyword "Petro" in text`, `keyword "lanchas" in title`}},
}

func (p paper) article() scraper.Article {
	words := p.words
	if words == "" {
		words = p.at.Format(time.RFC3339)
	}
	return scraper.Article{
		URL: p.url, FetchedURL: p.url, Outlet: p.outlet, Title: p.title, Language: p.lang, Origin: p.origin,
		Published:   scraper.Published{Time: p.at, HasTime: !p.dayOnly, HasZone: !p.dayOnly, Words: words, Rung: p.rung},
		Relatedness: p.related, Reasons: p.reasons, Source: "feed https://" + strings.Split(p.url, "/")[2] + "/rss.xml",
	}
}

func paperOf(key string) paper {
	for _, p := range papers {
		if p.key == key {
			return p
		}
	}
	panic("no paper " + key)
}

// account is one article's account, dated by a phrase.
func account(key, quote, phrase, anchorFrom, rule string, span timex.Span, confidence float64) timeline.Account {
	p := paperOf(key)
	a := timeline.Account{
		Printed: &timeline.Printed{ArticleURL: p.url, Title: p.title, Outlet: p.outlet, Published: p.article().Published.String(), Language: p.lang, Origin: p.origin},
		Dating:  &timeline.Dating{Phrase: phrase, AnchorFrom: anchorFrom, Rule: rule, Span: span, Confidence: confidence},
		Quote:   quote,
	}
	a.Sentence = len(quote) % 9
	if anchorFrom != "" {
		a.Anchor = p.at.Format(time.DateOnly)
	}
	return a
}

func utc(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

func oneDay(year int, month time.Month, day int) timex.Span {
	return timex.Span{Start: utc(year, month, day), End: utc(year, month, day+1), Precision: timex.Day}
}

func killed(n float64, atLeast bool, scope timeline.Scope) timeline.Figure {
	f := timeline.Figure{Name: "killed", Value: n, Scope: scope}
	if atLeast {
		f.Qualifier = figure.AtLeast
	}
	return f
}

// strikes is the fixture's document.
func strikes() Document {
	lateOctober := timex.Span{Start: utc(2025, 10, 21), End: utc(2025, 11, 1), Precision: timex.Part, OneOf: true}
	sinceSeptember := timex.Span{Start: utc(2025, 9, 1), Precision: timex.Month}
	minute := timex.Span{Start: time.Date(2025, 11, 11, 20, 17, 0, 0, time.UTC), End: time.Date(2025, 11, 11, 20, 18, 0, 0, time.UTC), Precision: timex.Minute, Zone: "-05:00"}
	aboutMid := oneDay(2025, 9, 19)
	aboutMid.Approx = true
	reportedly := oneDay(2025, 10, 3)
	reportedly.Uncertain = true
	week := timex.Span{Start: utc(2025, 10, 6), End: utc(2025, 10, 13), Precision: timex.Week, OneOf: true}
	october := timex.Span{Start: utc(2025, 10, 1), End: utc(2025, 11, 1), Precision: timex.Month}

	events := []timeline.Event{
		{ID: "EV-2f7qk0m9a1", Span: sinceSeptember,
			Headline: "Campaign of strikes on boats that Washington says carry drugs",
			Summary:  "Since September the United States has fired on small vessels in the Caribbean and later in the Pacific. The administration says the boats carry drugs; it has shown videos and no cargo.",
			Figures: []timeline.Figure{killed(76, true, timeline.Cumulative), {Name: "strikes", Value: 19, Scope: timeline.Cumulative, AsOf: "2025-11-11"},
				{Name: "vessels", Value: 20, Qualifier: figure.AtLeast, Scope: timeline.Cumulative}},
			Importance: 0.97, Confidence: 0.82, Why: "3 independent outlets, all say since September; a stretch without a last day",
			Actors: []string{"United States", "Pentagon", "Colombia", "Venezuela"},
			Accounts: []timeline.Account{
				account("meridian3", "At least 76 people have been killed in the campaign since September, according to figures the Pentagon has given out.", "since September", "dct", "en/since-month", sinceSeptember, 0.9),
				account("ledger3", "The strikes, 19 of them since September by the Pentagon's own count, have strained one of Washington's oldest partnerships in the region.", "since September", "dct", "en/since-month", sinceSeptember, 0.9),
				account("ebro1", "Desde septiembre, al menos veinte embarcaciones han sido destruidas.", "Desde septiembre", "dct", "es/desde-mes", sinceSeptember, 0.9),
			}, Origins: 3},
		{ID: "EV-0c41mzt8xw", Span: oneDay(2025, 9, 2),
			Headline:   "U.S. forces destroy a speedboat in the Caribbean; 11 reported killed",
			Summary:    "A missile fired by U.S. forces destroyed a speedboat in the southern Caribbean on Tuesday, killing 11 people aboard, the president said. He said the boat had left Venezuela and belonged to a gang; officials gave no evidence. It was the first such strike made public.",
			Importance: 1, Confidence: 0.94, Why: "3 independent outlets, all say Tuesday 2 September",
			Figures: []timeline.Figure{killed(11, false, timeline.PerEvent), {Name: "vessels", Value: 1, Scope: timeline.PerEvent}},
			Actors:  []string{"United States", "Donald Trump", "Venezuela", "Tren de Aragua"},
			Accounts: []timeline.Account{
				account("clarion1", "A missile fired by U.S. forces destroyed a speedboat in the southern Caribbean on Tuesday, killing 11 people aboard, the president said.", "on Tuesday", "dct", "en/weekday-past", oneDay(2025, 9, 2), 0.95),
				account("orilla1", "El ataque ocurrió el martes frente a las costas venezolanas y, según el presidente estadounidense, dejó once muertos.", "el martes", "dct", "es/dia-semana-pasado", oneDay(2025, 9, 2), 0.95),
				account("ebro1", "El 2 de septiembre, un misil destruyó la primera lancha; murieron once personas.", "El 2 de septiembre", "dct", "es/dia-mes", oneDay(2025, 9, 2), 0.98),
			}, Origins: 3},
		{ID: "EV-5pw7d3nyre", Span: oneDay(2025, 9, 15),
			Headline:   "Second vessel destroyed in two weeks, Pentagon says",
			Summary:    "U.S. forces struck a second vessel in international waters on Monday, the Pentagon said, killing three people.",
			Importance: 0.71, Confidence: 0.58, Why: "1 independent source: three papers print one wire story",
			Figures: []timeline.Figure{killed(3, false, timeline.PerEvent)},
			Actors:  []string{"Pentagon", "United States"},
			Accounts: []timeline.Account{
				account("gazette1", "U.S. forces struck a second vessel in international waters on Monday, the Pentagon said, killing three people.", "on Monday", "dct", "en/weekday-past", oneDay(2025, 9, 15), 0.93),
				account("ledger1", "U.S. forces struck a second vessel in international waters on Monday, the Pentagon said, killing three people.", "on Monday", "dct", "en/weekday-past", oneDay(2025, 9, 15), 0.93),
				account("courier1", "U.S. forces struck a second vessel in international waters on Monday, the Pentagon said, killing three people.", "on Monday", "dct", "en/weekday-past", oneDay(2025, 9, 15), 0.93),
			}, Origins: 1},
		{ID: "EV-9b2xk5vqhs", Span: aboutMid,
			Headline:   "Una tercera lancha, hundida hacia el 19 de septiembre",
			Summary:    "Hacia el 19 de septiembre fue hundida una tercera lancha, con tres muertos.",
			Importance: 0.44, Confidence: 0.41, Why: "1 independent source; the report says “about”",
			Figures: []timeline.Figure{killed(3, false, timeline.PerEvent)},
			Actors:  []string{"Estados Unidos"},
			Accounts: []timeline.Account{
				account("ebro1", "Hacia el 19 de septiembre fue hundida una tercera lancha, con tres muertos.", "Hacia el 19 de septiembre", "dct", "es/aprox-dia-mes", aboutMid, 0.7),
			}, Origins: 1},
		{ID: "EV-1tn8r4gc6e", Span: oneDay(2025, 9, 23),
			Headline:   "Petro asks the United Nations to investigate the strikes",
			Summary:    "Ante la Asamblea General, Petro pidió el martes que se abra una investigación por los bombardeos. Dijo que los muertos eran jóvenes pobres y no narcotraficantes.",
			Importance: 0.66, Confidence: 0.77, Why: "2 independent outlets, both say Tuesday 23 September",
			Actors: []string{"Gustavo Petro", "United Nations", "United States"},
			Accounts: []timeline.Account{
				account("tribuna1", "Ante la Asamblea General, Petro pidió el martes que se abra una investigación por los bombardeos.", "el martes", "dct", "es/dia-semana-pasado", oneDay(2025, 9, 23), 0.95),
				account("ebro1", "El 23 de septiembre, Petro llevó el asunto a la ONU.", "El 23 de septiembre", "dct", "es/dia-mes", oneDay(2025, 9, 23), 0.98),
			}, Origins: 2},
		{ID: "EV-7yd0s6ulbn", Span: oneDay(2025, 10, 2),
			Headline:   "Lawmakers told the U.S. is in an “armed conflict” with cartels",
			Summary:    "A notice sent to Congress on Thursday says the country is in a non-international armed conflict with drug cartels, and calls those aboard the boats unlawful combatants.",
			Importance: 0.62, Confidence: 0.55, Why: "1 independent source",
			Actors: []string{"Congress", "Donald Trump"},
			Accounts: []timeline.Account{
				{
					Printed: &timeline.Printed{ArticleURL: paperOf("meridian1").url, Title: paperOf("meridian1").title, Outlet: "Meridian Dispatch",
						Published: "2025-10-02T15:20:00-04:00", Language: "en", Origin: "O-meridian1"},
					Dating: &timeline.Dating{Span: oneDay(2025, 10, 2), Confidence: 0.4},
					Quote:  paperOf("meridian1").title, Sentence: -1,
				},
				account("meridian1", "A notice sent to Congress on Thursday says the country is in a non-international armed conflict with drug cartels.", "on Thursday", "dct", "en/weekday-past", oneDay(2025, 10, 2), 0.95),
			}, Origins: 1},
		{ID: "EV-4hq9wz2jfo", Span: reportedly,
			Headline:   "Strike off Venezuela reportedly kills four",
			Summary:    "A further strike, reportedly on Friday, killed four people off Venezuela.",
			Importance: 0.4, Confidence: 0.46, Why: "1 independent source, which is not sure of the day",
			Figures: []timeline.Figure{killed(4, false, timeline.PerEvent)},
			Accounts: []timeline.Account{
				account("clarion2", "An earlier strike, reportedly on Oct. 3, killed four people off Venezuela.", "reportedly on Oct. 3", "dct", "en/month-day", reportedly, 0.7),
			}, Origins: 1},
		{ID: "EV-6km3c1vdpa", Span: week,
			Headline:   "Relatives of a missing Colombian fisherman ask for answers",
			Summary:    "La semana pasada, la familia de un pescador de Santa Marta pidió saber qué fue de él.",
			Importance: 0.31, Confidence: 0.38, Why: "1 independent source; the words name a week, not a day",
			Actors: []string{"Colombia"},
			Accounts: []timeline.Account{
				account("orilla2", "La familia de un pescador de Santa Marta pidió saber, en la semana del 6 de octubre, qué fue de él.", "en la semana del 6 de octubre", "dct", "es/semana-de", week, 0.8),
			}, Origins: 1},
		{ID: "EV-3ez5n8ryti", Span: oneDay(2025, 10, 16),
			Headline:   "Semi-submersible hit; two survivors taken aboard a Navy ship",
			Summary:    "Two men survived Thursday's strike on a semi-submersible and were taken aboard a Navy ship; two others died. By the weekend the survivors had been sent home to Colombia and Ecuador.",
			Importance: 0.69, Confidence: 0.79, Why: "2 independent outlets, both say Thursday 16 October",
			Figures: []timeline.Figure{killed(2, false, timeline.PerEvent), {Name: "survivors", Value: 2, Scope: timeline.PerEvent}},
			Actors:  []string{"U.S. Navy", "Colombia", "Ecuador"},
			Accounts: []timeline.Account{
				account("clarion2", "Two men survived Thursday's strike on a semi-submersible and were taken aboard a Navy ship; two others died.", "Thursday's", "dct", "en/weekday-past", oneDay(2025, 10, 16), 0.92),
				account("ebro1", "El 16 de octubre, por primera vez, hubo supervivientes.", "El 16 de octubre", "dct", "es/dia-mes", oneDay(2025, 10, 16), 0.98),
			}, Origins: 2},
		{ID: "EV-8ou1j7hbmx", Span: oneDay(2025, 10, 19),
			Headline:   "Trump says aid to Colombia ends",
			Summary:    "El domingo, Trump anunció el fin de los pagos a Colombia y llamó a Petro jefe del narcotráfico. Petro respondió que la acusación era una ofensa y llamó a consultas a su embajador al día siguiente.",
			Importance: 0.83, Confidence: 0.81, Why: "2 independent outlets, both say Sunday 19 October",
			Actors: []string{"Donald Trump", "Gustavo Petro", "Colombia", "United States"},
			Accounts: []timeline.Account{
				account("orilla2", "El domingo, Trump anunció el fin de los pagos a Colombia y llamó a Petro jefe del narcotráfico.", "El domingo", "dct", "es/dia-semana-pasado", oneDay(2025, 10, 19), 0.95),
				account("ebro1", "El 19 de octubre cesó la ayuda estadounidense, según anunció Trump.", "El 19 de octubre", "dct", "es/dia-mes", oneDay(2025, 10, 19), 0.98),
			}, Origins: 2},
		{ID: "EV-2ax6p9klwc", Span: oneDay(2025, 10, 20),
			Headline:   "Colombia recalls its ambassador for consultations",
			Summary:    "Petro llamó a consultas al embajador al día siguiente.",
			Importance: 0.58, Confidence: 0.6, Why: "1 independent source",
			Actors: []string{"Gustavo Petro", "Colombia"},
			Accounts: []timeline.Account{
				withAnchor(account("orilla2", "Petro respondió que la acusación era una ofensa y llamó a consultas a su embajador al día siguiente.", "al día siguiente", "text", "es/dia-siguiente", oneDay(2025, 10, 20), 0.85), "2025-10-19"),
			}, Origins: 1},
		{ID: "EV-0vi4f2szqd", Span: lateOctober,
			Headline:   "Ataques de finales de octubre alcanzan el Pacífico",
			Summary:    "A finales de octubre los ataques se extendieron al Pacífico oriental, con al menos cuatro lanchas destruidas frente a las costas de México y Colombia.",
			Importance: 0.52, Confidence: 0.63, Why: "1 independent source; the words name a part of a month",
			Figures: []timeline.Figure{{Name: "vessels", Value: 4, Qualifier: figure.AtLeast, Scope: timeline.PerEvent}},
			Actors:  []string{"México", "Colombia"},
			Accounts: []timeline.Account{
				account("tribuna2", "A finales de octubre los ataques se extendieron al Pacífico oriental, con al menos cuatro lanchas destruidas.", "A finales de octubre", "dct", "es/parte-mes", lateOctober, 0.88),
			}, Origins: 1},
		{ID: "EV-5cy8t0gmju", Span: oneDay(2025, 10, 24),
			Headline:   "Treasury puts Petro, his wife and son on a sanctions list",
			Summary:    "The Treasury Department on Friday placed Colombia's president, his wife and his eldest son on its sanctions list, saying he had let cartels flourish. Petro called it a paradox for a man who had fought drug gangs for decades.",
			Importance: 0.86, Confidence: 0.84, Why: "2 independent outlets, both say Friday 24 October",
			Actors: []string{"Gustavo Petro", "Treasury Department", "Scott Bessent"},
			Accounts: []timeline.Account{
				account("ledger2", "The Treasury Department on Friday placed Colombia's president, his wife and his eldest son on its sanctions list, saying he had let cartels flourish.", "on Friday", "dct", "en/weekday-past", oneDay(2025, 10, 24), 0.95),
				account("ebro1", "Cinco días después, el Tesoro incluyó a Petro en su lista de sancionados.", "Cinco días después", "text", "es/dias-despues", oneDay(2025, 10, 24), 0.82),
			}, Origins: 2},
		{ID: "EV-7rb3l5xnok", Span: oneDay(2025, 10, 27),
			Headline:   "Three boats hit in one day in the eastern Pacific; 14 dead",
			Summary:    "Fourteen people died on Monday when four boats were hit in three strikes in the eastern Pacific, the defense secretary said. Mexico's navy searched for one survivor.",
			Importance: 0.8, Confidence: 0.72, Why: "2 independent outlets; one says only late October",
			Figures: []timeline.Figure{killed(14, false, timeline.PerEvent), {Name: "vessels", Value: 3, High: 4, Scope: timeline.PerEvent}, killed(57, true, timeline.Cumulative)},
			Actors:  []string{"Pete Hegseth", "Mexico", "United States"},
			Accounts: []timeline.Account{
				account("meridian2", "Fourteen people died on Monday when four boats were hit in three strikes in the eastern Pacific, the defense secretary said.", "on Monday", "dct", "en/weekday-past", oneDay(2025, 10, 27), 0.95),
				account("tribuna2", "El más mortífero fue el del 27 de octubre, con catorce muertos.", "27 de octubre", "dct", "es/dia-mes", oneDay(2025, 10, 27), 0.98),
			}, Origins: 2, Disputes: []timeline.Dispute{{About: "vessels", Sides: []timeline.Side{
				{Says: "4", Origins: 1, Reports: []timeline.Report{reportOf("meridian2", "the defense secretary", "Fourteen people died on Monday when four boats were hit in three strikes in the eastern Pacific, the defense secretary said.")}},
				{Says: "3", Origins: 1, Reports: []timeline.Report{reportOf("tribuna2", "", "Tres lanchas fueron destruidas el 27 de octubre, con catorce muertos.")}},
			}}}},
		{ID: "EV-1sj9v6qbye", Span: october,
			Headline:   "October is the deadliest month of the campaign",
			Summary:    "October was the deadliest month, with more than 40 killed.",
			Importance: 0.48, Confidence: 0.66, Why: "1 independent source; the words name a month",
			Figures: []timeline.Figure{killed(40, true, timeline.PerEvent)},
			Accounts: []timeline.Account{
				account("meridian3", "October was the deadliest month, with more than 40 killed.", "October", "dct", "en/month", october, 0.85),
			}, Origins: 1},
		{ID: "EV-4dm2h8wzua", Span: minute,
			Headline:   "Petro orders a halt to intelligence sharing with the United States",
			Summary:    "Colombia's president ordered his security forces on Tuesday to stop sharing intelligence with U.S. agencies until the strikes end. “Se da orden a todos los niveles de la inteligencia de suspender el envío de comunicaciones”, escribió a las 8:17 de la noche.",
			Importance: 0.98, Confidence: 0.96, Why: "4 independent outlets, 3 say Tuesday 11 November",
			Figures: []timeline.Figure{killed(76, true, timeline.Cumulative)},
			Actors:  []string{"Gustavo Petro", "Colombia", "United States", "Pedro Sánchez"},
			Accounts: []timeline.Account{
				account("orilla3", "“Se da orden a todos los niveles de la inteligencia de suspender el envío de comunicaciones”, escribió a las 8:17 de la noche.", "a las 8:17 de la noche", "dct", "es/hora", minute, 0.94),
				account("meridian3", "Colombia's president ordered his security forces on Tuesday to stop sharing intelligence with U.S. agencies until the strikes end.", "on Tuesday", "dct", "en/weekday-past", oneDay(2025, 11, 11), 0.95),
				account("ledger3", "The order, posted late on Tuesday, came as a carrier group reached the region.", "on Tuesday", "dct", "en/weekday-past", oneDay(2025, 11, 11), 0.93),
				account("ebro1", "El 11 de noviembre, Bogotá cortó el intercambio de inteligencia.", "El 11 de noviembre", "dct", "es/dia-mes", oneDay(2025, 11, 11), 0.98),
			}, Origins: 4},
		{ID: "EV-9gw7y3tcri", Span: oneDay(2025, 11, 11),
			Headline:   "Carrier group arrives in the Caribbean",
			Summary:    "The carrier and its escorts entered the area of Southern Command on Tuesday, the Navy said.",
			Importance: 0.57, Confidence: 0.78, Why: "2 independent outlets, both say Tuesday 11 November",
			Actors: []string{"U.S. Navy"},
			Accounts: []timeline.Account{
				account("clarion3", "The carrier and its escorts entered the area of Southern Command on Tuesday, the Navy said.", "on Tuesday", "dct", "en/weekday-same-day", oneDay(2025, 11, 11), 0.9),
				foretold(account("ledger3", "The order, posted late on Tuesday, came as a carrier group reached the region.", "on Tuesday", "dct", "en/weekday-past", oneDay(2025, 11, 11), 0.8)),
				account("ledger3", "The carrier is the largest warship in the world.", "", "", "", oneDay(2025, 11, 12), 0),
			}, Origins: 2},
		{ID: "EV-6fu0o4pxkm", Span: oneDay(2025, 11, 13),
			Headline:   "Bogotá softens: sharing goes on, with guarantees",
			Summary:    "Colombia's government said on Thursday that it would keep sharing intelligence if human rights are guaranteed.",
			Importance: 0.75, Confidence: 0.64, Why: "1 independent source",
			Actors: []string{"Colombia", "Gustavo Petro"},
			Accounts: []timeline.Account{
				account("ledger3", "Colombia's government said on Thursday that it would keep sharing intelligence if human rights are guaranteed.", "on Thursday", "dct", "en/weekday-past", oneDay(2025, 11, 13), 0.94),
			}, Origins: 1},
	}
	return Document{Timeline: timeline.Timeline{Story: strikesStory(), Events: events, Articles: strikesArticles(), Series: strikesSeries(), Actors: []timeline.Actor{
		{Name: "Gustavo Petro", Kind: timeline.Person, Also: []string{"Petro", "=Petro"}, Articles: 11, Origins: 9, First: "2025-09-24", Last: "2025-11-13"},
		{Name: "United States", Kind: timeline.Place, Also: []string{"EE. UU."}, Articles: 9, Origins: 8, First: "2025-09-02", Last: "2025-11-12"},
		{Name: "Southern Spear", Articles: 1, Origins: 1}}, LeftOut: []timeline.LeftOut{{Account: foretold(account("ledger3", "The Senate is due to vote on a war powers resolution on Dec. 3.", "on Dec. 3", "dct", "en/month-day", oneDay(2025, 12, 3), 0.95)),
		Reason: "foretold, and no report was found that tells that it came about"}}, Successions: []timeline.Succession{
		{ID: "EV-2nq7wd5yjz", Headline: "Bogotá softens its tone", Span: oneDay(2025, 11, 13), Into: []string{"EV-6fu0o4pxkm"}, Run: "R-00000005", At: utc(2025, 11, 14)},
		{ID: "EV-3tz8vb6hrk", Headline: "Rumour of a strike", Span: oneDay(2025, 11, 12), Run: "R-00000006", At: utc(2025, 11, 14).Add(6 * time.Hour)},
	}},
		Archived: map[string]string{strikesArticles()[0].URL: "R-00000007-00001.warc.gz:83412"},
		Outcomes: strikesOutcomes(), Run: strikesRun(), Zone: bogota}
}

func reportOf(key, speaker, quote string) timeline.Report {
	a := account(key, quote, "", "", "", timex.Span{}, 0)
	return timeline.Report{Article: a.ArticleURL, Outlet: a.Outlet, Published: a.Published, Speaker: speaker, Quote: quote}
}

// strikesSeries are two counts that share a chart, and one that is no curve.
func strikesSeries() []timeline.Series {
	step := func(key, day, name string, value float64, q figure.Qualifier, origins int, speaker, quote string) timeline.Step {
		a := account(key, quote, "", "", "", timex.Span{}, 0)
		return timeline.Step{Figure: timeline.Figure{Name: name, Value: value, Qualifier: q, Scope: timeline.Cumulative, Speaker: speaker, AsOf: day, Article: a.ArticleURL, Quote: quote},
			Outlet: a.Outlet, Title: a.Title, Published: a.Published, Language: a.Language, Origins: origins}
	}
	tonnes := step("ledger2", "2025-10-24", "money", 2.5e9, "", 1, "the Treasury", "The Treasury has frozen $2.5 billion since 2020.")
	tonnes.Unit = "USD"
	return []timeline.Series{
		{Name: "killed", Since: "2025-09", Steps: []timeline.Step{
			step("clarion2", "2025-10-18", "killed", 29, figure.AtLeast, 3, "", "The strikes have killed at least 29 people since September."),
			step("meridian2", "2025-10-28", "killed", 57, figure.AtLeast, 4, "Pete Hegseth", "At least 57 people have been killed since September, Hegseth said."),
			step("ledger3", "2025-11-12", "killed", 76, "", 6, "", "The toll stands at 76."),
		}},
		{Name: "strikes", Since: "2025-09-02", Steps: []timeline.Step{
			step("ledger1", "2025-09-16", "strikes", 2, "", 2, "the Pentagon", "It was the second strike, the Pentagon said."),
			step("meridian2", "2025-10-28", "strikes", 14, "", 1, "", "It was the 14th strike of the campaign."),
			step("ledger3", "2025-11-12", "strikes", 19, "", 2, "", "There have been 19 strikes so far."),
		}},
		{Name: "money", Unit: "USD", Since: "2020", Steps: []timeline.Step{tonnes}},
	}
}

func foretold(a timeline.Account) timeline.Account {
	a.Foretold = true
	return a
}

func withAnchor(a timeline.Account, anchor string) timeline.Account {
	a.Anchor = anchor
	return a
}

func strikesStory() timeline.Story {
	return timeline.Story{
		Name: "caribbean-strikes", Title: "US strikes on alleged drug vessels, and Colombia's answer",
		From: utc(2025, 9, 1), Languages: []string{"en", "es"},
		Keywords: []string{"Petro", "drug boats", "intelligence sharing", "lanchas"},
	}
}

func strikesArticles() []scraper.Article {
	var articles []scraper.Article
	for _, p := range papers {
		articles = append(articles, p.article())
	}
	return articles
}

func strikesOutcomes() []scraper.Outcome {
	seen := time.Date(2025, 11, 18, 11, 0, 12, 0, time.UTC)
	var outcomes []scraper.Outcome
	for i, p := range papers {
		outcomes = append(outcomes, scraper.Outcome{URL: p.url, Canonical: p.url, Fate: scraper.Kept, Status: 200, NotModified: i < 9,
			Source: p.article().Source, Title: p.title, Outlet: p.outlet, Published: p.article().Published.String(),
			Language: p.lang, Relatedness: p.related, Reasons: p.reasons, At: seen.Add(time.Duration(i) * time.Second)})
	}
	return append(outcomes,
		scraper.Outcome{URL: "https://harborclarion.example/rss.xml", Fate: scraper.Listing, Status: 200, Source: "feed https://harborclarion.example/rss.xml", Detail: "feed with 40 entries", At: seen},
		scraper.Outcome{URL: "https://laorilla.example/sitemap-news.xml", Fate: scraper.Listing, Status: 200, Source: "sitemap https://laorilla.example/sitemap-news.xml", Detail: "news sitemap with 212 addresses", At: seen},
		scraper.Outcome{URL: "https://harborclarion.example/2025/11/12/storm-season-closes?utm_source=feed", Canonical: "https://harborclarion.example/2025/11/12/storm-season-closes", Fate: scraper.Unrelated, Status: 200, Source: "feed https://harborclarion.example/rss.xml", Title: "Storm season closes with little damage", Outlet: "Harbor Clarion", Published: "2025-11-12T07:00:00-05:00", Language: "en", Relatedness: 0.12, Reasons: []string{"same region, no keyword"}, Detail: "relatedness 0.12 is below 0.50", At: seen},
		scraper.Outcome{URL: "https://plainsgazette.example/amp/wire/second-vessel", Canonical: "https://plainsgazette.example/wire/second-vessel", Fate: scraper.Duplicate, Status: 200, Source: "search gdelt", Outlet: "Plains Gazette", Detail: "AMP twin of an article already met", At: seen},
		scraper.Outcome{URL: "https://observadorsur.example/internacional/lanchas", Fate: scraper.Robots, Source: "search gdelt", Outlet: "observadorsur.example", Detail: "robots.txt disallows /internacional/", At: seen},
		scraper.Outcome{URL: "https://thestandardbearer.example/news/cartels-at-sea", Fate: scraper.Blocked, Status: 402, Source: "search gdelt", Outlet: "thestandardbearer.example", Detail: "payment required", At: seen},
		scraper.Outcome{URL: "https://gulfcourier.example/a/88790", Fate: scraper.Gone, Status: 404, Source: "feed https://gulfcourier.example/feed", Outlet: "Gulf Courier", Detail: "404 Not Found", At: seen},
		scraper.Outcome{URL: "https://tribunadelvalle.example/envivo/caribe", Fate: scraper.NoDate, Status: 200, Source: "site https://tribunadelvalle.example/mundo", Outlet: "Tribuna del Valle", Title: "En vivo: tensión en el Caribe", Detail: "no publication date in JSON-LD, meta, URL or text", At: seen},
		scraper.Outcome{URL: "https://slowpaper.example/world/boats", Fate: scraper.RateLimited, Status: 429, Source: "search gdelt", Detail: "429 Too Many Requests; asked to wait 3600 s", At: seen},
		scraper.Outcome{URL: "https://diariodelebro.example/internacional/venezuela-2019", Fate: scraper.OutsideWindow, Status: 200, Source: "site https://diariodelebro.example/internacional", Outlet: "Diario del Ebro", Title: "Venezuela, seis años después", Published: "2019-02-23", Language: "es", Relatedness: 0.4, Detail: "published 2019-02-23, before the window's first day 2025-09-01", At: seen},
	)
}

func strikesRun() timeline.Run {
	return timeline.Run{
		ID: "R-20251118T110000Z", Story: "caribbean-strikes", Trigger: "schedule", State: "partial",
		StartedAt: time.Date(2025, 11, 18, 11, 0, 0, 0, time.UTC), FinishedAt: time.Date(2025, 11, 18, 11, 6, 41, 0, time.UTC),
		Events: 18, NewEvents: []string{"EV-6fu0o4pxkm"}, Changed: []string{"EV-4dm2h8wzua", "EV-2f7qk0m9a1"},
		Sources: []scraper.SourceResult{
			{Source: "feed https://harborclarion.example/rss.xml", Found: 40, Kept: 3},
			{Source: "sitemap https://laorilla.example/sitemap-news.xml", Found: 212, Kept: 3,
				Due: time.Date(2025, 11, 18, 17, 0, 0, 0, time.UTC), Why: "its host says Cache-Control: max-age=21600"},
			{Source: "search gdelt", Found: 61, Kept: 5, Error: "429 Too Many Requests on 2 of 4 questions"},
		},
	}
}

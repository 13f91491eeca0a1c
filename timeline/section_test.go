package timeline

import (
	"strings"
	"testing"
	"time"

	"dateline/scraper"
)

// chronology is a report of 12 March 2024 that hopes to be on topic.
func chronology(lang, text string) scraper.Article {
	return scraper.Article{URL: "https://paper.example/" + lang, Title: "How the strike at Port Halden unfolded", Outlet: "Harbour Ledger", Language: lang, Relatedness: .9,
		Published: scraper.Published{Time: time.Date(2024, 3, 12, 9, 0, 0, 0, time.UTC), HasTime: true}, Text: text}
}

// daysTold are the days that a report tells of by words, its own sentences' or a heading's,
// by the first words of each sentence.
func daysTold(a scraper.Article) map[string]string {
	c := read(Story{Languages: []string{a.Language}}, []scraper.Article{a}, nil)
	out := map[string]string{}
	for _, t := range c.tellings() {
		day := "printed"
		if t.worded() && t.day == noDay {
			day = t.span.EDTF()
		} else if t.worded() {
			day = t.day.time().Format(time.DateOnly)
		}
		first := strings.Join(strings.Fields(c.text(&t))[:min(4, len(strings.Fields(c.text(&t))))], " ")
		if was := out[first]; was != "" && was != day {
			day = was + " " + day
		}
		out[first] = day
	}
	return out
}

// A date that opens a line tells the day of what stands under it, up to the next.
func TestSections(t *testing.T) {
	for _, c := range []struct {
		name, lang, text string
		want             map[string]string // first words of a sentence -> the day it tells of; empty: none
	}{
		{"before the first sentence", "en", "Port Halden has been at a standstill for weeks. How it came to that.\n\n" +
			"February 26: Dockers walked out over pay. Police closed the northern quay. At 6 p.m. two ships turned back.\n" +
			"February 28: The union rejected the first offer. A crane operator was beaten outside the gates.\n" +
			"March 4: The mayor asked the army for help. Soldiers have guarded the silos since March 1. Talks with the owners collapsed again.\n",
			map[string]string{
				"Dockers walked out over": "", "February 26: Dockers walked": "2024-02-26", "Police closed the northern": "2024-02-26", "At 6 p.m. two": "2024-02-26",
				"A crane operator was": "2024-02-28", "Soldiers have guarded the": "2024-03-04", "Talks with the owners": "2024-03-04"}},
		{"lines of their own", "en", "The strike in Port Halden grew day by day.\n\nMonday, March 4\n\nThe dockers' leader was arrested at dawn. His lawyer called the charges absurd.\n\n" +
			"Hundreds marched to the customs house.\n\nTuesday, March 5\n\nA court released him on bail. On Sunday the police had searched his flat.\n\nThe port reopened for food ships.\n\n" +
			"Wednesday, March 6\n\nThe cabinet met in emergency session.\n\nNobody came out to speak to the crowd.\n\nReporters saw ships leave the bay.\n",
			map[string]string{
				"The dockers' leader was": "2024-03-04", "His lawyer called the": "2024-03-04", "Hundreds marched to the": "2024-03-04", "A court released him": "2024-03-05",
				"On Sunday the police": "2024-03-03", "The port reopened for": "2024-03-05", "The cabinet met in": "2024-03-06", "Nobody came out to": "2024-03-06",
				"Reporters saw ships leave": ""}},
		{"the newest first", "en", "Live: the strike in Port Halden.\n\n11 March\nThe last pickets left the gates. Trains ran again.\n\n10 March\nDockers voted to return to work. The count took six hours in a hall.\n\n9 March\nThe owners raised their offer. Crowds cheered on the quay.\n",
			map[string]string{"Trains ran again.": "2024-03-11", "The count took six": "2024-03-10", "Crowds cheered on the": "2024-03-09"}},
		{"en español", "es", "Así creció la huelga de Puerto Halden.\n\n26 de febrero.- Los estibadores pararon por los salarios. La policía cerró el muelle norte. A las 18.00 dos barcos dieron la vuelta.\n\n" +
			"Miércoles 28 de febrero: El sindicato rechazó la primera oferta. Un gruista fue golpeado ante las puertas.\n\n" +
			"4 de marzo – La alcaldesa pidió ayuda al ejército. Las negociaciones fracasaron esa noche.\n",
			map[string]string{"La policía cerró el": "2024-02-26", "A las 18.00 dos": "2024-02-26", "Un gruista fue golpeado": "2024-02-28", "Las negociaciones fracasaron esa": "2024-03-04"}},
		{"líneas propias", "es", "La huelga de Puerto Halden, día a día.\n\nLunes 4 de marzo\n\nEl líder de los estibadores fue detenido al amanecer. Su abogado habló de cargos absurdos.\n\n" +
			"Martes 5 de marzo\n\nUn juez lo dejó en libertad. El domingo la policía había registrado su casa.\n\nMiércoles 6 de marzo\n\nEl gabinete se reunió de urgencia.\n",
			map[string]string{"El líder de los": "2024-03-04", "Su abogado habló de": "2024-03-04", "Un juez lo dejó": "2024-03-05", "El domingo la policía": "2024-03-03", "El gabinete se reunió": "2024-03-06"}},
		{"em português", "pt", "A greve de Porto Halden, dia a dia.\n\n4 de março: O líder dos estivadores foi detido ao amanhecer. O advogado falou em acusações absurdas.\n\n" +
			"5 de março: Um juiz o libertou. Centenas de pessoas marcharam até a alfândega.\n",
			map[string]string{"O advogado falou em": "2024-03-04", "Centenas de pessoas marcharam": "2024-03-05"}},
		{"weekdays", "en", "A week in Port Halden.\n\nWednesday\n\nThe gates stayed shut. Pickets burned tyres.\n\nThursday\n\nA deal was announced. The owners signed it at noon.\n\nFriday\n\nThe cranes moved again. Ships queued in the bay.\n",
			map[string]string{"Pickets burned tyres.": "2024-03-06", "A deal was announced.": "2024-03-07", "Ships queued in the": "2024-03-08"}},
		{"a week to come", "en", "The week ahead in Port Halden.\n\nWednesday\n\nThe gates open. The mayor will visit the quay.\n\nThursday\n\nThe owners are due to sign. Cranes will move.\n",
			map[string]string{"The gates open.": "printed", "The owners are due": "printed"}},
		{"years of an explainer", "en", "Port Halden has a long memory. These are its strikes.\n\n1998: Dockers walked out over pensions. Two dockers were killed.\n2003: The northern quay was sold. Pickets burned tyres.\nIn 2011 the army took the silos. A crane fell on them.\n",
			map[string]string{"Two dockers were killed.": "printed", "Pickets burned tyres.": "printed", "A crane fell on": "printed"}},
		{"years above days", "en", "Port Halden and its strikes.\n\n2019\n\n5 June: Dockers walked out over pensions. Two dockers were killed.\n\n7 June: The northern quay was sold. Pickets burned tyres.\n\n2024\n\n4 March: The mayor asked the army for help. No soldiers came to help.\n",
			map[string]string{"Two dockers were killed.": "2019-06-05", "Pickets burned tyres.": "2019-06-07", "No soldiers came to": "2024-03-04"}},
		{"the year turns", "en", "The first strike of Port Halden.\n\n17 December 2020: Dockers walked out over pensions. Two dockers were killed.\n4 January: The northern quay was sold. Pickets burned tyres.\n14 January: The mayor resigned. The port reopened.\n",
			map[string]string{"Two dockers were killed.": "2020-12-17", "Pickets burned tyres.": "2021-01-04", "The port reopened.": "2021-01-14"}},
		{"one dateline of the page", "en", "Tuesday, March 5, 2024\n\nDockers in Port Halden have walked out. Police closed the northern quay.\n\nUpdated March 6\n\nTwo ships turned back.\n",
			map[string]string{"Police closed the northern": "printed", "Two ships turned back.": "printed"}},
		{"the page's dates one below the other", "en", "March 5, 2024\nMarch 6, 2024\nDockers in Port Halden have walked out. Police closed the northern quay.\n",
			map[string]string{"Police closed the northern": "printed"}},
		{"links with their dates", "en", "Dockers in Port Halden have walked out. Police closed the northern quay.\n\n5 March 2024\nMayor asks army for help\n28 February 2024\nUnion rejects first offer\n26 February 2024\nDockers walk out over pay\n",
			map[string]string{"Mayor asks army for": "printed", "Union rejects first offer": "printed"}},
		{"dates to and fro", "en", "Dockers in Port Halden have walked out.\n\nMarch 5: The mayor was heard. He wept.\nFebruary 3: A crane fell on them. Two dockers were hurt.\nMarch 9: The owners were heard. They smiled.\nFebruary 1: The quay was sold. It was old.\nMarch 11: The priest was heard. He prayed.\nFebruary 2: The gate fell. It was mended.\n",
			map[string]string{"Two dockers were hurt.": "printed"}},
		{"the report goes on below", "en", "Port Halden has been at a standstill.\n\nFebruary 26: Dockers walked out over pay. Police closed the northern quay.\nFebruary 28: The union rejected the first offer. A crane operator was beaten.\nMore pickets arrived overnight from the islands.\n" +
			"The Harbour Ledger visited the docks. Our reporters were turned away.\n",
			map[string]string{"A crane operator was": "2024-02-28", "The Harbour Ledger visited": "printed"}},
		{"a programme", "en", "What the court does next in Port Halden.\n\n14 March: The trial opens. Two dockers testify.\n18 March: The owners are heard. The court visits the quay.\n",
			map[string]string{"Two dockers testify.": "", "The court visits the": ""}},
		{"ranges end a section", "en", "Port Halden, day by day.\n\nFebruary 26: Dockers walked out. Police closed the quay.\nFebruary 27-28: Both sides met. The talks failed again.\nMarch 4: The mayor asked for help. No soldiers came to help.\n",
			map[string]string{"Police closed the quay.": "2024-02-26", "The talks failed again.": "printed", "No soldiers came to": "2024-03-04"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := daysTold(chronology(c.lang, c.text))
			for first, want := range c.want {
				if got[first] != want {
					t.Errorf("%q tells of %q, want %q; all: %v", first, got[first], want, got)
				}
			}
		})
	}
}

// An account under a heading gives the heading's words and rule.
func TestSectionsExplainThemselves(t *testing.T) {
	a := chronology("en", "Port Halden, day by day.\n\nMonday, February 26 – Dockers walked out over pay. Police closed the northern quay with barges.\n\nMarch 4 – The mayor asked the army for help. Nobody came to the gates.\n")
	tl := Build(Story{Name: "strike"}, []scraper.Article{a})
	found := false
	for _, e := range tl.Events {
		for _, x := range e.Accounts {
			if strings.HasPrefix(x.Quote, "Police closed") {
				found = true
				if x.Phrase != "Monday, February 26" || x.Rule != "heading:month-day" || x.Span.EDTF() != "2024-02-26" || x.Context() {
					t.Errorf("the account has phrase %q, rule %q, span %s", x.Phrase, x.Rule, x.Span.EDTF())
				}
			}
		}
	}
	if !found {
		t.Errorf("no event tells of it: %+v", tl.Events)
	}
}

// What was counted from a heading goes with it into the year that it is given.
func TestHeadingsTakeTheirTimesAlong(t *testing.T) {
	for lang, text := range map[string]string{
		"en": "17 December 2010\nA docker set fire to a crane in Port Halden. He died the next day.\n4 January, 9:40 p.m.\nMarches spread to the silos. At 10:30 p.m. soldiers closed the northern quay. The next day the mayor fled the town.\n14 January\nThe owners left the port. Crowds cheered on the quay.\n",
		"es": "17 de diciembre de 2010\nUn estibador quemó una grúa en Puerto Halden. Murió al día siguiente.\n4 de enero, 21:40\nLas marchas llegaron a los silos. A las 22:30 los soldados cerraron el muelle norte. Al día siguiente huyó el alcalde de la ciudad.\n14 de enero\nLos dueños dejaron el puerto. La gente celebró en el muelle.\n",
	} {
		c := read(Story{}, []scraper.Article{chronology(lang, text)}, nil)
		times := 0
		for _, s := range c.docs[0].sentences {
			for _, x := range s.times {
				if year := x.Span.Start.Year(); year != 2010 && year != 2011 {
					t.Errorf("%s: %q is of %d", lang, text[s.start:s.end], year)
				}
				times++
			}
		}
		if times < 6 {
			t.Errorf("%s: %d times", lang, times)
		}
	}
}

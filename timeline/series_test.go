package timeline

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// steps are a series in words: what, then day, amount, outlet and origins of each step.
func steps(all []Series) [][]string {
	var out [][]string
	for _, s := range all {
		lines := []string{s.Name + s.Unit + " " + s.Since}
		for _, step := range s.Steps {
			lines = append(lines, fmt.Sprintf("%s %s %s %d", step.AsOf, amount(step.Figure), step.Outlet, step.Origins))
		}
		out = append(out, lines)
	}
	return out
}

// A live blog tells of another country's disaster in between.
func TestSeriesOfAnotherStory(t *testing.T) {
	var reports []string
	for day := range 25 {
		reports = append(reports, fmt.Sprintf("o%d|%d|en|In Colombia the landslides have killed %d people since September.", day, day+1, 57+day))
	}
	reports = append(reports, "blog|27|en|The landslides went on in Colombia. The death toll of the quake has reached 77, according to Japan National Police.",
		"blog|28|en|The landslides went on in Colombia. The death toll has reached 90, the Colombian police said.")
	got := steps(Build(Story{Name: "slides"}, printed(reports...)).Series)
	if len(got) != 1 || !slices.Contains(got[0], "2025-11-28 90 blog 1") || len(got[0]) != 27 {
		t.Errorf("%q, want the 25 steps and the last", got)
	}
	for _, step := range got[0] {
		if strings.Contains(step, "77 blog") {
			t.Errorf("%q is Japan's", step)
		}
	}
}

func TestSeries(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    [][]string
	}{
		{"each new value once, at its first report, in both languages", []string{
			"a|4|en|At least 57 people have been killed in the landslides since September.",
			"b|5|es|Los derrumbes han dejado 57 muertos desde septiembre, según la Cruz Roja.",
			"c|8|en|The death toll rose to 64 on Friday, officials said.",
			"b|9|es|La cifra de muertos llega a 64 desde septiembre.",
			"d|11|en|Seventy-six people have been killed since September.",
		}, [][]string{{"killed 2025-09", "2025-11-04 at least 57 a 2", "2025-11-07 64 c 2", "2025-11-11 76 d 1"}}},
		{"a count that is corrected", []string{
			"a|4|en|The toll of the landslides reached 66 on Tuesday, the coroner said. Fifty people are missing.",
			"b|5|es|Los muertos por los derrumbes son ya 66 y los desaparecidos 50.",
			"c|7|en|The coroner cut the toll of the landslides on Friday from 66 to 63. The navy said 41 people were missing.",
			"d|8|es|El forense rebajó de 66 a 63 el número de muertos. Los desaparecidos son 41.",
			"a|11|en|The toll of the landslides rose to 68 on Tuesday.",
		}, [][]string{{"killed ", "2025-11-04 66 a 2", "2025-11-07 63 c 2", "2025-11-11 68 a 1"}, {"missing ", "2025-11-04 50 a 2", "2025-11-07 41 c 2"}}},
		{"minute by minute, the latest first", []string{
			"a|4|es|20.10 - La Armada eleva a 24 el número de muertos del transbordador Gannet. 16.30 - Siguen llegando barcos al puerto. 12.40 - Suben a 17 los muertos confirmados. 09.00 - La búsqueda sigue. 08.00 - Hasta ahora hay nueve muertos.",
			"b|5|es|Los muertos del Gannet suben a 35.",
		}, [][]string{{"killed ", "2025-11-04 9 a 1", "2025-11-04 17 a 1", "2025-11-04 24 a 1", "2025-11-05 35 b 1"}}},
		{"what a report recalls of long ago", []string{
			"a|4|en|The toll of the ferry Gannet stands at 57. It is the worst loss off Rota since 1978, when 53 people died.",
			"b|5|es|Los muertos del Gannet suben a 61.",
			"c|6|es|Los muertos del Gannet suben a 64.",
		}, [][]string{{"killed ", "2025-11-04 57 a 1", "2025-11-05 61 b 1", "2025-11-06 64 c 1"}}},
		{"an old total told again is no step", []string{
			"a|4|en|The landslides have killed 57 people since September.",
			"b|6|en|The toll stands at 64.",
			"c|7|en|By one count 57 people have been killed since September.",
			"d|8|en|Since September 70 people have been killed.",
		}, [][]string{{"killed 2025-09", "2025-11-04 57 a 2", "2025-11-06 64 b 1", "2025-11-08 70 d 1"}}},
		{"an epidemic counts from its first case, without saying so", []string{
			"a|4|en|The clinic at Orrin confirmed 14 cases of measles on Monday.",
			"b|8|es|El brote de sarampión ha causado dos muertes y 180 casos en Orrin.",
			"a|12|en|Measles has killed nine people in Orrin and sickened 460.",
			"b|12|es|El sarampión suma nueve muertos y 460 casos en Orrin.",
			"a|13|en|The ministry reported 75 new cases of measles in Orrin.",
		}, [][]string{{"cases ", "2025-11-04 14 a 1", "2025-11-08 180 b 1", "2025-11-12 460 a 2"}, {"killed ", "2025-11-08 2 b 1", "2025-11-12 9 a 2"}}},
		{"sums of money are of many things", []string{
			"a|4|en|The company has spent $30 million on the spill so far.",
			"b|6|en|The shares have lost $2 billion since April.",
			"c|8|en|So far claims of $5 billion have been filed.",
		}, nil},
		{"birds after men", []string{
			"a|4|en|The spill has killed 11 men since April.",
			"b|4|en|Since April 11 men have been killed.",
			"c|5|en|Eleven men have been killed since April.",
			"c|9|en|Since April 1,200 have been killed, of all kinds of birds.",
		}, nil},
		{"the toll of one attack is not the war's", []string{
			"a|4|en|Dorvan toll at 26, the mayor said.",
			"b|5|en|The death toll in Dorvan rose to 26.",
			"a|15|en|The war has killed 14,000 people since March.",
			"c|16|es|Desde marzo han muerto 14.000 personas en la guerra.",
			"b|18|en|Since March 14,200 people have been killed.",
		}, [][]string{{"killed 2025-03", "2025-11-15 14000 a 2", "2025-11-18 14200 b 1"}}},
		{"one wild number is not believed of one report", []string{
			"a|4|en|The landslides have killed 57 people since September.",
			"b|4|en|Since September 57 people have been killed.",
			"c|4|en|So far 57 people have been killed, the mayor said.",
			"b|6|en|The toll stands at 64.",
			"c|7|en|The 1985 eruption, the toll of which was 23,000, comes to mind.",
		}, [][]string{{"killed 2025-09", "2025-11-04 57 a 3", "2025-11-06 64 b 1"}}},
		{"counts of other starts are other counts", []string{
			"a|4|en|The landslides have killed 57 people since September.",
			"b|5|en|Since September 60 people have been killed.",
			"c|6|en|Since September 64 people have been killed.",
			"a|4|en|The war has killed 2,000 people since March 2020.",
			"b|6|en|Since March 2020 the war has killed 2,100 people.",
			"c|7|en|Since March 2020 the war has killed 2,200 people.",
		}, [][]string{
			{"killed 2020-03", "2025-11-04 2000 a 1", "2025-11-06 2100 b 1", "2025-11-07 2200 c 1"},
			{"killed 2025-09", "2025-11-04 57 a 1", "2025-11-05 60 b 1", "2025-11-06 64 c 1"},
		}},
		{"the ordinal of a strike counts them", []string{
			"a|4|en|The navy's 14th strike killed three men.",
			"b|6|es|Fue el ataque número 15 de la campaña.",
			"c|8|en|A strike on Friday killed two men, the 16th since September.",
		}, [][]string{{"strikes 2025-09", "2025-11-04 14 a 1", "2025-11-06 15 b 1", "2025-11-08 16 c 1"}}},
		{"it begins with the toll of what it counts from", []string{
			"a|4|en|At least 41 people died when the ferry Gannet sank off Rota on Monday, the navy said.",
			"b|4|es|Al menos 41 personas murieron el lunes al hundirse el transbordador Gannet frente a Rota, según la Marina.",
			"a|5|en|The death toll of the ferry Gannet rose to 57 on Tuesday.",
			"b|8|es|La cifra de muertos del Gannet llega a 68.",
		}, [][]string{{"killed ", "2025-11-04 at least 41 a 2", "2025-11-04 57 a 1", "2025-11-08 68 b 1"}}},
		{"but not with one that only one report tells", []string{
			"a|4|en|At least 41 people died when the ferry Gannet sank off Rota on Monday, the navy said.",
			"a|5|en|The death toll of the ferry Gannet rose to 57 on Tuesday.",
			"b|6|es|La cifra de muertos del Gannet llega a 57.",
			"b|8|es|La cifra de muertos del Gannet llega a 68.",
		}, [][]string{{"killed ", "2025-11-04 57 a 2", "2025-11-08 68 b 1"}}},
		{"of two that speakers give at once one is the count", []string{
			"a|4|en|The fever has killed 18 people, the ministry said.",
			"b|6|en|The fever has killed 30 people, the ministry said. The Red Cross puts the toll at 52.",
			"c|8|es|La fiebre ha causado 41 muertes, según el ministerio.",
			"d|9|en|The fever has killed 41 people, the ministry said.",
		}, [][]string{{"killed ", "2025-11-04 18 a 1", "2025-11-06 30 b 1", "2025-11-08 41 c 2"}}},
		{"twenty times as many of one origin at the end", []string{
			"a|4|en|The landslides have killed 48 people since September.",
			"b|6|en|The death toll rose to 64 on Thursday, officials said.",
			"c|7|es|Los derrumbes han dejado 64 muertos desde septiembre, según la Cruz Roja.",
			"d|9|en|Traders say that 5,500 people have been killed since September.",
		}, [][]string{{"killed 2025-09", "2025-11-04 48 a 1", "2025-11-06 64 b 2"}}},
		{"the first of its kind since another is no start", []string{
			"a|4|en|The fever has killed 18 people, the first outbreak of the disease since 1999.",
			"b|6|en|The fever has killed 30 people since October.",
			"c|8|es|La fiebre ha causado 41 muertes.",
		}, [][]string{{"killed 2025-10", "2025-11-04 18 a 1", "2025-11-06 30 b 1", "2025-11-08 41 c 1"}}},
		{"numbers of single happenings make no series", []string{
			"a|4|en|A slide killed three people on Monday.",
			"b|6|en|A slide killed four people on Wednesday.",
			"c|8|en|A slide killed five people on Friday.",
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			articles := printed(tt.reports...)
			for range 5 {
				if diff := cmp.Diff(tt.want, steps(Build(Story{Name: "slides"}, articles).Series)); diff != "" {
					t.Fatal(diff)
				}
				rand.Shuffle(len(articles), func(i, k int) { articles[i], articles[k] = articles[k], articles[i] })
			}
		})
	}
}

func TestDisputes(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    []string
	}{
		{"both sides with their outlets", []string{
			"a|5|en|A US strike on a boat in the Caribbean killed three men on Tuesday.",
			"b|5|en|Four men died on Tuesday when a US strike hit their boat in the Caribbean, the union said.",
			"c|5|es|Tres hombres murieron el martes en un bombardeo de Estados Unidos a una lancha en el Caribe.",
		}, []string{"killed: 3 (2: a c), 4 (1: b)"}},
		{"seas that exclude each other", []string{
			"a|5|en|A US strike on a boat in the Caribbean killed three men on Tuesday.",
			"b|5|es|Tres hombres murieron el martes en un bombardeo de Estados Unidos a una lancha en el Pacífico.",
		}, []string{"place: Caribbean (1: a), Pacific (1: b)"}},
		{"at least three allows four", []string{
			"a|5|en|A US strike on a boat in the Caribbean killed at least three men on Tuesday.",
			"b|5|en|A US strike on a boat in the Caribbean killed four men on Tuesday.",
		}, nil},
		{"but sixty is more than who says at least 41 would say", []string{
			"a|5|en|At least 41 people died when the ferry Gannet sank off Rota on Tuesday, the navy said.",
			"b|5|es|Al menos 41 personas murieron el martes al hundirse el transbordador Gannet frente a Rota, según la Marina.",
			"c|5|en|Sixty people died when the ferry Gannet went down off Rota on Tuesday, the mayor said.",
		}, []string{"killed: at least 41 (2: a b), 60 (1: c)"}},
		{"a sum of what is told alike", []string{
			"a|5|en|Former minister Ada Pinto went on trial in Lisbon on Tuesday over harbour contracts worth 42 million euros.",
			"b|5|es|La exministra Ada Pinto comenzó a ser juzgada el martes en Lisboa por contratos del puerto por 47 millones de euros.",
		}, []string{"money: 42000000 EUR (1: a), 47000000 EUR (1: b)"}},
		{"sums of many things", []string{
			"a|5|en|The government of Ada Pinto gave 42 million euros to the flooded towns on Tuesday.",
			"c|5|en|Flooded towns will get 30 million euros and their schools 12 million euros, the government of Ada Pinto said on Tuesday.",
		}, nil},
		{"a running count that falls", []string{
			"a|5|en|Rescuers left the quake zone of Arva on Tuesday. The quake has killed at least 80 people so far, aid groups said.",
			"b|6|en|Rescuers left the quake zone of Arva on Tuesday. The quake has killed 61 people so far, the government said.",
		}, []string{"killed: 61 (1: b), at least 80 (1: a)"}},
		{"one that rises", []string{
			"a|5|en|Rescuers left the quake zone of Arva on Tuesday. The quake has killed 61 people so far, aid groups said.",
			"b|6|en|Rescuers left the quake zone of Arva on Tuesday. The quake has killed 80 people so far, the government said.",
		}, nil},
		{"the number in the sentence behind the date", []string{
			"a|5|en|A mob attacked the clinic of Arva on Tuesday and killed two nurses. Police arrested 17 people.",
			"b|5|es|Una multitud atacó el martes la clínica de Arva y mató a dos enfermeras. Otras seis personas resultaron heridas y 22 fueron detenidas, según la Policía.",
		}, []string{"detained: 17 (1: a), 22 (1: b)"}},
		{"a larger number of a later day is news", []string{
			"a|5|en|A mob attacked the clinic of Arva on Tuesday and killed two nurses. Police arrested 17 people.",
			"b|6|es|Una multitud atacó el martes la clínica de Arva y mató a dos enfermeras. La Policía detuvo a 22 personas.",
		}, nil},
		{"a number that counts what the sentence before does", []string{
			"a|5|en|Some 40,000 people marched in Arva on Tuesday, the government said. Unions put the number at 90,000.",
			"b|6|es|Unas 40.000 personas se manifestaron el martes en Arva, según el Gobierno.",
		}, []string{"protesters: about 40000 (2: a b), 90000 (1: a)"}},
		{"two parties one after the other, in what is no account by itself", []string{
			"a|5|en|Police broke up a march in Arva on Tuesday and arrested 19 people, the commander said. Ada Roth, the ombudswoman, who went from cell to cell, counted 34.",
			"b|5|es|La policía disolvió el martes una marcha en Arva y detuvo a 19 personas.",
		}, []string{"detained: 19 (2: a b), 34 (1: a)"}},
		{"the narrator and somebody who counts more", []string{
			"a|5|en|Police broke up a march in Arva on Tuesday and arrested 19 people. The union said 34 had been arrested.",
		}, []string{"detained: 19 (1: a), 34 (1: a)"}},
		{"of another place", []string{
			"a|5|en|Police broke up a march in Arva on Tuesday and arrested 19 people. The union said 34 had been arrested in Rota.",
		}, nil},
		{"a number of what was counted before, with the verb left out", []string{
			"a|5|es|Los estibadores marcharon el martes en Arva: la policía contó 3.000 manifestantes; el sindicato, 8.000.",
			"b|5|en|Police counted 3,000 marchers when dockers marched in Arva on Tuesday, the union 8,000.",
		}, []string{"protesters: 3000 (2: a b), 8000 (2: a b)"}},
		{"two numbers of two things", []string{
			"a|5|en|Police charged a picket in Arva on Tuesday. The ministry speaks of six injured and 21 arrested, the union of 15 and 34.",
		}, []string{"detained: 21 (1: a), 34 (1: a)", "wounded: 15 (1: a), 6 (1: a)"}},
		{"what another was sentenced to", []string{
			"a|5|en|The court of Arva on Tuesday sentenced Ada Roth to 17 years in prison. Her driver got three years in prison.",
			"b|5|en|The court of Arva sentenced Ada Roth on Tuesday to 17 years in prison for fraud.",
			"c|5|en|The court of Arva sentenced Ada Roth on Tuesday to 19 years in prison for fraud.",
		}, []string{"years in prison: 17 (2: a b), 19 (1: c)"}},
		{"votes", []string{
			"a|5|en|Elena Salas led the runoff by 38,000 votes on Tuesday, the electoral office said.",
			"b|5|es|Elena Salas aventajaba el martes en la segunda vuelta por 41.000 votos, según la oficina electoral.",
		}, []string{"votes: 38000 (1: a), 41000 (1: b)"}},
		{"a report that has both numbers settles it", []string{
			"a|5|en|A US strike on a boat in the Caribbean killed three men on Tuesday, and another killed two men.",
			"b|5|en|A US strike on a boat in the Caribbean killed two men on Tuesday.",
		}, nil},
		{"an outlet that corrects itself does not contradict itself", []string{
			"a|5|en|A US strike on a boat in the Caribbean killed three men on Tuesday.",
			"a|6|en|A US strike on a boat in the Caribbean on Tuesday killed four men.",
			"b|6|en|A US strike on a boat in the Caribbean on Tuesday killed four men, the navy said.",
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, e := range Build(Story{Name: "strikes", Languages: []string{"en", "es"}}, printed(tt.reports...)).Events {
				for _, d := range e.Disputes {
					line := d.About + ":"
					for i, s := range d.Sides {
						if i > 0 {
							line += ","
						}
						var outlets []string
						for _, r := range s.Reports {
							if r.Article == "" || r.Quote == "" || r.Published == "" {
								t.Errorf("a side without its report: %+v", r)
							}
							outlets = append(outlets, r.Outlet)
						}
						slices.Sort(outlets)
						line += fmt.Sprintf(" %s (%d:", s.Says, s.Origins)
						for _, o := range outlets {
							line += " " + o
						}
						line += ")"
					}
					got = append(got, line)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestContradict(t *testing.T) {
	read := func(f Figure) tallied {
		if f.Of == "civilians" {
			return tallied{Figure: f}
		}
		return tallied{Figure: f, kin: f.Of}
	}
	for _, c := range []struct {
		a, b Figure
		want bool
	}{
		{Figure{Value: 3}, Figure{Value: 4}, true},
		{Figure{Value: 3}, Figure{Value: 3}, false},
		{Figure{Value: 3, Qualifier: "at least"}, Figure{Value: 4}, false},
		{Figure{Value: 5, Qualifier: "at least"}, Figure{Value: 4}, true},
		{Figure{Value: 5, Qualifier: "up to"}, Figure{Value: 4}, false},
		{Figure{Value: 5, Qualifier: "up to"}, Figure{Value: 6, Qualifier: "more than"}, true},
		{Figure{Value: 100, Qualifier: "about"}, Figure{Value: 95}, false},
		{Figure{Value: 100, Qualifier: "about"}, Figure{Value: 80}, true},
		{Figure{Value: 12, High: 15}, Figure{Value: 14}, false},
		{Figure{Value: 12, High: 15}, Figure{Value: 16}, true},
		{Figure{Value: 3, Of: "soldiers"}, Figure{Value: 5}, false},
		{Figure{Value: 7, Of: "soldiers"}, Figure{Value: 5}, true},
		{Figure{Value: 7, Of: "soldiers"}, Figure{Value: 5, Of: "civilians"}, false},
		{Figure{Value: 5, Of: "civilians"}, Figure{Value: 7}, true},
	} {
		if got := contradict(read(c.a), read(c.b)); got != c.want || contradict(read(c.b), read(c.a)) != got {
			t.Errorf("%+v and %+v: %v, want %v both ways", c.a, c.b, got, c.want)
		}
	}
}

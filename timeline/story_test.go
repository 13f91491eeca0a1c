package timeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What reports of small stories contradict each other in, and what they only seem to.
func TestDisputesOfStories(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    string
	}{
		{"government and doctors in one report", []string{
			"a|13|en|Thirty-three hostages died when commandos stormed the Karsk theatre on Wednesday, the government said. Doctors at the city hospital said 58 hostages died on Wednesday in the storming of the Karsk theatre.",
		}, "killed: 33 (a) | 58 (a)"},
		{"ferry passengers missing", []string{
			"a|4|es|El naufragio del ferri Aurora frente a Palo el lunes dejó 120 desaparecidos, según la naviera.",
			"b|4|en|The sinking of the ferry Aurora off Palo on Monday left 171 people missing, the coast guard said.",
		}, "missing: 120 (a) | 171 (b)"},
		{"tonnes by company and agency", []string{
			"a|5|en|The tanker Ostia leaked 6,500 tonnes of oil off Merrow on Wednesday, the Environment Agency said.",
			"b|5|en|The tanker Ostia leaked 4,000 tonnes of oil off Merrow on Wednesday, said its owner, Petromar.",
		}, "tonnes: 4000 (b) | 6500 (a)"},
		{"no contradiction: an update of the next day", []string{
			"a|4|en|A ferry sank off Palo on Monday, killing 25 people.",
			"a|6|en|The ferry that sank off Palo on Monday killed 61 people.",
			"b|6|en|The ferry that sank off Palo on Monday killed 61 people, officials said.",
		}, ""},
		{"both speakers in one report", []string{
			"a|5|en|A drone strike on the market of Leal on Tuesday killed 19 people, the army said. Residents said that 27 people were killed.",
			"b|5|es|Un dron mató el martes a 27 personas en el mercado de Leal, dijeron vecinos.",
		}, "killed: 19 (a) | 27 (a b)"},
		{"both speakers in one report, and in another without a verb of saying", []string{
			"a|5|en|A drone strike on the market of Leal on Tuesday killed 19 people, the army said. Residents said that 27 people were killed.",
			"b|5|es|Un dron mató el martes a 27 personas en el mercado de Leal, dijeron vecinos. El ejército habla de 19 muertos.",
		}, "killed: 19 (a b) | 27 (a b)"},
		{"no contradiction: another three", []string{
			"a|5|en|A drone strike on the market of Leal on Tuesday killed nine people, the army said. Doctors said that another three people were killed in a panic.",
		}, ""},
		{"at least as many as the outlet said before", []string{
			"a|5|en|The footbridge at Palo fell on Tuesday, killing nine people.",
			"b|5|es|En la caída del puente peatonal de Palo el martes murieron once personas, según los bomberos.",
			"a|9|en|The footbridge at Palo that fell on Tuesday killed at least nine people.",
		}, "killed: 11 (b) | 9 (a)"},
		{"no contradiction: parts of a whole", []string{
			"a|5|en|The quake in Sarvan on Tuesday killed 310 people, among them 40 children.",
			"b|5|en|The quake in Sarvan on Tuesday killed 40 children, teachers said.",
		}, ""},
		{"no contradiction: the dead of an attack, and an army's of a week", []string{
			"a|8|en|Drones struck the city of Karsk on Friday, killing seven people, officials said.",
			"b|8|en|Drones struck the city of Karsk on Friday, killing people in their homes, officials said. The army said it had lost 12 men in fighting near Karsk.",
		}, ""},
		{"two ministers on one sum", []string{
			"a|5|en|Arland and Borland agreed on Tuesday to compensate the owners of the tug Ibis. Arland's foreign minister, Rosa Vane, said it was $4 million. Borland's foreign minister, Peter Ash, said the sum agreed was $7 million.",
		}, "money: 4000000 USD (a) | 7000000 USD (a)"},
		{"dos ministros y una suma", []string{
			"a|5|es|Arlandia y Borlandia acordaron el martes indemnizar a los dueños del remolcador Ibis. La ministra de Arlandia, Rosa Vane, dijo que son 4 millones de dólares. El ministro de Borlandia, Pedro Ash, dijo que son 7 millones de dólares.",
		}, "money: 4000000 USD (a) | 7000000 USD (a)"},
		{"no contradiction: a fine and a debt", []string{
			"a|5|en|The court closed the bank of Palo on Tuesday. The judge, Rosa Vane, said the bank would pay a fine of $4 million. The receiver, Peter Ash, said it had debts of $7 million.",
		}, ""},
		{"detained", []string{
			"a|8|es|La policía detuvo el viernes a 46 manifestantes en la plaza de Tarica.",
			"b|8|es|Más de 100 manifestantes fueron detenidos el viernes en la plaza de Tarica, denunció la Defensoría.",
		}, "detained: 46 (a) | more than 100 (b)"},
		{"company blames company", []string{
			"a|5|en|Petromar blamed Northern Drilling for Tuesday's explosion on the Ostia platform.",
			"b|6|en|Northern Drilling denied that it caused Tuesday's explosion on the Ostia platform.",
		}, "responsibility: Northern Drilling (a) | not Northern Drilling (b)"},
		{"the power company", []string{
			"a|10|en|Residents accused Pacific Electric on Monday of starting the Castro fire with a broken line.",
			"b|11|en|Pacific Electric denied on Tuesday that it started the Castro fire.",
		}, ""},
		{"missiles of one or the other", []string{
			"a|4|en|President Reza accused Russia of Monday's missile attack on the market in Dorvan, which killed 21 people.",
			"b|4|en|Russia denied attacking the market in Dorvan on Monday, in which 21 people died.",
		}, "responsibility: Russia (a) | not Russia (b)"},
		{"los dos bandos", []string{
			"a|5|es|Los rebeldes acusaron al ejército de la matanza de nueve campesinos del martes en Ocampo.",
			"b|5|es|El ejército acusó a los rebeldes de la matanza de nueve campesinos del martes en Ocampo.",
		}, "responsibility: government forces (a) | rebels (b)"},
		{"totals of two speakers in one report", []string{
			"a|5|en|The fever has spread to a fourth province, officials said on Wednesday. The outbreak has killed 34 people, according to the health ministry. The Red Cross puts the death toll at 51.",
		}, "killed: 34 (a) | 51 (a)"},
		{"no contradiction: a total of two days", []string{
			"a|5|es|Dos personas murieron el lunes en un bombardeo frente a Tumaco. Otras tres murieron el martes en un segundo bombardeo en esas aguas.",
			"b|5|es|Bombardeos frente a Tumaco dejan cinco muertos en dos días. Tres personas murieron el martes en el segundo.",
		}, ""},
		{"what one claims of the other's men, and what that one admits", []string{
			"a|5|en|Sudan's army said on Tuesday that it had killed 140 STC fighters at Kazgil. It said nine of its soldiers died.\n\nThe STC said it lost 12 men and killed more than 80 soldiers.",
		}, "killed: 12 (a) | 140 (a); killed: 9 (a) | more than 80 (a)"},
		{"two who count the dead of a siege", []string{
			"a|5|es|El ejército rompió el martes el cerco de Orrin. Al menos 291 civiles murieron durante el asedio, según la Cruz Roja; Naciones Unidas calcula que fueron más de 500.",
		}, "killed: at least 291 (a) | more than 500 (a)"},
		{"no contradiction: of the week", []string{
			"a|5|en|Two people died in clashes in Tame on Tuesday, medics said.",
			"b|6|en|Six people have died in the clashes in Tame this week, after two on Tuesday, police said.",
		}, ""},
		{"no contradiction: bodies found so far", []string{
			"a|5|en|A ferry sank off Tumaco on Tuesday and 60 people died, the navy said.",
			"b|5|en|Divers found 41 bodies after a ferry sank off Tumaco on Tuesday.",
		}, ""},
		{"no contradiction: one day's headings", []string{
			"a|5|en|Landslide at Orrin Tuesday 4 November Up to 200 soldiers will help to dig in the village of Orrin.",
			"b|6|en|Landslide at Orrin Wednesday 5 November Up to 200 soldiers will help to dig in the village of Orrin.",
		}, ""},
		{"two days", []string{
			"a|6|en|The dam at Orrin burst on Tuesday, drowning 14 villagers.",
			"b|6|en|The dam at Orrin burst on Monday, drowning 14 villagers, the mayor said.",
			"c|6|es|La presa de Orrin reventó el martes y ahogó a 14 vecinos.",
		}, "date: 2025-11-03 (b) | 2025-11-04 (a c)"},
		{"wounded but not dead differ", []string{
			"a|5|es|Un coche bomba mató a 18 personas e hirió a 40 el martes en Tame.",
			"b|5|en|A car bomb killed 18 people and wounded 62 on Tuesday in Tame.",
		}, "wounded: 40 (a) | 62 (b)"},
		{"the separatists may be they", []string{
			"a|5|en|The Black Dawn Movement claimed responsibility for Tuesday's bombing of the station in Tame.",
			"b|5|en|The government blamed separatists for Tuesday's bombing of the station in Tame.",
		}, ""},
		{"about the same", []string{
			"a|5|en|About 200 miners were rescued on Tuesday from the Vale pit.",
			"b|5|en|Rescuers brought 204 miners out of the Vale pit on Tuesday.",
		}, ""},
		{"cases", []string{
			"a|5|en|The health ministry reported 214 new cholera cases in Mbara on Tuesday.",
			"b|5|en|Aid workers counted 390 new cholera cases in Mbara on Tuesday.",
		}, "cases: 214 (a) | 390 (b)"},
	}
	for _, tt := range tests {
		var got []string
		for _, e := range Build(Story{Name: "s", Languages: []string{"en", "es"}}, printed(tt.reports...)).Events {
			for _, d := range e.Disputes {
				var sides []string
				for _, s := range d.Sides {
					var outlets []string
					for _, r := range s.Reports {
						if !slices.Contains(outlets, r.Outlet) {
							outlets = append(outlets, r.Outlet)
						}
					}
					slices.Sort(outlets)
					sides = append(sides, fmt.Sprintf("%s (%s)", s.Says, strings.Join(outlets, " ")))
				}
				slices.Sort(sides)
				got = append(got, d.About+": "+strings.Join(sides, " | "))
			}
		}
		if g := strings.Join(got, "; "); g != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, g, tt.want)
		}
	}
}

// Plans of small stories join what came of them: day, accounts, those that foretell.
func TestPlansOfStories(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    string
	}{
		{"results on Friday", []string{
			"a|3|en|The Electoral Commission will announce the final results of Talanga's election on Friday.",
			"b|8|en|The Electoral Commission announced the final results of Talanga's election on Friday, declaring Moro the winner.",
		}, "2025-11-07 2 1"},
		{"swearing in", []string{
			"a|10|es|Moro jurará el cargo el 20 de noviembre en Port Lisse.",
			"b|21|en|Elias Moro was sworn in on Thursday in Port Lisse for a third term.",
		}, "2025-11-20 2 1"},
		{"vote next week", []string{
			"a|13|en|Members of the rail union will vote on the pay offer next week.",
			"b|21|en|Members of the rail union voted on Thursday to accept the pay offer.",
		}, "2025-11-20 2 1"},
		{"a feared landfall", []string{
			"a|5|en|Hurricane Odile could make landfall near Palo on Friday, forecasters warned.",
			"b|8|en|Hurricane Odile made landfall near Palo on Friday, tearing roofs off houses.",
		}, "2025-11-07 2 1"},
		{"a plan never reported as such", []string{
			"a|5|en|The minister will resign on Friday, two newspapers reported.",
		}, ""},
		{"a hearing", []string{
			"a|18|en|A court will hear the case against Petromar on Nov. 28.",
			"b|29|en|A court heard the case against Petromar on Friday.",
		}, "2025-11-28 2 1"},
		{"prisoners to be exchanged", []string{
			"a|5|es|Los dos bandos intercambiarán prisioneros en los próximos días, anunció la Cruz Roja.",
			"b|9|es|Los dos bandos intercambiaron el sábado 47 prisioneros, informó la Cruz Roja.",
		}, "2025-11-08 2 1"},
		{"aid expected tomorrow", []string{
			"a|5|en|Aid trucks are expected to reach Olmar tomorrow.",
			"b|7|en|Aid trucks reached Olmar on Thursday, three days after the quake.",
		}, "2025-11-06 2 1"},
		{"schools to reopen", []string{
			"a|12|es|Las escuelas de Mbara reabrirán el lunes 17 de noviembre tras el brote de cólera.",
			"b|18|en|Schools in Mbara reopened on Monday after the outbreak of cholera.",
		}, "2025-11-17 2 1"},
	}
	for _, tt := range tests {
		var got []string
		for _, e := range Build(Story{Name: "s", Languages: []string{"en", "es"}}, printed(tt.reports...)).Events {
			n := 0
			for _, a := range e.Accounts {
				if a.Foretold {
					n++
				}
			}
			got = append(got, fmt.Sprintf("%s %d %d", e.Span.FirstDay(), len(e.Accounts), n))
		}
		if g := strings.Join(got, "; "); g != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, g, tt.want)
		}
	}
}

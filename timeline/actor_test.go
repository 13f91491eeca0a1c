package timeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Who and what small stories name: each is told by two outlets, and the actors
// that both name are given with their kinds.
func TestActorsOfStories(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    []string
	}{
		{"a title inside", []string{
			"a|5|en|Rescuers reached the mine on Tuesday, said Fire Chief Tom Halloran of Orrin.",
			"b|6|en|The fire in Orrin was out on Tuesday. Halloran thanked his men.",
		}, []string{"Orrin|place", "Tom Halloran|person"}},
		{"a ministry of one thing and another", []string{
			"a|5|en|The panel faulted the Energy and Mines Ministry on Tuesday for the dam at Orrin.",
			"b|6|en|On Tuesday the Energy and Mines Ministry closed the mine near Orrin.",
		}, []string{"Energy and Mines Ministry|organisation", "Orrin|place"}},
		{"the second part of a given name", []string{
			"a|5|en|On Tuesday the envoy Cho Min-seo crossed the river at Orrin with a Tuma-led convoy.",
			"b|6|en|The convoy of Cho Min-seo reached Orrin on Tuesday.",
		}, []string{"Cho Min-seo|person", "Orrin|"}},
		{"what is nobody by itself", []string{
			"a|5|es|El martes la ministra Nuria Galán defendió los Derechos Humanos y la República.",
			"b|6|es|Nuria Galán habló el martes de Derechos Humanos y de la República.",
		}, []string{"Nuria Galán|person"}},
		{"a role in lower case and behind the name", []string{
			"a|5|es|El portavoz Iker Zubiri dijo el martes que el buque estaba cerca de Marzán.",
			"b|6|es|Iker Zubiri, portavoz de la naviera, viajó a Marzán el martes.",
		}, []string{"Iker Zubiri|person", "Marzán|place"}},
		{"menus", []string{
			"a|5|en|Read More Breaking News. Lindal burned on Tuesday, wrote Ivar Brekke, 41, a farmer near Lindal. Privacy Policy",
			"b|6|en|Breaking News Share This Article. Ivar Brekke, who lost his farm in Lindal on Tuesday, wept. Privacy Policy",
		}, []string{"Ivar Brekke|person", "Lindal|place"}},
		{"a firm by its mark, and without", []string{
			"a|5|en|Corvane Ltd said on Tuesday that its dam was safe. Corvane built it.",
			"b|6|en|The dam of Corvane failed on Tuesday, Corvane Ltd. said.",
		}, []string{"Corvane|organisation"}},
		{"a bank and its short name", []string{
			"a|5|en|Depositors besieged Halden Bank on Tuesday.",
			"b|6|en|On Tuesday Halden closed its doors, and Halden Bank asked for help.",
		}, []string{"Halden Bank|organisation"}},
		{"ministries in two languages", []string{
			"a|5|en|The Interior Ministry said on Tuesday that 14 people died in Tuma.",
			"b|5|es|El Ministerio del Interior informó el martes de 14 muertos en Tuma.",
		}, []string{"Interior Ministry|organisation", "Tuma|place"}},
		{"not the ministry's portfolio alone", []string{
			"a|5|es|La ministra de Salud, Nuria Galán, cerró los mercados el martes.",
			"b|6|es|Galán visitó el martes un hospital. La ministra de Salud, Nuria Galán, pidió calma.",
		}, []string{"Nuria Galán|person"}},
		{"a secretary of state", []string{
			"a|5|en|Secretary of State Helen Marsh met the rebels on Tuesday.",
			"b|6|en|The rebels met US Secretary of State Helen Marsh on Tuesday.",
		}, []string{"Helen Marsh|person"}},
		{"an and within the name", []string{
			"a|5|en|On Tuesday the National Rivers and Harbours Administration closed the locks.",
			"b|6|en|The locks were closed on Tuesday by the National Rivers and Harbours Administration.",
		}, []string{"National Rivers and Harbours Administration|organisation"}},
		{"a ship is nobody", []string{
			"a|5|en|The MV Calista sank on Tuesday, the owners said. Calista had 40 men aboard.",
			"b|6|en|Forty men were on the MV Calista when it sank on Tuesday. The Calista was old.",
		}, []string{"MV Calista|"}},
		{"a ferry with the name of a sea", []string{
			"a|5|en|The ferry Rosa do Mar sank on Tuesday off Palo, the navy said.",
			"b|6|es|El transbordador Rosa do Mar se hundió el martes frente a Palo.",
		}, []string{"Palo|place", "Rosa do Mar|"}},
		{"an owner may be a firm", []string{
			"a|5|en|The ferry's owner, Naviera Sur, blamed a wave on Tuesday.",
			"b|6|es|La policía registró el martes la sede de Naviera Sur.",
		}, []string{"Naviera Sur|organisation"}},
		{"health organisations of the Americas", []string{
			"a|5|en|The Pan American Health Organization sent vaccines on Tuesday.",
			"b|6|es|La OPS envió vacunas el martes.",
		}, []string{"Pan American Health Organization|organisation"}},
		{"a double last name", []string{
			"a|5|en|Transport Minister Maria Delos Rios ordered an inquiry on Tuesday.",
			"b|6|en|Delos Rios promised on Tuesday to publish it, and Delos Rios kept her word.",
		}, []string{"Maria Delos Rios|person"}},
		{"the Muslim Brotherhood and the African Union", []string{
			"a|5|en|The African Union urged the Muslim Brotherhood on Tuesday to wait.",
			"b|6|es|La Unión Africana pidió el martes a los Hermanos Musulmanes que esperen.",
		}, []string{"African Union|organisation", "Muslim Brotherhood|organisation"}},
		{"initials before the long name", []string{
			"a|5|en|The North Atlantic Treaty Organization (NATO) met on Tuesday in Brussels.",
			"b|6|es|La OTAN se reunió el martes en Bruselas.",
		}, []string{"Brussels|place", "NATO|organisation"}},
		{"months and openings", []string{
			"a|5|en|Meanwhile the strike went on. In November 2025 Osei led the dockers. However, Frank Osei was ill on Tuesday.",
			"b|6|en|Meanwhile Frank Osei, the dockers' leader, went home on Tuesday. However the strike went on in November.",
		}, []string{"Frank Osei|person"}},
		{"initials of the name in another language", []string{
			"a|5|es|La Federación Nacional de Pescadores (FNP) cerró el martes el puerto de Marzán.",
			"b|6|en|The National Fishermen Federation (FNP) closed the port of Marzán on Tuesday.",
			"c|6|es|El martes la FNP negó la entrada a Marzán.",
		}, []string{"Marzán|place", "National Fishermen Federation|organisation"}},
		{"initials without brackets", []string{
			"a|5|en|On Tuesday the National Dockers Federation, or NDF, closed the locks.",
			"b|6|en|The locks were closed on Tuesday by the NDF, drivers said.",
		}, []string{"National Dockers Federation|organisation"}},
		{"two of one last name", []string{
			"a|5|en|Police arrested Ernesto Bardales, the founder, on Tuesday. Mr Bardales denied it.",
			"b|6|es|Martín Bardales pidió el martes calma. Bardales no aceptó preguntas.",
			"c|6|en|Ernesto Bardales was freed on Tuesday, lawyers for Mr Bardales said.",
			"a|6|es|El martes Martín Bardales, vocero, habló del barco. Bardales lloró.",
		}, []string{"Ernesto Bardales|person", "Martín Bardales|person"}},
		{"a portfolio that no list has", []string{
			"a|5|es|La ministra de Hidrocarburos, Nuria Galán, dimitió el martes.",
			"b|6|es|El martes dimitió la ministra de Hidrocarburos, Nuria Galán.",
		}, []string{"Nuria Galán|person"}},
		{"an article within the name of a town", []string{
			"a|5|es|El martes hubo una marcha en El Cerro, cerca de El Cerro Chico.",
			"b|6|es|La policía cercó el martes a los vecinos en El Cerro.",
		}, []string{"El Cerro|place"}},
		{"gates have numbers", []string{
			"a|5|en|Pickets stood at Gate 3 on Tuesday, said Rosa Ibarra of the union.",
			"b|6|en|On Tuesday horses cleared Gate 3, Rosa Ibarra said.",
		}, []string{"Rosa Ibarra|person"}},
		{"a ministry in another order", []string{
			"a|5|en|The Interior Ministry said on Tuesday that 14 people died in Tuma.",
			"b|6|en|On Tuesday the Ministry of the Interior sent help to Tuma.",
		}, []string{"Interior Ministry|organisation", "Tuma|place"}},
		{"a line and its name in Spanish", []string{
			"a|5|en|The ferry of Cormora Lines sank on Tuesday, sailors told the Cormora Lines office.",
			"b|6|es|Un barco de Naviera Cormora se hundió el martes, y Naviera Cormora calla.",
		}, []string{"Cormora Lines|organisation"}},
		{"capitals are no names", []string{
			"a|5|en|FERRY DISASTER The ferry sank on Tuesday near Palo, said Rosa Ibarra of the union.",
			"b|6|en|FERRY DISASTER Near Palo divers went down on Tuesday. Rosa Ibarra watched.",
		}, []string{"Palo|place", "Rosa Ibarra|person"}},
	}
	right, asked := 0, 0
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, a := range Build(Story{Name: "story", Languages: []string{"en", "es"}}, printed(tt.reports...)).Actors {
				got = append(got, fmt.Sprintf("%s|%s", a.Name, a.Kind))
			}
			slices.Sort(got)
			asked++
			if strings.Join(got, "; ") != strings.Join(tt.want, "; ") {
				t.Errorf("got %q, want %q", got, tt.want)
				return
			}
			right++
		})
	}
	t.Logf("%d of %d", right, asked)
}

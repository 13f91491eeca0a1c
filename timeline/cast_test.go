package timeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Who reports is no actor; an organisation's words in another order are the same one.
func TestCastLeavesOutReporters(t *testing.T) {
	tl := Build(Story{Name: "siege", Languages: []string{"en"}}, printed(
		"a|4|en|Gunmen seized the port of Orrin on Monday, CNN's Ben Halder reports. The National Transitional Council said that its leader Omar Varela had fled.",
		"b|4|en|Gunmen took Orrin on Monday. Ben Halder reports from the port. The Transitional National Council said that Varela had fled.",
		"c|5|en|Orrin is quiet, correspondent Ben Halder says. The National Transitional Council said on Tuesday that Omar Varela was in Tame.",
	))
	var got []string
	for _, a := range tl.Actors {
		got = append(got, a.Name)
		if a.Name == "National Transitional Council" && a.Articles != 3 {
			t.Errorf("%s: %d articles, want 3", a.Name, a.Articles)
		}
	}
	if slices.Contains(got, "Ben Halder") || slices.Contains(got, "Transitional National Council") || !slices.Contains(got, "Omar Varela") {
		t.Errorf("got %q", got)
	}
	for _, e := range tl.Events {
		if slices.Contains(e.Actors, "Ben Halder") {
			t.Errorf("%s: a reporter among %q", e.Headline, e.Actors)
		}
	}
}

func TestActors(t *testing.T) {
	got := Build(Story{Name: "strikes"}, printed(
		"a|4|en|President Gustavo Petro said on Monday that Colombia would stop helping the U.S. Coast Guard.",
		"b|5|es|El presidente Petro criticó el martes a Estados Unidos ante la ONU.",
		"c|6|en|On Tuesday Petro met António Guterres of the United Nations in New York.",
		"d|7|en|The Colombian president, Gustavo Petro, told the Federal Emergency Management Agency (FEMA) on Thursday that he would wait.",
		"e|8|es|El presidente colombiano respondió el viernes, dijo Antonio Guterres, y FEMA guardó silencio.",
		"f|9|es|El mandatario colombiano viajó el sábado a Nueva York. Nadie esperaba en Bogotá otra cosa.",
		"g|10|en|Colombia's president flew home to Bogotá on Sunday. Crowds waited.",
	)).Actors
	var lines []string
	for _, a := range got {
		lines = append(lines, fmt.Sprintf("%s|%s|%d|%s to %s|%s", a.Name, a.Kind, a.Origins, a.First, a.Last, strings.Join(a.Also, ", ")))
	}
	want := []string{
		"Gustavo Petro|person|7|2025-11-04 to 2025-11-10|Petro, mandatario colombiano, presidente colombiano, Colombia's president, Colombian president",
		"António Guterres|person|2|2025-11-06 to 2025-11-08|Antonio Guterres",
		"Bogotá|place|2|2025-11-09 to 2025-11-10|",
		"Colombia|place|2|2025-11-04 to 2025-11-10|",
		"Federal Emergency Management Agency|organisation|2|2025-11-07 to 2025-11-08|FEMA",
		"New York|place|2|2025-11-06 to 2025-11-09|Nueva York",
		"United Nations|organisation|2|2025-11-05 to 2025-11-06|ONU",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
}

// The names of a mining disaster: second surnames, firms, ministries, an agency's own name.
func TestFullerNames(t *testing.T) {
	got := Build(Story{Name: "dam"}, printed(
		"Agencia Tupay|4|es|Lima (Tupay).- El gerente de la minera, Aurelio Tejada Ricci, fue detenido el martes. El Ministerio de Energía y Minas suspendió a Minera Alta Cruz el martes.",
		"Agencia Tupay|5|es|Lima (Tupay).- El gerente Aurelio Tejada declaró el miércoles ante la fiscal. La Comisión Nacional del Mercado de Valores investiga a Alta Cruz desde el miércoles.",
		"b|5|es|Aurelio Tejada, gerente de Alta Cruz, declaró el miércoles. El Ministerio de Energía y Minas guardó silencio.",
		"c|6|es|La Comisión Nacional del Mercado de Valores abrió el jueves un expediente a Alta Cruz, y Aurelio Tejada siguió detenido en el Ministerio de Defensa de Colombia.",
	))
	also := map[string]string{}
	for _, a := range got.Actors {
		also[a.Name] = strings.Join(a.Also, ", ")
	}
	for name, want := range map[string]string{
		"Aurelio Tejada":                           "Aurelio Tejada Ricci",
		"Minera Alta Cruz":                         "Alta Cruz",
		"Ministerio de Energía y Minas":            "",
		"Comisión Nacional del Mercado de Valores": "",
	} {
		if others, found := also[name]; !found || others != want {
			t.Errorf("%s: found %v, also %q, want %q; of %v", name, found, others, want, also)
		}
	}
	for _, e := range got.Events {
		for _, name := range e.Actors {
			if name == "Tupay" || name == "Aurelio Tejada Ricci" || name == "Alta Cruz" {
				t.Errorf("%s: an event names %q", e.Headline, name)
			}
		}
	}
}

package timeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What a report tells of in one go, one person's one deed, and what is counted alike is
// one happening of its day, in whatever words; what only looks like it stays two.
func TestTwins(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    string // accounts of the happenings of 4 November, the most first
	}{
		{"on by the clock", []string{
			"a|5|en|Gunmen who had seized the Orrin customs house let their captives go on Tuesday after talks with a bishop. Nine clerks walked out of the back door at 3:40 p.m. and boarded a bus.",
			"b|5|en|Gunmen let their captives go on Tuesday at the Orrin customs house.",
		}, "3"},
		{"por la hora", []string{
			"a|5|es|El juez Tomás Rey rechazó el martes la prisión preventiva del dirigente Raúl Ortega. El sindicalista salió a las cinco de la tarde del penal entre petardos.",
			"b|5|es|Un juez rechazó el martes la prisión preventiva de Raúl Ortega.",
		}, "3"},
		{"another one by the clock", []string{
			"a|5|en|A bomb wrecked the Orrin customs house on Tuesday and hurt nine clerks. A second blast shook the fish market at 3:40 p.m.",
			"b|5|en|A bomb wrecked the customs house at Orrin on Tuesday.",
		}, "2 1"},
		{"entries of a live blog", []string{
			"a|4|en|10.30 - Nine clerks are let go by gunmen at the Orrin customs house today.\n\n11.40 - Kandor's parliament votes for a new tax on salt today.",
		}, "1 1"},
		{"a captain and his name", []string{
			"a|5|en|Police in Kandor arrested the captain of the trawler on Tuesday.\n\nThe captain, Raul Ortega, had been in hospital since the wreck.",
			"b|5|en|Raul Ortega was arrested on Tuesday, prosecutors said, as a taxi took him to the airport.",
		}, "3"},
		{"un capitán y su nombre", []string{
			"a|5|es|La policía de Kandor detuvo el martes al capitán del pesquero que encalló.",
			"b|5|es|Raúl Ortega fue detenido el martes, según la fiscalía, cuando un taxi lo llevaba a la frontera.\n\nEl capitán Raúl Ortega, de 58 años, no dijo nada.",
		}, "3"},
		{"the captain is another", []string{
			"a|5|en|Police in Kandor arrested the captain of the trawler on Tuesday.\n\nThe captain, Tomas Dorn, had been in hospital since the wreck.",
			"b|5|en|Raul Ortega was arrested on Tuesday, prosecutors said, as a taxi took him to the airport.",
		}, "2 1"},
		{"a deed among others", []string{
			"a|5|en|Ernest Quill, founder of the line whose trawler sank, was arrested at Kandor airport on Tuesday as he tried to board a private flight.",
			"b|9|en|Ernest Quill was arrested last Tuesday and released on Friday on bail of two million pesos.",
		}, "2"},
		{"two strikes in two places", []string{
			"a|5|en|A drone hit a school in Kandor on Tuesday and killed five pupils.",
			"b|5|en|Three miners died in Orrin on Tuesday as a bus burned. A drone hit it.",
		}, "2 1"},
		{"by the clock in another place", []string{
			"a|5|en|A drone hit a school in Kandor on Tuesday and hurt five pupils. At 3:40 p.m. a bus burned in Orrin.",
		}, "1 1"},
		{"a la misma hora, en otro lugar", []string{
			"a|5|es|Un dron golpeó el martes una escuela en Kandor. A las 15.40 se incendió un autobús en Orrín.",
		}, "1 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := read(Story{Name: "twins", Languages: []string{"en", "es"}}, printed(tt.reports...), nil)
			var got []int
			for _, h := range c.join(c.tellings()) {
				if h.day != noDay && h.span.FirstDay() == "2025-11-04" {
					got = append(got, len(h.members))
				}
			}
			slices.SortFunc(got, func(a, b int) int { return b - a })
			if said := strings.Trim(fmt.Sprint(got), "[]"); said != tt.want {
				t.Errorf("got %s, want %s", said, tt.want)
			}
		})
	}
}

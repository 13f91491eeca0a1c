package timeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Each event lists the figures of its own happening, be they told in the sentence that
// dates it or behind it.
func TestFiguresOfItsOwnHappening(t *testing.T) {
	for _, tt := range []struct {
		name string
		text string
		want []string // per event: its day and figures
	}{
		{"the fire of a clause", "en|Two miners who survived a fire in the pit of Oruna on Monday were flown home on Tuesday, Mayor Ines Roth said. Four others were killed in the fire.",
			[]string{"2025-11-04 survivors 2 / Ines Roth"}},
		{"el derrumbe de una cláusula", "es|El minero que sobrevivió a un derrumbe en la mina de Oruna el lunes llegó el martes a su casa. Cuatro personas murieron en el derrumbe.",
			[]string{"2025-11-04 survivors 1"}},
		{"what the account itself names", "en|Two miners who survived a fire in the pit of Oruna on Monday were beaten in the hospital on Tuesday. Four nurses were wounded in the hospital.",
			[]string{"2025-11-04 survivors 2, wounded 4"}},
		{"one fire", "en|A fire in the pit of Oruna trapped forty miners on Tuesday. Four people were killed in the fire.",
			[]string{"2025-11-04 killed 4"}},
		{"what it is the worst since", "en|A fire in the pit of Oruna killed four miners on Tuesday. The fire is the worst in the pit since 1981, when 29 people died in a blast.",
			[]string{"2025-11-04 killed 4"}},
		{"lo peor desde entonces", "es|Un incendio en la mina de Oruna mató a cuatro mineros el martes. El incendio es el peor en la mina desde 1981, cuando 29 personas murieron en una explosión.",
			[]string{"2025-11-04 killed 4"}},
		{"a toll that rises", "en|Five people have died from Tuesday's fire in the pit of Oruna. The death toll from the fire climbs to five, the mayor said.",
			[]string{"2025-11-04 killed 5, killed 5 so far / the mayor"}},
		{"a number of two days", "en|The navy sank two boats off Oruna on Monday and killed nine men. The raids have now killed 9 men in two days, the navy said.",
			[]string{"2025-11-03 killed 9 so far, vessels 2"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, e := range Build(Story{Name: "pit", Languages: []string{"en", "es"}}, printed("a|5|"+tt.text)).Events {
				var figures []string
				for _, f := range e.Figures {
					figures = append(figures, said(f))
				}
				got = append(got, strings.TrimSpace(fmt.Sprint(e.Span.FirstDay(), " ", strings.Join(figures, ", "))))
			}
			slices.Sort(got)
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

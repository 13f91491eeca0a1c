package timeline

import (
	"fmt"
	"strings"
	"testing"
)

// One happening that outlets put on different days is one event, and the days
// are in dispute; two happenings that are alike stay two.
func TestDaysDisputed(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    string // events: day, accounts, and the days in dispute with their outlets
	}{
		{"one of three names another day", []string{
			"a|5|en|A freighter rammed the Vale bridge at Porto on Monday, killing three sailors.",
			"b|5|en|Three sailors died on Monday when a freighter rammed the Vale bridge at Porto.",
			"c|5|en|A freighter rammed the Vale bridge at Porto on Tuesday, killing three sailors, the harbour master said.",
		}, "2025-11-03 3 2025-11-03 (a, b) 2025-11-04 (c)"},
		{"uno de tres dice otro día", []string{
			"a|5|es|Un carguero chocó el lunes contra el puente de Vale en Porto y murieron tres marineros.",
			"b|5|es|Tres marineros murieron el lunes al chocar un carguero contra el puente de Vale en Porto.",
			"c|5|es|Un carguero chocó el domingo contra el puente de Vale en Porto y murieron tres marineros, según el puerto.",
		}, "2025-11-03 3 2025-11-02 (c) 2025-11-03 (a, b)"},
		{"another strike, told by one", []string{
			"a|6|en|A US strike on a boat in the Caribbean killed three men on Monday.",
			"b|6|en|Three men died on Monday in a US strike on a boat in the Caribbean.",
			"c|6|en|Another US strike on a boat in the Caribbean killed three men on Tuesday.",
		}, "2025-11-03 2; 2025-11-04 1"},
		{"other figures", []string{
			"a|6|en|A US strike on a boat in the Caribbean killed three men on Monday.",
			"b|6|en|Three men died on Monday in a US strike on a boat in the Caribbean.",
			"c|6|en|A US strike on a boat in the Caribbean killed four men on Tuesday.",
		}, "2025-11-03 2; 2025-11-04 1"},
		{"an outlet that tells of both days", []string{
			"a|6|en|A US strike on a boat in the Caribbean killed three men on Monday.",
			"b|6|en|Three men died on Monday in a US strike on a boat in the Caribbean.",
			"b|7|en|A US strike on a boat in the Caribbean killed three men on Wednesday.",
		}, "2025-11-03 2; 2025-11-05 1"},
		{"two witnesses each", []string{
			"a|6|en|A US strike on a boat in the Caribbean killed three men on Monday.",
			"b|6|en|Three men died on Monday in a US strike on a boat in the Caribbean.",
			"c|7|en|A US strike on a boat in the Caribbean killed three men on Wednesday.",
			"d|7|en|Three men died on Wednesday in a US strike on a boat in the Caribbean.",
		}, "2025-11-03 2; 2025-11-05 2"},
		{"meetings of every day", []string{
			"a|6|en|Envoys of both sides met for talks in Geneva on Monday.",
			"b|6|en|Envoys of both sides met in Geneva on Monday for talks.",
			"c|6|en|Envoys of both sides met for talks in Geneva on Wednesday to speak of prisoners and the grain harbours.",
		}, "2025-11-03 2; 2025-11-05 1"},
		{"one against one, with a number of both", []string{
			"a|5|en|A ship carrying 4,200 tonnes of wheat ran aground off Sfax on Monday, the harbour office said.",
			"b|6|es|Un barco con 4.200 toneladas de trigo encalló el martes frente a Sfax, según la oficina del puerto.",
		}, "2025-11-03 2 2025-11-03 (a) 2025-11-04 (b)"},
		{"uno contra uno, sin más", []string{
			"a|5|en|A ship carrying wheat ran aground off Sfax on Monday, the harbour office said.",
			"b|6|es|Un barco con trigo llegó el martes a Sfax, según la oficina del puerto.",
		}, "2025-11-03 1; 2025-11-04 1"},
		{"what goes on from it gives the number", []string{
			"a|6|en|The weir at Alcoba gave way on Tuesday and about 340 families were moved to schools, the mayor said.",
			"b|6|es|La presa de Alcoba cedió el martes y unas 340 familias fueron llevadas a escuelas.",
			"c|6|es|La presa de Alcoba se rompió el lunes y el agua cubrió los huertos, contó un vecino.\n\nUnas 340 familias fueron llevadas a escuelas.",
		}, "2025-11-04 4 2025-11-03 (c) 2025-11-04 (a, b)"},
		{"two numbers of both, in other words", []string{
			"a|5|en|A slide buried the quarry workers' huts at Oruna on Tuesday, killing nine people and leaving five missing.",
			"b|5|es|Un derrumbe sepultó el martes las barracas de la cantera de Oruna: nueve muertos y cinco desaparecidos.",
			"c|5|es|El monte cayó el lunes sobre las barracas de la cantera y mató a nueve personas; cinco están desaparecidas, contó un vecino.",
		}, "2025-11-04 3 2025-11-03 (c) 2025-11-04 (a, b)"},
		{"marches of two days, told by one outlet each", []string{
			"a|4|en|Thousands of nurses marched through Ghent on Monday to demand higher pay.",
			"b|5|en|Thousands of nurses marched through Ghent again on Tuesday to demand higher pay.",
		}, "2025-11-03 1; 2025-11-04 1"},
		{"a tabloid's words and toll", []string{
			"a|5|en|A coach left the mountain road near Alcoba in heavy rain on Monday, killing 14 people, police said.",
			"b|5|es|Catorce personas murieron el lunes cuando un autobús se salió de la carretera cerca de Alcoba, según la policía.",
			"c|5|en|Nineteen people perished when a death coach plunged off a Spanish mountain in rain on Monday.",
		}, "2025-11-03 3 14 (a, b) 19 (c)"},
		{"tolls too far apart to be of one", []string{
			"a|5|en|A coach left the mountain road near Alcoba in heavy rain on Monday, killing 14 people, police said.",
			"b|5|es|Catorce personas murieron el lunes cuando un autobús se salió de la carretera cerca de Alcoba, según la policía.",
			"c|5|en|Floods swept through a village below the mountain on Monday, and 90 drowned.",
		}, "2025-11-03 2; 2025-11-03 1"},
		{"long apart", []string{
			"a|6|en|A freighter rammed the Vale bridge at Porto on Monday, killing three sailors.",
			"b|6|en|Three sailors died on Monday when a freighter rammed the Vale bridge at Porto.",
			"c|20|en|A freighter rammed the Vale bridge at Porto on Monday, killing three sailors.",
		}, "2025-11-03 2; 2025-11-17 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, e := range Build(Story{Name: "days", Languages: []string{"en", "es"}}, printed(tt.reports...)).Events {
				line := fmt.Sprintf("%s %d", e.Span.FirstDay(), len(e.Accounts))
				var sides []string
				for _, d := range e.Disputes {
					for _, s := range d.Sides {
						var outlets []string
						for _, r := range s.Reports {
							outlets = append(outlets, r.Outlet)
						}
						sides = append(sides, fmt.Sprintf(" %s (%s)", s.Says, strings.Join(outlets, ", ")))
					}
				}
				if len(sides) == 2 && sides[0] > sides[1] {
					sides[0], sides[1] = sides[1], sides[0]
				}
				got = append(got, line+strings.Join(sides, ""))
			}
			if strings.Join(got, "; ") != tt.want {
				t.Errorf("got %q, want %q", strings.Join(got, "; "), tt.want)
			}
		})
	}
}

package timeline

import "testing"

// Who tells of survivors tells how many there were and how many died, where the report
// says so beside it.
func TestSurvivorsAndDead(t *testing.T) {
	for _, tt := range []struct{ name, report, want string }{
		{"the survivor", "a|5|en|An avalanche buried two huts above Oruna on Tuesday and killed 14 climbers, Mayor Ines Roth said. One climber survived. The army flew the survivor to the hospital of Ancon in a helicopter.",
			"An avalanche buried two huts above Oruna and killed 14 climbers, Mayor Ines Roth said. One climber survived. The army flew the survivor to the hospital of Ancon in a helicopter."},
		{"el sobreviviente", "a|5|es|Una avalancha sepultó el martes dos cabañas sobre Oruna y mató a 14 escaladores. Un escalador sobrevivió. El Ejército entregó el sobreviviente en helicóptero a los médicos de Ancón.",
			"Una avalancha sepultó dos cabañas sobre Oruna y mató a 14 escaladores. Un escalador sobrevivió. El Ejército entregó el sobreviviente en helicóptero a los médicos de Ancón."},
		{"the dead", "a|5|en|Two miners survived a fire in the pit of Oruna on Tuesday. Four others below were killed in the fire.",
			"Two miners survived a fire in the pit of Oruna. Four others below were killed in the fire."},
		{"told already", "a|5|en|A fire in the pit of Oruna on Tuesday killed four miners, and two survived. Four people died.",
			"A fire in the pit of Oruna killed four miners, and two survived."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, e := range Build(Story{Name: "pit", Languages: []string{"en", "es"}}, printed(tt.report)).Events {
				if e.Summary != tt.want {
					t.Errorf("got %q, want %q", e.Summary, tt.want)
				}
			}
		})
	}
}

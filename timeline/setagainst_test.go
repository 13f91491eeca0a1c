package timeline

import "testing"

// Who says what did it, whose decision it was or who began is answered by another beside
// it; alone, or by the same speaker, it is no contradiction.
func TestSetAgainst(t *testing.T) {
	for _, tt := range []struct {
		name    string
		reports []string
		want    string
	}{
		{"a wave had sunk it", []string{
			"a|6|en|A trawler sank off Orrin on Tuesday, drowning nine. Bruno Salas, who runs the yard, told a radio station that a freak wave had sunk the trawler. The harbour master said the fault lay with the owners.",
		}, "freak wave (a); owners (a)"},
		{"whose decision", []string{
			"a|6|en|A trawler sank off Orrin on Tuesday, drowning nine. Its mate said the skipper had been told by the owners to sail into the gale. The firm said the decision was the captain's alone.",
		}, "captain (a); owners (a)"},
		{"de quién fue la decisión", []string{
			"a|6|es|Un pesquero se hundió el martes frente a Orrín y murieron nueve marineros. El marinero jura que la empresa le ordenó zarpar. La empresa dice que la decisión fue del capitán.",
		}, "capitán (a); empresa (a)"},
		{"jura que no", []string{
			"a|6|es|Un pesquero se hundió el martes frente a Orrín y murieron nueve marineros. El marinero jura que la empresa le ordenó zarpar. La empresa jura que no.",
		}, "empresa (a); not empresa (a)"},
		{"who began", []string{
			"a|6|en|Mounted police broke up a picket at Orrin on Tuesday. The ministry says officers met a hail of stones; the union says its members were charged without warning.",
		}, "hail of stones (a); without warning (a)"},
		{"quién empezó", []string{
			"a|6|es|La policía montada disolvió el martes un piquete en Orrín. El ministerio dice que los agentes recibieron pedradas. El sindicato asegura que cargaron sin avisar.",
		}, "recibieron pedradas (a); sin avisar (a)"},
		{"the verb left out", []string{
			"a|6|en|Nine people were shot dead in Orrin on Tuesday. The bishop blames the police; the mayor, armed looters.",
		}, "government forces (a); protesters (a)"},
		{"her soldiers", []string{
			"a|6|en|Nine patients died in Orrin on Tuesday. Ana Roth, the defence minister, blamed the strikers. They blame her soldiers.",
		}, "government forces (a); strikers (a)"},
		{"apunta, en cambio", []string{
			"a|6|es|Nueve pacientes murieron el martes en Orrín por falta de oxígeno. El alcalde culpó de la muerte a los huelguistas. El sindicato de médicos apunta, en cambio, a la administración.",
		}, "administración (a); huelguistas (a)"},
		{"told by nobody who answers", []string{
			"a|6|en|A trawler sank off Orrin on Tuesday. Its mate said the skipper had been told by the owners to sail.",
		}, ""},
		{"one speaker", []string{
			"a|6|en|A trawler sank off Orrin on Tuesday. The mayor said the decision was the captain's. The mayor said the skipper had been ordered by the owners to sail.",
		}, ""},
		{"a decision of no harm", []string{
			"a|6|en|The harbour of Orrin reopened on Tuesday. The mayor said the decision was a mistake. The union said the strike was still on.",
		}, ""},
		{"habla de otra cosa", []string{
			"a|6|es|El puerto de Orrín reabrió el martes. El alcalde habla de una tregua. El sindicato apunta a un acuerdo.",
		}, ""},
		{"the clouds of two days", []string{
			"a|6|en|The minister of Orrin speaks of floods in the south on Tuesday. The mayor spoke of the harvest.",
		}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := responsible(tt.reports); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

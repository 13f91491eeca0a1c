package figure

import (
	"fmt"
	"strings"
	"testing"
)

// Which numbers count all up to now, marked "+", and which one happening.
func TestScope(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"en", "The measles outbreak killed 12 children and sickened 640, the clinic said.", "killed 12+ cases 640+"},
		{"en", "Measles has killed 12 people in the valley.", "killed 12+"},
		{"en", "A red alert followed after typhoid fever and measles killed three people.", "killed 3+"},
		{"en", "The ministry counted 75 new cases of measles on Friday.", "cases 75"},
		{"en", "Measles killed another three people.", "killed 3"},
		{"en", "The clinic confirmed 14 cases of measles.", "cases 14+"},
		{"en", "A bus crash killed 12 people and injured 30.", "killed 12 wounded 30"},
		{"en", "The floods have killed 12 people and displaced 3,000.", "killed 12+ displaced 3000+"},
		{"en", "It brings the number of dead in the slides and rains of June to 44.", "killed 44+"},
		{"en", "The number of dead rose and officials moved to 31 shelters.", ""},
		{"en", "Boats searched for four sailors still missing.", "missing 4"},
		{"en", "Two weeks after the river rose the valley counts 41 dead.", "killed 41+"},
		{"en", "Police counted 41 dead at the scene.", "killed 41"},
		{"en", "Elena Salas led by 38,000 votes.", "votes 38000"},
		{"es", "El valle contabiliza 41 muertos dos semanas después.", "killed 41+"},
		{"es", "El brote de sarampión ha causado doce muertes y 640 casos.", "killed 12+ cases 640+"},
		{"es", "El sarampión suma 12 muertos y 640 contagios.", "killed 12+ cases 640+"},
		{"es", "Se declaró terminado el brote de dengue, que dejó 12 muertos y 640 enfermos.", "killed 12+ cases 640+"},
		{"es", "Hubo 75 nuevos casos de dengue el viernes.", "cases 75"},
		{"es", "Los fallecidos son 71.", "killed 71+"},
		{"es", "El choque dejó 12 muertos y 30 heridos.", "killed 12 wounded 30"},
		{"pt", "A epidemia de dengue já matou 45 pessoas e infetou 3.200.", "killed 45+ cases 3200+"},
		{"pt", "O acidente matou 12 pessoas e feriu 30.", "killed 12 wounded 30"},
	}
	for _, tt := range tests {
		var got []string
		for _, r := range Read(tt.text, tt.lang, nil) {
			sign := ""
			if r.SoFar {
				sign = "+"
			}
			got = append(got, fmt.Sprintf("%s %g%s", r.Name, r.Value, sign))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, strings.Join(got, " "), tt.want)
		}
	}
}

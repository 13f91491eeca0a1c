package figure

import (
	"fmt"
	"strings"
	"testing"
)

// counted are the readings of a sentence, "+" for a running count.
func counted(text, lang string) string {
	var got []string
	for _, r := range Read(text, lang, nil) {
		sign := ""
		if r.SoFar {
			sign = "+"
		}
		got = append(got, fmt.Sprintf("%s %g%s", r.Name, r.Value, sign))
	}
	return strings.Join(got, " ")
}

// How old people are is no count of them, and one beside another is two.
func TestAges(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"en", "Two brothers, aged 33 and 38, were arrested at the port.", "detained 2"},
		{"en", "Three men aged between 19 and 27 were killed.", "killed 3"},
		{"en", "Police arrested two women, 24 and 31.", "detained 2"},
		{"en", "Ruth Adler, 61, was rescued by neighbours.", ""},
		{"en", "Ruth Adler (61) was killed.", ""},
		{"en", "The 51-year-old was detained with a 39-year-old.", ""},
		{"en", "Of the wounded, 12 were flown out; the missing, 31, are miners.", "missing 31+"},
		{"en", "The victims were 12 and 14.", ""},
		{"en", "One girl and her grandmother were killed.", "killed 2"},
		{"en", "A woman and her children were killed.", ""},
		{"en", "Five soldiers and their captain were killed.", "killed 6"},
		{"es", "Dos hermanos, de 33 y 38 años, fueron detenidos.", "detained 2"},
		{"es", "Murieron dos niños de 8 y 11 años.", "killed 2"},
		{"es", "Detuvieron a tres jóvenes de entre 19 y 27 años.", "detained 3"},
		{"es", "Rosa Mena, 61, fue rescatada por los vecinos.", ""},
		{"es", "Un niño de seis años y su abuela murieron al hundirse la casa.", "killed 2"},
	}
	for _, tt := range tests {
		if got := counted(tt.text, tt.lang); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// A life that is taken is a death; one that is found or lived is not.
func TestLives(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"es", "Rescataron con vida a dos buzos.", "survivors 2"},
		{"es", "Hallan con vida a dos buzos.", "survivors 2"},
		{"es", "Hallaron sin vida a tres buzos.", "killed 3"},
		{"es", "Tres buzos fueron hallados sin vida.", "killed 3"},
		{"es", "La riada costó la vida a cuatro personas.", "killed 4"},
		{"es", "El fuego se ha cobrado 31 vidas.", "killed 31+"},
		{"es", "El tiroteo acabó con la vida de tres guardias.", "killed 3"},
		{"es", "Cuatro personas perdieron la vida.", "killed 4"},
		{"es", "Cuenta la vida de dos mujeres en la cárcel.", ""},
		{"es", "La empresa cobró 31 facturas.", ""},
		{"en", "The flood claimed 31 lives.", "killed 31"},
		{"en", "The blast took the lives of three guards.", "killed 3"},
		{"en", "The rebels claimed 12 villages.", ""},
		{"en", "The film follows the lives of three guards.", ""},
	}
	for _, tt := range tests {
		if got := counted(tt.text, tt.lang); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// What verbs before, behind and at the head of a sentence say of a number.
func TestVerbs(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"es", "Detenidos tres empresarios por la estafa.", "detained 3"},
		{"es", "Liberados los cuatro pescadores detenidos en Cabimas.", "released 4"},
		{"es", "Hallan muertos a 12 excursionistas en la sierra.", "killed 12"},
		{"es", "Cinco vecinos han fallecido y otros 200 han resultado heridos.", "killed 5 wounded 200"},
		{"es", "Enviaron un batallón para liberar a los 12 rehenes.", ""},
		{"es", "El ministerio confirmó 34 nuevos casos y cuatro fallecimientos.", "cases 34 killed 4"},
		{"es", "Hay 64 personas hospitalizadas por la explosión.", "hospitalised 64"},
		{"es", "Murieron entre los 20 y 30 mineros.", "killed 20"},
		{"en", "The junta released 12 detainees.", "released 12"},
		{"en", "Police made 12 arrests.", "detained 12"},
		{"en", "Two soldiers and a civilian were killed.", "killed 2 killed 3"},
		{"en", "A trader and father of two died on Friday.", ""},
		{"en", "With a magnitude of 7.0, the quake is thought to have killed 300 people.", "killed 300"},
		{"en", "Some 2.3 m barrels were lost.", "barrels 2.3e+06"},
		{"en", "One in five villagers has been infected.", ""},
		{"en", "The tanker has the capacity to store 139,000 barrels.", ""},
		{"en", "The sum could be as high as $75 billion.", ""},
		{"en", "Air defences shot down 41 of 52 drones.", ""},
		{"en", "Russia launched 120 drones and 40 missiles.", "drones 120 missiles 40"},
		{"en", "Sixty-four people are in hospital.", "hospitalised 64"},
	}
	for _, tt := range tests {
		if got := counted(tt.text, tt.lang); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// Verbs that say how many there are, also of what stood before.
func TestStated(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"en", "The dead now number 52 and the missing 31.", "killed 52+ missing 31+"},
		{"en", "Deaths from cholera rose to 64 and cases to 812.", "killed 64+ cases 812+"},
		{"en", "The toll of the missing fell to 31.", "missing 31+"},
		{"en", "The toll, which stood at 31 on Friday, has risen to 52.", "killed 31+ killed 52+"},
		{"en", "Landslide toll at 52; 31 missing.", "killed 52+ missing 31"},
		{"en", "A blast in the port killed 15 and injured 170.", "killed 15 wounded 170"},
		{"en", "The relatives of the dead are 31.", ""},
		{"en", "They moved the wounded to 3 clinics.", ""},
		{"es", "Los muertos eran 31 y los desaparecidos, 58.", "killed 31+ missing 58+"},
		{"es", "Los desaparecidos bajan a 30.", "missing 30+"},
		{"es", "Las víctimas mortales ya son 70.", "killed 70+"},
		{"es", "La defensa civil dijo que los desaparecidos son 23.", "missing 23+"},
		{"es", "Llevaron a los heridos a 3 hospitales.", ""},
		{"es", "Los familiares de los desaparecidos son 40.", ""},
		{"es", "Fue juzgado por el derrumbe de la torre que mató a 68 personas.", "killed 68+"},
		{"es", "Fue juzgado por la banda que mató a tres personas.", "killed 3"},
		{"en", "It was sold three months after a blast in the mill killed 11 men.", "killed 11+"},
		{"en", "She sacked two aides, three days after 11 people died.", "killed 11"},
		{"en", "A tunnel caved in, killing seven, four days after a landslide in the same valley killed at least 36.", "killed 7 killed 36+"},
		{"en", "She resigned nine days after the collapse of a bridge that killed at least 52 people.", "killed 52+"},
	}
	for _, tt := range tests {
		if got := counted(tt.text, tt.lang); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}

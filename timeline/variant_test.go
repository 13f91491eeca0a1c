package timeline

import (
	"strings"
	"testing"
)

func TestVariants(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"muammar gaddafi", "moammar gadhafi", true},
		{"muammar gaddafi", "muamar el gadafi", true},
		{"mouammar kadhafi", "muammar qaddafi", true},
		{"saif al islam", "seif al islam", true},
		{"mohamed morsi", "mohammed mursi", true},
		{"bashar assad", "bachar al asad", true},
		{"volodymyr zelensky", "volodymyr zelenskyy", true},
		{"omar suleiman", "omar suleyman", true},
		{"misrata", "misurata", true},
		{"benghazi", "bengasi", true},
		{"ajdabiya", "ajdabiyah", true},
		{"gharyan", "korean", false},
		{"bouchard", "buzzard", false},
		{"batman", "bettmann", false},
		{"barack obama", "barack osama", false},
		{"maria lopez", "mario lopez", false},
		{"daniel rojas", "daniela rojas", false},
		{"hassan rouhani", "hussein rouhani", false},
		{"iran", "iraq", false},
		{"juan perez", "juan paz", false},
		{"gustavo petro", "gustavo pedro", false},
		{"george bush", "laura bush", false},
		{"north korea", "south korea", false},
		{"marta", "mirta", false},
		{"austria", "australia", false},
	} {
		if got := variants(c.a, c.b); got != c.want {
			t.Errorf("%s, %s: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestActorsByTransliteration(t *testing.T) {
	got := Build(Story{Name: "libya", Languages: []string{"en", "es"}}, printed(
		"a|4|en|Muammar Gaddafi spoke in Tripoli on Monday. Gaddafi vowed to fight. The rebels of Misrata laughed, and Gaddafi knew.",
		"b|5|en|Moammar Gadhafi told Italy on Tuesday to stay out. Gadhafi spoke for an hour, and rebels in Misurata listened.",
		"c|6|en|On Wednesday Moammar Gadhafi appeared in Tripoli, and Gadhafi smiled in Misurata.",
		"d|7|es|Muamar el Gadafi habló el jueves en Trípoli. Ante la multitud, Gadafi prometió resistir en Misrata.",
		"e|8|en|Muammar Gaddafi left Tripoli on Friday, aides of Muammar Gaddafi said in Misrata.",
		"f|9|en|Hassan Yunis met Hussein Yunis in Cairo on Saturday, and Hassan Yunis embraced Hussein Yunis.",
		"g|10|en|On Sunday Hassan Yunis left Cairo, but Hussein Yunis stayed.",
		"h|11|en|The Point Study Shows Cairo Desk closed on Monday. Nobody in Cairo minded. In Cairo all was quiet.",
		"i|12|en|The Point Study Shows Cairo Desk closed on Tuesday.",
	)).Actors
	var names []string
	for _, a := range got {
		names = append(names, a.Name)
		if a.Name == "Muammar Gaddafi" && (a.Articles != 5 || len(a.Also) != 5) {
			t.Errorf("%+v, want five reports and five other spellings", a)
		}
	}
	all := strings.Join(names, ", ")
	for name, n := range map[string]int{"Muammar Gaddafi": 1, "Gad": 1, "Mis": 1, "Hassan Yunis": 1, "Hussein Yunis": 1} {
		if strings.Count(all, name) != n {
			t.Errorf("%s: want %s %d times", all, name, n)
		}
	}
}

package atlas

import "testing"

func TestNamed(t *testing.T) {
	for name, want := range map[string]string{
		"Colombia": "Colombia", "Estados Unidos": "United States", "EE.UU.": "United States", "EE. UU.": "United States", "U.S.": "United States", "US": "United States", "us": "",
		"Brasil": "Brazil", "España": "Spain", "Alemania": "Germany", "Alemanha": "Germany", "Côte d’Ivoire": "Côte d’Ivoire", "Ivory Coast": "Côte d’Ivoire", "Turkey": "Turkey", "Turquía": "Turkey",
		"Bogota": "Bogotá", "Pekín": "Beijing", "mar Caribe": "Caribbean", "Pacífico": "Pacific", "Burma": "Myanmar", "Haití": "Haiti", "Panamá": "Panama", "Atlantis": "",
	} {
		if got, _ := Named(name); got.Name != want {
			t.Errorf("%s is %q, want %q", name, got.Name, want)
		}
	}
}

func TestKey(t *testing.T) {
	for name, want := range map[string]string{
		"Haití": "haiti", "U.S.": "US", "EE. UU.": "EEUU", "us": "us", "Saint-Denis": "saint denis", "St. Lucia": "st lucia", "Costa  Rica": "costa rica",
		"Côte d’Ivoire": "cote d’ivoire", "X\xff": "x\ufffd", "": "",
	} {
		if got := Key(name); got != want {
			t.Errorf("the key of %q is %q, want %q", name, got, want)
		}
	}
}

func TestOf(t *testing.T) {
	for word, want := range map[string]string{
		"Colombian": "Colombia", "colombianas": "Colombia", "estadounidenses": "United States", "francesa": "France", "alemanes": "Germany", "españolas": "Spain", "brasileira": "Brazil",
		"israelíes": "Israel", "haitianos": "Haiti", "libyan": "Libya", "boat": "",
	} {
		if got := Of(word); got != want {
			t.Errorf("%s is of %q, want %q", word, got, want)
		}
	}
}

func TestApart(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Pacific", "Caribe", true}, {"Pacific", "Pacífico", false}, {"Caribbean", "Venezuela", false}, {"Colombia", "Venezuela", true},
		{"Bogotá", "Colombia", false}, {"Bogotá", "Venezuela", true}, {"Bogotá", "Caracas", true}, {"Latin America", "Europe", false}, {"Latin America", "Egypt", false},
	} {
		a, _ := Named(c.a)
		b, _ := Named(c.b)
		if Apart(a, b) != c.want || Apart(b, a) != c.want {
			t.Errorf("%s and %s: want apart %v", c.a, c.b, c.want)
		}
	}
}

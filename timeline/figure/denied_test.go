package figure

import "testing"

// What is said not to be right is no figure, nor what has been told of, nor a day.
func TestDenied(t *testing.T) {
	check(t, []struct{ lang, text, want string }{
		{"en", "The dead of the mine are 21, and not the 24 that we gave.", "killed 21+"},
		{"en", "Since March, 21 people have been killed, and not 24.", "killed 21+"},
		{"es", "Los muertos desde mayo son veintiuno, y no los veinticuatro que dimos.", "killed 21+"},
		{"es", "Los muertos del lunes son seis y no siete.", "killed 6+"},
		{"en", "The same body was entered in two registers.", ""},
		{"en", "The institute found that two bodies had been entered both in Minas and in Salto.", ""},
		{"es", "El instituto halló que dos cadáveres fueron anotados dos veces.", ""},
		{"es", "Un mismo cadáver fue anotado con dos nombres.", ""},
		{"es", "El 19 mueren otros tres en Salina.", "killed 3"},
		{"es", "El 9 mataron a dos guardias.", "killed 2"},
		{"es", "Contó entre los fallecidos a un grumete.", ""},
		{"es", "Habló de los muertos antes de subir a un taxi.", ""},
	})
}

// Of a crew some may be counted, and what is the number of all of them counts nobody.
func TestCrews(t *testing.T) {
	check(t, []struct{ lang, text, want string }{
		{"en", "Nine of the crew of fourteen are dead.", "killed 9"},
		{"en", "The crew of fourteen drowned.", "killed 14"},
		{"es", "Nueve de la tripulación de catorce murieron.", "killed 9"},
		{"es", "Nueve de los catorce tripulantes murieron.", "killed 9"},
	})
}

// A number of one happening is that, though its sentence goes on with what it brings the
// total to; and what has a name and lasts counts all until now.
func TestTotalsBrought(t *testing.T) {
	check(t, []struct{ lang, text, want string }{
		{"en", "A drone hit a truck near the refinery, killing four people and taking to eleven the number of dead since the army closed the road.", "killed 4 killed 11+"},
		{"en", "The strike is the third since the campaign began and brings to 12 the number of people killed.", "strikes 3+ killed 12+"},
		{"en", "Twenty-six people have been killed in Operation Anvil, including the nine who died on the coast.", "killed 26+"},
		{"en", "Three people have been killed in the operation.", "killed 3"},
		{"es", "Veintiséis personas han muerto en la operación Yunque, incluidas las nueve que perdieron la vida en la costa.", "killed 26+"},
		{"es", "Tres personas han muerto en la operación.", "killed 3"},
		{"en", "A fourth body was found on Sunday.", "killed 4+"},
		{"es", "Un cuarto cadáver apareció en la playa.", "killed 4+"},
		{"en", "Six people were admitted with burns to the county hospital.", "wounded 6"},
		{"es", "Seis personas ingresaron con quemaduras en el hospital.", "wounded 6"},
	})
}

package timex

import "testing"

// Sentences as the Spanish and Latin American press writes them, published on
// Wednesday 12 November 2025.
func TestSpanishPress(t *testing.T) {
	for _, c := range []struct {
		text  string
		wants []want
	}{
		// What a preposition parts is a day and a time of it.
		{"Zarparon ayer por la tarde y llegaron hoy en la mañana.",
			[]want{{"ayer", "2025-11-11", "2025-11-11"}, {"la tarde", "2025-11-11TAF", "-"}, {"hoy", "2025-11-12", "-"}, {"la mañana", "2025-11-12TMO", "-"}}},
		{"El fiscal aseguró ayer lunes, 10 de noviembre, que no hay pruebas.", []want{{"ayer lunes, 10 de noviembre", "2025-11-10", "2025-11-10"}}},
		{"En la noche de este lunes 10 de noviembre, a las 8:30 p. m., habló al país.",
			[]want{{"la noche de este lunes 10 de noviembre", "2025-11-10TNI", "-"}, {"las 8:30 p. m.", "2025-11-10T20:30", "-"}}},
		{"El partido se jugará el sábado 15 de noviembre a las 21.00 horas.",
			[]want{{"el sábado 15 de noviembre", "2025-11-15", "-"}, {"las 21.00 horas", "2025-11-15T21:00", "2025-11-15T21:00:00"}}},
		{"El día jueves 6 de noviembre hubo paro.", []want{{"El día jueves 6 de noviembre", "2025-11-06", "2025-11-06"}}},
		{"Lo detuvieron el día martes en Cúcuta.", []want{{"el día martes", "2025-11-11", "-"}}},
		{"La cumbre del lunes 3 reunió a diez países.", []want{{"del lunes 3", "2025-11-03", "-"}}},
		// Where a sentence looks.
		{"La policía y el Estado informarán el lunes.", []want{{"el lunes", "2025-11-17", "-"}}},
		{"Pidió que el ministro comparezca el jueves.", []want{{"el jueves", "2025-11-13", "-"}}},
		{"El puerto estará cerrado hasta el viernes.", []want{{"el viernes", "2025-11-14", "../2025-11-14"}}},
		{"Este lunes el Senado aprobó la ley.", []want{{"Este lunes", "2025-11-10", "-"}}},
		{"El Consejo tratará el caso este lunes.", []want{{"este lunes", "2025-11-17", "-"}}},
		{"Este martes, nueva protesta en Quito.", []want{{"Este martes", "2025-11-11", "-"}}},
		// Ranges and lists.
		{"Rige del lunes 17 al viernes 21 de noviembre.", []want{{"del lunes 17", "2025-11-17", "2025-11-17/2025-11-21"}, {"al viernes 21 de noviembre", "2025-11-21", "-"}}},
		{"entre los días 3 y 7 de octubre", []want{{"los días 3", "2025-10-03", "2025-10-03/2025-10-07"}, {"7 de octubre", "2025-10-07", "-"}}},
		{"Hubo marchas los días 3, 5 y 9 de octubre.", []want{{"los días 3", "2025-10-03", "-"}, {"5", "2025-10-05", "-"}, {"9 de octubre", "2025-10-09", "-"}}},
		// Years told from other words.
		{"El 15 de mayo del año pasado cayó el puente.", []want{{"El 15 de mayo del año pasado", "2024-05-15", "2024-05-15"}}},
		{"Murió en marzo de 1998; en julio de ese mismo año nació su nieta.", []want{{"marzo de 1998", "1998-03", "-"}, {"julio de ese mismo año", "1998-07", "1998-07"}}},
		{"Se exilió a finales de los setenta y volvió en los años ochenta.", []want{{"finales de los setenta", "197", "-"}, {"los años ochenta", "198", "198X"}}},
		{"Desde principios de año y en lo que va del mes", []want{{"principios de año", "2025", "-"}, {"lo que va del mes", "2025-11", "-"}}},
		// Lengths that tell when, and ones that do not.
		{"El barco llegará dentro de tres días.", []want{{"tres días", "P3D", "2025-11-15"}}},
		{"El pleito empezó hace año y medio y durará unos meses más.", []want{{"hace año y medio", "2024-05", "2024-05"}, {"unos meses", "PXM", ""}}},
		{"Le quedan dos o tres semanas.", []want{{"dos", "P2W", ""}, {"tres semanas", "P3W", ""}}},
		// What recurs names no day.
		{"Abre de lunes a viernes y los sábados por la mañana.", []want{{"lunes", "XXXX-WXX-1", ""}, {"viernes", "XXXX-WXX-5", ""}, {"los sábados por la mañana", "XXXX-WXX-6TMO", ""}}},
		// Holidays.
		{"Viajaron en Semana Santa.", []want{{"Semana Santa", "2025-W16", "[2025-04-14..2025-04-20]"}}},
		{"La ley cambió tras los atentados del 11 de septiembre.", []want{{"del 11 de septiembre", "2001-09-11", "2001-09-11"}}},
		// Accents and capitals lost.
		{"EL MIERCOLES PASADO Y EL PROXIMO SABADO", []want{{"EL MIERCOLES PASADO", "2025-11-05", "-"}, {"EL PROXIMO SABADO", "2025-11-15", "-"}}},
		{"a las cinco menos cuarto del 5 de setiembre", []want{{"las cinco menos cuarto del 5 de setiembre", "2025-09-05T04:45", "-"}}},
	} {
		check(t, "es", published, c.text, c.wants)
	}
}

func TestSpanishFalseFriends(t *testing.T) {
	for _, text := range []string{
		"habló con las dos partes y con las tres potencias", "a las dos orillas del río", "curtido en mil batallas", "ganó los 200, los 400 y el relevo",
		"el futuro de las pensiones", "una niña recién nacida", "90 kilómetros por hora", "en el momento oportuno", "la primavera árabe",
		"las Madres de Plaza de Mayo", "cantó Julio Iglesias", "hace calor y hace falta", "quedaron 3-2 y 6-4", "cuatro veces más",
	} {
		for _, x := range Tag(Document{Text: text, Language: "es", DCT: dctOf(t, published)}) {
			t.Errorf("%q: read %q as %s by %s", text, x.Text, x.Value, x.Rule)
		}
	}
}

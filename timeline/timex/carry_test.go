package timex

import "testing"

// A year of the past holds for a date without one while the text tells of that
// past; a report's other dates are counted from its publication.
func TestCarriedYear(t *testing.T) {
	for _, c := range []struct {
		language, text string
		wants          []want
	}{
		{"en", "The deadliest attack came on September 11, 2001. The trial will start on December 3, a judge said.",
			[]want{{"September 11, 2001", "2001-09-11", "-"}, {"December 3", "2025-12-03", "-"}}},
		{"en", "On 9/11 he was in Lima. The trial will start on December 3.", []want{{"9/11", "2001-09-11", "-"}, {"December 3", "2025-12-03", "-"}}},
		{"en", "A fire in March 2019 killed two. The inquiry, which opens on December 3, will report.",
			[]want{{"March 2019", "2019-03", "-"}, {"December 3", "2025-12-03", "-"}}},
		{"en", "A fire in March 2019 killed two. The inquiry opens on December 3.", []want{{"March 2019", "2019-03", "-"}, {"December 3", "2025-12-03", "-"}}},
		{"en", "A fire in March 2019 killed two. The inquiry has been scheduled for December 3.",
			[]want{{"March 2019", "2019-03", "-"}, {"December 3", "2025-12-03", "-"}}},
		{"en", "A fire in March 2019 killed two. The families are now called to meet on December 3.",
			[]want{{"March 2019", "2019-03", "-"}, {"now", "PRESENT_REF", "-"}, {"December 3", "2025-12-03", "-"}}},
		{"en", "A fire in March 2019 killed two.\n\nThe inquiry is to open on December 3.", []want{{"March 2019", "2019-03", "-"}, {"December 3", "2025-12-03", "-"}}},
		// The past goes on, and looks ahead from itself.
		{"en", "A fire in March 2019 killed two. The inquiry opened on December 3.", []want{{"March 2019", "2019-03", "-"}, {"December 3", "2019-12-03", "-"}}},
		{"en", "A fire in March 2019 killed two. A court ruled that the inquiry would open on December 3.",
			[]want{{"March 2019", "2019-03", "-"}, {"December 3", "2019-12-03", "-"}}},
		{"en", "A fire in March 2019 killed two. The inquiry was scheduled for December 3.", []want{{"March 2019", "2019-03", "-"}, {"December 3", "2019-12-03", "-"}}},
		{"en", "A fire in March 2019 killed two. December 3: the court opens.", []want{{"March 2019", "2019-03", "-"}, {"December 3", "2019-12-03", "-"}}},
		// A chain of past dates goes on in the next paragraph, until the text turns to the news.
		{"en", "Born in Lima on March 3, 1931, he joined the navy in June 1950. On August 4 he sailed to Callao.\n\nOn September 9 he married. A mass will be held on December 1.",
			[]want{{"March 3, 1931", "1931-03-03", "-"}, {"June 1950", "1950-06", "-"}, {"August 4", "1950-08-04", "-"}, {"September 9", "1950-09-09", "-"}, {"December 1", "2025-12-01", "-"}}},
		{"en", "A fire on March 3, 2024, killed two.\n\nOn June 2 the mayor resigned.", []want{{"March 3, 2024", "2024-03-03", "-"}, {"June 2", "2025-06-02", "-"}}},
		{"es", "El ataque más mortífero ocurrió el 11 de septiembre de 2001. El juicio comenzará el 3 de diciembre.",
			[]want{{"el 11 de septiembre de 2001", "2001-09-11", "-"}, {"el 3 de diciembre", "2025-12-03", "-"}}},
		{"es", "El incendio ocurrió en marzo de 2019. El juicio ha sido convocado para el 3 de diciembre.",
			[]want{{"marzo de 2019", "2019-03", "-"}, {"el 3 de diciembre", "2025-12-03", "-"}}},
		{"es", "El incendio ocurrió en marzo de 2019. El juicio comenzó el 3 de diciembre.",
			[]want{{"marzo de 2019", "2019-03", "-"}, {"el 3 de diciembre", "2019-12-03", "-"}}},
		{"es", "El incendio ocurrió en marzo de 2019. El juez dispuso que el juicio sería el 3 de diciembre.",
			[]want{{"marzo de 2019", "2019-03", "-"}, {"el 3 de diciembre", "2019-12-03", "-"}}},
		{"pt", "O ataque mais mortal ocorreu em 11 de setembro de 2001. O julgamento vai começar em 3 de dezembro.",
			[]want{{"11 de setembro de 2001", "2001-09-11", "-"}, {"3 de dezembro", "2025-12-03", "-"}}},
		{"pt", "O incêndio ocorreu em março de 2019. O julgamento começou em 3 de dezembro.",
			[]want{{"março de 2019", "2019-03", "-"}, {"3 de dezembro", "2019-12-03", "-"}}},
	} {
		check(t, c.language, published, c.text, c.wants)
	}
}

// A time of day belongs to the day last told of.
func TestClockOfDayTold(t *testing.T) {
	for _, c := range []struct {
		language, text string
		wants          []want
	}{
		{"en", "The storm made landfall on Tuesday. The rain began at 4 p.m. and two people died.",
			[]want{{"Tuesday", "2025-11-11", "-"}, {"4 p.m.", "2025-11-11T16:00", "-"}}},
		{"en", "The storm made landfall on Tuesday.\n\nThe rain began at 3 a.m. in the hills.", []want{{"Tuesday", "2025-11-11", "-"}, {"3 a.m.", "2025-11-11T03:00", "-"}}},
		{"es", "La tormenta llegó el martes pasado. La lluvia comenzó a las 3 de la madrugada.",
			[]want{{"el martes pasado", "2025-11-11", "-"}, {"las 3 de la madrugada", "2025-11-11T03:00", "-"}}},
		{"pt", "A tempestade chegou na terça-feira passada. A chuva começou às 15h e matou dois.",
			[]want{{"na terça-feira passada", "2025-11-11", "-"}, {"às 15h", "2025-11-11T15:00", "-"}}},
		{"en", "The court meets next Tuesday. It will sit at 9 a.m. in Lima.", []want{{"next Tuesday", "2025-11-18", "-"}, {"9 a.m.", "2025-11-18T09:00", "-"}}},
		{"es", "La reunión será el viernes. Comenzará a las 10 de la mañana.", []want{{"el viernes", "2025-11-14", "-"}, {"las 10 de la mañana", "2025-11-14T10:00", "-"}}},
		// No day before, a verb or a speaker of the publication's day, a day of another time.
		{"en", "The rain began at 4 p.m. and two people died.", []want{{"4 p.m.", "2025-11-12T16:00", "-"}}},
		{"en", "The storm made landfall on Tuesday. The mayor will speak at 4 p.m.", []want{{"Tuesday", "2025-11-11", "-"}, {"4 p.m.", "2025-11-12T16:00", "-"}}},
		{"en", "The storm made landfall on Tuesday. “We were freed at 4 a.m. by boat,” he said.",
			[]want{{"Tuesday", "2025-11-11", "-"}, {"4 a.m.", "2025-11-12T04:00", "-"}}},
		{"en", "The court will meet on Friday. A man was shot at 4 a.m. outside.", []want{{"Friday", "2025-11-14", "-"}, {"4 a.m.", "2025-11-12T04:00", "-"}}},
		{"en", "The towers fell on September 11, 2001. A bell was rung at 8:46 a.m. in Lima.",
			[]want{{"September 11, 2001", "2001-09-11", "-"}, {"8:46 a.m.", "2025-11-12T08:46", "-"}}},
		{"es", "La tormenta llegó el martes. El alcalde hablará a las 16:00 horas.", []want{{"el martes", "2025-11-11", "-"}, {"las 16:00 horas", "2025-11-12T16:00", "-"}}},
		{"pt", "A tempestade chegou na terça-feira. O prefeito falará às 16h no porto.", []want{{"na terça-feira", "2025-11-11", "-"}, {"às 16h", "2025-11-12T16:00", "-"}}},
	} {
		check(t, c.language, published, c.text, c.wants)
	}
}

// "That same Thursday" is read with all its words, and is the Thursday told of.
func TestSameWeekday(t *testing.T) {
	for _, c := range []struct {
		language, text string
		wants          []want
	}{
		{"en", "He landed last Thursday and spoke on Friday. That same Thursday morning a boat sank.",
			[]want{{"last Thursday", "2025-11-06", "-"}, {"Friday", "2025-11-07", "-"}, {"That same Thursday morning", "2025-11-06TMO", "-"}}},
		{"en", "He landed on Thursday. It sank that very day.", []want{{"Thursday", "2025-11-06", "-"}, {"that very day", "2025-11-06", "-"}}},
		{"es", "Llegó el jueves y el viernes habló. El mismo jueves había muerto otro. El propio jueves lo negó.",
			[]want{{"el jueves", "2025-11-06", "-"}, {"el viernes", "2025-11-07", "-"}, {"El mismo jueves", "2025-11-06", "-"}, {"El propio jueves", "2025-11-06", "-"}}},
		{"es", "Murió el mismo 3 de noviembre. Ayer mismo lo dijo, y este jueves mismo lo negó.",
			[]want{{"el mismo 3 de noviembre", "2025-11-03", "-"}, {"Ayer mismo", "2025-11-11", "-"}, {"este jueves mismo", "2025-11-06", "-"}}},
		{"en", "He landed on Thursday. The very same Thursday he died. That very night they met.",
			[]want{{"Thursday", "2025-11-06", "-"}, {"The very same Thursday", "2025-11-06", "-"}, {"That very night", "2025-11-06TNI", "-"}}},
		{"es", "Llegó el jueves. Murió la mañana de ese mismo jueves. Ese día mismo lo dijo. Esa propia noche huyó.",
			[]want{{"el jueves", "2025-11-06", "-"}, {"la mañana de ese mismo jueves", "2025-11-06TMO", "-"}, {"Ese día mismo", "2025-11-06", "-"}, {"Esa propia noche", "2025-11-06TNI", "-"}}},
		{"pt", "Chegou na quinta-feira. Na tarde da mesma quinta-feira saiu. Amanhã mesmo volta. Caiu no mesmo dia 3 de novembro.",
			[]want{{"na quinta-feira", "2025-11-06", "-"}, {"Na tarde da mesma quinta-feira", "2025-11-06TAF", "-"}, {"Amanhã mesmo", "2025-11-13", "-"}, {"no mesmo dia 3 de novembro", "2025-11-03", "-"}}},
		{"pt", "Chegou na quinta-feira. Na mesma quinta-feira saiu. Naquela mesma noite fugiu.",
			[]want{{"na quinta-feira", "2025-11-06", "-"}, {"Na mesma quinta-feira", "2025-11-06", "-"}, {"Naquela mesma noite", "2025-11-06TNI", "-"}}},
	} {
		check(t, c.language, published, c.text, c.wants)
	}
}

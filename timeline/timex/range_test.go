package timex

import "testing"

// The ends of a range, and days in a row, keep each its value and share a span.
func TestRangesAndPairs(t *testing.T) {
	for _, c := range []struct {
		language, text string
		wants          []want
	}{
		{"en", "From Nov. 3 to Nov. 7 they met.", []want{{"Nov. 3", "2025-11-03", "2025-11-03/2025-11-07"}, {"Nov. 7", "2025-11-07", "2025-11-03/2025-11-07"}}},
		{"en", "Nov. 3 to Nov. 7 was cold.", []want{{"Nov. 3", "2025-11-03", "2025-11-03/2025-11-07"}, {"Nov. 7", "2025-11-07", "2025-11-03/2025-11-07"}}},
		{"en", "It rained from Sunday through Tuesday.", []want{{"Sunday", "2025-11-09", "2025-11-09/2025-11-11"}, {"Tuesday", "2025-11-11", "2025-11-09/2025-11-11"}}},
		{"en", "From Nov. 3 to Nov. 20 they meet.", []want{{"Nov. 3", "2025-11-03", "2025-11-03/2025-11-20"}, {"Nov. 20", "2025-11-20", "2025-11-03/2025-11-20"}}},
		{"en", "Monday to Friday they worked.", []want{{"Monday", "2025-11-03", "2025-11-03/2025-11-07"}, {"Friday", "2025-11-07", "2025-11-03/2025-11-07"}}},
		{"en", "They met on Sunday and Monday.", []want{{"Sunday", "2025-11-09", "2025-11-09/2025-11-10"}, {"Monday", "2025-11-10", "2025-11-09/2025-11-10"}}},
		{"en", "They met on Nov. 3, 4 and 5.",
			[]want{{"Nov. 3", "2025-11-03", "2025-11-03/2025-11-05"}, {"4", "2025-11-04", "2025-11-03/2025-11-05"}, {"5", "2025-11-05", "2025-11-03/2025-11-05"}}},
		{"en", "They closed on Saturday, Sunday and Monday.",
			[]want{{"Saturday", "2025-11-08", "2025-11-08/2025-11-10"}, {"Sunday", "2025-11-09", "2025-11-08/2025-11-10"}, {"Monday", "2025-11-10", "2025-11-08/2025-11-10"}}},
		{"es", "Cerrarán el sábado, domingo y lunes.",
			[]want{{"el sábado", "2025-11-15", "2025-11-15/2025-11-17"}, {"domingo", "2025-11-16", "2025-11-15/2025-11-17"}, {"lunes", "2025-11-17", "2025-11-15/2025-11-17"}}},
		{"pt", "Fecharão no sábado, domingo e segunda.",
			[]want{{"no sábado", "2025-11-15", "2025-11-15/2025-11-17"}, {"domingo", "2025-11-16", "2025-11-15/2025-11-17"}, {"segunda", "2025-11-17", "2025-11-15/2025-11-17"}}},
		{"es", "Llovió desde el domingo hasta el martes.", []want{{"el domingo", "2025-11-09", "2025-11-09/2025-11-11"}, {"el martes", "2025-11-11", "2025-11-09/2025-11-11"}}},
		{"es", "Llovió el domingo y el lunes.", []want{{"el domingo", "2025-11-09", "2025-11-09/2025-11-10"}, {"el lunes", "2025-11-10", "2025-11-09/2025-11-10"}}},
		{"es", "Llovió el 3 y 4 de noviembre.", []want{{"el 3", "2025-11-03", "2025-11-03/2025-11-04"}, {"4 de noviembre", "2025-11-04", "2025-11-03/2025-11-04"}}},
		{"pt", "Choveu no domingo e na segunda-feira.", []want{{"no domingo", "2025-11-09", "2025-11-09/2025-11-10"}, {"na segunda-feira", "2025-11-10", "2025-11-09/2025-11-10"}}},
		{"pt", "Choveu de domingo a terça-feira.", []want{{"domingo", "2025-11-09", "2025-11-09/2025-11-11"}, {"terça-feira", "2025-11-11", "2025-11-09/2025-11-11"}}},
		{"en", "They met on Saturday, Sunday and Tuesday.",
			[]want{{"Saturday", "2025-11-08", "2025-11-08"}, {"Sunday", "2025-11-09", "2025-11-09"}, {"Tuesday", "2025-11-11", "2025-11-11"}}},
		// What a preposition puts ahead takes the other end along, unless a verb looks back.
		{"en", "A warning is in effect from 7 p.m. Thursday until 10 a.m. Saturday.",
			[]want{{"7 p.m. Thursday", "2025-11-13T19:00", "-"}, {"10 a.m. Saturday", "2025-11-15T10:00", "-"}}},
		{"en", "The port is shut from Thursday until Saturday.", []want{{"Thursday", "2025-11-13", "2025-11-13/2025-11-15"}, {"Saturday", "2025-11-15", "2025-11-13/2025-11-15"}}},
		{"es", "Llegó entre las 8 y las 9 de la mañana del sábado.",
			[]want{{"las 8", "2025-11-08T08:00", "-"}, {"las 9 de la mañana", "2025-11-08T09:00", "-"}, {"del sábado", "2025-11-08", "-"}}},
		// Days apart, and one of two, are no stretch.
		{"en", "They met on Sunday and Tuesday.", []want{{"Sunday", "2025-11-09", "2025-11-09"}, {"Tuesday", "2025-11-11", "2025-11-11"}}},
		{"es", "Fue el lunes o el martes.", []want{{"el lunes", "2025-11-10", "2025-11-10"}, {"el martes", "2025-11-11", "2025-11-11"}}},
	} {
		check(t, c.language, published, c.text, c.wants)
	}
}

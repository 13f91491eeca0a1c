package timex

import "testing"

// TestStamps reads datelines and entry times as what the text after them is
// counted from. Published on Thursday 13 November 2025, a day after filing.
func TestStamps(t *testing.T) {
	type reading struct{ text, value, stamp string }
	for _, c := range []struct {
		code, text string
		want       []reading
	}{
		{"en", "BOGOTÁ, Nov 12 (Reuters) - Colombia said yesterday it would stop.",
			[]reading{{"Nov 12", "2025-11-12", StampDateline}, {"yesterday", "2025-11-11", ""}}},
		{"en", "NEW ORLEANS, La., Nov. 12 -- Oil reached the shore on Monday.",
			[]reading{{"Nov. 12", "2025-11-12", StampDateline}, {"Monday", "2025-11-10", ""}}},
		{"en", "St. John's, Antigua, 12 November 2025 (AFP) – Today a boat sank.",
			[]reading{{"12 November 2025", "2025-11-12", StampDateline}, {"Today", "2025-11-12", ""}}},
		{"es", "Bogotá, 12 nov (EFE).- El presidente dijo ayer que no.",
			[]reading{{"12 nov", "2025-11-12", StampDateline}, {"ayer", "2025-11-11", ""}}},
		{"es", "Ciudad de México, 12 nov. (EFE) — Hoy cesó.",
			[]reading{{"12 nov", "2025-11-12", StampDateline}, {"Hoy", "2025-11-12", ""}}},
		{"pt", "Lisboa, 12 nov (Lusa) -- O navio chegou ontem.",
			[]reading{{"12 nov", "2025-11-12", StampDateline}, {"ontem", "2025-11-11", ""}}},
		{"en", "BOGOTÁ, Nov 12 (Reuters) - It began.\n\nQUITO, Nov 11 (Reuters) - He left yesterday.",
			[]reading{{"Nov 12", "2025-11-12", StampDateline}, {"Nov 11", "2025-11-11", StampDateline}, {"yesterday", "2025-11-10", ""}}},
		{"en", "9:40 a.m. ET — The ship left an hour ago.",
			[]reading{{"9:40 a.m. ET", "2025-11-13T09:40", StampEntry}, {"an hour ago", "2025-11-13T08:40", ""}}},
		{"en", "Wednesday, Nov. 12 at 9:40 p.m. ET — He will speak tomorrow.\n\n8:15 a.m. ET – He spoke.",
			[]reading{{"Wednesday, Nov. 12", "2025-11-12", StampEntry}, {"9:40 p.m. ET", "2025-11-12T21:40", StampEntry}, {"tomorrow", "2025-11-13", ""}, {"8:15 a.m. ET", "2025-11-12T08:15", StampEntry}}},
		{"en", "Nov. 11, 2025, 8:15 p.m. — He will speak tomorrow.\n\nNov. 10, 2025, 9 a.m. — He spoke yesterday.",
			[]reading{{"Nov. 11, 2025", "2025-11-11", StampEntry}, {"8:15 p.m.", "2025-11-11T20:15", StampEntry}, {"tomorrow", "2025-11-12", ""},
				{"Nov. 10, 2025", "2025-11-10", StampEntry}, {"9 a.m.", "2025-11-10T09:00", StampEntry}, {"yesterday", "2025-11-09", ""}}},
		{"en", "12 Nov 2025 18:45 GMT\nThe navy struck a boat an hour ago.",
			[]reading{{"12 Nov 2025", "2025-11-12", StampEntry}, {"18:45 GMT", "2025-11-12T18:45Z", StampEntry}, {"an hour ago", "2025-11-12T17:45", ""}}},
		{"es", "11 de noviembre, 20:15 horas — El presidente hablará mañana.",
			[]reading{{"11 de noviembre", "2025-11-11", StampEntry}, {"20:15 horas", "2025-11-11T20:15", StampEntry}, {"mañana", "2025-11-12", ""}}},
		{"es", "10:35 | El barco zarpó hace una hora.",
			[]reading{{"10:35", "2025-11-13T10:35", StampEntry}, {"hace una hora", "2025-11-13T09:35", ""}}},
		{"en", "09:00 Good morning. The union left the talks yesterday.\n\n08:30 The minister says they go on.",
			[]reading{{"09:00", "2025-11-13T09:00", StampEntry}, {"yesterday", "2025-11-12", ""}, {"08:30", "2025-11-13T08:30", StampEntry}}},
		{"es", "16:00 La Defensoría dice que ayer hubo víctimas.\n\n12:00 ¿Qué pasó ayer en el puente?",
			[]reading{{"16:00", "2025-11-13T16:00", StampEntry}, {"ayer", "2025-11-12", ""}, {"12:00", "2025-11-13T12:00", StampEntry}, {"ayer", "2025-11-12", ""}}},
		{"pt", "17:30 O capitão foi hoje detido.", []reading{{"17:30", "2025-11-13T17:30", StampEntry}, {"hoje", "2025-11-13", ""}}},
		// Dates of the text itself.
		{"en", "The minister spoke on Wednesday. 18:05 was when the tide turned.", []reading{{"Wednesday", "2025-11-12", ""}, {"18:05", "2025-11-12T18:05", ""}}},
		{"en", "Lawmakers met in Quito, Nov. 12 - the day it sank.", []reading{{"Nov. 12", "2025-11-12", ""}}},
		{"en", "April 20, 2010 - The rig explodes.", []reading{{"April 20, 2010", "2010-04-20", ""}}},
		{"en", "On Nov. 12 (a Wednesday) - he said - it sank.", []reading{{"Nov. 12", "2025-11-12", ""}}},
		{"en", "The strike, Nov. 12 (the third) - killed two.", []reading{{"Nov. 12", "2025-11-12", ""}}},
		{"en", "BOGOTÁ, March 12, 2019 (Reuters) - He left yesterday.",
			[]reading{{"March 12, 2019", "2019-03-12", StampDateline}, {"yesterday", "2025-11-12", ""}}},
	} {
		got := Tag(Document{Text: c.text, Language: c.code, DCT: dctOf(t, "2025-11-13T11:00")})
		for i, w := range c.want {
			if i >= len(got) || got[i].Text != w.text || got[i].Value != w.value || got[i].Stamp != w.stamp {
				t.Errorf("%q: read %+v, want %+v", c.text, got, c.want)
				break
			}
		}
	}
}

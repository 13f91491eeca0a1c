package extract

import (
	"testing"
	"time"

	"dateline/scraper"

	"github.com/google/go-cmp/cmp"
)

func TestLineStamp(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"23.25. Disturbios en el puerto.", "23:25 Disturbios en el puerto."},
		{"11.40pm GMT The airport is closed.", "23:40GMT The airport is closed."},
		{"8:15 a.m. ET — Shells hit the market.", "08:15ET Shells hit the market."},
		{"19h30 « Nadie » entra en la plaza.", "19:30 « Nadie » entra en la plaza."},
		{"17.07h: La plaza se llena.", "17:07 La plaza se llena."},
		{"13.39 h: La noticia está sin confirmar.", "13:39 La noticia está sin confirmar."},
		{"22:40 El Banco Central interviene.", "22:40 El Banco Central interviene."},
		{"23.46Aviones de combate.", "23:46 Aviones de combate."},
		{"(9:22 p.m. ET, 3:22 a.m. in Libya) Rebels hold the road.", "21:22ET Rebels hold the road."},
		{"(Update 4:51 a.m. in Cairo, 9:51 p.m. ET) A tank burns.", "21:51ET A tank burns."},
		{"11:05 (hora local) Habla el juez.", "11:05 Habla el juez."},
		{"05.23", "05:23 "},
		{"7pm: Latest.", "19:00 Latest."},
		{"23.25 million people live there.", ""},
		{"12.5 percent of the vote.", ""},
		{"10 Downing Street denied it.", ""},
		{"At 9:30 the doors opened.", ""},
		{"(2 September) The ship sank.", ""},
		{"25:70 No hour.", ""},
	} {
		st, rest, ok := lineStamp(c.line, true)
		got := ""
		if ok {
			got = time.Date(2025, 1, 1, st.hour, st.min, 0, 0, time.UTC).Format("15:04") + st.zone + " " + rest
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.line, got, c.want)
		}
	}
}

// The oldest entry of a live blog whose entries have no dates is on the day that puts
// the page among its entries or next to them.
func TestTextEntriesAreOfADay(t *testing.T) {
	night := "The bank is in trouble.\n\n23:10 The minister speaks.\n\n22:40 The board is dismissed.\n\n19:00 The cabinet meets."
	over := "22:50 Polls close.\n\n23:30 First results.\n\n00:20 The mayor concedes.\n\n01:15 Fireworks."
	day := "21.30. Se apagan las luces.\n\n13.00. Se abre la sesión.\n\n06.15. Hay colas.\n\n23.50. Llegan los primeros."
	slip := "10.38 am CDT: Mud goes in.\n\n11.50 pm: A valve sticks.\n\n12.05 am CDT: Engineers meet.\n\n1.15 pm CDT: Mud again."
	weekdays := "(Update 3:09 a.m. Friday in Cairo, 8:09 p.m. ET Thursday) A tank burns.\n\n(Update 9 p.m. Thursday in Cairo, 2 p.m. ET) The square fills.\n\n(Update 3 p.m. Cairo, 8 a.m. ET) Trams stop.\n\n(Update 8:14 a.m. Cairo, 1:14 a.m. ET) Shops open."
	at := func(day, hour, minute int) scraper.Published {
		return scraper.Published{Time: time.Date(2025, 11, day, hour, minute, 0, 0, time.FixedZone("", 3600)), HasTime: true, HasZone: true}
	}
	for _, c := range []struct {
		name, text string
		published  scraper.Published
		want       []string
	}{
		{"put on the web the morning after", night, at(7, 6, 30), []string{"06 23:10", "06 22:40", "06 19:00"}},
		{"kept from its first entry on", night, at(6, 18, 55), []string{"06 23:10", "06 22:40", "06 19:00"}},
		{"published in between", night, at(6, 21, 0), []string{"06 23:10", "06 22:40", "06 19:00"}},
		{"published after midnight, as it ended", night, at(7, 0, 20), []string{"06 23:10", "06 22:40", "06 19:00"}},
		{"over midnight", over, at(6, 22, 45), []string{"06 22:50", "06 23:30", "07 00:20", "07 01:15"}},
		{"over midnight, published at its end", over, at(7, 1, 20), []string{"06 22:50", "06 23:30", "07 00:20", "07 01:15"}},
		{"noon called midnight", slip, scraper.Published{Time: time.Date(2025, 11, 6, 0, 0, 0, 0, time.UTC)}, []string{"06 10:38", "06 11:50", "06 12:05", "06 13:15"}},
		{"weekdays", weekdays, at(7, 4, 0), []string{"06 20:09", "06 14:00", "06 08:00", "06 01:14"}},
		{"weekdays of a page without a time", weekdays, scraper.Published{Time: time.Date(2025, 11, 7, 0, 0, 0, 0, time.UTC)}, []string{"06 20:09", "06 14:00", "06 08:00", "06 01:14"}},
		{"the page says no time", day, scraper.Published{Time: time.Date(2025, 11, 6, 0, 0, 0, 0, time.UTC)}, []string{"06 21:30", "06 13:00", "06 06:15", "05 23:50"}},
	} {
		var got []string
		for _, e := range TextEntries(&scraper.Article{Title: "En directo: la noche", Text: c.text, Language: "es", Published: c.published}) {
			got = append(got, e.Published.Time.Format("02 15:04"))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

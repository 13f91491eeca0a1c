package prose_test

import (
	"strings"
	"testing"

	"dateline/timeline/prose"
)

func TestCredit(t *testing.T) {
	body := strings.Repeat("The shops of the town were open and the ferry ran. ", 12)
	tests := []struct {
		text   string
		byline string
		want   string
	}{
		{"BOGOTÁ (AP) — The port was closed on Tuesday. " + body, "", "AP"},
		{"LISBON, March 3 (Reuters Life!) - A fair opened. " + body, "", "Reuters"},
		{"Redacción. (EFE).- El puerto cerró el martes. " + body, "", "EFE"},
		{"Trípoli (Redacción/EFE).- El puerto cerró. " + body, "", "EFE"},
		{"El puerto cerró el martes. " + body + "\n\nCon información de EFE", "", "EFE"},
		{"El puerto cerró el martes. " + body + "\n\nCon información de la agencia AFP.", "", "AFP"},
		{"The port was closed. " + body + "\nThe Associated Press contributed to this report.", "", "AP"},
		{"The port was closed. " + body + " (AP)", "", "AP"},
		{"Reuters | Trípoli\nEl puerto cerró el martes. " + body, "", "Reuters"},
		{"The port was closed. " + body, "Ana Núñez, Associated Press", "AP"},
		{"El puerto cerró. " + body, "Redacción / EFE", "EFE"},
		{"The port was closed. " + body, "Ana Núñez", ""},
		{"Una vista del puerto. | AP\n" + body, "", ""},                                    // a picture's
		{"The port was closed, officials told Reuters on Tuesday. " + body, "", ""},        // a quotation's
		{"The CNN Center was closed. " + body + "The PA system failed at noon.", "", ""},   // not a supplier's
		{body + "The strike (AP) was called off, she said, and the ferry ran on.", "", ""}, // in the midst of a sentence
		{"", "", ""},
	}
	for _, tt := range tests {
		if got := prose.Credit(tt.text, []string{tt.byline}); got != tt.want {
			t.Errorf("%.60q by %q: %q, want %q", tt.text, tt.byline, got, tt.want)
		}
	}
}

func BenchmarkCredit(b *testing.B) {
	text := strings.Repeat("The shops (all of them) of the CAPITAL were open and the ferry ran. ", 30)
	for b.Loop() {
		prose.Credit(text, []string{"Ana Núñez"})
	}
}

func FuzzCredit(f *testing.F) {
	f.Add("BOGOTÁ (AP) — x", "EFE/AP")
	f.Fuzz(func(_ *testing.T, text, byline string) { prose.Credit(text, []string{byline}) })
}

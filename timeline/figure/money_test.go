package figure

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// What sums of money are, whose, and what for.
func TestMoney(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"en", "The bank wrote off 2.7 billion pounds on Friday.", "2.7e+09 GBP"},
		{"en", "Its debt grew to 1.2 bln pounds.", "1.2e+09 GBP debt"},
		{"en", "The crew had hauled in 3 million pounds of shrimp.", ""},
		{"en", "The crane lifted 4 million pounds.", "4e+06 GBP"},
		{"en", "The crane has a load of 4 million pounds.", ""},
		{"en", "Customs seized 2,400 pounds of cocaine.", ""},
		{"en", "She lost 4 million pounds of her clients' savings.", "4e+06 GBP loss"},
		{"en", "A judge freed him on a 3 mln pound surety.", "3e+06 GBP bail"},
		{"en", "The city took out a 40-million-euro loan.", "4e+07 EUR debt"},
		{"en", "A 2,000-pound bomb fell on the market.", ""},
		{"en", "The regulator fined the port 12 million soles ($3 million).", "1.2e+07 PEN fine"},
		{"en", "Donors pledged A$5m, NZ$2 million and HK$30 million.", "5e+06 AUD aid, 2e+06 NZD, 3e+07 HKD"},
		{"en", "The ministry released Rs 70 crore and Rs. 5 lakh.", "7e+08 rupees, 500000 rupees"},
		{"en", "The loan is of CHF 12 million or 400,000 Sudanese pounds.", "1.2e+07 CHF debt, 400000 SDG"},
		{"en", "The firm holds £31m of their money.", "3.1e+07 GBP"},
		{"en", "Of the £75m, £20m of it was lent.", "7.5e+07 GBP"},
		{"en", "It bought the mill for £18m, a fraction of the £900m at which it was valued.", "1.8e+07 GBP price, 9e+08 GBP value"},
		{"en", "The Euro 2012 final and the B$400 million bridge.", ""},
		{"en", "Some 90 million pounds of savers' money could not be found.", "9e+07 GBP hole"},
		{"en", "Officers found $90,000 in the flat.", "90000 USD"},
		{"es", "No aparecen 12 millones de euros.", "1.2e+07 EUR hole"},
		{"es", "Multa de S/71 millones al puerto.", "7.1e+07 PEN fine"},
		{"es", "La obra costó S/ 3,2 millones.", "3.2e+06 PEN cost"},
		{"es", "El banco perdió 5.400 millones de libras.", "5.4e+09 GBP loss"},
		{"es", "Decomisaron 900 mil libras de cocaína.", ""},
		{"es", "La deuda suma 12.000 M€ y 40.000 €.", "1.2e+10 EUR debt, 40000 EUR"},
		{"es", "Pagó 30 millones de pesos uruguayos y 2 mil millones de bolivianos.", "3e+07 UYU, 2e+09 BOB"},
		{"es", "El billete cuesta 4.195€/persona.", ""},
		{"pt", "A empresa pagou R$ 12 milhões e 3 milhões de libras esterlinas.", "1.2e+07 BRL, 3e+06 GBP"},
	}
	for _, tt := range tests {
		var got []string
		for _, r := range Read(tt.text, tt.lang, nil) {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%g %s %s", r.Value, r.Unit, r.Of)))
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, strings.Join(got, ", "), tt.want)
		}
	}
}

// No mark or word is that of two monies, and those of a known country have their code.
func TestCurrencies(t *testing.T) {
	marks := map[string]string{}
	code := regexp.MustCompile(`^[A-Z]{3}$`)
	for unit, c := range currencies() {
		if !code.MatchString(unit) && len(c.Marks) > 2 {
			t.Errorf("%s: no ISO 4217 code", unit)
		}
		for _, mark := range c.Marks {
			if other := marks[mark]; other != "" {
				t.Errorf("%q is of %s and %s", mark, other, unit)
			}
			marks[mark] = unit
		}
		for _, lang := range []string{"en", "es", "pt"} {
			own, measures := c.words(lang)
			for _, w := range append(own, measures...) {
				key := lang + " " + w
				if other := marks[key]; other != "" {
					t.Errorf("%q is of %s and %s", key, other, unit)
				}
				marks[key] = unit
			}
		}
	}
}

package timeline

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFallingSeries(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    [][]string // the series of killed left out
	}{
		{"the missing of a flood are found", []string{
			"a|4|en|The flood at Orrin left nine dead and 40 missing, officials said on Tuesday.",
			"b|5|es|La inundación de Orrin deja 12 muertos y 66 desaparecidos, según Protección Civil.",
			"a|6|en|In Orrin 19 people are dead and 51 missing after the flood.",
			"c|6|en|Nineteen people were killed and 51 are missing in Orrin.",
			"b|9|es|En Orrin los muertos llegan a 30 y los desaparecidos bajan a 22.",
		}, [][]string{{"missing ", "2025-11-04 40 a 1", "2025-11-05 66 b 1", "2025-11-06 51 a 2", "2025-11-09 22 b 1"}}},
		{"an old total told again is no step", []string{
			"a|4|en|The flood at Orrin left nine dead and 66 missing.",
			"b|6|en|In Orrin 19 people are dead and 51 missing after the flood.",
			"c|7|en|The flood left nine dead and 66 missing in Orrin.",
			"b|9|en|In Orrin 25 people are dead and 30 missing.",
		}, [][]string{{"missing ", "2025-11-04 66 a 2", "2025-11-06 51 b 1", "2025-11-09 30 b 1"}}},
		{"a bound that the last value fits is no step down", []string{
			"a|4|en|The flood at Orrin left nine dead and 71 missing.",
			"b|5|en|The flood at Orrin left ten dead and more than 60 missing.",
			"c|7|en|In Orrin 19 people are dead and 44 missing.",
			"d|8|en|In Orrin 20 people are dead and 44 missing.",
		}, [][]string{{"missing ", "2025-11-04 71 a 1", "2025-11-07 44 c 2"}}},
		{"hostages are freed", []string{
			"a|4|en|The gunmen at Orrin have killed three people and hold 120 hostages.",
			"b|6|en|The gunmen at Orrin have released 30 people and hold 90 hostages.",
			"a|9|en|The gunmen at Orrin have released 70 people and hold 50 hostages.",
		}, [][]string{{"hostages ", "2025-11-04 120 a 1", "2025-11-06 90 b 1", "2025-11-09 50 a 1"}}},
		{"those missing elsewhere are not the story's", []string{
			"a|4|en|Four reporters are missing in Orrin.",
			"b|6|en|About 200 people were missing in the hotel at Orrin.",
			"c|9|en|Two nurses are missing in Orrin.",
		}, nil},
		{"one report's few are no step", []string{
			"a|4|en|The flood at Orrin left nine dead and 71 missing.",
			"b|5|en|The flood at Orrin left 12 dead and 60 missing.",
			"d|5|en|In Orrin 12 people are dead and 60 missing.",
			"c|8|en|At the mill of Orrin two people are dead and three missing.",
		}, [][]string{{"missing ", "2025-11-04 71 a 1", "2025-11-05 60 b 2"}}},
		{"two speakers of one report are no steps of each other", []string{
			"a|4|en|The flood at Orrin left nine dead and 71 missing.",
			"b|9|es|La búsqueda en Orrin acaba con 68 muertos y 17 desaparecidos. El comité sostiene que los desaparecidos son 23.",
			"c|9|en|The flood at Orrin left 68 dead and 17 missing.",
			"d|9|en|The search at Orrin ended with 68 dead and 17 missing.",
		}, [][]string{{"missing ", "2025-11-04 71 a 1", "2025-11-09 17 b 3"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got [][]string
			for _, s := range steps(Build(Story{Name: "orrin", Keywords: []string{"Orrin"}}, printed(test.reports...)).Series) {
				if s[0][:6] != "killed" {
					got = append(got, s)
				}
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestMoneySeries(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    [][]string
	}{
		{"what a bank's books lack, in two languages", []string{
			"a|4|en|About $780 million of clients' money at Orrin Bank could not be found, the regulator said.",
			"b|5|es|Faltan 780 millones de dólares en el banco Orrin, según el supervisor.",
			"c|12|en|The hole at Orrin Bank has grown to $1.4 billion.",
			"b|13|es|El agujero del banco Orrin es de 1.400 millones de dólares.",
			"d|14|en|Orrin Bank, where $1.4 billion vanished, was sold for $60 million.",
		}, [][]string{{"moneyUSD hole ", "2025-11-04 about 780000000 a 2", "2025-11-12 1400000000 c 3"}}},
		{"what a flood has cost, an old sum told again", []string{
			"e|3|en|So far the law lets the flood cost insurers in Orrin up to $5 million.",
			"a|4|en|The flood has cost the province of Orrin $30 million so far.",
			"b|9|en|So far the flood has cost Orrin $75 million.",
			"c|10|en|The flood at Orrin had cost $30 million so far, the mayor wrote.",
			"d|14|en|The flood has cost Orrin $110 million to date.",
		}, [][]string{{"moneyUSD cost ", "2025-11-04 30000000 a 2", "2025-11-09 75000000 b 1", "2025-11-14 110000000 d 1"}}},
		{"aid in two currencies is two counts", []string{
			"a|4|en|Donors have pledged $20 million in aid for Orrin so far.",
			"b|6|en|Donors have pledged 31 million euros in aid for Orrin so far.",
			"c|9|en|So far $55 million in aid has been pledged for Orrin.",
			"d|9|en|So far donors have pledged $55 million in aid to the people of Orrin.",
		}, [][]string{{"moneyUSD aid ", "2025-11-04 20000000 a 1", "2025-11-09 55000000 c 2"}}},
		{"each fine is its own", []string{
			"a|4|en|Orrin Bank was fined $20 million on Tuesday.",
			"b|6|en|Orrin Bank was fined $31 million.",
			"c|9|en|A fine of $55 million was imposed on Orrin Bank.",
			"d|9|en|Orrin Bank must pay a fine of $55 million.",
		}, nil},
		{"what others lost since long ago, or over years", []string{
			"a|4|en|Asbestos has cost companies like Orrin $70 billion since the 1970s.",
			"b|6|en|The fund of Orrin has lost $81 billion over 15 years.",
			"c|9|en|Asbestos has cost companies, Orrin among them, $90 billion since the 1970s.",
			"d|9|en|Since the 1970s asbestos has cost Orrin and others $95 billion.",
		}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got [][]string
			for _, s := range Build(Story{Name: "orrin", Keywords: []string{"Orrin"}}, printed(test.reports...)).Series {
				line := steps([]Series{s})[0]
				line[0] = s.Name + s.Unit + " " + s.Of + " " + s.Since
				got = append(got, line)
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

package timeline

import (
	"slices"
	"strings"
	"testing"
)

// lerma is a day on which several things happened, as two outlets print it in two
// languages, with a third that comes later.
var lerma = []string{
	"wire|15|en|Tens of thousands marched through the centre of Lerma on Friday against the price of bread. " +
		"Protesters set the ruling party's headquarters on fire on Friday evening. The flames could be seen from the harbour. " +
		"The army imposed a curfew in Lerma from 6 pm on Friday. Tanks stood at the bridges.",
	"diario|15|es|Decenas de miles de personas marcharon el viernes por el centro de Lerma contra el precio del pan. " +
		"Los manifestantes incendiaron el viernes la sede del partido gobernante. Las llamas se veían desde el puerto. " +
		"El Ejército impuso el viernes el toque de queda en Lerma desde las 18.00.",
	"post|16|en|Fire gutted the headquarters of the ruling party on Friday after protesters broke in. " +
		"The curfew that the army imposed in Lerma on Friday was ignored by many.",
}

func TestHappeningsOfADayStayApart(t *testing.T) {
	tl := Build(Story{Name: "lerma", Languages: []string{"en", "es"}}, printed(lerma...))
	groups := [][]string{
		{"Tens of thousands marched", "Decenas de miles"},
		{"Protesters set the ruling", "Los manifestantes incendiaron", "Fire gutted the headquarters"},
		{"The army imposed a curfew", "El Ejército impuso", "The curfew that the army"},
	}
	of := func(start string) (ids []string) {
		for _, e := range tl.Events {
			if slices.ContainsFunc(e.Accounts, func(a Account) bool { return strings.HasPrefix(a.Quote, start) }) {
				ids = append(ids, e.Headline)
			}
		}
		return ids
	}
	seen := map[string]int{}
	for i, group := range groups {
		first := of(group[0])
		if len(first) != 1 {
			t.Fatalf("%q tells of %q", group[0], first)
		}
		if other, known := seen[first[0]]; known {
			t.Errorf("happenings %d and %d are one event, %q", other, i, first[0])
		}
		seen[first[0]] = i
		for _, start := range group[1:] {
			if !slices.Equal(of(start), first) {
				t.Errorf("%q tells of %q, %q of %q", group[0], first, start, of(start))
			}
		}
	}
}

// What goes on from two sentences shows that they tell of one happening.
func TestWhatGoesOnUnites(t *testing.T) {
	const rest = " Divers searched the wreck of the ferry Aurora off Cabo Blanco. The ferry Aurora lay on the seabed off Cabo Blanco."
	for _, test := range []struct {
		name, after string
		one         bool
	}{
		{"the same", rest, true},
		{"something else", " Bakers raised the price of bread in the whole province. Parliament will debate the price of bread.", false},
	} {
		c := read(Story{}, printed(
			"a|5|en|Forty passengers drowned on Tuesday in rough water."+rest,
			"b|5|en|A ship went down near the lighthouse on Tuesday."+test.after,
		), nil)
		tellings := c.tellings()
		happenings := slices.DeleteFunc(c.join(tellings), func(h *happening) bool {
			return !slices.ContainsFunc(h.members, func(m int) bool { return tellings[m].phrase >= 0 })
		})
		roots := c.desk(tellings, nil, nil).unite(happenings)
		if one := roots[happenings[0]] == roots[happenings[1]]; len(happenings) != 2 || one != test.one {
			t.Errorf("%s: %d happenings, one: %t", test.name, len(happenings), one)
		}
	}
}

// A happening that says many things must be more alike than one that says one.
func TestBreadth(t *testing.T) {
	same, other := vector{{1, 1}}, vector{{2, 1}}
	for _, test := range []struct {
		say  []vector
		want float64
	}{
		{[]vector{same}, 1},
		{[]vector{same, same, same}, 1},
		{[]vector{same, other}, 2},
		{nil, 1},
	} {
		var b bag
		for _, v := range test.say {
			b.add(v)
		}
		if got := breadth(len(test.say), b.squares); got != test.want {
			t.Errorf("%v: breadth %g, want %g", test.say, got, test.want)
		}
	}
}

// The products of portraits are those of their sums.
func TestProducts(t *testing.T) {
	all := []portrait{{sum: []weight{{1, .5}, {4, 2}}}, {sum: []weight{{4, 3}}}, {sum: []weight{{1, 1}, {2, 7}}}}
	if got, want := newBench(5).products(all), []float64{0, 6, .5, 6, 0, 0, .5, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("products %v, want %v", got, want)
	}
}

// An undated remark far below what an article says of a happening bears no witness to
// it; one that goes on from it does.
func TestBackgroundIsNoAccount(t *testing.T) {
	tl := Build(Story{Name: "march"}, printed(
		"a|5|en|Thousands marched in Lerma on Tuesday against the governor. All shops stayed shut. The governor was in Rome. "+
			"The brotherhood was founded by a schoolteacher. It runs clinics and kitchens.",
		"b|5|en|Thousands marched against the governor of Lerma on Tuesday.",
	))
	for _, e := range tl.Events {
		for _, a := range e.Accounts {
			if strings.HasPrefix(a.Quote, "The brotherhood") || strings.HasPrefix(a.Quote, "It runs") {
				t.Errorf("%q is an account of %q", a.Quote, e.Headline)
			}
		}
	}
	if !slices.ContainsFunc(tl.Events[0].Accounts, func(a Account) bool { return a.Quote == "All shops stayed shut." }) {
		t.Error("what goes on from the dated sentence is no account")
	}
}

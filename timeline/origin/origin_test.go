package origin_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/timeline/origin"
	"dateline/timeline/words"
)

// group groups texts of which nothing else is known.
func group(texts []string) []int {
	var all []origin.Report
	for i, text := range texts {
		p := origin.Read(words.Split(text))
		all = append(all, origin.Report{Print: &p, Text: text, Outlet: fmt.Sprint("outlet ", i)})
	}
	copies, _ := origin.Group(all)
	return copies
}

// report writes a text of n words that no other seed shares.
func report(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("word%d", r.IntN(5000))
	}
	return out
}

func TestGroupFindsCopies(t *testing.T) {
	for _, size := range []int{40, 120, 800} {
		var texts []string
		for seed := range uint64(40) {
			original := report(seed, size)
			trimmed := original[:size*2/3]
			changed := append([]string{}, original...)
			for i := 7; i < len(changed); i += 60 {
				changed[i] = "changed"
			}
			texts = append(texts, strings.Join(original, " "), strings.ToUpper(strings.Join(trimmed, "  ")), strings.Join(changed, "\n"))
		}
		for i, g := range group(texts) {
			if want := i - i%3; g != want {
				t.Errorf("size %d: text %d in group %d, want %d", size, i, g, want)
			}
		}
	}
}

func TestGroupKeepsApart(t *testing.T) {
	brief := strings.Join(report(1, 30), " ")
	long := brief + " " + strings.Join(report(2, 400), " ")
	texts := []string{brief, long, strings.Join(report(3, 30), " "), "", "", "port closed", "port opened"}
	for i, g := range group(texts) {
		if g != i {
			t.Errorf("text %d joined to %d", i, g)
		}
	}
	if got := group([]string{"port closed", "Port closed."}); got[1] != 0 {
		t.Errorf("the same two words: %v", got)
	}
}

// What has grown out of a report, and what quotes it whole, is none of its copies.
func TestGroupKeepsRewritesApart(t *testing.T) {
	for seed := range uint64(40) {
		first := report(seed, 400)
		grown := append(append(report(seed+100, 250), first[:300]...), report(seed+200, 250)...)
		later := append(append(report(seed+300, 300), grown[200:600]...), report(seed+400, 300)...)
		texts := []string{strings.Join(first, " "), strings.Join(grown, " "), strings.Join(later, " ")}
		for i, g := range group(texts) {
			if g != i {
				t.Errorf("seed %d: stage %d of a running report joined to %d", seed, i, g)
			}
		}
	}
}

// Where two outlets name the same source, a copy may be cut down to a third; an
// outlet that does so with its own report is the same witness.
func TestGroupReliesOnCredits(t *testing.T) {
	long := report(7, 600)
	short := long[:220]
	for _, tt := range []struct {
		outlets [2]string
		credits [2]string
		want    [2]int // copy of, same witness as
	}{
		{[2]string{"a", "b"}, [2]string{"AP", "AP"}, [2]int{0, 0}},
		{[2]string{"a", "b"}, [2]string{"AP", "EFE"}, [2]int{1, 1}},
		{[2]string{"a", "a"}, [2]string{"AP", "AP"}, [2]int{1, 0}}, // stages of one outlet's report
	} {
		var all []origin.Report
		for i, text := range []string{strings.Join(long, " "), strings.Join(short, " ")} {
			p := origin.Read(words.Split(text))
			all = append(all, origin.Report{Print: &p, Text: text, Outlet: tt.outlets[i], Sources: []string{tt.credits[i]}})
		}
		if copies, witnesses := origin.Group(all); copies[1] != tt.want[0] || witnesses[1] != tt.want[1] {
			t.Errorf("%+v: joined to %d, %d", tt, copies[1], witnesses[1])
		}
	}
}

// Thousands of pages that share an outlet's furniture and nothing else neither
// join nor take the square of their number.
func TestGroupOfFurniture(t *testing.T) {
	furniture := strings.Join(report(1, 60), " ")
	var texts []string
	for seed := range uint64(1200) {
		texts = append(texts, strings.Join(report(seed+2, 50), " ")+" "+furniture)
	}
	texts = append(texts, texts[7]+" and nothing more", texts[8]+" and nothing more")
	for i, g := range group(texts) {
		if want := i - 1193*(i/1200); g != want {
			t.Fatalf("page %d joined to %d, want %d", i, g, want)
		}
	}
}

func BenchmarkGroup(b *testing.B) {
	var texts []string
	for seed := range uint64(1000) {
		texts = append(texts, strings.Join(report(seed/2, 500), " "))
	}
	for b.Loop() {
		group(texts)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(texts)), "µs/text")
}

// Whatever a memory has compared before, it groups as Group does.
func TestMemoryGroupsAsGroup(t *testing.T) {
	var all []origin.Report
	for seed := range uint64(60) {
		length := 60 + int(seed) // three of each text
		text := strings.Join(report(seed%20, length), " ")
		p := origin.Read(words.Split(text))
		all = append(all, origin.Report{Print: &p, Text: text, Outlet: fmt.Sprint("outlet ", seed%7), Sources: []string{fmt.Sprint("agency ", seed%3)}})
	}
	var memory origin.Memory
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 7))
		some := all[:20+r.IntN(40)]
		switch seed % 3 {
		case 0:
			r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		case 1: // it has grown at its end, or lost some there
			some = all[:48+r.IntN(12)]
		case 2: // a late one has come
			late := 50 + r.IntN(10)
			all[late], all[len(all)-1] = all[len(all)-1], all[late]
			some = all
		}
		for i := range some {
			some[i].Outlet = fmt.Sprint("outlet ", r.IntN(7))
		}
		copies, witnesses := memory.Group(some)
		wantCopies, wantWitnesses := origin.Group(some)
		if !slices.Equal(copies, wantCopies) || !slices.Equal(witnesses, wantWitnesses) {
			t.Fatalf("round %d: %v, %v; want %v, %v", seed, copies, witnesses, wantCopies, wantWitnesses)
		}
	}
}

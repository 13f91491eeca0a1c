package origin

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

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
		for i, g := range Group(texts) {
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
	for i, g := range Group(texts) {
		if g != i {
			t.Errorf("text %d joined to %d", i, g)
		}
	}
	if got := Group([]string{"port closed", "Port closed."}); got[1] != 0 {
		t.Errorf("the same two words: %v", got)
	}
}

func BenchmarkGroup(b *testing.B) {
	var texts []string
	for seed := range uint64(1000) {
		texts = append(texts, strings.Join(report(seed/2, 500), " "))
	}
	for b.Loop() {
		Group(texts)
	}
}

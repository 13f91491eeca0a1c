package timeline

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A bag holds the sum of what was added to it, in order of key.
func TestBagSums(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 5))
		var b bag
		want := map[int32]float64{}
		for range 40 {
			var v vector
			for key := int32(r.IntN(9)); key < 120; key += 1 + int32(r.IntN(30)) {
				v = append(v, weight{key, r.Float64()})
				want[key] += v[len(v)-1].value
			}
			b.add(v)
		}
		squares := 0.0
		for i, w := range b.sum {
			if i > 0 && b.sum[i-1].key >= w.key || w.value != want[w.key] {
				t.Fatalf("seed %d: key %d at %d has %g, want %g", seed, w.key, i, w.value, want[w.key])
			}
			squares += w.value * w.value
		}
		if len(b.sum) != len(want) || math.Abs(squares-b.squares) > 1e-9*squares {
			t.Errorf("seed %d: %d keys and squares %g, want %d and %g", seed, len(b.sum), b.squares, len(want), squares)
		}
	}
}

// What is added to a bag at once is what is added to it one by one.
func TestAddTo(t *testing.T) {
	s := newSums(200)
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 7))
		var one, atOnce bag
		for range 4 {
			vectors := make([]vector, 1+r.IntN(5))
			for i := range vectors {
				for key := int32(r.IntN(9)); key < 200; key += 1 + int32(r.IntN(40)) {
					vectors[i] = append(vectors[i], weight{key, r.Float64()})
				}
				one.add(vectors[i])
			}
			s.addTo(&atOnce, len(vectors), func(i int) vector { return vectors[i] })
		}
		if !slices.Equal(one.sum, atOnce.sum) || one.squares != atOnce.squares || len(s.keys) > 0 || s.squares != 0 {
			t.Errorf("seed %d: %v, want %v", seed, atOnce, one)
		}
	}
}

// A table of pairs is a map, however often it is emptied.
func TestPairPlaces(t *testing.T) {
	var p pairPlaces
	if p.of(pairOf(1, 2)) != 0 {
		t.Error("an empty table has a pair")
	}
	for round := range 6 {
		r := rand.New(rand.NewPCG(uint64(round), 6))
		want := map[uint64]int32{}
		for n := int32(1); n < int32(100<<round); n++ {
			pair := pairOf(term(r.IntN(90)), term(r.IntN(90)))
			if at := p.place(pair); *at == 0 {
				*at, want[pair] = n, n
			}
		}
		for a := range term(90) {
			for b := range term(90) {
				if pair := pairOf(a, b); p.of(pair) != want[pair] {
					t.Fatalf("round %d: %d %d is at %d, want %d", round, a, b, p.of(pair), want[pair])
				}
			}
		}
		p.clear()
	}
}

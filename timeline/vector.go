package timeline

import (
	"math"
	"slices"
)

// weight is how much a key counts in a vector.
type weight struct {
	key   int32
	value float64
}

// vector says what a sentence is about: weighted keys, in order of key, of length 1.
type vector []weight

// bag is a sum of vectors.
type bag struct {
	sum     map[int32]float64
	squares float64
}

func newBag() *bag { return &bag{sum: map[int32]float64{}} }

func (b *bag) add(v vector) {
	for _, w := range v {
		old := b.sum[w.key]
		b.squares += w.value * (2*old + w.value)
		b.sum[w.key] = old + w.value
	}
}

// cosine is how alike a bag and a vector are, 0…1.
func (b *bag) cosine(v vector) float64 {
	dot := 0.0
	for _, w := range v {
		dot += w.value * b.sum[w.key]
	}
	if b.squares <= 0 {
		return 0
	}
	return dot / math.Sqrt(b.squares)
}

// vector is the bag as a vector.
func (b *bag) vector() vector {
	v := make(vector, 0, len(b.sum))
	for key, value := range b.sum {
		v = append(v, weight{key, value})
	}
	slices.SortFunc(v, func(a, b weight) int { return int(a.key - b.key) })
	v.unit()
	return v
}

// unit scales a vector to length 1.
func (v vector) unit() {
	squares := 0.0
	for _, w := range v {
		squares += w.value * w.value
	}
	if squares == 0 {
		return
	}
	length := math.Sqrt(squares)
	for i := range v {
		v[i].value /= length
	}
}

// dot of two vectors of length 1 is their cosine.
func (v vector) dot(u vector) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(v) && j < len(u); {
		switch {
		case v[i].key < u[j].key:
			i++
		case v[i].key > u[j].key:
			j++
		default:
			sum, i, j = sum+v[i].value*u[j].value, i+1, j+1
		}
	}
	return sum
}

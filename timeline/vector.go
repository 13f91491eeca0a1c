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
	sum     vector // not of length 1
	squares float64
}

// at is the place of a key in the sum, or where it would be.
func (b *bag) at(key int32) (int, bool) {
	low, high := 0, len(b.sum)
	for low < high {
		if middle := int(uint(low+high) >> 1); b.sum[middle].key < key {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low, low < len(b.sum) && b.sum[low].key == key
}

// of is the weight of a key.
func (b *bag) of(key int32) float64 {
	if i, has := b.at(key); has {
		return b.sum[i].value
	}
	return 0
}

func (b *bag) add(v vector) {
	fresh := 0 // keys that it does not have yet
	for _, w := range v {
		if i, has := b.at(w.key); has {
			old := b.sum[i].value
			b.squares += w.value * (2*old + w.value)
			b.sum[i].value = old + w.value
		} else {
			b.squares += w.value * w.value
			fresh++
		}
	}
	if fresh > 0 {
		b.insert(v, fresh)
	}
}

// insert puts those weights of a vector in their places whose keys the bag does
// not have.
func (b *bag) insert(v vector, fresh int) {
	at := len(b.sum) - 1
	b.sum = slices.Grow(b.sum, fresh)[:len(b.sum)+fresh]
	to := len(b.sum) - 1
	for i := len(v) - 1; fresh > 0; i-- {
		for at >= 0 && b.sum[at].key > v[i].key {
			b.sum[to] = b.sum[at]
			at, to = at-1, to-1
		}
		if at < 0 || b.sum[at].key != v[i].key {
			b.sum[to] = v[i]
			fresh, to = fresh-1, to-1
		}
	}
}

// cosine is how alike a bag and a vector are, 0…1.
func (b *bag) cosine(v vector) float64 {
	dot := 0.0
	for _, w := range v {
		dot += w.value * b.of(w.key)
	}
	if b.squares <= 0 {
		return 0
	}
	return dot / math.Sqrt(b.squares)
}

// vector is the bag as a vector.
func (b *bag) vector() vector {
	v := slices.Clone(b.sum)
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

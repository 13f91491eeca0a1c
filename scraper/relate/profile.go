package relate

import (
	"cmp"
	"math"
	"slices"
)

// A count is how often a term stands in a document.
type count struct {
	term term
	n    int32
}

// A bag is a document as its terms, ascending, each counted.
type bag []count

// newBag counts the terms that mean something.
func newBag(ts []term) bag {
	sorted := slices.Clone(ts)
	slices.Sort(sorted)
	var b bag
	for _, t := range sorted {
		switch {
		case t == 0:
		case len(b) > 0 && b[len(b)-1].term == t:
			b[len(b)-1].n++
		default:
			b = append(b, count{t, 1})
		}
	}
	return b
}

// A profile is the vocabulary of a pile of reports in one language: the sum
// of their tf-idf vectors, each of length 1.
type profile struct {
	sum    map[term]float64
	square float64 // of the sum's length
	idf    map[term]float64
	rare   float64 // idf of a term not met before
}

// newProfile learns the vocabulary of a pile against that of all documents
// met in the language, the pile's included. The order of documents does not
// matter.
func newProfile(pile, all []bag) *profile {
	df := map[term]int{}
	for _, b := range all {
		for _, c := range b {
			df[c.term]++
		}
	}
	p := &profile{sum: map[term]float64{}, idf: make(map[term]float64, len(df)), rare: idf(len(all), 0)}
	for t, n := range df {
		p.idf[t] = idf(len(all), n)
	}
	// Added up in order of terms and weights, not of arrival: floating-point
	// addition is not associative, and the same reports must give the same sums.
	var parts []weighted
	for _, b := range pile {
		parts = append(parts, p.vector(b)...)
	}
	slices.SortFunc(parts, func(a, b weighted) int {
		return cmp.Or(cmp.Compare(a.term, b.term), cmp.Compare(a.w, b.w))
	})
	for i := 0; i < len(parts); {
		t, sum := parts[i].term, 0.0
		for ; i < len(parts) && parts[i].term == t; i++ {
			sum += parts[i].w
		}
		p.sum[t] = sum
		p.square += sum * sum
	}
	return p
}

func idf(docs, with int) float64 {
	return math.Log(float64(docs+1) / (float64(with) + 0.5))
}

type weighted struct {
	term term
	w    float64
}

// vector weighs the terms of a document: its length is 1.
func (p *profile) vector(b bag) []weighted {
	v := make([]weighted, 0, len(b))
	var norm float64
	for _, c := range b {
		w, ok := p.idf[c.term]
		if !ok {
			w = p.rare
		}
		w = max(0, w) * (1 + math.Log(float64(c.n)))
		v = append(v, weighted{c.term, w})
		norm += w * w
	}
	if norm > 0 {
		norm = math.Sqrt(norm)
		for i := range v {
			v[i].w /= norm
		}
	}
	return v
}

// likeness is the cosine between a document and the pile, 0…1. A document of
// the pile itself (own) is compared with the others of it: else a small
// pile would resemble each of its own documents.
func (p *profile) likeness(b bag, own bool) float64 {
	var dot, length float64
	for _, w := range p.vector(b) {
		dot += w.w * p.sum[w.term]
		length += w.w * w.w
	}
	square := p.square
	if own {
		square += length - 2*dot
		dot -= length
	}
	if square <= 1e-9 || dot <= 0 {
		return 0
	}
	return min(dot/math.Sqrt(square), 1)
}

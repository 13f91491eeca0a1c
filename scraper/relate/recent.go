package relate

import (
	"hash/maphash"
	"sync"
)

// mostRecent is how many terms of articles are remembered: those of some 3,000,
// in 8 MB.
const mostRecent = 2 << 20

// recent remembers the terms of the first articles that were read. Each article is
// read when it comes in, when the vocabulary is learned and when it is judged. It
// is safe for concurrent use.
type recent struct {
	seed maphash.Seed
	mu   sync.Mutex
	left int // terms that it has room for
	of   map[digest]terms
}

// digest tells articles apart by what is read of them.
type digest struct {
	title, body uint64
	length      int
	language    string
}

type terms struct{ title, body []term }

func newRecent() *recent {
	return &recent{seed: maphash.MakeSeed(), left: mostRecent, of: map[digest]terms{}}
}

// read is what f reads of an article, unless that is remembered. Nobody may change
// what it returns.
func (r *recent) read(title, body, language string, f func() (title, body []term)) (_, _ []term) {
	d := digest{maphash.String(r.seed, title), maphash.String(r.seed, body), len(title) + len(body), language}
	r.mu.Lock()
	known, found := r.of[d]
	r.mu.Unlock()
	if found {
		return known.title, known.body
	}
	known.title, known.body = f()
	r.mu.Lock()
	defer r.mu.Unlock()
	if n := len(known.title) + len(known.body); n <= r.left {
		r.of[d] = known
		r.left -= n
	}
	return known.title, known.body
}

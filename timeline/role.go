package timeline

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"dateline/timeline/atlas"
	"dateline/timeline/words"
)

// role gathers what all documents say of one name.
type role struct {
	name        string // as most write it
	known       string // the one it goes by in the gazetteers; empty: in none
	docs        []int  // in order, each once
	origins     map[int]bool
	kinds       map[Kind]int
	times       int
	opens       bool // it only ever opens sentences
	spellings   map[string]int
	first, last day
	around      map[uint32]bool // digests of the words beside it
}

func newRole() *role {
	return &role{origins: map[int]bool{}, kinds: map[Kind]int{}, spellings: map[string]int{}, opens: true, first: noDay, last: noDay, around: map[uint32]bool{}}
}

// naming is what a story's reports say of names.
type naming struct {
	roles    map[string]*role          // by key of the name
	short    map[string]map[string]int // short name -> long ones it was given behind
	holders  map[string]map[string]int // country -> names that reports give its head of state
	headless []headMention
	offices  map[string]map[string]int // country -> what reports call the office of its head of state
}

// headMention is "the Colombian president", without a name.
type headMention struct {
	country string
	doc     int
}

// mentions gathers what the reports of the story name.
func (c *corpus) mentions() *naming {
	said := &naming{roles: map[string]*role{}, short: map[string]map[string]int{}, holders: map[string]map[string]int{}, offices: map[string]map[string]int{}}
	for i := range c.docs {
		d := &c.docs[i]
		if !d.onTopic {
			continue
		}
		for _, a := range d.names {
			holder, head := strings.CutPrefix(a.alias, headOf)
			if head {
				hear(said.offices, a.name, a.as, a.times)
			}
			switch {
			case head && holder == "":
				said.headless = append(said.headless, headMention{a.name, i})
			case head:
				hear(said.holders, a.name, holder, a.times)
			default:
				said.see(a.name, cmp.Or(a.as, a.name), a, i, d)
				if a.alias != "" {
					hear(said.short, atlas.Key(a.alias), a.name, a.times)
				}
			}
		}
	}
	return said
}

func hear(all map[string]map[string]int, key, name string, times int) {
	if all[key] == nil {
		all[key] = map[string]int{}
	}
	all[key][name] += times
}

// see adds that a document, which has a number, names someone so.
func (s *naming) see(name, spelling string, a appearance, doc int, d *document) {
	key := atlas.Key(name)
	r := s.roles[key]
	if r == nil {
		r = newRole()
		s.roles[key] = r
	}
	if a.as != "" {
		r.name = a.name
	}
	if len(r.docs) == 0 || r.docs[len(r.docs)-1] != doc {
		r.docs = append(r.docs, doc)
	}
	r.origins[d.origin] = true
	r.around[a.around[0]], r.around[a.around[1]] = true, true
	if a.kind != "" {
		r.kinds[a.kind] += a.times
	}
	r.times += a.times
	r.opens = r.opens && a.opens
	r.spellings[spelling] += a.times
	r.named(d.day, d.day)
}

// named widens the days on which it is named; noDay says nothing.
func (r *role) named(first, last day) {
	if first != noDay && (r.first == noDay || first < r.first) {
		r.first = first
	}
	r.last = max(r.last, last)
}

// merge adds what is said of another name of the same actor, but for its spellings.
func (r *role) merge(other *role) {
	r.docs = append(r.docs, other.docs...)
	slices.Sort(r.docs)
	r.docs = slices.Compact(r.docs)
	maps.Copy(r.origins, other.origins)
	for k, n := range other.kinds {
		r.kinds[k] += n
	}
	r.times += other.times
	r.opens = r.opens && other.opens
	r.named(other.first, other.last)
}

// menu reports whether a name stands between the same few words in all reports,
// as those of a page's menu do.
func (r *role) menu() bool {
	return len(r.origins) >= leastMenu && float64(len(r.around)) <= menuShare*float64(len(r.origins))
}

// pressShare is how many mentions of a name show a reporter, of those there are.
const pressShare = .1

// reports reports whether a name is that of somebody who reports on the story.
func (r *role) reports() bool {
	n, single := r.kinds[press], !strings.Contains(r.name, " ")
	return n > 1 && !(single && r.kinds[Person] == 0) && float64(n) >= pressShare*float64(r.times) && r.known == "" && r.kinds[Place] == 0 && !r.impersonal(strings.Fields(words.Fold(r.name)))
}

// impersonal reports whether a name of several words is no person's.
func (r *role) impersonal(w []string) bool {
	g := knownActors()
	if r.known != "" || r.kinds[Place] > r.kinds[Person] && 3*r.kinds[Place] > r.times {
		return true
	}
	return slices.ContainsFunc(w, func(word string) bool { return g.organisationWords[word] || g.placeWords[word] })
}

package timeline

import (
	"cmp"
	"slices"
	"strings"

	"dateline/timeline/atlas"
	"dateline/timeline/words"
)

// Who did it is what the sides of a conflict tell most differently. A sentence
// tells it by who is the subject of a deed ("the army shelled the hospital"), who
// stands behind it in the passive ("killed by soldiers"), whom somebody blames,
// who denies it and who claims it. Only those are told apart whom the words name:
// the sides of lang/*.yaml, and the states and organisations of the gazetteers.

// camp is one of those who may have done something; zero: it is not told.
type camp struct {
	side string // government forces, rebels, …; empty: only a name is known
	name string // of a state or organisation; empty: none is named
}

// The sides that the code knows by name.
const (
	stateSide     = "government forces"
	crossfireSide = "crossfire"
)

// differs reports whether two camps are not one by another name.
func (a camp) differs(b camp) bool {
	if a.side != b.side && a.side != "" && b.side != "" {
		return true
	}
	return a.name != b.name && a.name != "" && b.name != ""
}

func (a camp) String() string { return cmp.Or(a.side, a.name) }

// charge is what a sentence says of who did something.
type charge struct {
	culprit camp
	not     bool  // it says that the culprit did not
	by      camp  // who says so, where it is one of the sides
	pointed bool  // one side says it of another, or it is in dispute
	dispute bool  // somebody blames, denies or claims it
	laid    blame // on whom else somebody lays it

	speaker string   // in words
	topic   []string // meanings of what else the sentence is about, in order

	sentence int       // among those of the event
	killed   []float64 // as it tells
	report   Report
	origin   int
}

// charges are what a sentence says of who did something.
func charges(text string, split []words.Word, lang *language) []charge {
	s := sentenceWords{text, split, lang}
	deed := slices.ContainsFunc(split, func(w words.Word) bool { return lang.did[w.Folded] || lang.deeds[w.Folded] })
	var out []charge
	said, asked := "", false
	for i := range split {
		out = append(out, s.chargesAt(i, deed)...)
		reject, bid := s.phrase(lang.rejecting, i) > 0 || lang.liars[split[i].Folded], s.phrase(lang.bidding, i)
		if !reject && bid == 0 {
			continue // as most
		}
		if !asked {
			said, asked = speaker(text, lang), true
		}
		on := s.bids(i+bid, said)
		if reject {
			on = s.rejects(i, said)
		}
		if on.on != "" || on.denies {
			out = append(out, charge{culprit: s.campNamed(on.on), by: s.sideUntil(i), dispute: true, laid: on})
		}
	}
	if len(out) == 0 {
		return nil
	}
	if !asked {
		said = speaker(text, lang)
	}
	saying := words.Split(said)
	by := sentenceWords{said, saying, lang}.campOf(0, len(saying))
	if by == (camp{}) {
		by = s.sideOfSpeaker(said)
	}
	topic := s.topic()
	for i := range out {
		if c := &out[i]; !c.pointed && c.by == (camp{}) {
			c.by = by
			c.pointed = by != (camp{}) && by.differs(c.culprit)
		}
		out[i].topic, out[i].speaker = topic, cmp.Or(out[i].laid.says, out[i].by.String(), strings.Clone(said))
	}
	return out
}

// chargesAt are the charges of the verb at a word, of a sentence that tells of a
// deed or does not.
func (s sentenceWords) chargesAt(i int, deed bool) (out []charge) {
	w, lang := s.words[i].Folded, s.lang
	blaming := deed && lang.blaming[w]
	var on blame
	if s.phrase(lang.mutual, i) > 0 {
		return s.mutually(i)
	}
	switch {
	case blaming || s.phrase(lang.laying, i) > 0:
		on = s.lays(i)
		if too := s.laysToo(i, on); on.on != "" && too.on != "" {
			out = append(out, charge{culprit: s.campNamed(too.on), dispute: true, laid: too})
		}
	case lang.saying[w]:
		if on = s.laysInstead(i); on.on != "" {
			return []charge{{dispute: true, laid: on}}
		}
	}
	if on.on == "" && !blaming {
		if f := s.fault(i); f.on != "" {
			culprit := camp{}
			if !f.first {
				culprit = s.campNamed(f.on)
			}
			return []charge{{culprit: culprit, pointed: true, dispute: true, laid: f}}
		}
	}
	switch {
	case on.on != "" && !blaming:
		out = append(out, charge{culprit: s.campNamed(on.on), dispute: true, laid: on})
	case deed:
		if c := s.chargeAt(i, on); c.culprit != (camp{}) || c.dispute {
			out = append(out, c)
		}
	}
	return out
}

// chargeAt is the charge of the verb at a word of a sentence that tells of a
// deed; zero: there is none.
func (s sentenceWords) chargeAt(i int, on blame) charge {
	w, lang := s.words[i].Folded, s.lang
	switch {
	case s.phrase(lang.crossfire, i) > 0:
		return charge{culprit: camp{side: crossfireSide}}
	case s.phrase(lang.owning, i) > 0:
		who := s.sideUntil(i)
		return charge{culprit: who, by: who, pointed: true, dispute: who != (camp{})}
	case lang.blaming[w]:
		by, culprit := s.campUntil(i), s.campNamed(on.on)
		if culprit == (camp{}) {
			culprit = s.campFrom(i + 1)
		}
		if culprit == (camp{}) {
			culprit = camp{name: s.nameFrom(i + 1)}
		}
		if named := (camp{name: s.nameUntil(i)}); by == (camp{}) && named.differs(culprit) {
			by = named
		}
		if culprit != (camp{}) && (by == camp{} || by.differs(culprit) || on.on != "" && !by.same(culprit)) {
			return charge{culprit: culprit, by: by, pointed: true, dispute: true, laid: on}
		}
		return charge{dispute: on.on != "", laid: on}
	case lang.denying[w]:
		if by := s.sideUntil(i); by != (camp{}) && s.deniesDeed(i, by) {
			return charge{culprit: by, by: by, not: true, pointed: true, dispute: true}
		}
	case s.phrase(lang.agents, i) > 0:
		if s.deedBefore(i) {
			return charge{culprit: s.campFrom(i + s.phrase(lang.agents, i))}
		}
	case lang.did[w] && s.active(i):
		return charge{culprit: s.subject(i)}
	}
	return charge{}
}

// campNamed is the camp that some words of a sentence name, or else the name among them.
func (s sentenceWords) campNamed(on string) camp {
	if on == "" {
		return camp{}
	}
	cut := s.lang.cut(on)
	if c := cut.campOf(0, len(cut.words)); c != (camp{}) {
		return c
	}
	if n := names(midway + on); len(n) > 0 {
		return camp{name: strings.Clone(n[0])}
	}
	return camp{}
}

// mutually are the charges of two who blame each other: "the army and the rebels traded
// accusations".
func (s sentenceWords) mutually(i int) []charge {
	start, middle := i, -1
	for start > 0 && s.together(start) && i-start < 2*longestCamp && !s.lang.saying[s.words[start-1].Folded] && !s.lang.relative[s.words[start-1].Folded] {
		start--
		if s.lang.joining[s.words[start].Folded] {
			middle = start
		}
	}
	if middle <= start || middle+1 == i || !s.onlyNames(start, i) {
		return nil
	}
	who := func(from, to int) camp { return s.campNamed(s.text[s.words[from].Start:s.words[to-1].End]) }
	a, b := who(start, middle), who(middle+1, i)
	if a == (camp{}) || b == (camp{}) || !a.differs(b) && !b.apart(a) {
		return nil
	}
	return []charge{{culprit: b, by: a, pointed: true, dispute: true}, {culprit: a, by: b, pointed: true, dispute: true}}
}

// onlyNames reports whether some words are names and sides, and what ties them.
func (s sentenceWords) onlyNames(from, to int) bool {
	for i := from; i < to; i++ {
		w, l := s.words[i].Folded, s.lang
		if !s.capital(i) && l.sides[w] == "" && !l.articles[w] && !l.joining[w] && !l.naming[w] && !l.perfect[w] {
			return false
		}
	}
	return true
}

// apart reports whether one camp is known by its side alone and the other by its name.
func (a camp) apart(b camp) bool {
	return a.side == "" && a.name != "" && b.name == "" || b.side == "" && b.name != "" && a.name == ""
}

// sideOfSpeaker is the camp of who speaks, as the office before the name tells: "an RSF
// spokesman, Colonel Idris, said", "the RSF's Yousif Idris says".
func (s sentenceWords) sideOfSpeaker(said string) camp {
	at := strings.Index(s.text, said)
	if said == "" || at <= 0 {
		return camp{}
	}
	end := s.wordsTo(at)
	start, office := end, false
	for start > 0 && end-start < longestRole && !strings.ContainsAny(s.text[s.words[start-1].End:s.words[min(start, len(s.words)-1)].Start], ".;:\"“«") {
		w := s.words[start-1].Folded
		if s.lang.joining[w] || s.lang.relative[w] || s.lang.saying[w] || s.lang.did[w] {
			break
		}
		start--
		office = office || s.office(start) || w == "s"
	}
	if !office || start == end {
		return camp{}
	}
	return s.campNamed(s.text[s.words[start].Start:s.words[end-1].End])
}

// sideUntil is the camp named before a word, or else who is named there.
func (s sentenceWords) sideUntil(i int) camp {
	if who := s.campUntil(i); who != (camp{}) {
		return who
	}
	return camp{name: s.nameUntil(i)}
}

// phrase is how many words of one of some phrases, by their first words, stand at a
// word; 0: none.
func (s sentenceWords) phrase(all map[string][][]string, i int) int {
	if i >= len(s.words) {
		return 0
	}
	for _, p := range all[s.words[i].Folded] {
		if i+len(p) <= len(s.words) && slices.EqualFunc(p, s.words[i:i+len(p)], sameWord) {
			return len(p)
		}
	}
	return 0
}

// longestCamp is how many words may name a camp: "fuerzas leales al presidente".
const longestCamp = 5

// campUntil is the camp that a word follows: the subject of a verb.
func (s sentenceWords) campUntil(i int) camp {
	end := i
	for end > 0 && s.together(end) && len(s.words[end-1].Folded) < 6 && (s.lang.finite[s.words[end-1].Folded] || s.words[end-1].Folded == "se") {
		end-- // "had", "ha", "se"
	}
	start := end
	for start > 0 && end-start < longestCamp && s.together(start) && !s.parts(start-1) {
		start--
		if s.lang.articles[s.words[start].Folded] {
			break
		}
	}
	if end < len(s.words) && !s.together(end) || start > 0 && s.together(start) && s.hangsOn(start-1) {
		return camp{}
	}
	return s.campOf(start, end)
}

// nameUntil is the name that ends before a word, of whatever kind: who blames,
// denies or claims may be any firm or group.
func (s sentenceWords) nameUntil(i int) string {
	if i == 0 || !s.together(i) || !s.capital(i-1) {
		return ""
	}
	return nameEnding(s, i-1)
}

// nameFrom is the name that begins at a word, after an article.
func (s sentenceWords) nameFrom(i int) string {
	for i < len(s.words) && s.together(i) && s.lang.articles[s.words[i].Folded] {
		i++
	}
	if i >= len(s.words) || !s.together(i) || !s.capital(i) {
		return ""
	}
	return nameStarting(s, i)
}

// subject is the camp that a deed is told of: the one before its verb, or before
// the first of two verbs, "protesters set fire to the station and killed a guard".
func (s sentenceWords) subject(i int) camp {
	if s.lang.joining[s.words[i-1].Folded] && !strings.ContainsAny(s.text[:s.words[i].Start], ",;:") {
		return s.campFrom(0)
	}
	return s.campUntil(i)
}

// hangsOn reports whether what follows a word is not the subject itself, but
// belongs to another or is one of several: "the rig in the Gulf of Mexico
// killed", "France and Britain bombed".
func (s sentenceWords) hangsOn(i int) bool {
	w := s.words[i].Folded
	return s.lang.placing[w] || s.lang.bounding[w] || s.lang.joining[w] || s.phrase(s.lang.agents, i) > 0 || s.lang.belonging[w]
}

// campFrom is the camp that begins at a word, after prepositions and articles.
func (s sentenceWords) campFrom(i int) camp {
	for i < len(s.words) && s.together(i) && s.lang.articles[s.words[i].Folded] {
		i++
	}
	if i > 0 && i < len(s.words) && !s.together(i) {
		return camp{}
	}
	end := i
	for end < len(s.words) && end-i < longestCamp && (end == i || s.together(end)) && !s.parts(end) {
		end++
	}
	return s.campOf(i, end)
}

// parts reports whether a word ends the name of a camp.
func (s sentenceWords) parts(i int) bool {
	w := s.words[i].Folded
	l := s.lang
	return l.saying[w] || l.claiming[w] || l.relative[w] || l.blaming[w] || l.denying[w] || l.did[w] || l.deeds[w] || l.finite[w] || s.hangsOn(i)
}

// campOf is the camp that some words name. Of several sides the one that is not
// the state's is meant: "rebel forces", "anti-government protesters".
func (s sentenceWords) campOf(start, end int) camp {
	var c camp
	if start >= end {
		return c
	}
	for i := start; i < end; i++ {
		if side := s.lang.sides[s.words[i].Folded]; side != "" && (c.side == "" || c.side == stateSide) {
			c.side = side
		}
		if s.capital(i) && c.name == "" {
			c.name = atlas.Of(s.text[s.words[i].Start:s.words[i].End])
		}
	}
	if c.side == "" {
		c.name = "" // a people's name alone names no camp: "the British energy giant"
	}
	part := s.text[s.words[start].Start:s.words[end-1].End]
	for _, m := range mentions(part, words.Split(part)) {
		if p, known := atlas.Named(m.name); known && (p.Kind == atlas.Country || p.Kind == atlas.Capital) {
			c.name = cmp.Or(p.Country, p.Name)
		} else if m.kind == Organisation && m.as != "" {
			c.name = m.name
		}
	}
	return c
}

// active reports whether a side may be the subject of a deed: the verb is not in
// the passive, is not denied, and has an object.
func (s sentenceWords) active(i int) bool {
	if i == 0 || s.lang.passive[s.words[i-1].Folded] || s.lang.claiming[s.words[i-1].Folded] || s.lang.negating[s.words[i-1].Folded] || i+1 >= len(s.words) || !s.together(i+1) {
		return false
	}
	next := s.words[i+1].Folded
	return len(s.lang.passive) == 0 || !s.lang.placing[next] && !s.lang.bounding[next] && !s.lang.joining[next] && !s.lang.relative[next]
}

// deedBefore reports whether a deed stands closely before who did it.
func (s sentenceWords) deedBefore(i int) bool {
	for k := i - 1; k >= max(0, i-4); k-- {
		if s.lang.did[s.words[k].Folded] || s.lang.deeds[s.words[k].Folded] {
			return true
		}
		if strings.ContainsAny(s.text[s.words[k].End:s.words[k+1].Start], ",;:") {
			break
		}
	}
	return false
}

// deniesDeed reports whether what is denied at a word is a deed of who denies it.
func (s sentenceWords) deniesDeed(i int, by camp) bool {
	for k := i + 1; k < len(s.words); k++ {
		w := s.words[k].Folded
		if other := s.lang.sides[w]; other != "" && by.side != "" && other != by.side || s.announces(k) {
			return false
		}
		if s.lang.did[w] || s.lang.deeds[w] {
			return true
		}
	}
	return false
}

// topic is what a sentence is about beside sides, deeds and who says so, as
// meanings that languages share.
func (s sentenceWords) topic() []string {
	var out []string
	stemmer := words.NewStemmer(s.lang.code)
	for _, w := range s.words {
		l := s.lang
		if l.sides[w.Folded] != "" || l.did[w.Folded] || l.deeds[w.Folded] || l.blaming[w.Folded] || l.denying[w.Folded] || l.saying[w.Folded] {
			continue
		}
		if stem := stemmer.Stem(w.Spelled(s.text)); stem != "" {
			out = append(out, words.Meaning(l.code, stem))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// How many meanings two sentences share that tell of one deed, at least, and
// what part of those of the shorter one.
const (
	oneDeed = 2
	mostly  = .3
)

// sameDeed reports whether two charges are of one deed.
func (c *charge) sameDeed(d *charge) bool {
	if c.sentence == d.sentence {
		return c.pointed && d.pointed && c.by.differs(d.by)
	}
	if (c.laid.on != "" || d.laid.on != "") && c.laid.beside(d.laid) {
		return true
	}
	shared := 0
	for _, meaning := range c.topic {
		if _, has := slices.BinarySearch(d.topic, meaning); has {
			shared++
		}
	}
	return shared >= oneDeed && float64(shared) >= mostly*float64(min(len(c.topic), len(d.topic)))
}

// against reports whether not both of two charges can be true. Where a report
// itself says who did it, and none is blamed, it may be of another deed of the
// day, unless as many were killed in it or it was an accident.
func (c *charge) against(d *charge) bool {
	switch {
	case c.laid.answers(d.laid):
		return true
	case c.laid.loose || d.laid.loose || c.laid.denies || d.laid.denies || common(c.laid.accuser, d.laid.accuser) || c.by != (camp{}) && c.by == d.by && c.not == d.not:
		return false // one who blames several
	case c.laid.apart(d.laid) && c.sameDeed(d):
		return true
	case c.laid.lapse || d.laid.lapse || c.laid.excludes || d.laid.excludes:
		return false
	case c.culprit == (camp{}) || d.culprit == (camp{}):
		return false
	case c.crosses(d):
		return c.sentence == d.sentence || c.laid.beside(d.laid) || c.sameDeed(d)
	case c.not && d.not:
		return false
	case c.not != d.not:
		return !c.culprit.differs(d.culprit) && c.culprit != (camp{}) && c.sameDeed(d)
	case !c.culprit.differs(d.culprit):
		return false
	}
	if c.onAnyone() && d.told() || d.onAnyone() && c.told() {
		return false
	}
	if (c.culprit.side == d.culprit.side || c.culprit.side == "" || d.culprit.side == "") && !c.dispute && !d.dispute {
		return false // allies, or an alliance and one of its states
	}
	told := c.pointed || d.pointed || c.laid.on != "" || d.laid.on != "" || c.culprit.side == crossfireSide || d.culprit.side == crossfireSide ||
		c.origin != d.origin && slices.ContainsFunc(c.killed, func(n float64) bool { return slices.Contains(d.killed, n) })
	return told && c.sameDeed(d)
}

// camp is one under the name that it goes by in the story.
func (c *cast) camp(a camp) camp {
	if a.name != "" && c != nil {
		a.name = cmp.Or(c.resolve(called{name: a.name}, -1), a.name)
	}
	return a
}

// onAnyone reports whether somebody lays it on one who is of no side and no gazetteer
// knows: a firm, a person.
func (c *charge) onAnyone() bool {
	if !c.dispute || c.culprit.side != "" {
		return false
	}
	known, _ := knownActors().known(c.culprit.name)
	return known == ""
}

// told reports whether the report itself says who did it, and not one of the sides.
func (c *charge) told() bool { return !c.pointed && !c.dispute }

// crosses reports whether two blame each other.
func (c *charge) crosses(d *charge) bool {
	return !c.not && !d.not && c.culprit.same(d.by) && d.culprit.same(c.by) && !c.culprit.same(d.culprit)
}

// charges are those of one sentence, with its report.
func (w *writer) charges(t giver) []charge {
	a, doc := &w.c.articles[t.doc], &w.c.docs[t.doc]
	out := slices.Clone(t.s.notes.charges)
	for i := range out {
		c := &out[i]
		c.culprit, c.by = w.c.players.camp(c.culprit), w.c.players.camp(c.by)
		c.sentence, c.origin, c.killed = t.id, doc.origin, dead(t.telling)
		c.laid.doc, c.laid.at = t.doc, t.sentence
		c.report = Report{Article: a.URL, Outlet: a.Outlet, Published: doc.published, Speaker: c.speaker, Quote: w.c.text(t.telling)}
	}
	return out
}

// alreadyLaid is whom a charge lays it on, in the words of the first that means the same:
// "rogue wave", "a wave".
func alreadyLaid(all []*charge, c *charge) string {
	for _, o := range all {
		if o.culprit == (camp{}) && common(o.laid.whom, c.laid.whom) {
			return o.laid.on
		}
	}
	return c.laid.on
}

// responsibilityDisputed are the versions of who did what an event tells of.
func responsibilityDisputed(all []charge) []Dispute {
	var disputed []*charge
	names, alone := map[string]bool{}, false // of states and organisations; some stand without a side
	for i := range all {
		if c := &all[i]; slices.ContainsFunc(all, func(d charge) bool { return c.against(&d) }) {
			disputed = append(disputed, c)
			if c.culprit.name != "" {
				names[c.culprit.name] = true
				alone = alone || c.culprit.side == ""
			}
		}
	}
	var sides versions[int]
	for _, c := range disputed {
		if c.laid.denies { // what it answers is said of the same
			answered := slices.IndexFunc(all, func(d charge) bool { return c.laid.answers(d.laid) })
			sides.add("not "+cmp.Or(all[answered].culprit.String(), all[answered].laid.on), c.report, c.origin)
			continue
		}
		says := cmp.Or(c.culprit.String(), c.laid.on)
		if c.culprit == (camp{}) && !c.laid.excludes {
			says = alreadyLaid(disputed, c)
		}
		if c.culprit.side == stateSide && c.culprit.name != "" && (alone || len(names) > 1) {
			says = c.culprit.name // "the government" of two is none
		}
		if c.not || c.laid.excludes {
			says = "not " + says
		}
		sides.add(says, c.report, c.origin)
	}
	return sides.dispute("responsibility")
}

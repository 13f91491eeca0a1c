package timeline

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"dateline/timeline/words"
)

//go:embed lang/*.yaml
var files embed.FS

// language is what a language's file says about telling, its words folded.
type language struct {
	saying, bounding, aside, relative, prepositions, binding, leaning, pronouns, joining map[string]bool
	starting, lasting                                                                    map[string]bool // before the day that something began on; before how long it went on

	furniture []string // how a line begins that tells of no happening
	imprint   []string // how a short one does that tells of the page alone

	adding, leading, openers, carrying, present map[string]bool       // what a sentence is made of
	articles, perfect, naming, infinitive       map[string]bool       // small words of names and verbs: "the", "has", "of", "to"
	third, pointing                             map[string]bool       // pronouns of somebody else, "his"; what leans on what was named before, "those"
	coming, attending                           map[string]bool       // "the order came", "as", before what it came with
	quoting                                     map[string]bool       // verbs of saying that what is said follows
	limiting                                    map[string][][]string // by the first word, what takes something back: "at least"
	samePlace                                   map[string][][]string // likewise, what points at a place named before: "the same waters"
	that, negating                              map[string]bool       // before what is said; "not"
	now, resuming, pictures                     map[string]bool       // verbs of the present and of what is to come; what goes on after an insertion; words of captions
	captions                                    map[string][][]string // what says that a line is the words under a picture, by the first word
	depicts, depict, people, general            map[string]bool       // verbs of what a picture can show, of one and of several; words for several people that do not look it; "some"
	addingEnds, carryingEnds                    []string
	talking                                     map[string][][]string // how somebody comments: first word -> the rest of each phrase
	clitics, states, modals                     map[string]bool       // what words of speech run into; verbs of being, having and seeming; those of what may be
	adverbs, irregular                          map[string]bool       // what follows these: adverbs and participles of their own forms
	adverbEnds, participleEnds, gerundEnds      []string
	routine, parties, claiming, persons         map[string]bool // who says it, and how

	code                        string                // ISO 639-1
	weekday                     string                // name of the rule that reads a bare weekday
	citing, withdrawing         map[string][][]string // by the first word, phrases: "according to"; those by which a report corrects itself
	missed                      map[string][][]string // likewise, "had been due": what was planned for a day past, and did not come about
	planned, atLatest           [][]string            // "is due"; "by", before the last day for it: phrases, in words
	futures, pasts              []string              // endings of verbs of the future and of the past
	finite, participial         map[string]bool       // verbs that make a clause their own; what a participle hangs on
	placing, toPlace            map[string]bool       // prepositions of place, and what may stand between them and it
	speakers, counts, reckoning map[string]bool       // who speaks: officials, police; what they keep: count, tally; verbs of counting

	sides                      map[string]string        // word -> the side it is for: "soldiers", government forces
	belonging                  map[string]bool          // by which a camp belongs to another
	did, deeds, passive, again map[string]bool          // what a side did; other words for deeds; verbs of the passive; "another"
	blaming, denying           map[string]bool          // verbs of who names a culprit, or is none
	laying                     map[string][][]string    // those of them that tell it of anything, "blamed", by the first word
	layingTo, layingOn         string                   // what stands before whom they lay it on: "a"; after what they lay: "on"
	rejecting, mutual, bidding map[string][][]string    // what the accused says: "denied it"; "accused each other"; "on the orders of"
	liars                      map[string]bool          // what the accused says of the accuser: "was lying"
	fault                      map[string][]faultPhrase // phrases of whose fault it is, by their first word
	causes                     map[string]string        // word -> the cause it is for: "downpour", rain
	atFault, harms             map[string]bool          // who may be at fault beside the sides, and at what: "auditor", "collapse"
	agents, owning, crossfire  map[string][][]string    // likewise "by", who did it; "claimed responsibility"; nobody's fault

	breaking, loosely, dangling  map[string]bool            // before which a headline may end, and in which it may not
	verbal                       map[string]bool            // all words that are forms of verbs
	news, harking, hedging       map[string]bool            // verbs of headlines; what leans on other news; what sets a condition
	stating, spared, measures    map[string]bool            // participles of verbs of saying; adverbs that a headline leaves out; units of time
	participles                  []string                   // endings of participles that ask for more
	labelled, views              [][]string                 // labels of reports, and of what is none
	teasers, judging, verdicts   map[string][][]string      // what leads to a page; words of who judges; what says how things stand: by the first word
	leans                        map[string]bool            // the letters that leaning begins with
	urging                       map[string]bool            // what opens a sentence that wants something of its hearers
	vague                        map[string]bool            // nouns for what was told of before: "committee", "announcement"
	inNames                      map[string]bool            // articles that names hold, in upper case: "El País"
	wanting, definite, ensuing   map[string]bool            // nouns and verbs that ask for a complement; articles of what is known; "later"
	governing                    map[string]map[string]bool // by a preposition, nouns and verbs that ask for a phrase with it: "blamed" something "on"
	nearby, calendar, pluperfect map[string]bool            // "this"; what it makes a time of: "week"; what tells of the past of the past: "had"
	disclosing                   map[string]bool            // verbs of who tells what is so: "confirmed"
	addressing                   map[string]bool            // verbs of saying whose object hears it: "told"
	records                      map[string]bool            // what tells of the first or greatest of its kind
	mentioning, within, owned    map[string]bool            // what leads to a thing mentioned; what to one that it tells of; what makes a date the thing's
	conjoined                    map[string]bool            // after these what may open a relative clause opens none
	nameBefore, nameAfter        map[string]bool            // what a date is the name of, before it or after it
	timing, later                map[string]bool            // what opens a clause of time; what stands between a length of time and what it is counted from
	exceeding                    map[string]bool            // before a length of time that is not quite it: "more than"
	comparing                    [][]string                 // before a number of another day that one is set against: phrases

	owners     map[string]bool          // "her", before what is somebody's
	moments    map[string][]faultPhrase // kinds of deed by which two days of one are told, by the first word
	setting    map[string][][]string    // what only sets a day: "it was"
	knowing    map[string][][]string    // who or what has been told of before: "it", "his client"
	once       map[string][]onceWords   // deeds that a person does or undergoes but once, by the first word
	undergoing map[string]bool          // verbs of the passive that tell of what came about: "was"
	repeating  map[string][][]string    // what says that a deed is not the first, by the first word: "again"
}

// languageFile is lang/*.yaml as it stands.
type languageFile struct {
	Saying, Bounding, Aside, Relative, Prepositions, Binding, Planned, Leaning, Pronouns, Joining, Furniture []string
	Captions, Depicts, Depict, People, General                                                               []string
	Starting, Lasting, Imprint                                                                               []string

	Now, Resuming, Pictures, Adding, AddingEnds, Leading, Openers, Carrying, CarryingEnds, Present                          []string
	Routine, Parties, Claiming, Persons                                                                                     []string
	Articles, Perfect, Naming, Infinitive, That, Negating, Quoting, Coming, Attending, Limiting, Third, Pointing, SamePlace []string

	Citing, Withdrawing, Addressing, Speakers, Counts, Reckoning, Futures, Pasts, Finite, Participial                                      []string
	Placing, ToPlace, AtLatest, Missed                                                                                                     []string
	Breaking, Loosely, Dangling, News, Harking, Hedging, Stating, Spared, Measures, Participles, Labels, Views, Teasers, Judging, Verdicts []string
	Talking, Clitics, States, Modals, Adverbs, AdverbEnds, Irregular, ParticipleEnds, GerundEnds                                           []string

	Sides                                                                   map[string][]string
	Did, Deeds, Belonging, Agents, Passive, Blaming, Denying, Owning, Again []string
	Rejecting, Mutual, Bidding, Liars                                       []string
	Fault, Causes                                                           map[string][]string
	AtFault, Harms                                                          []string

	Mentioning, Within, Owned, Timing, Later, Records []string
	Conjoined, NameBefore, NameAfter, Exceeding       []string
	Comparing                                         []string

	Wanting, Definite, Ensuing, Disclosing, InNames, Vague, Urging []string
	Governing                                                      map[string][]string
	Nearby, Calendar, Pluperfect                                   []string

	Once                  map[string]struct{ Acts, Undergone, Does []string }
	Undergoing, Repeating []string
	Moments               map[string][]string
	Setting, Knowing      []string
	Owners                []string

	Laying                      []string
	LayingTo, LayingOn, Weekday string
}

// languages are those with a file in lang.
var languages = sync.OnceValue(func() map[string]*language {
	all := map[string]*language{}
	entries, err := files.ReadDir("lang")
	if err != nil {
		panic(err) // embedded: cannot happen in a binary that was tested
	}
	for _, e := range entries {
		code := strings.TrimSuffix(e.Name(), ".yaml")
		raw, err := files.ReadFile("lang/" + e.Name())
		if err != nil {
			panic(err) // embedded: cannot happen in a binary that was tested
		}
		l, err := parseLanguage(code, raw)
		if err != nil {
			panic(err) // embedded: cannot happen in a binary that was tested
		}
		all[code] = l
	}
	return all
})

// parseLanguage reads a language's file.
func parseLanguage(code string, raw []byte) (*language, error) {
	var f languageFile
	if err := yaml.UnmarshalWithOptions(raw, &f, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("timeline: lang/%s.yaml: %w", code, err)
	}
	l := &language{
		code: code, weekday: f.Weekday,
		saying: folds(f.Saying), bounding: folds(f.Bounding), aside: folds(f.Aside), relative: folds(f.Relative), prepositions: folds(f.Prepositions),
		binding: folds(f.Binding), leaning: folds(f.Leaning), pronouns: folds(f.Pronouns), joining: folds(f.Joining), starting: folds(f.Starting), lasting: folds(f.Lasting),
		speakers: folds(f.Speakers), counts: folds(f.Counts), reckoning: folds(f.Reckoning), placing: folds(f.Placing), toPlace: folds(f.ToPlace),
	}
	l.adding, l.leading, l.openers, l.carrying, l.present = folds(f.Adding), folds(f.Leading), folds(f.Openers), folds(f.Carrying), folds(f.Present)
	l.articles, l.perfect, l.naming = folds(f.Articles), folds(f.Perfect), folds(f.Naming)
	l.infinitive, l.that, l.negating = folds(f.Infinitive), folds(f.That), folds(f.Negating)
	l.third, l.pointing = lowered(f.Third), folds(f.Pointing)
	l.coming, l.attending = folds(f.Coming), folds(f.Attending)
	l.quoting, l.limiting, l.samePlace = folds(f.Quoting), byFirstWord(f.Limiting), byFirstWord(f.SamePlace)
	l.captions, l.depicts, l.depict, l.people, l.general = byFirstWord(f.Captions), folds(f.Depicts), folds(f.Depict), folds(f.People), folds(f.General)
	l.now, l.resuming, l.pictures = folds(f.Now), folds(f.Resuming), folds(f.Pictures)
	l.routine, l.parties, l.claiming, l.persons = folds(f.Routine), folds(f.Parties), folds(f.Claiming), lowered(f.Persons)
	l.records, l.addressing = folds(f.Records), folds(f.Addressing)
	l.mentioning, l.within, l.owned, l.timing, l.later = folds(f.Mentioning), folds(f.Within), folds(f.Owned), folds(f.Timing), folds(f.Later)
	l.conjoined, l.nameBefore, l.nameAfter, l.exceeding = folds(f.Conjoined), folds(f.NameBefore), folds(f.NameAfter), folds(f.Exceeding)
	l.comparing = phrases(f.Comparing)
	l.clitics, l.states, l.modals, l.adverbs, l.irregular = folds(f.Clitics), lowered(f.States), lowered(f.Modals), lowered(f.Adverbs), lowered(f.Irregular)
	l.adverbEnds, l.participleEnds, l.gerundEnds = f.AdverbEnds, f.ParticipleEnds, f.GerundEnds
	l.talking = map[string][][]string{}
	for _, phrase := range slices.Concat(f.Talking, f.Judging) {
		all := strings.Fields(phrase)
		l.talking[all[0]] = append(l.talking[all[0]], strings.Fields(words.Fold(strings.Join(all[1:], " "))))
	}
	l.leans = map[string]bool{}
	for phrase := range l.leaning {
		l.leans[openingLetters(phrase)] = true
	}
	for _, ending := range f.AddingEnds {
		l.addingEnds = append(l.addingEnds, words.Fold(ending))
	}
	for _, ending := range f.CarryingEnds {
		l.carryingEnds = append(l.carryingEnds, words.Fold(ending))
	}
	for _, phrase := range f.Furniture {
		l.furniture = append(l.furniture, words.Fold(phrase))
	}
	for _, phrase := range f.Imprint {
		l.imprint = append(l.imprint, words.Fold(phrase))
	}
	l.citing, l.planned, l.atLatest = byFirstWord(f.Citing), phrases(f.Planned), phrases(f.AtLatest)
	l.withdrawing, l.missed = byFirstWord(f.Withdrawing), byFirstWord(f.Missed)
	l.futures, l.pasts = f.Futures, f.Pasts
	l.finite, l.participial = folds(f.Finite), folds(f.Participial)
	l.did, l.deeds, l.passive, l.blaming, l.denying, l.again = folds(f.Did), folds(f.Deeds), folds(f.Passive), folds(f.Blaming), folds(f.Denying), folds(f.Again)
	l.laying, l.layingTo, l.layingOn = byFirstWord(f.Laying), f.LayingTo, f.LayingOn
	l.rejecting, l.mutual, l.bidding, l.liars = byFirstWord(f.Rejecting), byFirstWord(f.Mutual), byFirstWord(f.Bidding), folds(f.Liars)
	l.belonging, l.atFault, l.harms = folds(f.Belonging), folds(f.AtFault), folds(f.Harms)
	l.fault, l.causes = faultPhrases(f.Fault), map[string]string{}
	for cause, names := range f.Causes {
		for _, name := range names {
			l.causes[words.Fold(name)] = cause
		}
	}
	l.agents, l.owning, l.crossfire, l.sides = byFirstWord(f.Agents), byFirstWord(f.Owning), byFirstWord(f.Sides[crossfireSide]), map[string]string{}
	l.breaking, l.loosely, l.dangling = folds(f.Breaking), folds(f.Loosely), folds(f.Dangling)
	l.news, l.harking, l.hedging = folds(f.News), folds(f.Harking), folds(f.Hedging)
	l.verbal = map[string]bool{}
	for _, list := range []map[string]bool{l.saying, l.carrying, l.finite, l.present, l.news} {
		maps.Copy(l.verbal, list)
	}
	l.stating, l.spared, l.measures, l.participles = folds(f.Stating), folds(f.Spared), folds(f.Measures), f.Participles
	l.wanting, l.definite, l.ensuing, l.disclosing = folds(f.Wanting), folds(f.Definite), folds(f.Ensuing), folds(f.Disclosing)
	l.urging = lowered(f.Urging)
	l.nearby, l.calendar, l.pluperfect, l.governing = folds(f.Nearby), folds(f.Calendar), folds(f.Pluperfect), map[string]map[string]bool{}
	for preposition, all := range f.Governing {
		l.governing[words.Fold(preposition)] = folds(all)
	}
	l.vague = folds(f.Vague)
	l.verdicts = byFirstWord(f.Verdicts)
	l.inNames = folds(f.InNames)
	l.once, l.undergoing = map[string][]onceWords{}, folds(f.Undergoing)
	l.repeating = byFirstWord(f.Repeating)
	l.moments, l.setting, l.knowing = faultPhrases(f.Moments), byFirstWord(f.Setting), byFirstWord(f.Knowing)
	l.owners = folds(f.Owners)
	for what, voices := range f.Once {
		l.onceBy(what, acts, voices.Acts)
		l.onceBy(what, undergone, voices.Undergone)
		l.onceBy(what, does, voices.Does)
	}
	l.labelled, l.views, l.teasers, l.judging = phrases(f.Labels), phrases(f.Views), byFirstWord(f.Teasers), byFirstWord(f.Judging)
	for side, names := range f.Sides {
		for _, name := range names {
			if side != crossfireSide {
				l.sides[words.Fold(name)] = side
			}
		}
	}
	return l, nil
}

// languageOf returns a language's words, and none for a language without a file.
func languageOf(code string) *language {
	if l := languages()[code]; l != nil {
		return l
	}
	return &language{}
}

// phrases are phrases in folded words.
func phrases(list []string) [][]string {
	var out [][]string
	for _, phrase := range list {
		out = append(out, strings.Fields(words.Fold(phrase)))
	}
	return out
}

// byFirstWord are phrases in folded words, by the first of them.
func byFirstWord(list []string) map[string][][]string {
	out := map[string][][]string{}
	for _, phrase := range phrases(list) {
		out[phrase[0]] = append(out[phrase[0]], phrase)
	}
	return out
}

// lowered are words in small letters, with their accents.
func lowered(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, w := range list {
		set[strings.ToLower(w)] = true
	}
	return set
}

func folds(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, w := range list {
		set[words.Fold(w)] = true
	}
	return set
}

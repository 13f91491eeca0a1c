package timeline

import (
	"math"
	"slices"
	"strings"
	"time"

	"dateline/scraper"
	"dateline/timeline/words"
)

// Measures are what makes a day matter to a story, as logarithms, in order of
// MeasureNames.
type Measures [3]float64

// MeasureNames are the names that the measures go by in the table of weights.
var MeasureNames = [len(Measures{})]string{"breadth", "memory", "plainness"}

// How the measures are counted.
const (
	lookback = 7  // days later that a report must be to look back on a day
	tellsOf  = .5 // what an origin adds to its naming of a day if it dates a happening to it, not only a circumstance
	opensOn  = .5 // what it adds if its opening tells, without a date, of a happening of the day
	steady   = 5  // origins added to those that look back and to those expected to, so that few make no great difference
	around   = 7  // days before and after a day that say how closely reports follow the story
	nearby   = .6 // what the root of the origins that these days have on average adds to the day's own
	awaits   = .5 // the same, of the origins that named the day before it came
)

// A MeasuredDay is a day on which something happened in a story, measured.
type MeasuredDay struct {
	Date     time.Time // midnight UTC
	Measures Measures
}

// MeasureDays is what Build weighs the days of a story by, for fitting the
// weights. The days are in order.
func MeasureDays(story Story, articles []scraper.Article) []MeasuredDay {
	c := read(story, articles, nil)
	tellings := c.tellings()
	happenings := c.keep(c.join(tellings), tellings)
	first, measures := c.measureDays(happenings, tellings)
	eventful := map[day]bool{}
	for _, h := range happenings {
		eventful[h.day] = h.day != noDay && c.within(h.day)
	}
	var out []MeasuredDay
	for i, m := range measures {
		if d := first + day(i); eventful[d] {
			out = append(out, MeasuredDay{d.time(), m})
		}
	}
	return out
}

// witnesses are the origins that speak of each day.
type witnesses map[day][]int32

func (w witnesses) add(d day, origin int) {
	if all := w[d]; len(all) == 0 || all[len(all)-1] != int32(origin) {
		w[d] = append(all, int32(origin))
	}
}

// once counts each of some origins once a day.
func (w witnesses) once(origins int) {
	last := make([]int32, origins) // day that each spoke of, by number, from 1
	n := int32(0)
	for d, all := range w {
		n++
		w[d] = slices.DeleteFunc(all, func(origin int32) bool {
			known := last[origin] == n
			last[origin] = n
			return known
		})
	}
}

// measureDays measures all days from the first to the last that on-topic
// reports printed on the day or later speak of. Every measure is made of the
// reports that speak of the day, but for memory, which asks of all origins when
// they printed last.
//
//   - breadth: the independent origins that name the day, more by those that
//     tell what happened on it. The days around it, and who named it before it
//     came, add a little: of days that one or two origins speak of, those of a
//     time when many reported, and those of a vote or a trial that was announced,
//     are likelier to matter. It hardly moves what many speak of.
//   - memory: the origins that look back on the day a week later or more, for
//     those that could have.
//   - plainness: the share of its accounts that state what happened, neither
//     quoting nor saying who says so.
func (c *corpus) measureDays(happenings []*happening, tellings []telling) (first day, out []Measures) {
	named, looked, told, opened, awaited := witnesses{}, witnesses{}, witnesses{}, witnesses{}, witnesses{}
	newest := slices.Repeat([]day{noDay}, len(c.docs)) // report of each origin
	for i := range c.docs {
		doc := &c.docs[i]
		if !doc.onTopic || doc.day == noDay {
			continue
		}
		newest[doc.origin] = max(newest[doc.origin], doc.day)
		for _, k := range doc.dated {
			for _, d := range doc.at(k).days {
				switch {
				case !c.within(d):
					continue
				case d > doc.until:
					awaited.add(d, doc.origin)
					continue
				}
				named.add(d, doc.origin)
				if doc.day >= d+lookback {
					looked.add(d, doc.origin)
				}
			}
		}
	}
	stated, all := map[day]int{}, map[day]int{} // accounts, those that are plain and all
	for _, h := range happenings {
		if h.day == noDay || !c.within(h.day) {
			continue
		}
		accounts, stating := 0, 0
		for _, m := range h.members {
			t := &tellings[m]
			doc := &c.docs[t.doc]
			switch {
			case !doc.onTopic:
				continue
			case !t.worded():
				opened.add(h.day, doc.origin)
			case !t.beside:
				told.add(h.day, doc.origin)
			}
			if t.foretold {
				continue
			}
			accounts++
			if t.plain {
				stating++
			}
		}
		all[h.day], stated[h.day] = all[h.day]+accounts, stated[h.day]+stating
	}
	for _, days := range []witnesses{named, looked, told, opened, awaited} {
		days.once(len(c.docs))
	}
	first, last := bounds(named, opened, told)
	if last < first {
		return first, nil
	}
	could := reach(newest, first, last)
	var sumLooked, sumCould float64
	for i, n := range could {
		sumLooked += float64(len(looked[first+day(i)]))
		sumCould += n
	}
	share := 0.0
	if sumCould > 0 {
		share = sumLooked / sumCould
	}
	broad := make([]float64, len(could))
	for i := range broad {
		d := first + day(i)
		broad[i] = float64(len(named[d])) + tellsOf*float64(len(told[d])) + opensOn*float64(len(opened[d]))
	}
	surroundings := aroundEach(broad)
	out = make([]Measures, len(could))
	for i := range out {
		d := first + day(i)
		out[i] = Measures{
			math.Log1p(broad[i] + nearby*math.Sqrt(surroundings[i]) + awaits*math.Sqrt(float64(len(awaited[d])))),
			math.Log((float64(len(looked[d])) + steady) / (share*could[i] + steady)),
			math.Log(float64(stated[d]+1) / float64(all[d]+2)),
		}
	}
	return first, out
}

// aroundEach is, for each of some days in a row, the mean of the days around it;
// beyond the first and the last there is nothing.
func aroundEach(days []float64) []float64 {
	sum, out := 0.0, make([]float64, len(days))
	for i := range min(around, len(days)) {
		sum += days[i]
	}
	for i := range days { // sum is of the days from i-around to i+around-1
		if i+around < len(days) {
			sum += days[i+around]
		}
		out[i] = max(0, sum-days[i]) / (2 * around)
		if i >= around {
			sum -= days[i-around]
		}
	}
	return out
}

// plain reports whether a sentence, cut into words, states what happened:
// nobody is quoted or said to have said so.
func plain(text string, split []words.Word, lang *language) bool {
	return !has(text, "\"“”«»") && !strings.Contains(text, "''") &&
		!slices.ContainsFunc(split, func(w words.Word) bool { return lang.saying[w.Folded] })
}

// reach is, for each day from first to last, how many origins could look back
// on it: those whose newest report was printed a week after it or later; of noDay
// there is none.
func reach(newest []day, first, last day) []float64 {
	could := make([]float64, last-first+1)
	for _, d := range newest {
		if at := d - lookback; at >= first {
			could[min(at, last)-first]++
		}
	}
	for i := len(could) - 2; i >= 0; i-- {
		could[i] += could[i+1]
	}
	return could
}

// within reports whether a day lies in the story's window. Where the story has
// no first day, a year before its first report is far enough.
func (c *corpus) within(d day) bool {
	first := c.firstDay - 366
	if !c.story.From.IsZero() {
		first = dayOf(c.story.From)
	}
	return d >= first && (c.story.To.IsZero() || d <= dayOf(c.story.To))
}

// bounds is the first and the last of some days; without any, the last is
// before the first.
func bounds(all ...witnesses) (first, last day) {
	first, last = math.MaxInt32, math.MinInt32
	for _, days := range all {
		for d := range days {
			first, last = min(first, d), max(last, d)
		}
	}
	return first, last
}

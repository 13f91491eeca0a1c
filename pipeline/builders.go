package pipeline

import (
	"slices"

	"dateline/scraper"
	"dateline/timeline"
)

// remembered is how many articles a daemon may keep the readings of between
// runs, of all stories together. A thousand take some 5 MB, a tenth of what
// building their timeline does, and 7 in a story large enough to have a settled part.
const remembered = 120_000

// builders hold what was read of the stories that were run last, so that their
// next runs read only what is new. Its user sees to it that only one run asks
// at a time.
type builders struct {
	room int     // articles
	all  []known // the one asked last first
}

type known struct {
	story    string
	articles int
	builder  *timeline.Builder
}

// build is timeline.Build, with what is known of the story.
func (b *builders) build(story timeline.Story, articles []scraper.Article) timeline.Timeline {
	own := known{story: story.Name, builder: new(timeline.Builder)}
	at := slices.IndexFunc(b.all, func(k known) bool { return k.story == story.Name })
	if at >= 0 {
		own = b.all[at]
		b.all = slices.Delete(b.all, at, at+1) // a build that panics leaves nothing behind
	}
	t := own.builder.Build(story, articles)
	own.articles = len(articles)
	b.all = slices.Insert(b.all, 0, own)
	sum := 0
	for i, k := range b.all {
		if sum += k.articles; sum > b.room {
			b.all = slices.Delete(b.all, i, len(b.all))
			break
		}
	}
	return t
}

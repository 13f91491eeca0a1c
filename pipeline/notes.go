package pipeline

import (
	"context"
	"slices"

	"dateline/exports"
	"dateline/timeline"
)

// notes are what people wrote beside a story's events. What stands in the
// workbook, which is about to be replaced, is stored first; then what was
// written on events that are gone is placed beside those that have their
// accounts now. Book is the workbook that was read; nil: none is written.
func (p *Pipeline) notes(ctx context.Context, t *timeline.Timeline, dir string) (notes []timeline.Note, book *exports.Book, err error) {
	story := t.Story.Name
	if slices.Contains(p.cfg.Exports.Formats, "xlsx") {
		taken, err := exports.TakeNotes(dir)
		if err != nil {
			return nil, nil, err
		}
		if taken.Aside != "" {
			p.opts.Log.Warn("the workbook holds more of yours than Status and Note, or cannot be read: a copy was kept", "story", story, "copy", taken.Aside)
		}
		if err := p.store.SaveNotes(ctx, story, taken.Notes); err != nil {
			return nil, nil, err
		}
		book = taken.Book
	}
	if notes, err = p.store.Notes(ctx, story); err != nil {
		return nil, nil, err
	}
	if placed := t.PlaceNotes(notes); len(placed) > 0 {
		if err := p.store.SaveNotes(ctx, story, placed); err != nil {
			return nil, nil, err
		}
		notes, err = p.store.Notes(ctx, story)
	}
	return notes, book, err
}

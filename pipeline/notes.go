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
// accounts now.
func (p *Pipeline) notes(ctx context.Context, t *timeline.Timeline, dir string) ([]timeline.Note, error) {
	story := t.Story.Name
	if slices.Contains(p.cfg.Exports.Formats, "xlsx") {
		written, aside, err := exports.TakeNotes(dir)
		if err != nil {
			return nil, err
		}
		if aside != "" {
			p.opts.Log.Warn("the workbook holds more of yours than Status and Note, or cannot be read: a copy was kept", "story", story, "copy", aside)
		}
		if err := p.store.SaveNotes(ctx, story, written); err != nil {
			return nil, err
		}
	}
	stored, err := p.store.Notes(ctx, story)
	if err != nil {
		return nil, err
	}
	placed := t.PlaceNotes(stored)
	if len(placed) == 0 {
		return stored, nil
	}
	if err := p.store.SaveNotes(ctx, story, placed); err != nil {
		return nil, err
	}
	return p.store.Notes(ctx, story)
}

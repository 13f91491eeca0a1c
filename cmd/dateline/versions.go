package main

import (
	"context"
	"errors"
	"io/fs"

	"dateline/config"
	"dateline/pipeline"
	"dateline/scraper"
)

// versions are those of a page that a story has kept and found revised, where
// there is a configuration and a store: inspect works without.
func (a *app) versions(ctx context.Context, url string) (all []scraper.Revision, err error) {
	cfg, err := config.Load(a.configPath)
	if errors.Is(err, fs.ErrNotExist) || err == nil && unstored(cfg) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	s, _, err := a.open(ctx, cfg, pipeline.Options{})
	if err != nil {
		return nil, err
	}
	defer closing(s, &err)
	for _, story := range cfg.Stories {
		articles, err := s.Articles(ctx, story.Name)
		if err != nil {
			return nil, err
		}
		for _, one := range articles {
			if one.URL == url && len(one.Revisions) > len(all) {
				all = one.Revisions
			}
		}
	}
	return all, nil
}

// revisionLine is a version of an article in short: when it was seen first, what
// it said of its publication, and its headline.
func revisionLine(r scraper.Revision) string {
	seen := "before dateline noted when"
	if !r.SeenAt.IsZero() {
		seen = "seen " + r.SeenAt.Format("2006-01-02T15:04Z07:00")
	}
	if r.Published != "" {
		seen += ", published " + r.Published
	}
	return seen + ": " + r.Title
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"dateline/config"
	"dateline/pipeline"
	"dateline/scraper/extract"
	"dateline/scraper/fetch"
	"dateline/store"
)

// open opens the store of a configuration and a pipeline over it. The caller
// closes the store.
func (a *app) open(ctx context.Context, cfg *config.Config, opts pipeline.Options) (store.Store, *pipeline.Pipeline, error) {
	s, err := store.Open(ctx, cfg)
	if err != nil {
		hint := "data_dir in " + cfg.Path + " says where it lies"
		if cfg.Database != "" {
			hint = "" // the error has its own
		}
		return nil, nil, failed(fmt.Errorf("open the store: %w", err), hint)
	}
	opts.Now, opts.Dial, opts.UserAgent = a.now, a.dial, "dateline/"+shortVersion()
	p, err := pipeline.New(cfg, s, opts)
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return s, p, nil
}

// unstored reports whether nothing was stored yet. Then there is nothing to
// read, and no folder need be made to say so.
func unstored(cfg *config.Config) bool {
	_, err := os.Stat(filepath.Join(cfg.DataDir, store.FileName))
	return cfg.Database == "" && errors.Is(err, fs.ErrNotExist)
}

// closing closes c at the end of a function, whose error it joins.
func closing(c io.Closer, err *error) { *err = errors.Join(*err, c.Close()) }

// client asks hosts as politely as a run does, and keeps nothing.
func (a *app) client(h config.HTTP, log *slog.Logger) *fetch.Client {
	return fetch.New(fetch.Options{
		Contact:      h.UserAgentContact,
		AllowPrivate: h.AllowPrivate,
		Pace:         time.Duration(h.Pace),
		Timeout:      time.Duration(h.Timeout),
		MaxBody:      int64(h.MaxBody),
		MaxPerHost:   h.MaxPagesPerHost,
		UserAgent:    "dateline/" + shortVersion(),
		Now:          a.now,
		Log:          log,
	})
}

// fetchPage fetches one page for reading.
func (a *app) fetchPage(ctx context.Context, url string, h config.HTTP, log io.Writer) (extract.Page, error) {
	client := a.client(h, a.log(log, slog.LevelWarn))
	defer client.Close()
	r, err := client.Get(ctx, url)
	if err != nil {
		return extract.Page{}, failed(err, guestHint(err))
	}
	if fate := fetch.FateOfStatus(r.Status); fate != "" {
		return extract.Page{}, failed(fmt.Errorf("%s: the host answered %d %s", url, r.Status, http.StatusText(r.Status)), fateHints[fate])
	}
	if kind := r.Header.Get("Content-Type"); !extract.IsPage(kind) {
		return extract.Page{}, failed(fmt.Errorf("%s: its type is %s, which is no page with a report", url, kind),
			"name the address of one report; feeds and sitemaps are sources of a story in the configuration")
	}
	return extract.Page{URL: r.URL, Body: r.Body, ContentType: r.Header.Get("Content-Type"), FetchedAt: r.FetchedAt}, nil
}

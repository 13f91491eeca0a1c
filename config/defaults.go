package config

import (
	"cmp"
	"time"
)

// The kinds, services and formats that a file may name, in the order in which
// they are shown.
var (
	SourceKinds    = []SourceKind{SourceFeed, SourceSitemap, SourceSite, SourcePage, SourceSearch, SourceFiles}
	SearchServices = []string{"gdelt", "googlenews", "bingnews"}
	ExportFormats  = []string{"xlsx", "csv", "json"}
)

// Defaults is a configuration without stories in which every setting has the
// value that a file gets by leaving it out. Its paths are relative.
func Defaults() Config {
	return Config{
		DataDir:  "data",
		Schedule: "0 */6 * * *", // news sitemaps keep two days; four looks a day cost little
		Timezone: "UTC",
		HTTP: HTTP{
			Pace:            Duration(time.Second),
			Timeout:         Duration(time.Minute),
			MaxBody:         16 << 20,
			MaxPagesPerHost: 2000,
			MaxPagesPerDay:  5000, // two full runs and a half: a story that went wrong costs a site no more
		},
		Exports: Exports{Dir: "exports", Formats: ExportFormats},
		Server:  Server{Listen: "127.0.0.1:8080"},
	}
}

// The bounds of a site source: enough for the sections of a newspaper, and an
// end to a calendar that has none.
const (
	defaultMaxPages = 50
	defaultMaxDepth = 3
)

// defaultKeepFrom is the relatedness at which an article is as likely of the
// story as not.
const defaultKeepFrom = 0.5

// fill gives every setting that the file left out its default. No setting has
// a meaningful zero: the checks refuse a zero that was written.
func (c *Config) fill() {
	d := Defaults()
	c.DataDir = cmp.Or(c.DataDir, d.DataDir)
	c.Schedule = cmp.Or(c.Schedule, d.Schedule)
	c.Timezone = cmp.Or(c.Timezone, d.Timezone)
	c.HTTP.Pace = cmp.Or(c.HTTP.Pace, d.HTTP.Pace)
	c.HTTP.Timeout = cmp.Or(c.HTTP.Timeout, d.HTTP.Timeout)
	c.HTTP.MaxBody = cmp.Or(c.HTTP.MaxBody, d.HTTP.MaxBody)
	c.HTTP.MaxPagesPerHost = cmp.Or(c.HTTP.MaxPagesPerHost, d.HTTP.MaxPagesPerHost)
	c.HTTP.MaxPagesPerDay = cmp.Or(c.HTTP.MaxPagesPerDay, d.HTTP.MaxPagesPerDay)
	c.Exports.Dir = cmp.Or(c.Exports.Dir, d.Exports.Dir)
	if c.Exports.Formats == nil {
		c.Exports.Formats = d.Exports.Formats
	}
	c.Server.Listen = cmp.Or(c.Server.Listen, d.Server.Listen)
	for i := range c.Stories {
		s := &c.Stories[i]
		s.Title = cmp.Or(s.Title, s.Name)
		s.Schedule = cmp.Or(s.Schedule, c.Schedule)
		s.KeepFrom = cmp.Or(s.KeepFrom, defaultKeepFrom)
		if s.Languages == nil {
			s.Languages = []string{"en"}
		}
		for j := range s.Sources {
			src := &s.Sources[j]
			src.Timezone = cmp.Or(src.Timezone, c.Timezone)
			if src.Kind == SourceSite {
				src.MaxPages = cmp.Or(src.MaxPages, defaultMaxPages)
				src.MaxDepth = cmp.Or(src.MaxDepth, defaultMaxDepth)
			}
		}
	}
}

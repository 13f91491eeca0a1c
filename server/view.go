package server

import (
	"time"

	"dateline/scraper"
	"dateline/timeline"
)

// runView is a run as the API shows it.
type runView struct {
	ID         string               `json:"id"`
	Story      string               `json:"story"`
	Trigger    string               `json:"trigger"`
	State      string               `json:"state"`
	Error      string               `json:"error,omitempty"`
	StartedAt  string               `json:"started_at"`
	FinishedAt string               `json:"finished_at,omitempty"`
	Outcomes   map[scraper.Fate]int `json:"outcomes"`
	Events     int                  `json:"events"`
	NewEvents  []string             `json:"new_events"`
	Changed    []string             `json:"changed"`
	Sources    []sourceView         `json:"sources"`
}

// sourceView is how one source did in a run.
type sourceView struct {
	Source string `json:"source"`
	Found  int    `json:"found"`
	Kept   int    `json:"kept"`
	Error  string `json:"error,omitempty"`
	Note   string `json:"note,omitempty"`
	Due    string `json:"due,omitempty"` // when it is asked again, at the earliest
	Why    string `json:"why,omitempty"`
}

func viewOf(r timeline.Run) *runView {
	v := &runView{
		ID:         r.ID,
		Story:      r.Story,
		Trigger:    r.Trigger,
		State:      r.State,
		Error:      r.Error,
		StartedAt:  rfc3339(r.StartedAt),
		FinishedAt: rfc3339(r.FinishedAt),
		Outcomes:   r.Fates,
		Events:     r.Events,
		NewEvents:  append([]string{}, r.NewEvents...), // [] where there are none
		Changed:    append([]string{}, r.Changed...),
		Sources:    make([]sourceView, 0, len(r.Sources)),
	}
	if v.Outcomes == nil {
		v.Outcomes = map[scraper.Fate]int{}
	}
	for _, s := range r.Sources {
		v.Sources = append(v.Sources, sourceView{Source: s.Source, Found: s.Found, Kept: s.Kept, Error: s.Error, Note: s.Note, Due: rfc3339(s.Due), Why: s.Why})
	}
	return v
}

func rfc3339(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

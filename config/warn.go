package config

import (
	"fmt"
	"time"
)

// A Warning is what looks wrong in a configuration and may be meant.
type Warning struct {
	Story  string // its name; empty: of all stories
	Reason string
	Hint   string // what to do about it
}

// String is the warning in a line: story harbour: reason; try …
func (w Warning) String() string {
	text := w.Reason + "; try " + w.Hint
	if w.Story != "" {
		text = "story " + w.Story + ": " + text
	}
	return text
}

// Warnings are what looks wrong on a day, in the order of the stories.
func (c *Config) Warnings(now time.Time) []Warning {
	today := now.In(c.Location()).Format(time.DateOnly)
	var all []Warning
	if c.Database != "" {
		all = append(all, Warning{"", "database: this build keeps its data in SQLite only, and no run will start",
			"removing the line: the data goes to " + c.DataDir})
	}
	for _, s := range c.Stories {
		if len(s.Keywords)+len(s.Seeds) == 0 {
			all = append(all, Warning{s.Name,
				fmt.Sprintf("has neither keywords nor seeds: reports are judged by the words of its title, %q, alone", s.Title),
				"keywords: [harbour fire], with the names and words that its reports share"})
		}
		if s.From.String() > today {
			all = append(all, Warning{s.Name,
				"from is in the future, " + s.From.String() + ": reports of before that day are left out",
				"the first day of the story"})
		}
	}
	return all
}

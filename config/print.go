package config

import (
	"bytes"
	"net/url"
	"regexp"

	"github.com/goccy/go-yaml"
)

const hidden = "(hidden)"

// YAML is the configuration as a file, with its defaults written out, paths
// absolute, and secrets hidden.
func (c *Config) YAML() ([]byte, error) {
	shown := *c
	if shown.Server.Token != "" {
		shown.Server.Token = hidden
	}
	shown.Database = hideInURL(shown.Database)
	shown.Stories = make([]Story, len(c.Stories))
	for i, s := range c.Stories {
		seeds := s.Seeds
		s.Seeds = make([]string, len(seeds))
		for j, seed := range seeds {
			s.Seeds[j] = hideInURL(seed)
		}
		sources := s.Sources
		s.Sources = make([]Source, len(sources))
		for j, src := range sources {
			if src.Kind != SourceFiles && src.Kind != SourceSearch {
				src.Location = hideInURL(src.Location)
			}
			src.Endpoint = hideInURL(src.Endpoint)
			s.Sources[j] = src
		}
		shown.Stories[i] = s
	}
	body, err := yaml.MarshalWithOptions(shown, yaml.IndentSequence(true))
	return bytes.ReplaceAll(body, []byte("${"), []byte("$${")), err // as a file would have to say it
}

var (
	secretName = regexp.MustCompile(`(?i)(?:^|[_.-])(?:key|apikey|token|secret|password|passwd|pass|pwd|auth|sig|signature)$`)
	password   = regexp.MustCompile(`^([a-z]+://[^/@:]*:)[^/@]*@`)
)

// hideInURL hides a URL's password and the parameters named like secrets.
func hideInURL(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return password.ReplaceAllString(raw, "${1}"+hidden+"@")
	}
	changed := false
	if _, has := u.User.Password(); has {
		u.User = url.UserPassword(u.User.Username(), "hidden")
		changed = true
	}
	query := u.Query()
	for name := range query {
		if secretName.MatchString(name) {
			query.Set(name, "hidden")
			changed = true
		}
	}
	if !changed {
		return raw
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// MarshalYAML writes the day as it is read.
func (d Date) MarshalYAML() (any, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// MarshalYAML writes the duration as it is read.
func (d Duration) MarshalYAML() (any, error) { return d.String(), nil }

// MarshalYAML writes the size as it is read.
func (s Size) MarshalYAML() (any, error) { return s.String(), nil }

// MarshalYAML writes the source as it is read: its kind first, then its options.
func (s Source) MarshalYAML() (any, error) {
	m := yaml.MapSlice{{Key: string(s.Kind), Value: s.Location}}
	add := func(key string, value any, given bool) {
		if given {
			m = append(m, yaml.MapItem{Key: key, Value: value})
		}
	}
	add("endpoint", s.Endpoint, s.Endpoint != "")
	add("outlet", s.Outlet, s.Outlet != "")
	add("timezone", s.Timezone, s.Timezone != "")
	add("max_pages", s.MaxPages, s.MaxPages > 0)
	add("max_depth", s.MaxDepth, s.MaxDepth > 0)
	return m, nil
}

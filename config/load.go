package config

import (
	"bytes"
	_ "embed" // schema.json
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// Load reads, checks and completes a configuration file. The error is an
// Errors with every mistake of the file.
func Load(path string) (*Config, error) {
	body, err := os.ReadFile(path)
	if err != nil {
		e := &Error{File: path, Reason: "cannot be read", cause: err}
		if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
			e.Reason += ": " + pathErr.Err.Error()
		}
		switch {
		case path == "":
			e.File, e.Reason, e.Hint = "--config", "names no file", "--config dateline.yaml"
		case errors.Is(err, fs.ErrNotExist):
			e.Hint = "--config FILE, or dateline init to write one"
		case errors.Is(err, fs.ErrPermission):
			e.Hint = "letting the user that dateline runs as read it"
		case errors.Is(err, syscall.EISDIR):
			e.Hint = "--config " + filepath.Join(path, "dateline.yaml")
		}
		return nil, Errors{e}
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, Errors{&Error{File: path, Reason: "has no absolute path: " + err.Error(), cause: err}}
	}
	return parse(path, absolute, body, os.LookupEnv)
}

// parse is Load for a text already read. Name is how messages call the file;
// relative paths start at the folder of the absolute path.
func parse(name, absolute string, body []byte, lookup func(string) (string, bool)) (*Config, error) {
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	if line, ok := invalidUTF8(body); ok {
		return nil, Errors{&Error{File: name, Line: line, Reason: "is not UTF-8", Hint: "saving the file with the encoding UTF-8"}}
	}
	c := &Config{Path: absolute}
	d := &decoder{file: name, lookup: lookup, marks: map[string]mark{}, anchors: map[string]ast.Node{}}
	d.decode(body, c)
	if _, ok := d.marks[""]; ok && !d.marks[""].bad {
		d.check(c)
	}
	if len(d.errs) > 0 {
		d.errs.sort()
		return nil, d.errs
	}
	c.fill()
	c.resolve()
	return c, nil
}

func invalidUTF8(body []byte) (line int, invalid bool) {
	if utf8.Valid(body) {
		return 0, false
	}
	for i := 0; i < len(body); {
		r, n := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && n == 1 {
			return 1 + bytes.Count(body[:i], []byte("\n")), true
		}
		i += n
	}
	return 0, false
}

// resolve makes every path absolute, counted from the file's folder.
func (c *Config) resolve() {
	dir := filepath.Dir(c.Path)
	c.DataDir = under(dir, c.DataDir)
	c.Exports.Dir = under(dir, c.Exports.Dir)
	for i := range c.Stories {
		for j := range c.Stories[i].Sources {
			if s := &c.Stories[i].Sources[j]; s.Kind == SourceFiles {
				s.Location = globUnder(dir, s.Location)
			}
		}
	}
}

func under(dir, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

// Story is the story of that name.
func (c *Config) Story(name string) (Story, bool) {
	for _, s := range c.Stories {
		if s.Name == name {
			return s, true
		}
	}
	return Story{}, false
}

// Location is the configuration's time zone; UTC where none was loaded.
func (c *Config) Location() *time.Location {
	zone, err := loadZone(c.Timezone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// Schema is the JSON Schema of the file, for editors.
func Schema() []byte { return bytes.Clone(schema) }

//go:embed schema.json
var schema []byte

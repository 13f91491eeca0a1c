package config

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// A decoder copies a YAML tree into Go values and goes on after a mistake, so
// that a person sees all of them at once. The library's own decoder stops at
// the first.
type decoder struct {
	file    string
	lookup  func(string) (string, bool) // environment
	errs    Errors
	marks   map[string]mark // where each field that was written stands
	anchors map[string]ast.Node
}

// mark is where a field stands in the file. Fields with a mistake keep theirs
// with bad set, so that no later check complains of them again.
type mark struct {
	line, column int
	raw          string // as written; empty for lists and mappings
	bad          bool
}

func (d *decoder) fail(field string, at mark, reason, hint string) {
	if field == "server.token" {
		at.raw = ""
	}
	at.raw = hideInURL(at.raw)
	reason, hint = strings.Join(strings.Fields(reason), " "), strings.Join(strings.Fields(hint), " ") // a line a mistake
	d.errs = append(d.errs, &Error{File: d.file, Line: at.line, Field: field, Value: at.raw, Reason: reason, Hint: hint, column: at.column})
	at.bad = true
	d.marks[field] = at
}

func (d *decoder) failWith(field string, at mark, err error) {
	if p, ok := errors.AsType[*problem](err); ok {
		reason := strings.TrimSuffix(err.Error(), "; try "+p.hint)
		d.fail(field, at, reason, p.hint)
		return
	}
	d.fail(field, at, err.Error(), "")
}

// decode reads a whole file into c.
func (d *decoder) decode(body []byte, c *Config) {
	root, ok := d.parse(body)
	if !ok {
		return
	}
	ast.Walk(d, root)
	d.value("", root, reflect.ValueOf(c).Elem())
}

// Visit notes where each anchor is defined, for the aliases that name it.
func (d *decoder) Visit(n ast.Node) ast.Visitor {
	if a, ok := n.(*ast.AnchorNode); ok {
		d.anchors[a.Name.String()] = a.Value
	}
	return d
}

// parse makes a tree of the text, or records why that is impossible.
func (d *decoder) parse(body []byte) (root ast.Node, ok bool) {
	defer func() {
		if p := recover(); p != nil { // the parser is not proof against every text
			d.fail("", mark{}, "is not YAML that can be read", "the file that dateline init writes")
			root, ok = nil, false
		}
	}()
	file, err := parser.ParseBytes(body, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		at, reason := mark{}, err.Error()
		if syntax, ok := errors.AsType[*yaml.SyntaxError](err); ok {
			at, reason = markOf(syntax.Token), syntax.Message
			at.raw = ""
		}
		hint := ""
		switch {
		case strings.Contains(reason, `'	'`):
			reason, hint = "a tab cannot indent", "spaces"
		case strings.Contains(string(body), "${"):
			hint = "quotes around values with ${…} or : in them"
		case strings.Contains(reason, "mapping value is not allowed"):
			hint = "quotes around a value that has a colon and a space in it"
		}
		d.fail("", at, "is not YAML: "+reason, hint)
		return nil, false
	}
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil {
			bodies = append(bodies, doc.Body)
		}
	}
	switch {
	case len(bodies) == 0:
		d.fail("", mark{}, "is empty: there is no story in it", "dateline init, which writes a file to begin with")
		return nil, false
	case len(bodies) > 1:
		d.fail("", markOf(bodies[1].GetToken()), "holds a second YAML document", "one document, without ---")
		return nil, false
	}
	return bodies[0], true
}

// value copies one node into v.
func (d *decoder) value(field string, n ast.Node, v reflect.Value) {
	at := markOf(n.GetToken())
	switch x := n.(type) {
	case *ast.AnchorNode:
		d.value(field, x.Value, v)
		return
	case *ast.AliasNode:
		target, ok := d.anchors[x.Value.String()]
		if _, again := target.(*ast.AliasNode); !ok || again {
			at.raw = "*" + x.Value.String()
			d.fail(field, at, "is an alias of an anchor that is not in the file", "&"+x.Value.String()+" at the value that is meant")
			return
		}
		d.value(field, target, v)
		return
	case *ast.TagNode:
		d.fail(field, at, "tags are not understood", "the value without "+x.Start.Value)
		return
	case *ast.NullNode:
		return // written and left empty: the default
	case *ast.MappingNode, *ast.SequenceNode:
		at.raw = ""
	}
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		at = markOf(m.Values[0].Key.GetToken())
		at.raw = ""
	}
	d.marks[field] = at
	if t, ok := v.Addr().Interface().(text); ok {
		d.text(field, at, n, t)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.structure(field, at, n, v)
	case reflect.Slice:
		d.list(field, at, n, v)
	case reflect.String:
		if s, ok := d.str(field, at, n); ok {
			v.SetString(s)
		}
	case reflect.Bool:
		if b, ok := n.(*ast.BoolNode); ok {
			v.SetBool(b.Value)
			return
		}
		d.fail(field, at, "is "+kindOf(n)+" where true or false is wanted", boolHint(at.raw))
	case reflect.Int:
		i, ok := n.(*ast.IntegerNode)
		if !ok {
			d.fail(field, at, "is "+kindOf(n)+" where a whole number is wanted", "a number like 50")
			return
		}
		number, err := strconv.ParseInt(fmt.Sprint(i.Value), 10, 32)
		if err != nil {
			d.fail(field, at, "is too large or too small", "a number like 50")
			return
		}
		v.SetInt(number)
	case reflect.Float64:
		if kindOf(n) != "a number" {
			d.fail(field, at, "is "+kindOf(n)+" where a number is wanted", "a number like 0.5")
			return
		}
		number, err := strconv.ParseFloat(at.raw, 64)
		if err != nil {
			d.fail(field, at, "is too large or too small", "a number like 0.5")
			return
		}
		v.SetFloat(number)
	default:
		panic("config: no decoder for " + v.Type().String())
	}
}

// text reads a day, a duration or a size.
func (d *decoder) text(field string, at mark, n ast.Node, t text) {
	i, number := n.(*ast.IntegerNode)
	if size, ok := t.(*Size); ok && number { // a bare number is bytes
		bytes, err := strconv.ParseInt(fmt.Sprint(i.Value), 10, 64)
		if err != nil || bytes < 1 {
			d.fail(field, at, "is not a number of bytes", "a size like 16MiB")
			return
		}
		*size = Size(bytes)
		return
	}
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		d.failWith(field, at, cmp.Or(t.set(at.raw), error(&problem{"is " + kindOf(n) + " where text is wanted", "it in quotes"})))
		return
	}
	s, ok := d.str(field, at, n)
	if !ok {
		return
	}
	if err := t.set(s); err != nil {
		d.failWith(field, at, err)
	}
}

// str reads a text with its variables expanded.
func (d *decoder) str(field string, at mark, n ast.Node) (string, bool) {
	var s string
	switch x := n.(type) {
	case *ast.StringNode:
		s = x.Value
	case *ast.LiteralNode:
		s = strings.TrimSuffix(x.Value.Value, "\n")
	case *ast.MappingNode, *ast.SequenceNode:
		d.fail(field, at, "is "+kindOf(n)+" where text is wanted", "")
		return "", false
	default:
		d.fail(field, at, "is "+kindOf(n)+" where text is wanted", "it in quotes")
		return "", false
	}
	s, err := expand(s, d.lookup)
	if err != nil {
		d.failWith(field, at, err)
		return "", false
	}
	return s, true
}

func (d *decoder) list(field string, at mark, n ast.Node, v reflect.Value) {
	seq, ok := n.(*ast.SequenceNode)
	if !ok {
		hint := "a list: one entry a line, each behind a dash"
		if at.raw != "" {
			hint = "[" + at.raw + "]"
		}
		d.fail(field, at, "is "+kindOf(n)+" where a list is wanted", hint)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(seq.Values), len(seq.Values)))
	for i, entry := range seq.Values {
		path := fmt.Sprintf("%s[%d]", field, i)
		if _, null := entry.(*ast.NullNode); null {
			at := markOf(entry.GetToken())
			at.raw = ""
			d.fail(path, at, "is empty", "removing the dash")
			continue
		}
		d.value(path, entry, v.Index(i))
	}
}

// structure reads a mapping whose keys are the fields of v.
func (d *decoder) structure(field string, at mark, n ast.Node, v reflect.Value) {
	source, isSource := v.Addr().Interface().(*Source)
	m, ok := n.(*ast.MappingNode)
	if !ok {
		reason, hint := "is "+kindOf(n)+" where a mapping is wanted", "keys below it, each with a colon and its value"
		if isSource && strings.Contains(at.raw, "://") {
			hint = "feed: " + at.raw
		}
		if field == "" {
			at.raw = ""
			hint = "the file that dateline init writes"
		}
		d.fail(field, at, reason, hint)
		return
	}
	var fields map[string]reflect.Value
	if isSource {
		source.Line = at.line
		fields = source.fields()
	} else {
		fields = fieldsOf(v)
	}
	seen, unknown := map[string]int{}, false
	for _, entry := range m.Values {
		keyAt := markOf(entry.Key.GetToken())
		key := keyAt.raw
		keyAt.raw = ""
		path := strings.TrimPrefix(field+"."+key, ".")
		if line, twice := seen[key]; twice {
			d.fail(path, keyAt, fmt.Sprintf("stands here again, after line %d", line), "removing one of the two")
			continue
		}
		seen[key] = keyAt.line
		target, known := fields[key]
		if !known {
			unknown = true
			d.fail(path, keyAt, "is not a known key", keyHint(key, fields))
			continue
		}
		d.value(path, entry.Value, target)
	}
	if isSource {
		d.kind(field, at, source, seen, unknown)
	}
}

// kind gives a source the one kind that its keys name. Where a key is unknown,
// that may be the kind misspelt, and has been complained of.
func (d *decoder) kind(field string, at mark, s *Source, seen map[string]int, unknown bool) {
	var kinds []string
	for _, k := range SourceKinds {
		if _, ok := seen[string(k)]; ok {
			kinds = append(kinds, string(k))
		}
	}
	switch {
	case len(kinds) == 0 && !unknown:
		d.fail(field, at, "does not say what kind of source it is", "one of "+strings.Join(kindNames(), ", ")+" as its first key")
	case len(kinds) > 1:
		d.fail(field, at, "is of several kinds: "+strings.Join(kinds, ", "), "a list entry for each")
	case len(kinds) == 1:
		s.Kind = SourceKind(kinds[0])
	}
}

// fields are the keys that a source may have. All kinds share one Location:
// only one of them may be there.
func (s *Source) fields() map[string]reflect.Value {
	v := reflect.ValueOf(s).Elem()
	fields := map[string]reflect.Value{
		"endpoint":  v.FieldByName("Endpoint"),
		"outlet":    v.FieldByName("Outlet"),
		"timezone":  v.FieldByName("Timezone"),
		"max_pages": v.FieldByName("MaxPages"),
		"max_depth": v.FieldByName("MaxDepth"),
	}
	for _, kind := range SourceKinds {
		fields[string(kind)] = v.FieldByName("Location")
	}
	return fields
}

func fieldsOf(v reflect.Value) map[string]reflect.Value {
	fields := map[string]reflect.Value{}
	for i := range v.NumField() {
		if key := v.Type().Field(i).Tag.Get("yaml"); key != "" && key != "-" {
			fields[key] = v.Field(i)
		}
	}
	return fields
}

// Words that people write for ours.
var otherWords = map[string]string{
	"rss": "feed", "atom": "feed", "url": "page", "website": "site", "section": "site", "file": "files", "glob": "files",
	"start": "from", "since": "from", "end": "to", "until": "to", "lang": "languages", "language": "languages",
	"cron": "schedule", "tz": "timezone", "zone": "timezone", "contact": "user_agent_contact", "user_agent": "user_agent_contact",
	"terms": "keywords", "headline": "title", "id": "name", "output": "exports", "export": "exports", "port": "listen",
	"delay": "pace", "rate": "pace", "story": "stories", "db": "database",
}

func keyHint(key string, fields map[string]reflect.Value) string {
	if key == "<<" {
		return "writing the keys out: merge keys are not supported"
	}
	names := slices.Sorted(maps.Keys(fields))
	guess := nearest(key, names)
	if other := otherWords[strings.ToLower(key)]; guess == "" && slices.Contains(names, other) {
		guess = other
	}
	if guess != "" {
		return guess
	}
	return "one of " + strings.Join(names, ", ")
}

func kindNames() []string {
	names := make([]string, len(SourceKinds))
	for i, k := range SourceKinds {
		names[i] = string(k)
	}
	return names
}

func boolHint(raw string) string {
	switch strings.ToLower(raw) {
	case "no", "off", "0", "n", "false":
		return "false"
	}
	return "true"
}

func kindOf(n ast.Node) string {
	switch n.(type) {
	case *ast.MappingNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "a number"
	case *ast.BoolNode:
		return "true or false"
	}
	return "text"
}

func markOf(t *token.Token) mark {
	if t == nil || t.Position == nil {
		return mark{}
	}
	m := mark{line: t.Position.Line, column: t.Position.Column, raw: t.Value}
	if t.Type == token.LiteralType || t.Type == token.FoldedType {
		m.raw = ""
	}
	return m
}

package config

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/invopop/jsonschema"
	validator "github.com/santhosh-tekuri/jsonschema/v6"
)

// makeSchema writes the JSON Schema of Config. Shapes come from the Go types,
// descriptions from the comments of types.go, values from defaults.go; what
// the checks demand beyond that is added here.
func makeSchema(t *testing.T) []byte {
	r := jsonschema.Reflector{
		Anonymous:                  true,
		ExpandedStruct:             true,
		FieldNameTag:               "yaml",
		RequiredFromJSONSchemaTags: true,
		Mapper:                     schemaOf,
	}
	if err := r.AddGoComments("dateline/config", "./"); err != nil {
		t.Fatal(err)
	}
	s := r.Reflect(&Config{})
	s.Title = "dateline.yaml"
	s.Description = "The stories that dateline follows"
	s.Required = []string{"stories"}
	finish(s, reflect.ValueOf(Defaults()))
	finish(s.Definitions["HTTP"], reflect.ValueOf(Defaults().HTTP))
	finish(s.Definitions["Exports"], reflect.ValueOf(Defaults().Exports))
	finish(s.Definitions["Server"], reflect.ValueOf(Defaults().Server))
	story := s.Definitions["Story"]
	story.Required = []string{"name", "from"}
	finish(story, reflect.ValueOf(Story{KeepFrom: defaultKeepFrom}))

	at := func(s *jsonschema.Schema, key string) *jsonschema.Schema {
		p, ok := s.Properties.Get(key)
		if !ok {
			t.Fatalf("no property %s", key)
		}
		if len(p.AnyOf) > 0 {
			return p.AnyOf[0]
		}
		return p
	}
	at(s, "stories").MinItems = new(uint64(1))
	at(story, "name").AnyOf = orVariable(&jsonschema.Schema{Pattern: storyName.String()})
	at(story, "languages").MinItems = new(uint64(1))
	at(story, "languages").Items.AnyOf = orVariable(&jsonschema.Schema{Pattern: "^[a-z]{2}$"})
	at(story, "keywords").Items.Pattern = `\S`
	at(story, "seeds").Items = webAddress()
	at(story, "keep_from").ExclusiveMinimum, at(story, "keep_from").ExclusiveMaximum = "0", "1"
	formats := at(s.Definitions["Exports"], "formats")
	formats.MinItems = new(uint64(1))
	formats.Items.AnyOf = orVariable(&jsonschema.Schema{Enum: anys(ExportFormats)})
	at(s.Definitions["HTTP"], "max_pages_per_host").Minimum = "1"
	at(s.Definitions["HTTP"], "max_pages_per_day").Minimum = "1"
	at(s, "database").AnyOf = orVariable(&jsonschema.Schema{Pattern: "^$|^postgres(ql)?://."})

	body, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	body = []byte(strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(body))) // for people
	return append(body, '\n')
}

// variable matches a text with a ${NAME} in it, whose value no schema knows.
func variable() *jsonschema.Schema { return &jsonschema.Schema{Type: "string", Pattern: `\$\{`} }

func orVariable(s *jsonschema.Schema) []*jsonschema.Schema {
	return []*jsonschema.Schema{s, variable()}
}

func webAddress() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", AnyOf: orVariable(&jsonschema.Schema{Pattern: `^[Hh][Tt][Tt][Pp][Ss]?://[^\s]+$`})}
}

func anys[T any](list []T) []any {
	all := make([]any, len(list))
	for i, x := range list {
		all[i] = x
	}
	return all
}

// schemaOf are the types that are written otherwise than they are held.
func schemaOf(t reflect.Type) *jsonschema.Schema {
	text := func(pattern string) *jsonschema.Schema {
		return &jsonschema.Schema{Type: "string", AnyOf: orVariable(&jsonschema.Schema{Pattern: pattern})}
	}
	switch t {
	case reflect.TypeFor[Date]():
		return text(`^(\d{4}-\d{2}-\d{2})?$`)
	case reflect.TypeFor[Duration]():
		return text(`^\s*(\d{1,5}d)?(\s*[\d.]+\s*(h|ms|m|s))*\s*$`)
	case reflect.TypeFor[Size]():
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{
			{Type: "integer", Minimum: "1"},
			{Type: "string", AnyOf: orVariable(&jsonschema.Schema{Pattern: `^\d{1,15}(\.\d{1,6})? ?([KkMmGgTt]i?)?[Bb]$`})},
		}}
	case reflect.TypeFor[Source]():
		return sourceSchema()
	}
	return nil
}

// sourceSchema has an alternative for each kind, with the options it takes.
func sourceSchema() *jsonschema.Schema {
	s := &jsonschema.Schema{Description: reflect.TypeFor[Source]().Name() + ": one kind, and its options"}
	for _, kind := range SourceKinds {
		location := webAddress()
		switch kind {
		case SourceSearch:
			location = &jsonschema.Schema{Type: "string", AnyOf: orVariable(&jsonschema.Schema{Enum: anys(SearchServices)})}
		case SourceFiles:
			location = &jsonschema.Schema{Type: "string", MinLength: new(uint64(1))}
		}
		location.Description = exampleOf[kind]
		one := &jsonschema.Schema{Type: "object", Properties: jsonschema.NewProperties(), AdditionalProperties: jsonschema.FalseSchema, Required: []string{string(kind)}}
		one.Properties.Set(string(kind), location)
		one.Properties.Set("outlet", nullable(&jsonschema.Schema{Type: "string", Description: "outlet's name as exported; default: from the page or the host"}))
		one.Properties.Set("timezone", nullable(&jsonschema.Schema{Type: "string", Description: "IANA zone of dates without one"}))
		if kind == SourceSearch {
			one.Properties.Set("endpoint", nullable(webAddress()))
		}
		if kind == SourceSite {
			one.Properties.Set("max_pages", nullable(&jsonschema.Schema{Type: "integer", Minimum: "1", Default: defaultMaxPages}))
			one.Properties.Set("max_depth", nullable(&jsonschema.Schema{Type: "integer", Minimum: "1", Default: defaultMaxDepth}))
		}
		s.OneOf = append(s.OneOf, one)
	}
	return s
}

// finish lets every key that may be left out be left empty too, and tells its
// default.
func finish(s *jsonschema.Schema, defaults reflect.Value) {
	byKey := fieldsOf(defaults)
	for p := s.Properties.Oldest(); p != nil; p = p.Next() {
		if slices.Contains(s.Required, p.Key) {
			continue
		}
		p.Value = nullable(p.Value)
		if d, ok := byKey[p.Key]; ok && !d.IsZero() && d.Kind() != reflect.Struct {
			p.Value.Default = d.Interface()
			if text, ok := d.Interface().(interface{ String() string }); ok {
				p.Value.Default = text.String()
			}
		}
	}
}

func nullable(s *jsonschema.Schema) *jsonschema.Schema {
	outer := &jsonschema.Schema{Description: s.Description, Default: s.Default}
	inner := *s
	inner.Description, inner.Default = "", nil
	outer.AnyOf = []*jsonschema.Schema{&inner, {Type: "null"}}
	return outer
}

func TestSchemaIsCurrent(t *testing.T) {
	made := makeSchema(t)
	if *update {
		if err := os.WriteFile("schema.json", made, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(Schema()), string(made)); diff != "" {
		t.Errorf("schema.json is not what the types say; go test ./config -update writes it anew:\n%s", diff)
	}
}

func compiled(t testing.TB) *validator.Schema {
	t.Helper()
	doc, err := validator.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := validator.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asJSON is a YAML text as an editor hands it to a validator.
func asJSON(body []byte) (any, error) {
	var doc any
	if err := yaml.Unmarshal(bytes.TrimPrefix(body, []byte("\ufeff")), &doc); err != nil {
		return nil, err
	}
	encoded, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	return validator.UnmarshalJSON(bytes.NewReader(encoded))
}

func TestSchemaAcceptsGoodFiles(t *testing.T) {
	s := compiled(t)
	for _, path := range glob(t, "testdata/good/*.yaml") {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := asJSON(body)
		if err == nil {
			err = s.Validate(doc)
		}
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// Mistakes that need more than the shape of the file to be seen: the
// environment, the disk, other fields, a calendar.
var beyondSchema = strings.Fields("bad-contact bad-cron bad-listen bad-timezone cron-every-nothing cron-never cron-out-of-range " +
	"cron-zone-alone duplicate-story from-after-to home-folder no-sources no-token unset-variable merge-key two-documents tag")

func TestSchemaRefusesMistakes(t *testing.T) {
	s := compiled(t)
	for _, path := range glob(t, "testdata/mistakes/*.yaml") {
		name := strings.TrimSuffix(filepath.Base(path), ".yaml")
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := asJSON(body)
		if err != nil {
			continue // not YAML at all
		}
		refused := s.Validate(doc) != nil
		if beyond := slices.Contains(beyondSchema, name); refused == beyond {
			t.Errorf("%s: refused by the schema: %v, beyond it: %v", name, refused, beyond)
		}
	}
}

// Whatever the loader takes, the schema takes too: an editor never marks what
// works.
func FuzzSchema(f *testing.F) {
	paths, err := filepath.Glob("testdata/good/*.yaml")
	if err != nil || len(paths) == 0 {
		f.Fatal(paths, err)
	}
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	s := compiled(f)
	here, err := filepath.Abs("testdata/good/fuzz.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if _, err := parse("fuzz.yaml", here, body, environment); err != nil {
			return
		}
		doc, err := asJSON(body)
		if err == nil {
			err = s.Validate(doc)
		}
		if err != nil {
			t.Errorf("loaded, but not valid: %v\n%s", err, body)
		}
	})
}

package exports

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// Every key of the JSON document is explained.
func TestKeysAreDocumented(t *testing.T) {
	doc, err := os.ReadFile("../docs/timeline-json.md")
	if err != nil {
		t.Fatal(err)
	}
	met := map[reflect.Type]bool{}
	var visit func(reflect.Type)
	visit = func(typ reflect.Type) {
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			visit(typ.Elem())
		case reflect.Struct:
			if met[typ] {
				return
			}
			met[typ] = true
			for i := range typ.NumField() {
				field := typ.Field(i)
				key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
				if key == "" && !field.Anonymous {
					t.Errorf("%s.%s has no key", typ.Name(), field.Name)
				}
				if key != "" && !strings.Contains(string(doc), "`"+key+"`") {
					t.Errorf("docs/timeline-json.md does not explain %s of %s", key, typ.Name())
				}
				visit(field.Type)
			}
		}
	}
	visit(reflect.TypeFor[jsonDocument]())
	if len(met) < 15 {
		t.Errorf("only %d types met", len(met))
	}
	if !strings.Contains(string(doc), jsonFormat) {
		t.Errorf("it does not name %s", jsonFormat)
	}
}

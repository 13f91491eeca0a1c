package timex_test

import (
	"go/ast"
	goparser "go/parser"
	gotoken "go/token"
	"os"
	"strings"
	"testing"
	"time"

	"dateline/timeline/timex"
)

// TestNoClock keeps the day the program runs out of what it reads: no file of
// the package may ask for the time, or for the machine's zone.
func TestNoClock(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		read++
		tree, err := goparser.ParseFile(gotoken.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" {
				switch s.Sel.Name {
				case "Now", "Since", "Until", "Local", "LoadLocation":
					t.Errorf("%s uses time.%s", f.Name(), s.Sel.Name)
				}
			}
			return true
		})
	}
	if read == 0 {
		t.Fatal("found no files")
	}
}

// TestZone reads the publication's own calendar: at half past eleven at night
// in Bogotá it is already the next day in London.
func TestZone(t *testing.T) {
	for _, hours := range []int{-5, 0, 9} {
		zone := time.FixedZone("", hours*3600)
		got := timex.Tag(timex.Document{Text: "He spoke yesterday.", Language: "en", DCT: time.Date(2025, 11, 12, 23, 30, 0, 0, zone)})
		if len(got) != 1 || got[0].Value != "2025-11-11" {
			t.Errorf("UTC%+d: %+v", hours, got)
		}
	}
}

package exports

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tealeg/xlsx/v3"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares text with testdata/name.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
		t.Errorf("%s differs (-want +got); look at it, then run: go test ./exports -update\n%s", path, diff)
	}
}

// rendered is what a writer makes of a document.
func rendered(t testing.TB, write func(io.Writer, Document) error, d Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readBack opens a workbook with a library that did not write it.
func readBack(t testing.TB, data []byte) *xlsx.File {
	t.Helper()
	book, err := xlsx.OpenBinary(data)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// eachCell visits the cells of a sheet that hold something.
func eachCell(t testing.TB, s *xlsx.Sheet, visit func(ref string, c *xlsx.Cell)) {
	t.Helper()
	err := s.ForEachRow(func(r *xlsx.Row) error {
		return r.ForEachCell(func(c *xlsx.Cell) error {
			column, row := c.GetCoordinates()
			if cellText(c) != "" || c.Formula() != "" {
				visit(xlsx.GetCellIDStringFromCoords(column, row), c)
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func cellText(c *xlsx.Cell) string {
	text := c.Value
	for _, run := range c.RichText {
		text += run.Text
	}
	return text
}

// cellType is what a cell is to the reader.
func cellType(c *xlsx.Cell) string {
	switch {
	case len(c.RichText) > 0:
		return "rich"
	case c.Type() == xlsx.CellTypeNumeric:
		return "number"
	}
	return "text"
}

// TestGoldenWorkbook prints every cell: sheet!cell | type | format | text | link.
func TestGoldenWorkbook(t *testing.T) {
	data := rendered(t, XLSX, strikes())
	lintWorkbook(t, data)
	var out bytes.Buffer
	for _, s := range readBack(t, data).Sheets {
		eachCell(t, s, func(ref string, c *xlsx.Cell) {
			fmt.Fprintf(&out, "%s!%s | %s | %s | %s | %s\n", s.Name, ref, cellType(c), c.NumFmt, strings.ReplaceAll(cellText(c), "\n", "⏎"), c.Formula())
		})
	}
	golden(t, "strikes.cells.txt", out.Bytes())
}

func TestGoldenCSV(t *testing.T)    { golden(t, "strikes.csv", rendered(t, CSV, strikes())) }
func TestGoldenRawCSV(t *testing.T) { golden(t, "strikes.raw.csv", rendered(t, RawCSV, strikes())) }
func TestGoldenJSON(t *testing.T)   { golden(t, "strikes.json", rendered(t, JSON, strikes())) }

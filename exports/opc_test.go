package exports

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// lintWorkbook checks a workbook for what makes Excel say "We found a problem
// with some content": the rules of the package format, and those of the sheets.
func lintWorkbook(t testing.TB, data []byte) {
	t.Helper()
	for _, fault := range lint(data) {
		t.Error("workbook:", fault)
	}
}

// linter collects the faults of one workbook.
type linter struct {
	parts  map[string][]byte
	faults []string
	styles int // cell formats
	dxfs   int // conditional formats
}

func (l *linter) fault(format string, args ...any) {
	if len(l.faults) < 20 {
		l.faults = append(l.faults, fmt.Sprintf(format, args...))
	}
}

func lint(data []byte) []string {
	l := &linter{parts: map[string][]byte{}}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return []string{err.Error()}
	}
	var names []string
	for _, f := range archive.File {
		if _, ok := l.parts[f.Name]; ok {
			l.fault("%s: twice in the archive", f.Name)
		}
		if !f.Modified.Equal(epoch) {
			l.fault("%s: carries the time %v", f.Name, f.Modified)
		}
		r, err := f.Open()
		if err != nil {
			l.fault("%s: %v", f.Name, err)
			continue
		}
		if l.parts[f.Name], err = io.ReadAll(r); err != nil {
			l.fault("%s: %v", f.Name, err)
		}
		names = append(names, f.Name)
	}
	if !slices.IsSorted(names) {
		l.fault("members are not sorted: %v", names)
	}
	for _, name := range names {
		l.wellFormed(name)
	}
	l.contentTypes(names)
	for _, name := range names {
		if strings.HasSuffix(name, ".rels") {
			l.relationships(name)
		}
	}
	l.countStyles()
	l.workbook()
	return l.faults
}

// wellFormed reads a part as a strict parser does, which also checks every character.
func (l *linter) wellFormed(name string) {
	if !utf8.Valid(l.parts[name]) {
		l.fault("%s: not UTF-8", name)
	}
	d := xml.NewDecoder(bytes.NewReader(l.parts[name]))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			l.fault("%s: %v", name, err)
			return
		}
	}
}

func (l *linter) decode(name string, v any) {
	if err := xml.Unmarshal(l.parts[name], v); err != nil {
		l.fault("%s: %v", name, err)
	}
}

func (l *linter) contentTypes(names []string) {
	var types struct {
		Default []struct {
			Extension string `xml:",attr"`
		}
		Override []struct {
			PartName string `xml:",attr"`
		}
	}
	const part = "[Content_Types].xml"
	l.decode(part, &types)
	typed := map[string]bool{}
	for _, o := range types.Override {
		if typed[o.PartName] {
			l.fault("%s: %s twice", part, o.PartName)
		}
		typed[o.PartName] = true
		if _, ok := l.parts[strings.TrimPrefix(o.PartName, "/")]; !ok {
			l.fault("%s: %s does not exist", part, o.PartName)
		}
	}
	for _, name := range names {
		known := name == part || typed["/"+name]
		for _, d := range types.Default {
			// A default of .xml says nothing about a sheet.
			known = known || d.Extension != "xml" && strings.HasSuffix(name, "."+d.Extension)
		}
		if !known {
			l.fault("%s: no type for %s", part, name)
		}
	}
}

type relationship struct {
	ID         string `xml:"Id,attr"`
	Target     string `xml:",attr"`
	TargetMode string `xml:",attr"`
}

// relationships checks one .rels part and returns its targets by id.
func (l *linter) relationships(name string) map[string]string {
	var rels struct{ Relationship []relationship }
	l.decode(name, &rels)
	base := path.Dir(path.Dir(name))
	targets := map[string]string{}
	for _, r := range rels.Relationship {
		if _, ok := targets[r.ID]; ok {
			l.fault("%s: id %s twice", name, r.ID)
		}
		target := strings.TrimPrefix(r.Target, "/")
		if !strings.HasPrefix(r.Target, "/") {
			target = path.Join(base, r.Target)
		}
		targets[r.ID] = target
		if r.TargetMode == "External" {
			l.fault("%s: %s leads outside", name, r.Target) // links are formulas here
		} else if _, ok := l.parts[target]; !ok {
			l.fault("%s: %s does not exist", name, target)
		}
	}
	return targets
}

func (l *linter) countStyles() {
	var s struct {
		CellXfs struct {
			Xf []struct{} `xml:"xf"`
		} `xml:"cellXfs"`
		Dxfs struct {
			Dxf []struct{} `xml:"dxf"`
		} `xml:"dxfs"`
	}
	l.decode("xl/styles.xml", &s)
	l.styles, l.dxfs = len(s.CellXfs.Xf), len(s.Dxfs.Dxf)
}

func (l *linter) workbook() {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			RID  string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
		Names []struct {
			Name  string `xml:"name,attr"`
			Sheet int    `xml:"localSheetId,attr"`
			Ref   string `xml:",chardata"`
		} `xml:"definedNames>definedName"`
	}
	l.decode("xl/workbook.xml", &book)
	targets := l.relationships("xl/_rels/workbook.xml.rels")
	names, tables := map[string]bool{}, map[string]bool{}
	for _, s := range book.Sheets {
		lower := strings.ToLower(s.Name)
		if names[lower] || utf16Len(s.Name) > 31 || strings.ContainsAny(s.Name, `:\/?*[]`) || strings.Trim(s.Name, "'") != s.Name || lower == "history" {
			l.fault("sheet name %q", s.Name)
		}
		names[lower] = true
		l.sheet(targets[s.RID], tables)
	}
	for _, n := range book.Names {
		if n.Sheet >= len(book.Sheets) || !strings.HasPrefix(n.Ref, "'"+book.Sheets[n.Sheet].Name+"'!") {
			l.fault("defined name %s of sheet %d refers to %s", n.Name, n.Sheet, n.Ref)
		}
	}
}

// sheetOrder is the order the schema demands of a worksheet's elements.
var sheetOrder = []string{"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells",
	"conditionalFormatting", "dataValidations", "pageMargins", "pageSetup", "headerFooter", "ignoredErrors", "drawing", "tableParts"}

type lintCell struct {
	Attrs   []xml.Attr `xml:",any,attr"`
	Ref     string     `xml:"r,attr"`
	Style   int        `xml:"s,attr"`
	Type    string     `xml:"t,attr"`
	Formula string     `xml:"f"`
	Value   string     `xml:"v"`
	Inline  struct {
		Text string `xml:"t"`
		Runs []struct {
			Text string `xml:"t"`
		} `xml:"r"`
	} `xml:"is"`
}

func (c lintCell) text() string {
	text := c.Value + c.Inline.Text
	for _, r := range c.Inline.Runs {
		text += r.Text
	}
	return text
}

func (l *linter) sheet(name string, tables map[string]bool) {
	d := xml.NewDecoder(bytes.NewReader(l.parts[name]))
	depth, at, lastRow := 0, -1, 0
	header := map[int]string{}
	var tableRefs []string
	for {
		token, err := d.Token()
		if err != nil {
			break // the end, or what wellFormed has told
		}
		switch e := token.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			depth++
			if depth == 2 {
				i := slices.Index(sheetOrder, e.Name.Local)
				if i < at || i < 0 {
					l.fault("%s: <%s> out of order", name, e.Name.Local)
				}
				at = max(at, i)
			}
			switch e.Name.Local {
			case "row":
				lastRow = l.row(d, e, name, lastRow, header)
				depth--
			case "cfRule":
				if id := attr(e, "dxfId"); id != "" {
					if n, err := strconv.Atoi(id); err != nil || n >= l.dxfs {
						l.fault("%s: conditional format %s of %d", name, id, l.dxfs)
					}
				}
			case "tablePart":
				tableRefs = append(tableRefs, attr(e, "id"))
			case "oddHeader", "oddFooter":
				var text string
				if err := d.DecodeElement(&text, &e); err != nil || utf16Len(text) > 255 {
					l.fault("%s: %s %q", name, e.Name.Local, text)
				}
				depth--
			}
		}
	}
	if len(tableRefs) == 0 {
		return
	}
	targets := l.relationships(path.Join(path.Dir(name), "_rels", path.Base(name)+".rels"))
	for _, id := range tableRefs {
		l.table(targets[id], header, tables)
	}
}

// row checks a row and its cells, and remembers the first row's text.
func (l *linter) row(d *xml.Decoder, e xml.StartElement, name string, last int, header map[int]string) int {
	var row struct {
		N      int        `xml:"r,attr"`
		Height float64    `xml:"ht,attr"`
		Cells  []lintCell `xml:"c"`
	}
	if err := d.DecodeElement(&row, &e); err != nil {
		l.fault("%s: %v", name, err)
	}
	if row.N <= last || row.N > 1<<20 || row.Height > 409.5 {
		l.fault("%s: row %d after %d, height %g", name, row.N, last, row.Height)
	}
	column := 0
	for _, c := range row.Cells {
		n, r := cellAt(c.Ref)
		if n <= column || r != row.N {
			l.fault("%s: cell %s in row %d", name, c.Ref, row.N)
		}
		column = n
		if row.N == 1 {
			header[n] = c.text()
		}
		l.cell(name, c)
	}
	return row.N
}

func (l *linter) cell(name string, c lintCell) {
	where := name + "!" + c.Ref
	if len(c.Attrs) > 0 {
		l.fault("%s: attribute %v", where, c.Attrs[0])
	}
	if c.Style >= l.styles {
		l.fault("%s: style %d of %d", where, c.Style, l.styles)
	}
	if !slices.Contains([]string{"", "n", "str", "inlineStr", "s"}, c.Type) {
		l.fault("%s: type %q", where, c.Type)
	}
	if utf16Len(c.text()) > cellLimit {
		l.fault("%s: %d units of text", where, utf16Len(c.text()))
	}
	if utf16Len(c.Formula) > 8192 {
		l.fault("%s: formula of %d units", where, utf16Len(c.Formula))
	}
	if c.Formula != "" && c.Value == "" {
		l.fault("%s: formula without a value", where)
	}
	for _, s := range formulaStrings(c.Formula) {
		if utf16Len(s) > 255 {
			l.fault("%s: string of %d units in a formula", where, utf16Len(s))
		}
	}
}

func (l *linter) table(name string, header map[int]string, tables map[string]bool) {
	var t struct {
		ID          string `xml:"id,attr"`
		DisplayName string `xml:"displayName,attr"`
		Ref         string `xml:"ref,attr"`
		AutoFilter  struct {
			Ref string `xml:"ref,attr"`
		} `xml:"autoFilter"`
		Columns []struct {
			Name string `xml:"name,attr"`
		} `xml:"tableColumns>tableColumn"`
	}
	l.decode(name, &t)
	if tables["id "+t.ID] || tables[strings.ToLower(t.DisplayName)] || strings.ContainsAny(t.DisplayName, " ()") {
		l.fault("%s: table %q with id %s", name, t.DisplayName, t.ID)
	}
	tables["id "+t.ID], tables[strings.ToLower(t.DisplayName)] = true, true
	if t.Ref != t.AutoFilter.Ref {
		l.fault("%s: filter %s in table %s", name, t.AutoFilter.Ref, t.Ref)
	}
	_, corner, _ := strings.Cut(t.Ref, ":")
	if columns, rows := cellAt(corner); columns != len(t.Columns) || rows < 2 {
		l.fault("%s: %d columns in %s", name, len(t.Columns), t.Ref)
	}
	seen := map[string]bool{}
	for i, c := range t.Columns {
		if key := strings.ToLower(strings.TrimSpace(c.Name)); seen[key] || key == "" {
			l.fault("%s: column %q twice", name, c.Name)
		} else {
			seen[key] = true
		}
		if header[i+1] != c.Name {
			l.fault("%s: column %q is headed %q", name, c.Name, header[i+1])
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// cellAt reads a cell reference: AB12 is column 28, row 12.
func cellAt(ref string) (column, row int) {
	i := 0
	for ; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		column = column*26 + int(ref[i]-'A') + 1
	}
	row, _ = strconv.Atoi(ref[i:]) // a bad reference is row 0, which no row is
	return column, row
}

// formulaStrings are the string literals of a formula.
func formulaStrings(f string) []string {
	var found []string
	for i := 0; i < len(f); i++ {
		if f[i] != '"' {
			continue
		}
		var s strings.Builder
		for i++; i < len(f); i++ {
			if f[i] == '"' {
				if i+1 < len(f) && f[i+1] == '"' {
					i++
				} else {
					break
				}
			}
			s.WriteByte(f[i])
		}
		found = append(found, s.String())
	}
	return found
}

func TestLintFindsFaults(t *testing.T) {
	var good bytes.Buffer
	if err := XLSX(&good, strikes()); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(part, text string) string{
		"is headed": func(part, s string) string { return replaceIn(part, "xl/tables/table1.xml", s, "Headline", "Headlime") },
		"twice": func(part, s string) string {
			return replaceIn(part, "xl/tables/table1.xml", s, `"Headline"`, `"when "`)
		},
		"no type": func(part, s string) string {
			return replaceIn(part, "[Content_Types].xml", s, "/xl/styles.xml", "/xl/stiles.xml")
		},
		"exist": func(part, s string) string {
			return replaceIn(part, "xl/_rels/workbook.xml.rels", s, "sheet2.xml", "sheet99.xml")
		},
		"XML syntax": func(part, s string) string { return replaceIn(part, "xl/workbook.xml", s, "</workbook>", "") },
		"order": func(part, s string) string {
			return replaceIn(part, "xl/worksheets/sheet2.xml", s, "sheetData", "pageSetup")
		},
		"style": func(part, s string) string {
			return replaceIn(part, "xl/worksheets/sheet2.xml", s, ` s="1"`, ` s="999"`)
		},
	} {
		var faults []string
		archive, err := zip.NewReader(bytes.NewReader(good.Bytes()), int64(good.Len()))
		if err != nil {
			t.Fatal(err)
		}
		var bad bytes.Buffer
		w := zip.NewWriter(&bad)
		for _, f := range archive.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			out, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Modified: epoch})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.WriteString(out, change(f.Name, string(text))); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		faults = lint(bad.Bytes())
		if !strings.Contains(strings.Join(faults, "\n"), name) {
			t.Errorf("want a fault with %q, got %q", name, faults)
		}
	}
	if faults := lint(good.Bytes()); len(faults) > 0 {
		t.Errorf("the unchanged workbook has faults: %q", faults)
	}
}

func replaceIn(part, want, text, from, to string) string {
	if part != want {
		return text
	}
	return strings.ReplaceAll(text, from, to)
}

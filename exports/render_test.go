//go:build render

package exports

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// LibreOffice reads the workbook as a person's program does. These tests need
// soffice (Debian: libreoffice-calc) and fail without it.

// office converts a workbook, and returns the folder of the results.
func office(t *testing.T, workbook []byte, to string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "timeline.xlsx"), workbook, 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	cmd := exec.CommandContext(t.Context(), "soffice", "--headless", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--convert-to", to, "--outdir", out, filepath.Join(dir, "timeline.xlsx"))
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, text)
	}
	return out
}

// officeSheets is what LibreOffice shows in each sheet's cells.
func officeSheets(t *testing.T, workbook []byte) map[string][][]string {
	t.Helper()
	// Comma, quote, UTF-8, from line 1, cells as shown, all sheets.
	dir := office(t, workbook, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1")
	sheets := map[string][][]string{}
	for _, name := range []string{timelineSheet, sourcesSheet, accountsSheet, aboutSheet} {
		data, err := os.ReadFile(filepath.Join(dir, "timeline-"+name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(bytes.NewReader(data))
		r.FieldsPerRecord = -1
		if sheets[name], err = r.ReadAll(); err != nil {
			t.Fatal(err)
		}
	}
	return sheets
}

func TestOfficeShowsTheBook(t *testing.T) {
	d := strikes()
	sheets := officeSheets(t, rendered(t, XLSX, d))
	shown := func(sheet string, row int) string { return strings.Join(sheets[sheet][row], " | ") }
	for _, c := range []struct {
		sheet string
		row   int
		want  string
	}{
		{timelineSheet, 0, "Date | When | Headline | Summary | Importance | Confidence | Independent sources"},
		{timelineSheet, 1, "2025-09/.. | since Sep 2025 | Campaign of strikes"},
		{timelineSheet, 2, "1.00 | high  0.94 | 3 | Harbor Clarion; La Orilla; Diario del Ebro | killed: 11\nvessels: 1"},
		{timelineSheet, 3, "2025-09-15 | Mon 15 Sep 2025"},
		{timelineSheet, 3, "medium  0.58 | 1 (single)"},
		{timelineSheet, 4, "2025-09-19~ | about Fri 19 Sep 2025"},
		{timelineSheet, 7, "2025-10-03? | Fri 3 Oct 2025 (uncertain)"},
		{timelineSheet, 8, "[2025-10-06..2025-10-12] | one day in week of 6–12 Oct 2025"},
		{sourcesSheet, 7, "2025-10-02 15:20 -04:00 | 2025-10-02 19:20"},
		{accountsSheet, 2, "Campaign of strikes on boats that Washington says carry drugs | The strikes, 19 of them since September by the Pentagon's own count"},
		{aboutSheet, 0, "US strikes on alleged drug vessels, and Colombia's answer"},
	} {
		if got := shown(c.sheet, c.row); !strings.Contains(got, c.want) {
			t.Errorf("%s row %d shows %q, want %q in it", c.sheet, c.row+1, got, c.want)
		}
	}
	if got, want := len(sheets[timelineSheet]), len(d.Timeline.Events)+1; got != want {
		t.Errorf("%d rows, want %d", got, want)
	}
	noErrors(t, sheets)
}

// Without the values kept beside the formulas LibreOffice must compute them,
// which shows that every link finds its row.
func TestOfficeFollowsTheLinks(t *testing.T) {
	sheets := officeSheets(t, withoutCachedValues(t, rendered(t, XLSX, strikes())))
	noErrors(t, sheets)
	if got := sheets[timelineSheet][2][columnIndex(eventColumns, "accounts")]; got != "3" {
		t.Errorf("accounts show %q", got)
	}
	if got := sheets[accountsSheet][4][1]; got != "U.S. forces destroy a speedboat in the Caribbean; 11 reported killed" {
		t.Errorf("headline shows %q", got)
	}
}

// noErrors finds what a spreadsheet shows instead of a value.
func noErrors(t *testing.T, sheets map[string][][]string) {
	t.Helper()
	bad := regexp.MustCompile(`^(#N/A|#VALUE!|#REF!|#NAME\?|Err:\d+|#+)$`)
	for name, rows := range sheets {
		for i, row := range rows {
			for j, text := range row {
				if bad.MatchString(text) {
					t.Errorf("%s!%s%d shows %s", name, letters(j), i+1, text)
				}
			}
		}
	}
}

func withoutCachedValues(t *testing.T, workbook []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	value := regexp.MustCompile(`</f><v>[^<]*</v>`)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(value.ReplaceAll(data, []byte("</f>"))); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOfficePrintsTheBook(t *testing.T) {
	dir := office(t, rendered(t, XLSX, strikes()), "pdf")
	pdf, err := os.ReadFile(filepath.Join(dir, "timeline.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	pages := regexp.MustCompile(`/Type\s*/Page[^s]`).FindAllIndex(pdf, -1)
	landscape := regexp.MustCompile(`/MediaBox\s*\[\s*0 0 841\.\d+ 595\.\d+`).FindAllIndex(pdf, -1)
	// A page a sheet, two of sources and of accounts, three of coverage, and seven about, where every column is explained.
	if len(pages) < 8 || len(pages) > 20 || len(landscape) < len(pages) {
		t.Errorf("%d pages, %d of them landscape A4", len(pages), len(landscape))
	}
}

// What a newsroom might throw at it, LibreOffice opens.
func TestOfficeOpensHostileText(t *testing.T) {
	d := strikes()
	hostile := "=cmd|' /C calc'!A0 \x00\x07 \"quotes\" <b>&amp; _x0041_ \u202eשלום 🚤 " + strings.Repeat("x", 300)
	d.Timeline.Events[1].Headline = hostile
	d.Timeline.Events[1].Accounts[0].ArticleURL = "https://paper.example/?q=\"" + strings.Repeat("y", 300)
	sheets := officeSheets(t, rendered(t, XLSX, d))
	if got := sheets[timelineSheet][2][2]; got != clean(hostile) {
		t.Errorf("headline shows %q", got)
	}
	noErrors(t, sheets)
}

// Notes outlive being saved by another program.
func TestNotesOutliveOffice(t *testing.T) {
	d, want := annotated()
	saved := office(t, rendered(t, XLSX, d), "xlsx")
	taken, err := TakeNotes(saved)
	if err != nil || taken.Aside != "" {
		t.Fatalf("kept as %q, error %v", taken.Aside, err)
	}
	if diff := cmp.Diff(want[:2], written(taken.Notes)); diff != "" {
		t.Errorf("notes (-written +read):\n%s", diff)
	}
}

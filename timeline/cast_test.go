package timeline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestActors(t *testing.T) {
	got := Build(Story{Name: "strikes"}, printed(
		"a|4|en|President Gustavo Petro said on Monday that Colombia would stop helping the U.S. Coast Guard.",
		"b|5|es|El presidente Petro criticó el martes a Estados Unidos ante la ONU.",
		"c|6|en|On Tuesday Petro met António Guterres of the United Nations in New York.",
		"d|7|en|The Colombian president, Gustavo Petro, told the Federal Emergency Management Agency (FEMA) on Thursday that he would wait.",
		"e|8|es|El presidente colombiano respondió el viernes, dijo Antonio Guterres, y FEMA guardó silencio.",
		"f|9|es|El mandatario colombiano viajó el sábado a Nueva York. Nadie esperaba en Bogotá otra cosa.",
		"g|10|en|Colombia's president flew home to Bogotá on Sunday. Crowds waited.",
	)).Actors
	var lines []string
	for _, a := range got {
		lines = append(lines, fmt.Sprintf("%s|%s|%d|%s to %s|%s", a.Name, a.Kind, a.Origins, a.First, a.Last, strings.Join(a.Also, ", ")))
	}
	want := []string{
		"Gustavo Petro|person|7|2025-11-04 to 2025-11-10|Petro, mandatario colombiano, presidente colombiano, Colombia's president, Colombian president",
		"António Guterres|person|2|2025-11-06 to 2025-11-08|Antonio Guterres",
		"Bogotá|place|2|2025-11-09 to 2025-11-10|",
		"Colombia|place|2|2025-11-04 to 2025-11-10|",
		"Federal Emergency Management Agency|organisation|2|2025-11-07 to 2025-11-08|FEMA",
		"New York|place|2|2025-11-06 to 2025-11-09|Nueva York",
		"United Nations|organisation|2|2025-11-05 to 2025-11-06|ONU",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
}

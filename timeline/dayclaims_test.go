package timeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Two who put one deed on two days, in one sentence or one after the other, contradict each
// other; two deeds do not.
func TestDaysClaimed(t *testing.T) {
	for _, tt := range []struct {
		name, report, want string
	}{
		{"the letter came later, the firm says", "en|The mine of Orrin flooded on Thursday. The inspectorate says it served the order to close the shaft on Monday. The company says the letter only reached it on Wednesday.", "2025-11-03 2025-11-05"},
		{"the verb left out", "en|The mine of Orrin flooded on Thursday. The inspectorate says the order was served on Monday, Halden Mining that it came on Wednesday.", "2025-11-03 2025-11-05"},
		{"gave himself up", "en|The broker Ivo Marsk was arrested on Wednesday, prosecutors say, although his lawyer, Ana Roth, maintains that he gave himself up on Tuesday evening.", "2025-11-04 2025-11-05"},
		{"se lo llevaron antes", "es|Según la Fiscalía, Ivo Marsk fue detenido el miércoles a las 02:10 en Leal. Su defensa sostiene que la policía se lo llevó el martes antes de medianoche.", "2025-11-04 2025-11-05"},
		{"released", "en|Her lawyer said Ana Roth walked out of the barracks at 8.20 on Thursday morning. The army said that it had released her on Wednesday.", "2025-11-05 2025-11-06"},
		{"it was the day before", "en|The army says one of its drones struck a lorry near Orrin at two on Wednesday morning. The drivers' union says it was Tuesday, before ten at night.", "2025-11-04 2025-11-05"},
		{"la noche o la madrugada", "es|El ataque contra el convoy de Orrín ocurrió el martes por la noche, según la cooperativa. El ejército asegura que fue en la madrugada del miércoles.", "2025-11-04 2025-11-05"},
		{"la carta llegó después", "es|La mina de Orrín se inundó el jueves. La inspección afirma que notificó la orden el lunes. La empresa dice que la carta le llegó el miércoles.", "2025-11-03 2025-11-05"},
		{"two shellings", "en|A doctor said nine people died in shelling on Tuesday. The army started shelling its port late on Wednesday, a radio station reported.", ""},
		{"two arrests", "en|Police said they arrested Ivo Marsk on Monday. The prosecutor said Ana Roth was arrested on Wednesday.", ""},
		{"another strike", "en|The army said it struck a lorry near Orrin on Monday. The rebels said another strike hit it on Wednesday.", ""},
		{"one speaker", "en|The ministry said the order was served on Monday. The ministry said it came into force on Wednesday.", ""},
		{"arrested, then charged", "en|Police said Ivo Marsk was arrested on Monday. Prosecutors said he was charged on Wednesday.", ""},
		{"dos órdenes", "es|El ministerio dijo que firmó el decreto el lunes. El sindicato dijo que la huelga empezó el miércoles.", ""},
		{"arrested and released", "en|Police said they arrested Ivo Marsk on Monday. His lawyer said he was released on Wednesday.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := map[string]bool{}
			for _, e := range Build(Story{Name: "war", Languages: []string{"en", "es"}}, printed("a|7|"+tt.report)).Events {
				for _, d := range e.Disputes {
					if d.About == "date" {
						var days []string
						for _, s := range d.Sides {
							days = append(days, s.Says)
						}
						slices.Sort(days)
						got[strings.Join(days, " ")] = true
					}
				}
			}
			var all []string
			for days := range got {
				all = append(all, days)
			}
			if got := strings.Join(all, "; "); got != tt.want {
				s := strings.SplitN(tt.report, "|", 2)
				t.Errorf("got %q, want %q (%s)", got, tt.want, fmt.Sprint(s[1]))
			}
		})
	}
}

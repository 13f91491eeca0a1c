package figure

import "testing"

// Two participles tell two things of those whom one number counts.
func TestAlsoTold(t *testing.T) {
	check(t, []struct{ lang, text, want string }{
		{"en", "Two men were pulled from the water and arrested, the coastguard said.", "survivors 2 detained 2"},
		{"en", "Five students were arrested and later released.", "detained 5 released 5"},
		{"en", "Two men were killed and four arrested.", "killed 2 detained 4"},
		{"en", "Three men were killed and a boat was captured.", "killed 3"},
		{"en", "Nine people were killed and wounded.", "killed 9"},
		{"es", "Cinco estudiantes fueron detenidos y luego liberados.", "detained 5 released 5"},
		{"es", "Dos hombres fueron rescatados y detenidos por la marina.", "survivors 2 detained 2"},
		{"es", "Dos hombres murieron y cuatro fueron detenidos.", "killed 2 detained 4"},
	})
}

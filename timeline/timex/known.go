package timex

import (
	"maps"
	"slices"
)

// Languages are the languages whose words are read, as ISO 639-1 codes in order.
func Languages() []string {
	codes := slices.Sorted(maps.Keys(compiled))
	return slices.DeleteFunc(codes, func(code string) bool { return code == unknownLanguage })
}

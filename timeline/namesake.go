package timeline

import (
	"maps"
	"slices"
	"strings"

	"dateline/timeline/atlas"
)

// lastNamesWithin gives a last name that several people of the story have, so that it
// stands for none of them throughout, in each report to the one of them whom that report
// names in full, if it names one: key of the last name -> report -> key of the full one.
func (c *corpus) lastNamesWithin(roles map[string]*role, into map[string]string) map[string]map[int]string {
	bearers := map[string][]string{} // last name -> full ones
	for _, key := range slices.Sorted(maps.Keys(roles)) {
		if last := key[strings.LastIndexByte(key, ' ')+1:]; last != key && into[key] == "" && roles[key].personal(strings.Fields(key)) {
			bearers[last] = append(bearers[last], key)
		}
	}
	out := map[string]map[int]string{}
	for _, last := range slices.Sorted(maps.Keys(bearers)) {
		lone := roles[last]
		if lone == nil || into[last] != "" || lone.known != "" || len(bearers[last]) < 2 {
			continue
		}
		whose := map[int]string{}
		for _, doc := range lone.docs {
			var full []string
			for _, key := range bearers[last] {
				if _, named := slices.BinarySearch(roles[key].docs, doc); named {
					full = append(full, key)
				}
			}
			if len(full) == 1 {
				whose[doc] = full[0]
			}
		}
		for _, key := range whose {
			roles[key].spellings[lone.name]++
		}
		lone.docs = slices.DeleteFunc(lone.docs, func(doc int) bool { return whose[doc] != "" })
		lone.origins = map[int]bool{}
		for _, doc := range lone.docs {
			lone.origins[c.docs[doc].origin] = true
		}
		out[last] = whose
	}
	return out
}

// joinShort joins names that the same short one was given behind, where reports of one
// language give the one and reports of another the other: "Federación Nacional de
// Transportistas (FNT)", "National Transport Federation (FNT)".
func (c *corpus) joinShort(roles map[string]*role, short map[string]map[string]int, into map[string]string) {
	for _, alias := range slices.Sorted(maps.Keys(short)) {
		to := follow(into, atlas.Key(mostGiven(short[alias])))
		if roles[to] == nil {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(short[alias])) {
			key := follow(into, atlas.Key(name))
			if r := roles[key]; r != nil && key != to && r.known == "" && c.usualLanguage(r.docs) != c.usualLanguage(roles[to].docs) {
				into[key] = to
			}
		}
	}
}

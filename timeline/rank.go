package timeline

import (
	_ "embed"
	"fmt"

	"github.com/goccy/go-yaml"
)

//go:embed weights.yaml
var weightsFile []byte

// weights are what each measure counts, as weights.yaml has them.
var weights = func() (w Measures) {
	table := map[string]float64{}
	if err := yaml.Unmarshal(weightsFile, &table); err != nil {
		panic(fmt.Sprintf("timeline: weights.yaml: %v", err)) // embedded: cannot happen in a binary that was tested
	}
	for i, name := range MeasureNames {
		value, has := table[name]
		if !has || len(table) != len(w) {
			panic("timeline: weights.yaml has not the names of the measures") // as above
		}
		w[i] = value
	}
	return w
}()

// Weigh is the sum of the measures, each by its weight.
func (m Measures) Weigh(by Measures) (sum float64) {
	for i := range m {
		sum += by[i] * m[i]
	}
	return sum
}

// dayWeights says how much each day matters to the story, 0…1.
type dayWeights map[day]float64

// weighDays weighs every day by what reports make of it, not by how much was
// printed on it.
func (c *corpus) weighDays(happenings []*happening, tellings []telling) dayWeights {
	first, days := c.measureDays(happenings, tellings)
	if len(days) == 0 {
		return nil
	}
	lowest, highest := days[0].Weigh(weights), days[0].Weigh(weights)
	for _, m := range days {
		lowest, highest = min(lowest, m.Weigh(weights)), max(highest, m.Weigh(weights))
	}
	out := make(dayWeights, len(days))
	for i, m := range days {
		out[first+day(i)] = 1
		if highest > lowest {
			out[first+day(i)] = (m.Weigh(weights) - lowest) / (highest - lowest)
		}
	}
	return out
}

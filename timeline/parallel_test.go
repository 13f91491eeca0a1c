package timeline

import (
	"strings"
	"testing"
)

// A panic of a worker is its caller's, who may recover from it.
func TestInParallelPassesPanicsOn(t *testing.T) {
	defer func() {
		if p, _ := recover().(string); !strings.HasPrefix(p, "a broken rule") || !strings.Contains(p, "parallel_test.go") {
			t.Errorf("the caller panics with %q", p)
		}
	}()
	inParallel(100, func() func(int) {
		return func(i int) {
			if i == 7 {
				panic("a broken rule")
			}
		}
	})
}

package timeline

import "testing"

// SettleFrom lets stories of n documents and more have a settled part while a test
// runs.
func SettleFrom(t *testing.T, n int) {
	old, oldFirm := gridFrom, firmFrom
	gridFrom, firmFrom = n, n/10
	t.Cleanup(func() { gridFrom, firmFrom = old, oldFirm })
}

// Kept is what a builder keeps of the settled part of its last story; nil: nothing.
func (b *Builder) Kept() any {
	if b.known == nil || b.known.settled.docs == 0 {
		return nil
	}
	return b.known.settled
}

// KeptAnew is what a builder keeps of the days that are not settled, or were told
// anew.
func (b *Builder) KeptAnew() map[any]bool {
	out := map[any]bool{}
	for _, kept := range b.known.settled.anew {
		out[kept] = true
	}
	return out
}

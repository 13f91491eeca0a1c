package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"time"

	"dateline/timeline"
)

// accountsDigest is a digest of an event's accounts, of all that is stored of
// them: with the same one their rows need not be written again.
func accountsDigest(all []timeline.Account) string {
	h := sha256.New()
	var b []byte
	for i := range all {
		a := &all[i]
		b = b[:0]
		for _, s := range []string{a.ArticleURL, a.Title, a.Outlet, a.Published, a.Language, a.Origin, a.Quote, a.Phrase, a.Anchor, a.AnchorFrom, a.Rule,
			string(a.Span.Precision), a.Span.Zone} {
			b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
		}
		for _, t := range []time.Time{a.Span.Start, a.Span.End} {
			b = binary.AppendVarint(binary.AppendVarint(b, t.Unix()), int64(t.Nanosecond()))
		}
		b = binary.AppendUvarint(binary.AppendVarint(b, int64(a.Sentence)), math.Float64bits(a.Confidence))
		for _, is := range []bool{a.Foretold, a.Span.Approx, a.Span.Uncertain, a.Span.OneOf} {
			if is {
				b = append(b, 1)
			} else {
				b = append(b, 0)
			}
		}
		_, _ = h.Write(b) // a hash takes all it is given
	}
	return hex.EncodeToString(h.Sum(nil))
}

package timex

// slot names what a captured word stands for.
type slot uint8

const (
	slotNone    slot = iota
	slotYear         // 1000…2199
	slotYY           // two digits of a year
	slotMonth        // 1…12
	slotDay          // 1…31
	slotWeekday      // 1 (Monday)…7
	slotQuarter      // 1…4
	slotHalf         // 1, 2
	slotSeason       // SP SU FA WI
	slotDecade       // 198 (the 1980s), or 80 (the eighties)
	slotCentury      // its number: 20
	slotHoliday      // 12-25, easter-2, 11/4/4 (the fourth Thursday of November)
	slotOffset       // days from the anchor: -1 yesterday
	slotRel          // -1 last, 0 this, 1 next
	slotDir          // -1 ago, before; 1 later
	slotNum          // how many; text X: some
	slotExtra        // what is added to it in a smaller unit: "and three months"
	slotUnit         // Y M W D Q DE CE WE TH TM TS; any: the newest date in the text
	slotSmall        // the unit of slotExtra
	slotAnchor       // dct, text: what is counted from
	slotMod          // start, mid, end, week2…week4 (of a month), approx, before, after, since
	slotPart         // MO MI AF EV NI
	slotHour         // 0…24
	slotMinute       // 0…59
	slotClock        // 0930: hours and minutes in one number
	slotAMPM         // am, pm, noon, midnight
	slotZone         // Z, -05:00, or a name
	slotRef          // PAST_REF, PRESENT_REF, FUTURE_REF
	slotOrder        // ymd, dmy, mdy: how a numeric date is written
	slotFiscal       // 1: a fiscal year
	slotValue        // a whole value
	slotAside        // 1: a comparison, which later expressions do not lean on
	slotPeriod       // the unit of what is compared: Q H M; P: whatever is told of
)

var slotNames = map[string]slot{
	"year": slotYear, "yy": slotYY, "month": slotMonth, "day": slotDay, "weekday": slotWeekday, "quarter": slotQuarter,
	"half": slotHalf, "season": slotSeason, "decade": slotDecade, "century": slotCentury, "holiday": slotHoliday,
	"offset": slotOffset, "rel": slotRel, "dir": slotDir, "num": slotNum, "extra": slotExtra, "unit": slotUnit, "small": slotSmall,
	"anchor": slotAnchor, "mod": slotMod, "part": slotPart, "hour": slotHour, "minute": slotMinute, "clock": slotClock, "ampm": slotAMPM,
	"zone": slotZone, "ref": slotRef, "order": slotOrder, "fiscal": slotFiscal, "value": slotValue, "aside": slotAside,
	"period": slotPeriod,
}

// slots is what one span of a match says.
type slots struct {
	found *found
	span  int
}

// get returns what fills a slot: the span's own words first, then what the
// rule implies, then what other spans of the match share ("Sept. 2-5").
func (s slots) get(name slot) (capture, bool) {
	for _, c := range s.found.captures[:s.found.n] {
		if c.slot == name && int(max(c.span, 0)) == s.span {
			return c, true
		}
	}
	for _, c := range s.found.rule.with {
		if c.slot == name {
			return c, true
		}
	}
	for _, c := range s.found.captures[:s.found.n] {
		if c.slot == name {
			return c, true
		}
	}
	return capture{}, false
}

// own is get without what other spans share.
func (s slots) own(name slot) bool {
	for _, c := range s.found.captures[:s.found.n] {
		if c.slot == name && int(max(c.span, 0)) == s.span {
			return true
		}
	}
	return false
}

func (s slots) has(name slot) bool { _, ok := s.get(name); return ok }

func (s slots) num(name slot) int { c, _ := s.get(name); return int(c.num) }

func (s slots) text(name slot) string { c, _ := s.get(name); return c.text }

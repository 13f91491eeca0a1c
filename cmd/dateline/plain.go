package main

import "io"

// plainWriter keeps control characters from a terminal: what pages and hosts
// say is shown, and must not move the cursor or change the title. Line ends and
// tabs pass.
type plainWriter struct {
	w    io.Writer
	lead bool // the last byte was 0xC2, which begins a C1 control or a harmless letter
}

func plain(w io.Writer) io.Writer { return &plainWriter{w: w} }

func (p *plainWriter) Write(text []byte) (int, error) {
	kept := make([]byte, 0, len(text)+1)
	for _, b := range text {
		lead := p.lead
		p.lead = b == 0xC2
		switch {
		case lead && b >= 0x80 && b < 0xA0:
			continue
		case lead:
			kept = append(kept, 0xC2)
		}
		if p.lead || b < ' ' && b != '\n' && b != '\t' || b == 0x7F {
			continue
		}
		kept = append(kept, b)
	}
	if _, err := p.w.Write(kept); err != nil {
		return 0, err
	}
	return len(text), nil
}

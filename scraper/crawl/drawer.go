package crawl

import (
	"encoding/json"
	"os"
	"sync"
	"time"

	"dateline/scraper"
)

// A leaf is all that is known of a page that was read.
type leaf struct {
	Article scraper.Article
	Outcome scraper.Outcome // without the verdict
}

// A drawer holds the leaves of pages whose last verdict must wait until all are
// read. They lie in a file that is gone when the process ends, since the texts
// of a large run do not fit in memory.
type drawer struct {
	mu   sync.Mutex
	file *os.File // nil: could not be made, and leaves stay in memory
	end  int64
}

// A place is where a leaf lies in its drawer.
type place struct {
	offset       int64
	length, text int            // bytes, of which those at the end are the text
	zone         *time.Location // of the publication: JSON tells its offset only
	leaf         *leaf          // in memory; nil: in the file
}

func newDrawer(dir string) *drawer {
	file, err := os.CreateTemp(dir, "dateline-read-*")
	if err != nil {
		return &drawer{}
	}
	_ = os.Remove(file.Name()) // where an open file cannot be removed, close does it
	return &drawer{file: file}
}

func (d *drawer) close() {
	if d.file == nil {
		return
	}
	d.file.Close()
	_ = os.Remove(d.file.Name())
}

// put lays a leaf aside. One that cannot be written is kept in memory.
func (d *drawer) put(l leaf) place {
	text := l.Article.Text
	rest := l
	rest.Article.Text = ""
	packed, err := json.Marshal(rest)
	if err != nil || d.file == nil {
		return place{leaf: &l}
	}
	packed = append(packed, text...)
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, err := d.file.WriteAt(packed, d.end); err != nil {
		return place{leaf: &l}
	}
	p := place{offset: d.end, length: len(packed), text: len(text), zone: l.Article.Published.Time.Location()}
	d.end += int64(len(packed))
	return p
}

// get reads a leaf back.
func (d *drawer) get(p place) (l leaf, err error) {
	if p.leaf != nil {
		return *p.leaf, nil
	}
	packed := make([]byte, p.length)
	if _, err := d.file.ReadAt(packed, p.offset); err != nil {
		return l, err
	}
	err = json.Unmarshal(packed[:p.length-p.text], &l)
	if at := &l.Article.Published.Time; !at.IsZero() {
		*at = at.In(p.zone)
	}
	l.Article.Text = string(packed[p.length-p.text:])
	return l, err
}

package server

import (
	"bytes"
	_ "embed" // page.gohtml
	"fmt"
	"html/template"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"dateline/config"
	"dateline/exports"
)

//go:embed page.gohtml
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// fileTime bounds the sending of one file: the largest workbooks have some tens
// of megabytes.
const fileTime = 10 * time.Minute

// pageStory is a story as the page shows it; times are words.
type pageStory struct {
	storyView
	Next, Ended string
	Failed      int // sources of the last run
	Files       []pageFile
}

type pageFile struct {
	Name, Size, Written string
}

// page shows the stories, their runs and their files to a browser.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	views, err := s.storyViews(r.Context())
	if err != nil {
		s.broken(w, err)
		return
	}
	shown := make([]pageStory, 0, len(views))
	for _, v := range views {
		one := pageStory{storyView: v, Next: s.words(v.NextRun), Files: s.files(v.Name)}
		if v.LastRun != nil {
			one.Ended = s.words(v.LastRun.FinishedAt)
			for _, source := range v.LastRun.Sources {
				if source.Error != "" {
					one.Failed++
				}
			}
		}
		shown = append(shown, one)
	}
	var body bytes.Buffer
	if err := pageTemplate.Execute(&body, shown); err != nil {
		s.broken(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
	_, _ = w.Write(body.Bytes()) // the client has gone; nobody is left to tell
}

// words is an instant of the API in the configuration's zone: 12 Nov 2025 06:00 -05.
func (s *Server) words(instant string) string {
	t, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		return ""
	}
	return t.In(s.cfg.Location()).Format("2 Jan 2006 15:04 MST")
}

// files are the files of a story that stand in its folder.
func (s *Server) files(story string) []pageFile {
	var all []pageFile
	for _, name := range exports.Names(s.cfg.Exports.Formats) {
		if info, err := os.Stat(s.fileOf(story, name)); err == nil {
			all = append(all, pageFile{name, fmt.Sprintf("%d KB", (info.Size()+1023)/1024), s.words(info.ModTime().Format(time.RFC3339))})
		}
	}
	return all
}

func (s *Server) fileOf(story, name string) string {
	return filepath.Join(s.cfg.Exports.Dir, story, name)
}

// file sends one of a story's files.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	story, known := s.cfg.Story(r.PathValue("name"))
	name := r.PathValue("file")
	if !known || !slices.Contains(exports.Names(s.cfg.Exports.Formats), name) {
		fail(w, http.StatusNotFound, "there is nothing at this address")
		return
	}
	file, err := os.Open(s.fileOf(story.Name, name))
	if err != nil {
		fail(w, http.StatusNotFound, "no run of the story has written this file yet")
		return
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		s.broken(w, err)
		return
	}
	// Where the connection has no deadlines there is none to move.
	_ = http.NewResponseController(w).SetWriteDeadline(s.now().Add(fileTime))
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Type", fileTypes[filepath.Ext(name)])
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", fileName(story, name)))
	http.ServeContent(w, r, "", info.ModTime(), file)
}

// fileName tells the files of two stories apart in a folder of downloads.
func fileName(story config.Story, name string) string { return story.Name + "-" + name }

var fileTypes = map[string]string{
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".csv":  "text/csv; charset=utf-8",
	".json": "application/json; charset=utf-8",
}

// Package server is dateline's face to others: health, metrics, a small JSON API
// to look at runs and to ask for one, and a page with the stories' files.
package server

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"dateline/config"
	"dateline/pipeline"
	"dateline/store"
)

const (
	maxBody   = 4 << 10 // no request carries more than a few words
	maxRuns   = 1000    // runs in one answer
	someRuns  = 50      // runs in an answer that was asked for no number
	pingLimit = 2 * time.Second
)

// Server answers HTTP requests about a configuration's stories.
type Server struct {
	cfg       *config.Config
	store     store.Store
	pipeline  *pipeline.Pipeline
	scheduler *pipeline.Scheduler
	metrics   *Metrics
	log       *slog.Logger
	now       func() time.Time
}

// Options are what a Server is made of; all are required.
type Options struct {
	Config    *config.Config
	Store     store.Store
	Pipeline  *pipeline.Pipeline
	Scheduler *pipeline.Scheduler
	Metrics   *Metrics
	Log       *slog.Logger
	Now       func() time.Time
}

// New makes a server; Handler and Serve put it to use.
func New(o Options) *Server {
	return &Server{cfg: o.Config, store: o.Store, pipeline: o.Pipeline, scheduler: o.Scheduler,
		metrics: o.Metrics, log: o.Log, now: o.Now}
}

// Serve answers requests on a listener until ctx ends, then gives those under
// way until the grace is over. Whether the API may be used without a token is
// decided by the address it really listens on.
func (s *Server) Serve(ctx context.Context, l net.Listener, grace time.Duration) error {
	h := &http.Server{
		Handler:           s.Handler(isLoopback(l.Addr())),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		stopped <- errors.Join(h.Shutdown(last), h.Close())
	})
	if err := h.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		stop()
		return err
	}
	return <-stopped
}

// isLoopback reports whether only this machine can reach an address.
func isLoopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// Handler routes all requests. Loopback says that only this machine can reach
// it; then the API needs no token, unless one is set.
func (s *Server) Handler(loopback bool) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", s.health)
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("GET /metrics", s.metrics.handler(s))
	mux.HandleFunc("GET /api/stories", s.stories)
	mux.HandleFunc("GET /api/runs", s.runs)
	mux.Handle("GET /{$}", s.reader(loopback, s.page))
	mux.Handle("GET /stories/{name}/{file}", s.reader(loopback, s.file))
	mux.Handle("POST /api/stories/{name}/run-now", s.guard(loopback, http.HandlerFunc(s.runNow)))
	return http.MaxBytesHandler(unrouted(mux), maxBody)
}

// unrouted answers in JSON, as all others do, what no route takes.
func unrouted(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		refusal := &refusal{header: http.Header{}, status: http.StatusNotFound}
		refuse.ServeHTTP(refusal, r)
		if refusal.status != http.StatusMethodNotAllowed {
			fail(w, http.StatusNotFound, "there is nothing at this address")
			return
		}
		allowed := refusal.header.Get("Allow")
		w.Header().Set("Allow", allowed)
		fail(w, http.StatusMethodNotAllowed, "this address takes "+allowed+" only")
	})
}

// refusal notes how the router refuses a request, and drops its words.
type refusal struct {
	header http.Header
	status int
}

func (r *refusal) Header() http.Header         { return r.header }
func (r *refusal) Write(b []byte) (int, error) { return len(b), nil }
func (r *refusal) WriteHeader(status int)      { r.status = status }

// guard lets a request pass that may change something: one with the token, or,
// where none is set, one that a program on this machine made. A web page that
// makes its visitor's browser send it is turned away (cross-origin headers; a
// Host that is no loopback name, as in DNS rebinding).
func (s *Server) guard(loopback bool, next http.Handler) http.Handler {
	allowed := s.known(loopback, next, `Bearer realm="dateline"`, "send the header: Authorization: Bearer <server.token of the configuration>",
		func(r *http.Request) bool { return bearer(r, s.cfg.Server.Token) })
	crossOrigin := http.NewCrossOriginProtection()
	crossOrigin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fail(w, http.StatusForbidden, "requests from other web pages are refused")
	}))
	return crossOrigin.Handler(allowed)
}

// reader lets a request pass that reads a story: like guard, and the token may
// be the password that a browser asks for. Nothing is changed by it.
func (s *Server) reader(loopback bool, next http.HandlerFunc) http.Handler {
	return s.known(loopback, next, `Basic realm="dateline", charset="UTF-8"`, "give server.token of the configuration as the password; any name will do",
		func(r *http.Request) bool {
			_, password, basic := r.BasicAuth()
			return basic && same(password, s.cfg.Server.Token) || bearer(r, s.cfg.Server.Token)
		})
}

// known lets a request pass that has the token, or, where none is set, that a
// program on this machine made. Others are told by the challenge, and in words,
// how to.
func (s *Server) known(loopback bool, next http.Handler, challenge, how string, has func(*http.Request) bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := s.cfg.Server.Token
		switch {
		case token != "" && !has(r):
			w.Header().Set("WWW-Authenticate", challenge)
			fail(w, http.StatusUnauthorized, how)
		case token == "" && !loopback:
			fail(w, http.StatusForbidden, "set server.token in the configuration: the server listens beyond this machine")
		case token == "" && !loopbackName(r.Host):
			fail(w, http.StatusForbidden, "ask by a loopback name, or set server.token in the configuration")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// bearer reports whether a request carries the token.
func bearer(r *http.Request, token string) bool {
	scheme, given, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return same(strings.TrimSpace(given), token) && strings.EqualFold(scheme, "Bearer")
}

// same compares in a time that does not depend on how much of it is right.
func same(given, token string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(token)) == 1
}

// loopbackName reports whether a Host header names this machine.
func loopbackName(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback() || strings.EqualFold(host, "localhost")
}

// health says that the process answers.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]string{"status": "ok"})
}

// ready says that the store can be read and the schedules are being kept.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), pingLimit)
	defer cancel()
	if err := s.store.Ping(ctx); err != nil {
		s.log.Error("store not reachable", "error", err)
		fail(w, http.StatusServiceUnavailable, "the store cannot be read; the log tells why")
		return
	}
	if !s.scheduler.Running() {
		fail(w, http.StatusServiceUnavailable, "the scheduler is not running")
		return
	}
	answer(w, http.StatusOK, map[string]string{"status": "ready"})
}

// runNow begins a run of a story.
func (s *Server) runNow(w http.ResponseWriter, r *http.Request) {
	story, ok := s.cfg.Story(r.PathValue("name"))
	if !ok {
		fail(w, http.StatusNotFound, "there is no story of this name")
		return
	}
	switch err := s.scheduler.Trigger(story, pipeline.API); {
	case err == nil:
		w.Header().Set("Location", "/api/runs?story="+story.Name)
		answer(w, http.StatusAccepted, map[string]string{"story": story.Name, "status": "accepted"})
	case errors.Is(err, pipeline.ErrRunning):
		fail(w, http.StatusConflict, "the story is being run already")
	case errors.Is(err, pipeline.ErrStopped):
		fail(w, http.StatusServiceUnavailable, "the server is stopping")
	default:
		s.broken(w, err)
	}
}

// storyView is a story as the API shows it.
type storyView struct {
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Schedule string   `json:"schedule"`
	NextRun  string   `json:"next_run,omitempty"`
	LastRun  *runView `json:"last_run,omitempty"`
}

// stories lists the stories, with the last run of each and the next.
func (s *Server) stories(w http.ResponseWriter, r *http.Request) {
	views, err := s.storyViews(r.Context())
	if err != nil {
		s.broken(w, err)
		return
	}
	answer(w, http.StatusOK, map[string]any{"stories": views})
}

func (s *Server) storyViews(ctx context.Context) ([]storyView, error) {
	views := make([]storyView, 0, len(s.cfg.Stories))
	for _, story := range s.cfg.Stories {
		v := storyView{Name: story.Name, Title: story.Title, Schedule: story.Schedule}
		next, err := s.pipeline.Next(story, s.now())
		if err != nil {
			return nil, err
		}
		v.NextRun = rfc3339(next.UTC())
		last, err := s.store.Runs(ctx, story.Name, 1)
		if err != nil {
			return nil, err
		}
		if len(last) > 0 {
			v.LastRun = viewOf(last[0])
		}
		views = append(views, v)
	}
	return views, nil
}

// runs lists runs, newest first: ?story=NAME&limit=N.
func (s *Server) runs(w http.ResponseWriter, r *http.Request) {
	limit := someRuns
	if asked := r.URL.Query().Get("limit"); asked != "" {
		n, err := strconv.Atoi(asked)
		if err != nil || n < 1 || n > maxRuns {
			fail(w, http.StatusBadRequest, "limit must be a number from 1 to "+strconv.Itoa(maxRuns))
			return
		}
		limit = n
	}
	name := r.URL.Query().Get("story")
	if _, ok := s.cfg.Story(name); name != "" && !ok {
		fail(w, http.StatusNotFound, "there is no story of this name")
		return
	}
	runs, err := s.store.Runs(r.Context(), name, limit)
	if err != nil {
		s.broken(w, err)
		return
	}
	views := make([]*runView, 0, len(runs))
	for _, run := range runs {
		views = append(views, viewOf(run))
	}
	answer(w, http.StatusOK, map[string]any{"runs": views})
}

// broken answers for a fault of ours; its reason goes to the log only.
func (s *Server) broken(w http.ResponseWriter, err error) {
	s.log.Error("request failed", "error", err)
	fail(w, http.StatusInternalServerError, "something broke; the log tells what")
}

func fail(w http.ResponseWriter, status int, reason string) {
	answer(w, status, map[string]string{"error": reason})
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client has gone; nobody is left to tell
}

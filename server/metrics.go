package server

import (
	"context"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"dateline/scraper"
	"dateline/store"
	"dateline/timeline"
)

const (
	// scrapeLimit bounds what one scrape may ask of the store.
	scrapeLimit = 5 * time.Second
	// successWithin is how many runs back the last success is looked for.
	successWithin = 100
)

// Metrics counts what this process does; the pipeline reports to it.
type Metrics struct {
	registry    *prometheus.Registry
	runs        *prometheus.CounterVec
	duration    *prometheus.HistogramVec
	outcomes    *prometheus.CounterVec
	notModified *prometheus.CounterVec
}

// NewMetrics makes metrics in a registry of their own.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		runs: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_runs_total", Help: "Runs that ended, by story and state.",
		}, []string{"story", "state"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "dateline_run_duration_seconds", Help: "How long runs took.",
			Buckets: []float64{1, 5, 15, 60, 300, 900, 1800, 3600, 7200},
		}, []string{"story"}),
		outcomes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_outcomes_total", Help: "What became of the URLs that were met, by story and fate.",
		}, []string{"story", "fate"}),
		notModified: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dateline_unchanged_total", Help: "URLs answered by 304 or from our own fresh copy, by story.",
		}, []string{"story"}),
	}
	m.registry.MustRegister(m.runs, m.duration, m.outcomes, m.notModified,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Outcome counts one outcome.
func (m *Metrics) Outcome(story string, o scraper.Outcome) {
	m.outcomes.WithLabelValues(story, string(o.Fate)).Inc()
	if o.NotModified {
		m.notModified.WithLabelValues(story).Inc()
	}
}

// Run counts a run that ended.
func (m *Metrics) Run(run timeline.Run) {
	m.runs.WithLabelValues(run.Story, run.State).Inc()
	m.duration.WithLabelValues(run.Story).Observe(run.FinishedAt.Sub(run.StartedAt).Seconds())
}

// handler shows the metrics, and with them what the server's store and
// schedules say at that moment.
func (m *Metrics) handler(s *Server) http.Handler {
	now := prometheus.NewRegistry()
	now.MustRegister(moment{s})
	return promhttp.HandlerFor(prometheus.Gatherers{m.registry, now}, promhttp.HandlerOpts{
		ErrorHandling: promhttp.ContinueOnError,
		Timeout:       scrapeLimit,
	})
}

// moment collects the gauges that are read from the store: also runs of other
// processes count there.
type moment struct {
	server *Server
}

var (
	lastSuccess = prometheus.NewDesc("dateline_last_success_timestamp_seconds",
		"When the last run that brought a timeline ended.", []string{"story"}, nil)
	nextRun = prometheus.NewDesc("dateline_next_run_timestamp_seconds",
		"When the schedule has the story run next.", []string{"story"}, nil)
	eventsNow = prometheus.NewDesc("dateline_events",
		"Events of the story's timeline after its last successful run.", []string{"story"}, nil)
)

// Describe names the gauges.
func (m moment) Describe(ch chan<- *prometheus.Desc) {
	ch <- lastSuccess
	ch <- nextRun
	ch <- eventsNow
}

// Collect reads the gauges.
func (m moment) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeLimit)
	defer cancel()
	for _, story := range m.server.cfg.Stories {
		gauge := func(desc *prometheus.Desc, v float64) {
			ch <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, v, story.Name)
		}
		next, err := m.server.pipeline.Next(story, m.server.now())
		if err != nil {
			ch <- prometheus.NewInvalidMetric(nextRun, err)
		} else {
			gauge(nextRun, float64(next.Unix()))
		}
		runs, err := m.server.store.Runs(ctx, story.Name, successWithin)
		if err != nil {
			ch <- prometheus.NewInvalidMetric(lastSuccess, err)
			continue
		}
		for _, run := range runs {
			if run.State == store.Done || run.State == store.Partial {
				gauge(lastSuccess, float64(run.FinishedAt.Unix()))
				gauge(eventsNow, float64(run.Events))
				break
			}
		}
	}
}

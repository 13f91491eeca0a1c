package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"dateline/config"
	"dateline/pipeline"
	"dateline/server"
)

const (
	// stopWithin bounds a graceful stop: container engines kill after 30 s or
	// more where they are told to wait.
	stopWithin = 25 * time.Second
	// requestGrace is what requests under way get of it.
	requestGrace = 5 * time.Second
	// healthWithin bounds a health check.
	healthWithin = 3 * time.Second
)

func newServeCommand(a *app) *cobra.Command {
	health := false
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the stories on their schedules, until stopped",
		Long: `Run every story on its schedule, and answer on server.listen: a page with the
stories and their files at /, and /healthz, /readyz, /metrics, GET /api/stories,
GET /api/runs, POST /api/stories/NAME/run-now.

A run that was missed or cut short is made up for at the start. SIGTERM stops
gracefully; what a run has gathered is kept, and the next one goes on from it.`,
		Example: `  dateline serve --config /etc/dateline.yaml
  curl -X POST http://127.0.0.1:8080/api/stories/caribbean-strikes/run-now`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := config.Load(a.configPath)
			if err != nil {
				return err
			}
			if health {
				return checkHealth(cmd.Context(), cfg.Server.Listen)
			}
			return a.serve(cmd.Context(), cfg)
		},
	}
	cmd.Flags().BoolVar(&health, "health", false, "ask the daemon that runs with this configuration whether it is well, and end")
	return cmd
}

// serve keeps the schedules and answers requests until ctx ends.
func (a *app) serve(ctx context.Context, cfg *config.Config) error {
	log := a.daemonLog()
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", cfg.Server.Listen)
	if err != nil {
		return failed(err, "server.listen in "+cfg.Path+" sets another address; another dateline may be serving on this one")
	}
	defer listener.Close()
	metrics := server.NewMetrics()
	s, p, err := a.open(ctx, cfg, pipeline.Options{Resident: true, Log: log, OnOutcome: metrics.Outcome, OnRun: metrics.Run})
	if err != nil {
		return err
	}
	defer s.Close()
	scheduler := pipeline.NewScheduler(cfg, p)
	if err := scheduler.Start(ctx); err != nil {
		return err
	}
	log.Info("serving", "address", listener.Addr().String(), "stories", len(cfg.Stories), "config", cfg.Path)

	both, ctx := errgroup.WithContext(ctx)
	both.Go(func() error {
		return server.New(server.Options{
			Config: cfg, Store: s, Pipeline: p, Scheduler: scheduler, Metrics: metrics, Log: log, Now: a.now,
		}).Serve(ctx, listener, requestGrace)
	})
	both.Go(func() error {
		<-ctx.Done() // a signal, or the server broke
		log.Info("stopping", "within", stopWithin.String())
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
		defer cancel()
		return scheduler.Stop(last)
	})
	if err := both.Wait(); err != nil {
		return err
	}
	log.Info("stopped")
	return nil
}

// daemonLog is for people on a terminal, and JSON for whatever else reads it.
func (a *app) daemonLog() *slog.Logger {
	if isTerminal(a.stderr) {
		return a.log(a.stderr, slog.LevelInfo)
	}
	level := slog.LevelInfo
	if a.verbose {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewJSONHandler(a.stderr, &slog.HandlerOptions{Level: level}))
}

// checkHealth asks the daemon at an address whether it is ready.
func checkHealth(ctx context.Context, listen string) error {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost" // it listens on every address of this machine
	}
	ctx, cancel := context.WithTimeout(ctx, healthWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return failed(fmt.Errorf("no daemon answers: %w", err), "dateline serve starts one")
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		reason, _ := bufio.NewReader(io.LimitReader(answer.Body, 1<<10)).ReadString('\n') // what there is of it
		return fmt.Errorf("the daemon is not well: %s: %s", answer.Status, strings.TrimSpace(reason))
	}
	return nil
}

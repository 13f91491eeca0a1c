package bench

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/gocolly/colly/v2"

	"dateline/config"
	"dateline/pipeline"
	"dateline/scraper"
	"dateline/scraper/crawl"
	"dateline/scraper/extract"
	"dateline/scraper/fetch"
	"dateline/scraper/warc"
	"dateline/store"
)

var (
	hosts   = flag.Int("hosts", 20, "hosts of the world")
	pages   = flag.Int("pages", 50, "reports of each host")
	pace    = flag.Duration("pace", 0, "from request to request on one host; 0: none")
	port    = flag.Int("port", 8790, "of all hosts")
	profile = flag.String("profile", "", "folder for the CPU and memory profiles of dateline's crawls")
)

// A job is what a process of the benchmark does.
type job struct {
	Who     string // serve, colly, bare, plain, gather or run
	World   world
	Pace    time.Duration
	Dir     string // of the store
	Profile string
}

// A measurement is how a crawl went.
type measurement struct {
	Pages  int64
	Took   time.Duration
	CPU    time.Duration // user and system
	PeakMB float64       // resident
}

// childJob names the variable that turns the test program into such a process.
const childJob = "DATELINE_BENCH_JOB"

func TestMain(m *testing.M) {
	text := os.Getenv(childJob)
	if text == "" {
		os.Exit(m.Run())
	}
	var j job
	if err := json.Unmarshal([]byte(text), &j); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if err := j.do(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// BenchmarkWorld crawls the world with colly alone; then with dateline that
// reads no article, which is what may be compared with it; then with one that
// takes texts as they stand, for the memory they need; then gathers whole, and
// runs the whole flow.
func BenchmarkWorld(b *testing.B) {
	w := world{Hosts: *hosts, Pages: *pages, Port: *port}
	server := start(b, job{Who: "serve", World: w})
	defer server.stop()
	if server.line(b) != "ready" {
		b.Fatal("the world did not begin")
	}
	for _, who := range []string{"colly", "bare", "plain", "gather", "run"} {
		b.Run(who, func(b *testing.B) {
			for b.Loop() {
				one := start(b, job{Who: who, World: w, Pace: *pace, Dir: b.TempDir(), Profile: *profile})
				var m measurement
				if err := json.Unmarshal([]byte(one.line(b)), &m); err != nil {
					b.Fatal(err)
				}
				one.wait(b)
				b.ReportMetric(float64(m.Pages)/m.Took.Seconds(), "pages/s")
				b.ReportMetric(m.CPU.Seconds()*1e6/float64(m.Pages), "µs-CPU/page")
				b.ReportMetric(m.PeakMB, "peak-MB")
				b.ReportMetric(float64(m.Pages), "pages")
			}
		})
	}
}

// A process is one started by the benchmark.
type process struct {
	cmd *exec.Cmd
	out *bufio.Reader
}

func start(b *testing.B, j job) *process {
	b.Helper()
	text, err := json.Marshal(j)
	if err != nil {
		b.Fatal(err)
	}
	cmd := exec.CommandContext(b.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), childJob+"="+string(text))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	return &process{cmd, bufio.NewReader(out)}
}

func (p *process) line(b *testing.B) string {
	b.Helper()
	text, err := p.out.ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return strings.TrimSpace(text)
}

func (p *process) wait(b *testing.B) {
	b.Helper()
	if err := p.cmd.Wait(); err != nil {
		b.Fatal(err)
	}
}

func (p *process) stop() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

func (j *job) do() error {
	if j.Who == "serve" {
		return j.World.serve(os.Stdout)
	}
	begun := time.Now()
	var n int64
	var err error
	if j.Profile != "" && j.Who != "colly" {
		cpu, err := os.Create(filepath.Join(j.Profile, j.Who+".cpu"))
		if err != nil {
			return err
		}
		defer cpu.Close()
		if err := pprof.StartCPUProfile(cpu); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	switch j.Who {
	case "colly":
		n = j.colly()
	case "run":
		n, err = j.run()
	default:
		n, err = j.gather()
	}
	if err != nil {
		return err
	}
	if j.Profile != "" {
		heap, err := os.Create(filepath.Join(j.Profile, j.Who+".heap"))
		if err != nil {
			return err
		}
		defer heap.Close()
		if err := pprof.WriteHeapProfile(heap); err != nil {
			return err
		}
	}
	m := measurement{Pages: n, Took: time.Since(begun), PeakMB: peak()}
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return err
	}
	m.CPU = time.Duration(used.Utime.Nano() + used.Stime.Nano())
	return json.NewEncoder(os.Stdout).Encode(m)
}

// peak is the most memory that the process had, in MB; 0 where the system does
// not tell.
func peak() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := bytes.Cut(status, []byte("VmHWM:"))
	kb, _ := strconv.ParseFloat(strings.Fields(string(after) + " 0")[0], 64)
	return kb / 1024
}

// colly crawls by colly alone, with one request at a time on each host and a
// pause after it.
func (j *job) colly() int64 {
	var n atomic.Int64
	var all sync.WaitGroup
	for i := range j.World.Hosts {
		all.Go(func() {
			c := colly.NewCollector()
			if err := c.Limit(&colly.LimitRule{DomainGlob: "*", Parallelism: 1, Delay: j.Pace}); err != nil {
				panic(err)
			}
			c.OnResponse(func(*colly.Response) { n.Add(1) })
			for p := range j.World.Pages {
				_ = c.Visit("http://" + j.World.host(i) + path(p)) // what fails is not counted
			}
		})
	}
	all.Wait()
	return n.Load()
}

func (j *job) config() *config.Config {
	story := config.Story{
		Name: "bridge", Title: "The harbour bridge", From: config.Date{Year: 2025, Month: 10, Day: 1}, To: config.Date{Year: 2025, Month: 10, Day: 31},
		Languages: []string{"en"}, Keywords: []string{"harbour bridge"},
	}
	for i := range j.World.Hosts {
		story.Sources = append(story.Sources, config.Source{Kind: config.SourceSitemap, Location: "http://" + j.World.host(i) + "/sitemap.xml"})
	}
	pace := j.Pace
	if pace == 0 {
		pace = -1
	}
	return &config.Config{
		DataDir: filepath.Join(j.Dir, "data"), Exports: config.Exports{Dir: filepath.Join(j.Dir, "out"), Formats: []string{"json"}},
		HTTP: config.HTTP{AllowPrivate: true, Pace: config.Duration(pace)}, Stories: []config.Story{story},
	}
}

// gather gathers into a store and an archive of its own, as a run does.
func (j *job) gather() (int64, error) {
	debug.SetMemoryLimit(pipeline.GatherMemory)
	ctx := context.Background()
	cfg := j.config()
	s, err := store.Open(ctx, cfg)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	run, _, err := s.BeginRun(ctx, "bridge", pipeline.Manual, time.Now())
	if err != nil {
		return 0, err
	}
	client := fetch.New(fetch.Options{AllowPrivate: true, Pace: time.Duration(cfg.HTTP.Pace), Archive: s})
	archive := warc.NewWriter(pipeline.ArchiveDir(cfg), warc.Options{Run: run.ID, Failed: func(error) {}})
	ctx = fetch.WithArchive(fetch.WithRun(ctx, time.Time{}), archive)
	var n atomic.Int64
	o := crawl.Options{Client: client, Archive: s, Frontier: s, OnOutcome: func(o scraper.Outcome) {
		if o.Status == 200 && o.Fate != scraper.Listing {
			n.Add(1)
		}
	}}
	switch j.Who {
	case "bare":
		o.Read = unread
	case "plain":
		o.Read = readPlainly
	}
	if _, err := crawl.Gather(ctx, cfg.Stories[0], run.ID, o); err != nil {
		return 0, err
	}
	return n.Load(), archive.Close()
}

// unread gives an article of which nothing was read but its address.
func unread(p extract.Page) (extract.Result, error) {
	sum := sha256.Sum256(p.Body)
	return extract.Result{Article: scraper.Article{
		URL: p.URL, Title: p.URL, Language: "en", Hash: hex.EncodeToString(sum[:]),
		Published: scraper.Published{Time: time.Date(2025, 10, 5, 0, 0, 0, 0, time.UTC)},
	}}, nil
}

// readPlainly takes title and paragraphs of the world's reports.
func readPlainly(p extract.Page) (extract.Result, error) {
	res, err := unread(p)
	_, body, _ := strings.Cut(string(p.Body), "<h1>")
	title, body, _ := strings.Cut(body, "</h1>")
	body, _, _ = strings.Cut(body, "</article>")
	res.Article.Title = title
	res.Article.Text = strings.NewReplacer("<p>", "", "</p>", "\n").Replace(body)
	return res, err
}

// run takes the story through the whole flow.
func (j *job) run() (int64, error) {
	ctx := context.Background()
	cfg := j.config()
	s, err := store.Open(ctx, cfg)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	var n atomic.Int64
	p, err := pipeline.New(cfg, s, pipeline.Options{OnOutcome: func(_ string, o scraper.Outcome) {
		if o.Status == 200 && o.Fate != scraper.Listing {
			n.Add(1)
		}
	}})
	if err != nil {
		return 0, err
	}
	_, err = p.Run(ctx, cfg.Stories[0], pipeline.Manual)
	return n.Load(), err
}

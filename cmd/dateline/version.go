package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// version is set by the linker: -X main.version=v1.2.3.
var version string

func newVersionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version and how it was built",
		Example: "  dateline version",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.stdout, versionLine())
			return err
		},
	}
}

// shortVersion is the version alone, as the User-Agent has it.
func shortVersion() string {
	v := version
	if info, ok := debug.ReadBuildInfo(); ok {
		v = cmp.Or(v, strings.Trim(info.Main.Version, "()"))
	}
	return strings.TrimPrefix(cmp.Or(v, "devel"), "v")
}

// versionLine is the version, the commit and its day, the compiler and the platform.
func versionLine() string {
	commit, day, changed := "", "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				commit = " commit " + s.Value[:min(12, len(s.Value))]
			case "vcs.time":
				day = " of " + s.Value[:min(10, len(s.Value))]
			case "vcs.modified":
				if s.Value == "true" {
					changed = " with changes"
				}
			}
		}
	}
	return fmt.Sprintf("dateline %s%s%s%s %s %s/%s", shortVersion(), commit, day, changed, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

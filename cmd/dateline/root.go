package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// commands are dateline's commands in the order in which help lists them.
var commands = []func(*app) *cobra.Command{
	newInitCommand,
	newCheckCommand,
	newRunNowCommand,
	newServeCommand,
	newExportCommand,
	newVerifyCommand,
	newInspectCommand,
	newStatusCommand,
	newDemoCommand,
	newVersionCommand,
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "dateline",
		Short: "Follow a news story and work out what happened when",
		Long: `dateline follows a news story: it gathers the reports of many outlets, works
out what happened when, and writes a workbook.`,
		Example: `  dateline init --from https://outlet.example/report    # write dateline.yaml
  dateline run-now                                      # gather, and write exports/`,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRun: func(*cobra.Command, []string) {
			a.began = true
		},
	}
	cobra.EnableCommandSorting = false
	root.SuggestionsMinimumDistance = 2
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.Version = strings.TrimPrefix(versionLine(), "dateline ")
	root.SetVersionTemplate("dateline {{.Version}}\n")
	root.PersistentFlags().StringVar(&a.configPath, "config", "dateline.yaml", "the configuration `FILE`")
	root.PersistentFlags().BoolVarP(&a.verbose, "verbose", "v", false, "log every step on stderr")
	for _, command := range commands {
		root.AddCommand(command(a))
	}
	root.SetHelpCommand(newHelpCommand())
	return root
}

// newHelpCommand is cobra's own, but that a command that does not exist is an
// error and names those that do.
func newHelpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "Show the use of a command",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			if len(args) == 0 {
				return root.Help()
			}
			for _, c := range root.Commands() {
				if c.Name() == args[0] {
					c.InitDefaultHelpFlag()
					return c.Help()
				}
			}
			return misused(usageHint(root, args), "there is no command %q", args[0])
		},
	}
}

// commandNames are the names of the commands, as a list to read.
func commandNames(root *cobra.Command) string {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return strings.Join(names, ", ")
}

// noArgs refuses arguments of a command that takes none.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("dateline %s takes no arguments, and %q is one", cmd.Name(), args[0])
	}
	return nil
}

// usageHint is the way out of a command line that was not understood.
func usageHint(root *cobra.Command, args []string) string {
	i := slices.IndexFunc(args, func(s string) bool { return !strings.HasPrefix(s, "-") })
	if i < 0 {
		return "dateline --help lists the commands and flags"
	}
	for _, c := range root.Commands() {
		if c.Name() == args[i] {
			return fmt.Sprintf("dateline %s --help shows its use", c.Name())
		}
	}
	if similar := root.SuggestionsFor(args[i]); len(similar) > 0 {
		return "did you mean: dateline " + strings.Join(similar, ", dateline ")
	}
	return "the commands are " + commandNames(root)
}

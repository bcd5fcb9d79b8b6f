// Package cli is the command line of racekit: it turns arguments into calls, picks
// renderers, and turns errors into exit codes.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"racekit/grader/catalog"
	"racekit/grader/grade"
	"racekit/grader/verdict"
)

// The exit codes of racekit. They are documented in cmd/racekit and pinned by tests.
const (
	ExitOK          = 0
	ExitBelow       = 1
	ExitUsage       = 2
	ExitFault       = 3
	ExitRefused     = 4
	ExitInterrupted = 130
)

// World is all that a command touches outside of itself.
type World struct {
	// Stdin is read only where a file is called "-".
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Env            []string
	// Dir is the working directory.
	Dir string
	// Program is what a person typed to run racekit, and what messages tell them to
	// type again. Empty means "racekit".
	Program string
	// repeat is what the call at hand asked for.
	repeat repeated
}

// Std is the world of this process.
func Std() World {
	dir, err := os.Getwd()
	if err != nil {
		dir = "." // a folder that was removed; looking for the kit will say so
	}
	w := World{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Env: os.Environ(), Dir: dir}
	if strings.ContainsRune(os.Args[0], filepath.Separator) {
		w.Program = os.Args[0] // it is not in the PATH
	}
	return w
}

// getenv returns the value of a variable, the last one as in os/exec.
func (w World) getenv(name string) string {
	value := ""
	for _, kv := range w.Env {
		if k, v, _ := strings.Cut(kv, "="); k == name {
			value = v
		}
	}
	return value
}

// lang is the language for people: what the flag says, else RACEKIT_LANG, else the
// locale. A locale that the kit does not speak is English; a flag or RACEKIT_LANG that
// it does not speak is an error.
func (w World) lang(flag string) (verdict.Lang, error) {
	for _, asked := range []string{flag, w.getenv("RACEKIT_LANG")} {
		if asked != "" {
			l, err := verdict.ParseLang(asked)
			if err != nil {
				return l, usage(fmt.Errorf("choosing the language: %w", err))
			}
			return l, nil
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := w.getenv(name); locale != "" {
			l, err := verdict.ParseLang(locale)
			if err != nil {
				return verdict.English, nil
			}
			return l, nil
		}
	}
	return verdict.English, nil
}

// errBelow says that a command did its job and the answer is no.
var errBelow = errors.New("below the mark")

// errInterrupted says that the grading was stopped after it reported what it had.
var errInterrupted = errors.New("interrupted")

// usage marks an error as the caller's.
func usage(err error) error { return fmt.Errorf("%w%w", err, silent{grade.ErrUsage}) }

// silent carries an error for errors.Is without its words.
type silent struct{ err error }

func (s silent) Error() string { return "" }
func (s silent) Unwrap() error { return s.err }

// Run runs racekit with args and returns the exit code. Errors are printed to
// w.Stderr.
func Run(ctx context.Context, w World, args []string) int {
	root := command(w)
	root.SetArgs(doubled(root, args))
	root.SetOut(w.Stdout)
	root.SetErr(w.Stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil, errors.Is(err, errBelow), errors.Is(err, errInterrupted):
	case ctx.Err() != nil:
		fmt.Fprintln(w.Stderr, "racekit: interrupted") // what failed for that reason is of no use
	default:
		fmt.Fprintf(w.Stderr, "racekit: %s\n", strings.TrimSpace(err.Error()))
	}
	return code(ctx, err)
}

// code maps an error to the exit code.
func code(ctx context.Context, err error) int {
	var no refused
	switch {
	case err == nil:
		return ExitOK
	case errors.Is(err, errInterrupted), ctx.Err() != nil:
		return ExitInterrupted
	case errors.Is(err, errBelow):
		return ExitBelow
	case errors.As(err, &no):
		return ExitRefused
	case errors.Is(err, grade.ErrUsage), errors.Is(err, catalog.ErrUnknown), errors.Is(err, catalog.ErrNoKit):
		return ExitUsage
	}
	return ExitFault
}

// command builds the tree of commands.
func command(w World) *cobra.Command {
	root := &cobra.Command{
		Use:   "racekit",
		Short: "learn concurrency by fixing races",
		Long: "racekit grades exercises in concurrency: it builds your attempt with the race detector,\n" +
			"executes its tests many times, says which lines went wrong and why, and gives a score.\n\n" +
			"It also explores the tests of any Go package: racekit explore runs them under every schedule.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          unknownCommand,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(helpCommand())
	root.SetFlagErrorFunc(flagError)
	root.PersistentFlags().String("lang", "", "language: en or ja (default RACEKIT_LANG, then LANG)")
	root.PersistentFlags().String("kit", "", "folder of the kit (default: the one that holds the working directory)")
	root.AddCommand(gradeCommand(w), listCommand(w), hintCommand(w), showCommand(w), checkCommand(w), newCommand(w), doctorCommand(w), exploreCommand(w), replayCommand(w), keygenCommand(w), verifyCommand(w))
	return root
}

// unknownCommand refuses a word that is no command, and names the nearest one.
func unknownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	c.SuggestionsMinimumDistance = 2
	hint := "'racekit --help' lists the commands"
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		hint = fmt.Sprintf("did you mean %q? %s", near[0], hint)
	}
	return usage(fmt.Errorf("unknown command %q; %s", args[0], hint))
}

// helpCommand explains a command, and unlike cobra's own refuses one that is not there.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "explain a command",
		RunE: func(c *cobra.Command, words []string) error {
			found, rest, err := c.Root().Find(words)
			if err != nil {
				return usage(err)
			}
			if len(rest) > 0 {
				return unknownCommand(c.Root(), rest)
			}
			found.InitDefaultHelpFlag() // as running it would
			return found.Help()
		},
	}
}

// common reads the flags that all commands share: the kit's root and the language.
func common(w World, c *cobra.Command) (root string, lang verdict.Lang, err error) {
	asked, _ := c.Flags().GetString("lang")
	if lang, err = w.lang(asked); err != nil {
		return "", lang, err
	}
	dir, _ := c.Flags().GetString("kit")
	if dir == "" {
		root, err = catalog.Find(w.Dir)
		return root, lang, err
	}
	if root, err = catalog.Find(dir); err != nil {
		err = usage(fmt.Errorf("--kit: %w", err))
	}
	return root, lang, err
}

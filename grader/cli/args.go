package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// noArgs refuses arguments.
func noArgs(c *cobra.Command, given []string) error {
	if len(given) == 0 {
		return nil
	}
	return usage(fmt.Errorf("%s takes no arguments; '%s --help' shows how to call it", c.Name(), c.CommandPath()))
}

// between wants at least one argument, which missing asks for, and at most most.
func between(missing string, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, given []string) error {
		how := fmt.Sprintf("'%s --help' shows how to call it", c.CommandPath())
		switch {
		case len(given) == 0:
			return usage(fmt.Errorf("%s: racekit %s; %s", missing, c.Use, how))
		case len(given) > most:
			return usage(fmt.Errorf("%s: what is %q for? racekit %s; %s", c.Name(), given[most], c.Use, how))
		}
		return nil
	}
}

// badValue is how an error of pflag begins that speaks of a flag's value; it goes on in
// words for programmers.
var badValue = regexp.MustCompile(`^invalid argument "(?:.*)" for "(?:-\w, )?--([\w-]+)" flag: `)

// flagError says what is wrong with a flag so that a person understands it.
func flagError(c *cobra.Command, err error) error {
	var bad interface {
		error
		GetValue() string
	}
	if errors.As(err, &bad) {
		if m := badValue.FindStringSubmatch(bad.Error()); m != nil {
			return usage(fmt.Errorf("--%s %s: %s", m[1], bad.GetValue(), wants(c.Flag(m[1]).Value.Type(), bad.GetValue(), err)))
		}
	}
	return usage(fmt.Errorf("%w; '%s --help' lists the flags", err, c.CommandPath()))
}

// wants says why value is none for a flag of a kind, as pflag calls it.
func wants(kind, value string, err error) string {
	_, notNumber := strconv.ParseFloat(value, 64)
	switch {
	case kind == "duration":
		return "name a duration such as 2s or 500ms"
	case kind == "bool":
		return "the flag takes no value; write it, or leave it out"
	case errors.Is(err, strconv.ErrRange):
		return "out of range"
	case notNumber != nil:
		return "not a number"
	case strings.HasPrefix(kind, "uint"):
		return "name a whole number, 0 or more"
	}
	return "name a whole number"
}

// doubled turns -name into --name where name is a flag: the go command takes both.
func doubled(root *cobra.Command, args []string) []string {
	known := func(name string) bool {
		return slices.ContainsFunc(append(root.Commands(), root), func(c *cobra.Command) bool {
			return c.Flags().Lookup(name) != nil || c.PersistentFlags().Lookup(name) != nil
		})
	}
	args = slices.Clone(args)
	for i, arg := range args {
		name, _, _ := strings.Cut(strings.TrimPrefix(arg, "-"), "=")
		switch {
		case arg == "--":
			return args
		case strings.HasPrefix(arg, "-") && len(name) > 1 && known(name):
			args[i] = "-" + arg
		}
	}
	return args
}

// slugs are the exercises that a person names, each by its slug or, as shells complete
// names, by the path of its folder or of a file in it.
func (w World) slugs(given []string) []string {
	slugs := make([]string, len(given))
	for i, word := range given {
		slugs[i] = w.slug(word)
	}
	return slugs
}

func (w World) slug(word string) string {
	file := filepath.Ext(word) == ".go"
	if !file && word != "." && word != ".." && !strings.ContainsAny(word, `/`+string(filepath.Separator)) {
		return word
	}
	path := filepath.Clean(word)
	if !filepath.IsAbs(path) {
		path = filepath.Join(w.Dir, path)
	}
	if file {
		path = filepath.Dir(path)
	}
	return filepath.Base(path)
}

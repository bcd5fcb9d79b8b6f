package proof_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"racekit/grader/build"
	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
	"racekit/grader/workspace"
)

// mainSource is a program of nothing but rewritten tests.
const mainSource = `package main

import (
	"os"

	"racekit/grader/explore/drive"
	"racekit/grader/explored"
)

func main() { drive.Main(explored.Program(), os.Exit) }
`

// program is packages of testdata, rewritten and built once for all tests that explore
// them, each with a plan of its own.
type program struct {
	once   sync.Once
	err    error
	space  *workspace.Space
	linked *explore.Linked
	binary string
}

// The programs: of what has bugs, and of what has none.
var wrong, correct program

func TestMain(m *testing.M) {
	if os.Getenv(spinVar) != "" {
		spin()
		return
	}
	code := m.Run()
	for _, p := range []*program{&wrong, &correct} {
		if p.space != nil {
			_ = p.space.Close() // a lock, and files in a cache: nothing depends on them
		}
	}
	os.Exit(code)
}

// built builds the packages below some folders of testdata, if no other test did yet.
func (p *program) built(t *testing.T, name ...string) *program {
	t.Helper()
	base := scratch(t)
	var dirs []string
	for _, n := range name {
		dirs = append(dirs, folders(t, n)...)
	}
	p.once.Do(func() { p.err = p.build(context.Background(), base, dirs) })
	require.NoError(t, p.err)
	return p
}

// bugs is the program of all that is wrong, and of its fixed twins.
func bugs(t *testing.T) *program {
	t.Helper()
	return wrong.built(t, "kernels", "ablation")
}

func (p *program) build(ctx context.Context, base string, dirs []string) (err error) {
	if p.space, err = workspace.Open(filepath.Join(base, "linked")); err != nil {
		return err
	}
	p.linked, err = explore.Link(ctx, explore.Config{Dir: "..", Patterns: dirs, Env: os.Environ()}, p.space.Temp)
	if err != nil {
		return err
	}
	if len(p.linked.Refusals) > 0 {
		return errors.New("refused: " + p.linked.Refusals[0].What)
	}
	files := maps.Clone(p.linked.Files)
	files["go.mod"] = []byte("module racekit\n\ngo 1.26\n")
	files["grader/proof/main.go"] = []byte(mainSource)
	if err := p.space.Lay(files); err != nil {
		return err
	}
	tool, err := build.Probe(ctx, os.Environ())
	if err != nil {
		return err
	}
	p.binary = filepath.Join(p.space.Temp, "proof.bin")
	return build.Builder{
		Toolchain: tool, Module: p.space.Module, Program: "grader/proof", Binary: p.binary, Race: true, Temp: p.space.Temp,
		Env: os.Environ(), LinkFlags: explore.LinkFlags, CompileFlags: []string{explore.CompileFlags},
	}.Build(ctx)
}

// algorithms is the program of what is right.
func algorithms(t *testing.T) *program {
	t.Helper()
	return correct.built(t, "correct")
}

// names are the tests that match, sorted.
func (p *program) names(match func(explore.Test) bool) []string {
	var all []string
	for _, t := range p.linked.Tests {
		if match(t) {
			all = append(all, t.Name)
		}
	}
	return slices.Sorted(slices.Values(all))
}

// explore explores the tests named.
func (p *program) explore(t *testing.T, plan outcome.Plan, names []string) map[string]result {
	t.Helper()
	tests := map[string]explore.Test{}
	for _, one := range p.linked.Tests {
		tests[one.Name] = one
	}
	all := map[string]result{}
	e := explore.Execution{Binary: p.binary, Temp: p.space.Temp, Plan: plan, Digest: p.linked.Digest}
	require.NoError(t, e.Each(context.Background(), names, func(res outcome.Test, token string) {
		all[res.Name] = result{tests[res.Name], res, token}
	}))
	require.Len(t, all, len(names), "results")
	return all
}

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

// The programs, by the folder of testdata.
var programs = map[string]*program{"kernels": {}, "correct": {}, "ablation": {}}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, p := range programs {
		if p.space != nil {
			_ = p.space.Close() // a lock, and files in a cache: nothing depends on them
		}
	}
	os.Exit(code)
}

// linked builds the packages below a folder of testdata, if no other test did yet.
func linked(t *testing.T, folder string) *program {
	t.Helper()
	p := programs[folder]
	base, dirs := scratch(t), folders(t, folder)
	p.once.Do(func() { p.err = p.build(context.Background(), base, dirs) })
	require.NoError(t, p.err)
	return p
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

// explore explores the tests named, each process as many as there are on one processor.
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

package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"racekit/grader/build"
	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
	"racekit/grader/process"
	"racekit/grader/workspace"
)

// explored are packages that were rewritten and linked, without and with the race
// detector.
type explored struct {
	linked *explore.Linked
	temp   string
	// binary is keyed by whether the race detector is in it.
	binary map[bool]string
}

// exploredMain is a program of nothing but rewritten tests.
const exploredMain = `package main

import (
	"os"

	"racekit/grader/explore/drive"
	"racekit/grader/explored"
)

func main() { drive.Main(explored.Program(), os.Exit) }
`

// link rewrites and builds the packages of a module.
func link(ctx context.Context, cfg Config, dir string, patterns []string, races ...bool) (_ *explored, err error) {
	space, err := workspace.Open(filepath.Join(cfg.Temp, "linked"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, space.Close()) }()
	env := append(cfg.Env[:len(cfg.Env):len(cfg.Env)], "GOWORK=off", "GOFLAGS=-mod=mod")
	x := &explored{temp: cfg.Temp, binary: map[bool]string{}}
	x.linked, err = explore.Link(ctx, explore.Config{Dir: dir, Patterns: patterns, Env: env}, space.Temp)
	if err != nil {
		return nil, err
	}
	if r := x.linked.Refusals; len(r) > 0 {
		return nil, fmt.Errorf("linking %s: %w: %s", dir, explore.ErrRefused, r[0].What)
	}
	files := maps.Clone(x.linked.Files)
	files["go.mod"] = []byte("module racekit\n\ngo 1.26\n")
	files["grader/timed/main.go"] = []byte(exploredMain)
	if err := space.Lay(files); err != nil {
		return nil, err
	}
	tool, err := build.Probe(ctx, env)
	if err != nil {
		return nil, err
	}
	for _, race := range races {
		x.binary[race] = filepath.Join(cfg.Temp, fmt.Sprintf("%s-race=%t.bin", filepath.Base(dir), race))
		err := build.Builder{
			Toolchain: tool, Module: space.Module, Program: "grader/timed", Binary: x.binary[race], Race: race,
			Temp: space.Temp, Env: env, LinkFlags: explore.LinkFlags, CompileFlags: []string{explore.CompileFlags},
		}.Build(ctx)
		if err != nil {
			return nil, err
		}
	}
	return x, nil
}

// run explores one test on one processor, and returns what came of it, with the largest
// memory of the process.
func (x *explored) run(ctx context.Context, race bool, plan outcome.Plan) (res outcome.Test, peak int64, err error) {
	plan.RaceLog = filepath.Join(x.temp, "race")
	text, err := json.Marshal(plan)
	if err != nil {
		return res, 0, err
	}
	cmd := exec.CommandContext(ctx, x.binary[race])
	cmd.Env = []string{
		"GOMAXPROCS=1", outcome.PlanVar + "=" + string(text), outcome.DescriptorVar + "=3",
		"GORACE=atexit_sleep_ms=0 history_size=7 log_path=" + strconv.Quote(plan.RaceLog),
	}
	cmd.Stderr = os.Stderr
	held, err := cmd.StdinPipe() // a process whose input is closed takes itself for an orphan
	if err != nil {
		return res, 0, fmt.Errorf("timing the explorer: %w", err)
	}
	defer held.Close()
	in, out, err := os.Pipe()
	if err != nil {
		return res, 0, fmt.Errorf("timing the explorer: %w", err)
	}
	defer in.Close()
	cmd.ExtraFiles = []*os.File{out}
	err = cmd.Start()
	out.Close()
	if err != nil {
		return res, 0, fmt.Errorf("timing the explorer: %w", err)
	}
	done := false
	for dec := json.NewDecoder(in); ; {
		var rec outcome.Record
		if dec.Decode(&rec) != nil {
			break // the end, or what Wait tells better
		}
		if rec.Test != nil {
			res = *rec.Test
		}
		done = done || rec.Done != nil
	}
	// The canary has a data race, which the exit status tells.
	if err := cmd.Wait(); !done {
		return res, 0, fmt.Errorf("timing the explorer: %v ended early: %w", plan.Tests, errors.Join(err, context.Cause(ctx)))
	}
	if res.Failure != nil || res.Refused != nil {
		return res, 0, fmt.Errorf("timing the explorer: %v is not right: %+v %+v", plan.Tests, res.Failure, res.Refused)
	}
	return res, process.Peak(cmd.ProcessState), nil
}

// writeModule writes files to a folder, by their slash paths.
func writeModule(dir string, files map[string][]byte) error {
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, content, 0o644)); err != nil {
			return fmt.Errorf("writing a module to time: %w", err)
		}
	}
	return nil
}

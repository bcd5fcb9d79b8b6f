package grade

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"racekit/grader/assemble"
	"racekit/grader/build"
	"racekit/grader/catalog"
	"racekit/grader/explain"
	"racekit/grader/explore"
	"racekit/grader/explore/rewrite"
	"racekit/grader/verdict"
)

// program is a binary with the exercises that are linked into it.
type program struct {
	binary  string
	entries []*entry
	// linked are the rewritten tests in it, nil if there are none.
	linked *explore.Linked
}

// compile builds the exercises that can be built, all into one program if it can. An
// exercise that does not compile is left out and the others are built again; if
// what stands in the way belongs to none of them, each is built alone.
func (g *grading) compile(ctx context.Context) ([]program, error) {
	if len(g.sound()) > 0 {
		g.announceBuild()
	}
	for {
		sound := g.sound()
		if len(sound) == 0 {
			return nil, nil
		}
		linked, failure, err := g.build(ctx, "all", sound)
		switch {
		case err != nil:
			return nil, err
		case failure == nil:
			return []program{{g.binary("all"), sound, linked}}, g.markWarm()
		case !g.blame(sound, failure):
			return g.compileAlone(ctx, sound)
		}
	}
}

// compileAlone builds each exercise into a program of its own.
func (g *grading) compileAlone(ctx context.Context, entries []*entry) ([]program, error) {
	var programs []program
	for _, e := range entries {
		for len(e.findings) == 0 {
			linked, failure, err := g.build(ctx, e.ex.Slug, []*entry{e})
			if err != nil {
				return nil, err
			}
			if failure == nil {
				programs = append(programs, program{g.binary(e.ex.Slug), []*entry{e}, linked})
				break
			}
			if g.blame([]*entry{e}, failure) {
				continue
			}
			if err := g.bare(ctx); err != nil {
				return nil, err
			}
			e.blameWhole(failure)
		}
	}
	return programs, nil
}

// bare builds a program without any exercise. If that fails as well, what stands in the
// way is on this machine or in the kit, and no learner's.
func (g *grading) bare(ctx context.Context) error {
	_, failure, err := g.build(ctx, "none", nil)
	if err == nil && failure != nil {
		err = fmt.Errorf("building: %w; 'racekit doctor' looks for what is missing on this machine", failure)
	}
	return err
}

// sound returns the exercises that nothing speaks against so far.
func (g *grading) sound() []*entry {
	var sound []*entry
	for _, e := range g.entries {
		if len(e.findings) == 0 && e.remembered == nil {
			sound = append(sound, e)
		}
	}
	return sound
}

func (g *grading) binary(name string) string { return filepath.Join(g.space.Temp, name+".bin") }

// build lays out and builds a program, with the rewritten tests if they can be had. A
// failure of the submissions is the second result, a failure of ours the third.
func (g *grading) build(ctx context.Context, name string, entries []*entry) (*explore.Linked, *build.Failure, error) {
	if err := g.lay(entries, nil, false); err != nil {
		return nil, nil, err
	}
	linked, err := g.link(ctx, entries)
	// If the go command itself fails, building says so better.
	unlisted := errors.Is(err, rewrite.ErrList)
	if err != nil && !unlisted {
		return nil, nil, err
	}
	var rewritten *build.Failure
	if linked != nil {
		if err := g.lay(entries, linked.Files, true); err != nil {
			return nil, nil, err
		}
		if rewritten, err = g.buildLaid(ctx, name); err != nil || rewritten == nil {
			return linked, nil, err
		}
	}
	// Whatever stands in the way, it must be said of the sources as they are.
	if err := g.lay(entries, nil, true); err != nil {
		return nil, nil, err
	}
	failure, built := g.buildLaid(ctx, name)
	switch {
	case built != nil || failure != nil:
		return nil, failure, built
	case unlisted:
		return nil, nil, err // it would be graded as if there were no schedules to explore
	case rewritten != nil:
		leaveOut(entries, rewritten)
		return g.build(ctx, name, entries)
	}
	return nil, nil, nil
}

// leaveOut notes which exercises are not explored since their rewritten form alone cannot
// be compiled: all, if that cannot be told. It is too much for the compiler, or the
// rewriter has a fault.
func leaveOut(entries []*entry, failure *build.Failure) {
	explored := slices.DeleteFunc(slices.Clone(entries), func(e *entry) bool { return e.unexplored != nil })
	blamed := slices.DeleteFunc(slices.Clone(explored), func(e *entry) bool {
		own, tests := e.complaints(failure)
		return len(own)+len(tests) == 0 && !e.exhausts(failure)
	})
	if len(blamed) == 0 {
		blamed = explored
	}
	for _, e := range blamed {
		e.leave("its form for the explorer cannot be compiled: "+failure.Error(), "探索用に書き換えたコードをコンパイルできない（"+failure.Error()+"）")
	}
}

// lay writes the scratch module. What is executed must be sealed.
func (g *grading) lay(entries []*entry, rewritten map[string][]byte, sealed bool) error {
	units := make([]assemble.Unit, len(entries))
	for i, e := range entries {
		units[i] = e.unit
	}
	files, err := assemble.Module(g.base, units, rewritten)
	if err != nil {
		return err
	}
	if sealed {
		assemble.Seal(files, units)
	}
	return g.space.Lay(files)
}

// builder builds the program of that name.
func (g *grading) builder(name string) build.Builder {
	return build.Builder{
		Toolchain: g.toolchain, Module: g.space.Module, Program: assemble.Program, Binary: g.binary(name),
		Race: !g.cfg.NoRace, Sealed: true, Bounds: g.cfg.Compiler, Temp: g.space.Temp, Env: g.cfg.Env,
		LinkFlags: explore.LinkFlags, CompileFlags: append(assemble.CompileFlags(), explore.CompileFlags),
	}
}

// buildLaid builds the program of the scratch module.
func (g *grading) buildLaid(ctx context.Context, name string) (*build.Failure, error) {
	err := g.builder(name).Build(ctx)
	var failure *build.Failure
	if errors.As(err, &failure) {
		if ours := oursToMend(failure); ours != nil {
			return nil, ours
		}
		return failure, nil
	}
	return nil, err
}

// oursToMend recognises a failure that no submission can cause.
func oursToMend(f *build.Failure) error {
	if len(f.Exhausted) > 0 || len(f.Errors) > 0 && f.Mentions(catalog.Folder+"/") {
		return nil
	}
	for _, sign := range [...]struct{ has, remedy string }{
		{"no space left on device", "free some space, or set RACEKIT_SCRATCH and GOCACHE to folders with room"},
		{"build cache", "set GOCACHE to a folder that can be written to"},
		{"module lookup disabled", "the modules were never downloaded; 'go mod download' in the kit's folder fetches them"},
		{"missing go.sum entry for module providing package go.uber.org/goleak", "run 'make grade', which downloads the modules"},
		{"go.uber.org/goleak@", "the modules could not be read; 'go mod download' in the kit's folder fetches them"},
		{"signal: killed", "the machine ran out of memory; close something and grade again"},
		{"cannot allocate memory", "the machine ran out of memory; close something and grade again"},
		{"resource temporarily unavailable", "the machine is out of processes or memory; close something and grade again"},
		{"read-only file system", "set RACEKIT_SCRATCH and GOCACHE to folders that can be written to"},
		{"permission denied", "set RACEKIT_SCRATCH and GOCACHE to folders that can be written to"},
	} {
		if strings.Contains(f.Output, sign.has) {
			return fmt.Errorf("building: %w; %s", f, sign.remedy)
		}
	}
	return nil
}

// blame gives each complaint to the exercise that it is about, and reports whether
// there was any such exercise.
func (g *grading) blame(entries []*entry, failure *build.Failure) bool {
	found := false
	for _, e := range entries {
		own, tests := e.complaints(failure)
		switch {
		case len(own) > 0:
			for _, c := range own[:min(len(own), 5)] {
				e.fail(c, explain.Compile(c.Message))
			}
		case len(tests) > 0:
			e.failTests(tests)
		case e.exhausts(failure):
			e.findings = append(e.findings, explain.Exhausted().On(verdict.Finding{
				Verdict: verdict.DoesNotCompile, Place: verdict.Place{File: e.ex.Dir + "/" + e.ex.Files[0], Line: 1, Learner: true},
			}))
		default:
			continue
		}
		found = true
	}
	return found
}

// complaints picks those about the learner's files, and those about the tests, the kit's
// files and the program that calls the tests: these are sound by themselves, so that what
// they miss is the learner's.
func (e *entry) complaints(failure *build.Failure) (own, tests []build.Error) {
	for _, c := range failure.Errors {
		name, ours := strings.CutPrefix(assemble.Original(c.File), e.ex.Dir+"/")
		switch {
		case ours && e.subject.Files[name] != nil:
			own = append(own, c)
		case ours, assemble.Calls(c.File, c.Message, e.ex.Slug):
			tests = append(tests, c)
		}
	}
	return own, tests
}

// exhausts reports whether the compiler needed too much for a package of the exercise.
func (e *entry) exhausts(failure *build.Failure) bool {
	return slices.ContainsFunc(failure.Exhausted, func(pkg string) bool {
		return strings.Contains(pkg+"/", "/"+e.ex.Dir+"/")
	})
}

// failTests adds complaints of the tests, each once, at the learner's function that
// they are about if there is one of that name. Of tests that are not the kit's any more,
// no learner's line is to blame.
func (e *entry) failTests(tests []build.Error) {
	said := map[string]bool{}
	for _, c := range tests {
		if said[c.Message] || len(said) == 3 {
			continue
		}
		said[c.Message] = true
		where := verdict.Place{File: assemble.Original(c.File), Line: c.Line}
		if e.restore != "" {
			e.findings = append(e.findings, explain.Changed(c.Message, where, e.restore).On(verdict.Finding{
				Verdict: verdict.DoesNotCompile, Message: c.Message,
			}))
			continue
		}
		name, line := e.mentioned(c.Message)
		c.File, c.Line = e.ex.Dir+"/"+name, line
		e.fail(c, explain.API(c.Message, where))
	}
}

// mentioned finds a function of the learner that a message mentions, else the first
// line of the first file.
func (e *entry) mentioned(message string) (file string, line int) {
	for _, word := range identifier.FindAllString(message, -1) {
		for _, name := range e.ex.Files {
			if src := e.subject.Files[name]; src != nil {
				if line, ok := src.FuncEnding(word); ok {
					return name, line
				}
			}
		}
	}
	return e.ex.Files[0], 1
}

// identifier is a name that is exported, as all that tests call is.
var identifier = regexp.MustCompile(`\b\p{Lu}\w*\b`)

// fail adds a complaint as a finding of the exercise.
func (e *entry) fail(c build.Error, w explain.Words) {
	place := verdict.Place{File: assemble.Original(c.File), Line: c.Line, Learner: true}
	if f := e.subject.Files[filepath.Base(place.File)]; f != nil && c.Line > 1 {
		place.Func, _, _ = f.FuncAt(c.Line)
	}
	e.findings = append(e.findings, w.On(verdict.Finding{Verdict: verdict.DoesNotCompile, Place: place, Message: c.Message}))
}

// blameWhole is for a failure that names no line, as the linker's do.
func (e *entry) blameWhole(failure *build.Failure) {
	e.fail(build.Error{File: e.ex.Dir + "/" + e.ex.Files[0], Line: 1, Message: failure.Error()}, explain.Compile(failure.Error()))
}

// warmFile marks a base whose toolchain has compiled the standard library before.
func (g *grading) warmFile() string {
	return filepath.Join(filepath.Dir(filepath.Dir(g.space.Module)), "warm-"+g.toolchain.Version)
}

// announceBuild says what is going on, above all when it will take long.
func (g *grading) announceBuild() {
	doing := verdict.Text{En: "building", Ja: "ビルドしています"}
	if _, err := os.Stat(g.warmFile()); err != nil {
		doing = verdict.Text{
			En: "building; the first time, the standard library is compiled for the race detector (about 20 seconds)",
			Ja: "ビルドしています。初回は競合検出器用に標準ライブラリもコンパイルします（約20秒）",
		}
	}
	g.report.progress(verdict.Progress{Doing: doing})
}

func (g *grading) markWarm() error {
	if err := os.WriteFile(g.warmFile(), nil, 0o644); err != nil {
		return fmt.Errorf("writing the scratch folder: %w; free some space, or set RACEKIT_SCRATCH", err)
	}
	return nil
}

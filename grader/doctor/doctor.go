// Package doctor examines a machine: what grading needs and is not there, what that
// means, how to get it, and what is still checked without it.
//
// It changes nothing but empty folders for scratch modules, and it goes on after
// whatever is missing, so that one run names everything.
package doctor

import (
	"context"
	"errors"
	"iter"

	"racekit/grader/verdict"
)

// Status says how a thing was found.
type Status string

// The statuses.
const (
	// OK: it is there and works.
	OK Status = "ok"
	// Warning: grading works, but not as well or not as fast as it could.
	Warning Status = "warning"
	// Missing: a full grading does not work.
	Missing Status = "missing"
	// Untried: it cannot be told, for what it needs is missing or it would take long.
	Untried Status = "not tried"
)

// Result is what was found of one thing.
type Result struct {
	Status Status
	// Subject is the thing, Found what there is of it, in a few words.
	Subject, Found verdict.Text
	// Means says why it matters, Remedy how to get it, Without what is still checked
	// as long as it is not there. They are zero where all is well.
	Means, Remedy, Without verdict.Text
}

// Config says what to examine for.
type Config struct {
	// Root is the kit's root, empty outside of a kit.
	Root string
	// Scratch is the folder for scratch modules.
	Scratch string
	// Env is the environment of the caller. Programs are looked for in its PATH.
	Env []string
	// Full takes the time to compile the standard library for the race detector, if
	// it is not compiled yet: about 20 seconds, once.
	Full bool
}

// Examine examines the machine m, one thing after the other, and yields each result
// when it is found. It stops early if ctx ends.
func Examine(ctx context.Context, m Machine, cfg Config) iter.Seq[Result] {
	return func(yield func(Result) bool) {
		e := examination{cfg: cfg, machine: m}
		for _, look := range []func(context.Context) []Result{
			e.kit, e.golang, e.modules, e.cgo, e.compiler, e.scratch, e.temp,
			e.race, e.confinement, e.processors, e.memory, e.disks, e.git,
		} {
			for _, r := range look(ctx) {
				if ctx.Err() != nil || !yield(r) {
					return
				}
			}
		}
	}
}

// examination is one under way. What one look finds, later ones need.
type examination struct {
	cfg     Config
	machine Machine
	// toolchain is empty if there is no go command that works.
	toolchain toolchain
	// compiles: a C compiler works. writable: so does the scratch folder.
	compiles, writable bool
}

// one is the result of a look at one thing.
func one(r Result) []Result { return []Result{r} }

// same is text that is the same in both languages: a path, a version.
func same(s string) verdict.Text { return verdict.Text{En: s, Ja: s} }

// needs is the result for a thing that cannot be tried before another is there.
func needs(subject, other verdict.Text) []Result {
	return one(Result{Status: Untried, Subject: subject, Found: verdict.Text{
		En: "first needs: " + other.En,
		Ja: "先に必要なもの: " + other.Ja,
	}})
}

// command is the remedy of running it.
func command(line string) verdict.Text {
	return verdict.Text{En: "run: " + line, Ja: "「" + line + "」を実行してください。"}
}

// notFound is an error as what was found.
func notFound(err error) verdict.Text {
	text := same(err.Error())
	var missing *notInPath
	if errors.As(err, &missing) {
		text.Ja = missing.name + " が PATH にありません"
	}
	return text
}

// withoutRace is what a grading without the race detector still does.
func withoutRace() verdict.Text {
	return verdict.Text{
		En: "'racekit grade --no-race' still checks results, panics, deadlocks, goroutine leaks and overlap; it sees no data race, and such a grading does not count.",
		Ja: "「racekit grade --no-race」なら、結果、パニック、デッドロック、ゴルーチンリーク、処理の重なりは検査できます。データ競合は検出されず、採点結果は集計対象外になります。",
	}
}

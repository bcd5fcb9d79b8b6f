package doctor

import (
	"context"
	"errors"
	"fmt"
	"go/version"
	"os"
	"path/filepath"
	"strings"

	"racekit/grader/build"
	"racekit/grader/verdict"
)

func subjectRace() verdict.Text { return same("race detector") }
func subjectLeaks() verdict.Text {
	return verdict.Text{En: "goroutine leak profile", Ja: "リークプロファイル"}
}

// racy is a program with one data race, which says whether it has a profile of
// goroutine leaks. No schedule hides the race: nothing orders the two writes.
const racy = `package main

import (
	"fmt"
	"runtime/pprof"
)

func main() {
	n, done := 0, make(chan struct{})
	go func() { n++; close(done) }()
	n++
	<-done
	fmt.Println("goroutine leaks:", pprof.Lookup("goroutineleak") != nil)
}
`

// raceExit is the status with which a program ends after a data race.
const raceExit = "exit status 66"

// trial is what the program showed.
type trial struct {
	// unfinished: it took longer than the examination has patience.
	unfinished bool
	// saw: the race detector reported the race. leaks: the profile is there.
	saw, leaks bool
	output     string
	err        error
}

// race builds a program with the grader's flags and looks whether its data race is
// seen. The program is built in the scratch folder, which may not allow programs.
func (e *examination) race(ctx context.Context) []Result {
	leaks := e.promised()
	for _, need := range []struct {
		there bool
		thing verdict.Text
	}{{e.toolchain.found(), subjectGo()}, {e.compiles, subjectCompiler()}, {e.writable, subjectScratch()}} {
		if !need.there {
			return append(needs(subjectRace(), need.thing), leaks)
		}
	}
	t := e.try(ctx)
	switch {
	case t.unfinished:
		return append(untried(), leaks)
	case t.err != nil:
		return []Result{t.race(), leaks}
	}
	return []Result{t.race(), t.profile()}
}

// untried is the result of a trial that was given up.
func untried() []Result {
	return one(Result{Status: Untried, Subject: subjectRace(), Found: verdict.Text{
		En: "the standard library must be compiled first, about 20 seconds once; 'racekit doctor --full' waits for it",
		Ja: "先に標準ライブラリのコンパイルが必要です（初回のみ約20秒）。「racekit doctor --full」で確認できます",
	}})
}

// promised says of the profile of goroutine leaks what the version says.
func (e *examination) promised() Result {
	if !e.toolchain.found() {
		return needs(subjectLeaks(), subjectGo())[0]
	}
	t := trial{leaks: version.Compare(e.toolchain.GOVERSION, "go"+oldest) >= 0}
	return t.profile()
}

func (t trial) race() Result {
	if t.err == nil && t.saw {
		return Result{Status: OK, Subject: subjectRace(), Found: verdict.Text{
			En: "it saw the data race of a program built with the grader's flags",
			Ja: "採点と同じ設定でビルドしたプログラムのデータ競合を検出しました",
		}}
	}
	r := Result{Status: Missing, Subject: subjectRace(), Without: withoutRace(), Means: verdict.Text{
		En: "It is what finds data races in submissions.",
		Ja: "提出されたコードのデータ競合を検出するために必要です。",
	}, Remedy: verdict.Text{
		En: "see what go says: go env GOOS GOARCH CGO_ENABLED CC; https://go.dev/doc/articles/race_detector lists the systems that it works on.",
		Ja: "「go env GOOS GOARCH CGO_ENABLED CC」で設定を確認してください。対応環境の一覧は https://go.dev/doc/articles/race_detector にあります。",
	}}
	switch {
	case strings.Contains(t.output, "unexpected memory mapping"), strings.Contains(t.output, "failed to allocate"):
		r.Found = verdict.Text{En: "it cannot lay out its memory", Ja: "メモリを確保できません"}
		r.Remedy = verdict.Text{
			En: "run: sudo sysctl -w vm.mmap_rnd_bits=28 (its memory collides with randomly placed programs), or raise 'ulimit -v'.",
			Ja: "「sudo sysctl -w vm.mmap_rnd_bits=28」を実行するか（競合検出器が使うアドレスが、ランダム化されたプログラムの配置と衝突しています）、「ulimit -v」の制限を緩めてください。",
		}
	case t.err != nil:
		r.Found = same(t.err.Error())
	default:
		r.Found = verdict.Text{En: "it did not see a data race that is there", Ja: "存在するデータ競合を検出できませんでした"}
	}
	return r
}

func (t trial) profile() Result {
	if t.leaks {
		return Result{Status: OK, Subject: subjectLeaks(), Found: verdict.Text{En: "available", Ja: "使用できます"}}
	}
	return Result{
		Status: Warning, Subject: subjectLeaks(),
		Found:  verdict.Text{En: "not available", Ja: "使用できません"},
		Remedy: installGo(oldest),
		Means: verdict.Text{
			En: "With it a deadlock of some goroutines is told from slowness, at once.",
			Ja: "部分的なデッドロックを、単に遅いだけの場合とすぐに区別するために使います。",
		},
		Without: verdict.Text{
			En: "Goroutine leaks are still found, by goleak; a partial deadlock is called a hang.",
			Ja: "ゴルーチンリークは goleak で検出できます。部分的なデッドロックは「ハング」と判定されます。",
		},
	}
}

// try builds the program and runs it.
func (e *examination) try(ctx context.Context) trial {
	dir, err := os.MkdirTemp(e.cfg.Scratch, "doctor")
	if err != nil {
		return trial{err: fmt.Errorf("trying the race detector: %w", err)}
	}
	defer os.RemoveAll(dir)
	b := build.Builder{
		Toolchain: build.Toolchain{LeakFlag: strings.HasPrefix(e.toolchain.GOVERSION, "go1.26")},
		Module:    filepath.Join(dir, "module"), Program: "racy", Binary: filepath.Join(dir, "racy.exe"),
		Race: true, Temp: dir, Env: e.cfg.Env,
	}
	if err := e.lay(b); err != nil {
		return trial{err: fmt.Errorf("trying the race detector: %w", err)}
	}
	if err := e.build(ctx, b); err != nil {
		var failure *build.Failure
		t := trial{err: err, unfinished: errors.Is(err, context.DeadlineExceeded)}
		if errors.As(err, &failure) {
			t.output = failure.Output
		}
		return t
	}
	return e.execute(ctx, b.Binary)
}

// lay writes the program's module.
func (e *examination) lay(b build.Builder) error {
	folder := filepath.Join(b.Module, b.Program)
	return errors.Join(
		os.MkdirAll(folder, 0o755),
		os.WriteFile(filepath.Join(b.Module, "go.mod"), []byte("module racekit\n\ngo "+oldest+"\n"), 0o644),
		os.WriteFile(filepath.Join(folder, "main.go"), []byte(racy), 0o644),
	)
}

// build builds, for as long as there is patience.
func (e *examination) build(ctx context.Context, b build.Builder) error {
	if !e.cfg.Full {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, e.machine.Patience)
		defer cancel()
	}
	return e.machine.Build(ctx, b)
}

// execute runs the program, which is expected to fail.
func (e *examination) execute(ctx context.Context, binary string) trial {
	out, err := e.machine.Run(ctx, Command{
		Path: binary, Dir: filepath.Dir(binary),
		Env: append(e.cfg.Env[:len(e.cfg.Env):len(e.cfg.Env)], "GORACE=atexit_sleep_ms=0"),
	})
	t := trial{output: out, leaks: strings.Contains(out, "goroutine leaks: true")}
	switch {
	case err == nil:
	case strings.Contains(err.Error(), raceExit):
		t.saw = strings.Contains(out, "DATA RACE")
	default:
		t.err = err
	}
	return t
}

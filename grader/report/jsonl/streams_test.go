package jsonl_test

import (
	"crypto/sha256"
	"fmt"
	"slices"

	v "racekit/grader/verdict"
)

// streams are the streams of testdata/streams by name. They are made, not recorded, so
// that each shows one thing on purpose; verdicts and places are what the four core
// exercises can produce.
func streams() map[string][]v.Message {
	return map[string][]v.Message{
		"pass":              stream(begin(core...), v.Summary{Points: 400, Earned: 400, Graded: 4, Passed: 4, Millis: 2140, PeakBytes: 143 << 20}, solved("parallel"), solved("counter"), solved("future"), solved("nonblocking")),
		"single":            stream(begin("counter"), v.Summary{Points: 100, Earned: 50, Graded: 1, Next: "counter", Millis: 640}, halfCounter()),
		"single-stub":       stream(begin("counter"), v.Summary{Points: 100, Graded: 1, Untouched: 1, Next: "counter", Millis: 633}, stub(brokenCounter())),
		"fresh":             stream(begin(core...), v.Summary{Points: 400, Graded: 4, Untouched: 4, Next: "parallel", Millis: 2300}, stub(slowParallel()), stub(brokenCounter()), stub(brokenFuture()), stub(hungLoop())),
		"partial":           stream(begin(core...), v.Summary{Points: 400, Earned: 210, Graded: 4, Passed: 1, Untouched: 1, Next: "counter", Millis: 2010}, solved("parallel"), halfCounter(), leakyFuture(), stub(hungLoop())),
		"verdicts":          verdicts(),
		"does-not-compile":  stream(begin("parallel", "counter"), v.Summary{Points: 200, Earned: 100, Graded: 2, Passed: 1, Next: "counter"}, solved("parallel"), uncompiled()),
		"tampered":          tampered(),
		"not-graded":        notGraded(),
		"interrupted":       stream(begin(core...), v.Summary{Points: 200, Earned: 150, Graded: 2, Passed: 1, NotGraded: []string{"future", "nonblocking"}, Interrupted: true, Next: "counter"}, solved("parallel"), halfCounter(), undecided(leakyFuture()), undecided(stub(hungLoop()))),
		"no-race":           noRace(),
		"interrupted-early": stream(begin(core...), v.Summary{Interrupted: true}),
		"truncated":         stream(begin(core...), v.Summary{}, solved("parallel"), halfCounter())[:4],
		"japanese":          japanese(),
		"hostile":           hostile(),
		"crowded":           crowded(),
		"submission":        submission(),
		"single-pass":       stream(begin("counter"), v.Summary{Points: 100, Earned: 100, Graded: 1, Passed: 1, Millis: 610}, solved("counter")),
	}
}

var core = []string{"parallel", "counter", "future", "nonblocking"}

// begin is the first message of a grading of slugs.
func begin(slugs ...string) v.Start {
	return v.Start{
		Version: v.Version, Kit: "sha256:4f1b0c", Go: "go1.26.8 linux/amd64", Race: true, Leaks: true,
		Seed: 7, Runs: 10, Tier: "T1", Slugs: slugs, Harness: sum("harness"), Schedules: 1000, Fresh: true,
	}
}

// stream puts the messages in order, with the progress that a grading reports.
func stream(start v.Start, end v.Summary, exercises ...v.Exercise) []v.Message {
	ms := []v.Message{{Start: &start}, {Progress: &v.Progress{Doing: text("building", "ビルドしています")}}}
	for i, ex := range exercises {
		if i == 2 {
			ms = append(ms, v.Message{Progress: &v.Progress{Doing: text("running the tests", "テストを実行しています"), Done: 12, Total: 40}})
		}
		ms = append(ms, v.Message{Exercise: &ex})
	}
	return append(ms, v.Message{Summary: &end})
}

func text(en, ja string) v.Text { return v.Text{En: en, Ja: ja} }

// at is a line of the learner in the exercise slug.
func at(slug string, line int, function string) v.Place {
	return v.Place{File: "exercises/" + slug + "/" + slug + ".go", Line: line, Func: function, Learner: true}
}

// inTest is a line of the exercise's tests.
func inTest(slug string, line int) v.Place {
	return v.Place{File: "exercises/" + slug + "/" + slug + "_test.go", Line: line}
}

var titles = map[string]v.Text{
	"parallel":    text("Read many sources at once", "多数の読み込みを同時に行う"),
	"counter":     text("A counter that never loses a count", "数え漏れのないカウンター"),
	"future":      text("A future that anyone may wait for", "誰でも待てる Future"),
	"nonblocking": text("An event loop that never waits", "待たないイベントループ"),
}

// exercise adds up tests; its verdict is the worst of theirs.
func exercise(slug string, tests ...v.Test) v.Exercise {
	ex := v.Exercise{Slug: slug, Title: titles[slug], Dir: "exercises/" + slug, Counts: true, Tests: tests}
	ex.Files, ex.Digest = map[string]string{at(slug, 1, "").File: sum(slug)}, sum(slug+" tests")
	ex.Bounds = v.Bounds{CPU: 10_000, Wall: 60_000, Memory: 1 << 30}
	for _, t := range tests {
		ex.Points += t.Points
		ex.Earned += t.Earned
		ex.Verdict = v.Worst(ex.Verdict, t.Verdict)
	}
	return ex
}

// sum is the digest of a text.
func sum(text string) string { return fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(text))) }

// stub is ex as the kit ships it.
func stub(ex v.Exercise) v.Exercise {
	ex.Untouched = true
	return ex
}

func passed(name string, points int, title v.Text) v.Test {
	return v.Test{Name: name, Title: title, Verdict: v.Pass, Points: points, Earned: points, Executions: 10, Tally: map[v.Verdict]int{v.Pass: 10}, Millis: 140}
}

// failed is a test of which bad executions ended as f says and good ones passed.
func failed(name string, points int, title v.Text, bad, good int, f v.Finding) v.Test {
	f.Test = name
	f.Execution, f.Seed, f.Procs = good+1, 7001, 2
	t := v.Test{Name: name, Title: title, Verdict: f.Verdict, Points: points, Executions: bad + good, Tally: map[v.Verdict]int{f.Verdict: bad}, Finding: &f, Millis: 96}
	if good > 0 {
		t.Tally[v.Pass] = good
	}
	return t
}

var counterTests = []v.Test{
	passed("TestNoLostUpdate", 50, text("No increment is lost", "加算が1つも失われないこと")),
	passed("TestValueWhileCounting", 30, text("Value can be read while others count, and never goes back", "加算中でも Value を安全に読み取れ、値が戻らないこと")),
	passed("TestCountersAreIndependent", 20, text("Counters do not disturb each other", "カウンター同士が影響し合わないこと")),
}

func solved(slug string) v.Exercise {
	tests := map[string][]v.Test{
		"parallel": {
			passed("TestAllInFlight", 60, text("All reads are in flight at once, and the order is kept", "すべての読み込みが同時に実行され、順序が保たれること")),
			passed("TestCancel", 40, text("Nothing is left running after a cancel", "キャンセル後に何も残らないこと")),
		},
		"counter":     slices.Clone(counterTests),
		"future":      {passed("TestManyWaiters", 60, text("Every waiter gets the value", "待っている全員が値を受け取ること")), passed("TestAbandoned", 40, text("An abandoned waiter leaks nothing", "待つのをやめても何もリークしないこと"))},
		"nonblocking": {passed("TestLoopKeepsServing", 100, text("Other events are served during slow work", "遅い処理の間も他のイベントが処理されること"))},
	}
	return exercise(slug, tests[slug]...)
}

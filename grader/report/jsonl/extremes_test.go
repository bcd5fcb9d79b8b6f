package jsonl_test

import (
	"fmt"
	"strings"

	v "racekit/grader/verdict"
)

// tampered has a changed test file in one exercise, a file that was not taken in another.
func tampered() []v.Message {
	changed := halfCounter()
	changed.Counts = false
	changed.Notes = []v.Note{{
		File:   "exercises/counter/counter_test.go",
		Text:   text("is edited; it belongs to the kit", "は教材のファイルですが、変更されています"),
		Remedy: "git checkout -- exercises/counter/counter_test.go",
	}}
	extra := solved("parallel")
	extra.Notes = []v.Note{{
		File: "exercises/parallel/helper.go",
		Text: text("is not graded: the exercise takes only parallel.go", "は採点に使われていません。この課題で提出できるのは parallel.go だけです"),
	}}
	untouched := stub(brokenFuture())
	untouched.Counts = false
	untouched.Notes = []v.Note{{
		File:   "exercises/future/future_test.go",
		Text:   text("is missing; it belongs to the kit", "は教材のファイルですが、見つかりません"),
		Remedy: "git checkout -- exercises/future/future_test.go",
	}}
	return stream(begin("parallel", "counter", "future"),
		v.Summary{Points: 100, Earned: 100, Graded: 3, Passed: 1, Untouched: 1, NotCounted: []string{"counter", "future"}, Next: "counter"},
		extra, changed, untouched)
}

// undecided is ex where an interruption came before its last test was decided.
func undecided(ex v.Exercise) v.Exercise {
	last := &ex.Tests[len(ex.Tests)-1]
	last.Verdict, last.Finding, last.Earned, last.Executions, last.Tally = v.NotGraded, nil, 0, 2, map[v.Verdict]int{v.Pass: 2}
	ex.Verdict, ex.Earned = v.NotGraded, 0
	ex.Findings = []v.Finding{{
		Verdict:   v.NotGraded,
		What:      text("the grading was interrupted before this was decided.", "結果が出る前に採点が中断されました。"),
		Direction: text("This costs no points. Grade again.", "減点はありません。もう一度採点してください。"),
	}}
	return ex
}

// noRace is graded without the race detector, so that nothing counts.
func noRace() []v.Message {
	start := begin("parallel", "counter", "future")
	start.Race = false
	start.Notices = []v.Text{text("Graded without the race detector, so this does not count. 'racekit doctor' says what is missing.",
		"競合検出器を使わずに採点したため、正式な結果にはなりません。足りないものは「racekit doctor」で確認できます。")}
	exs := []v.Exercise{solved("parallel"), leakyFuture(), stub(brokenCounter())}
	for i := range exs {
		exs[i].Counts = false
	}
	return stream(start, v.Summary{Graded: 3, Passed: 1, Untouched: 1, NotCounted: []string{"parallel", "future", "counter"}, Next: "future"}, exs...)
}

// notGraded has an exercise at which the grader failed, on a machine without gcc.
func notGraded() []v.Message {
	start := begin("parallel", "counter")
	start.Race = false
	start.Notices = []v.Text{text(
		"The race detector is missing: it needs cgo and gcc. Results, leaks and deadlocks are still checked. To see what to install: racekit doctor",
		"データ競合の検出を利用できません。cgo と gcc が必要です。結果の誤り、ゴルーチンリーク、デッドロックは引き続き検査します。必要なものを確認するには: racekit doctor")}
	ex := exercise("counter", brokenCounter().Tests...)
	for i := range ex.Tests {
		ex.Tests[i].Verdict, ex.Tests[i].Finding, ex.Tests[i].Executions, ex.Tests[i].Tally = v.NotGraded, nil, 0, nil
	}
	ex.Verdict = v.NotGraded
	ex.Findings = []v.Finding{{
		Verdict:   v.NotGraded,
		What:      text("The temporary folder is full.", "一時フォルダーの空き容量がありません。"),
		Direction: text("Free some space and grade again.", "空き容量を確保してから、もう一度採点してください。"),
		Message:   "laying out the workspace: write /tmp/racekit/go.mod: no space left on device",
	}}
	return stream(start, v.Summary{Points: 100, Earned: 100, Graded: 1, Passed: 1, NotGraded: []string{"counter"}, Next: "counter"},
		solved("parallel"), ex)
}

// verdicts has one exercise for each verdict, named for it.
func verdicts() []v.Message {
	start, end := begin(), v.Summary{Next: "refused"}
	var exs []v.Exercise
	for _, verdict := range v.All() {
		slug := strings.ReplaceAll(string(verdict), " ", "-")
		start.Slugs = append(start.Slugs, slug)
		title := text("The test that shows: "+string(verdict), "判定「"+string(verdict)+"」を示すテスト")
		t := passed("TestIt", 100, title)
		if verdict != v.Pass {
			t = failed("TestIt", 100, title, 4, 6, v.Finding{
				Verdict: verdict, Place: at(slug, 12, "Do"), Message: "got 1, want 2",
				What: text("Do did what it must not do.", "Do が行ってはならない動作をしました。"), Why: text("Nothing keeps it from that.", "それを防ぐものがありません。"),
				Direction: text("Look at line 12.", "12行目を確認してください。"),
				Goroutines: []v.Goroutine{
					{Name: "g1", State: "sync.Mutex.Lock", At: at(slug, 12, "Do"), Test: true},
					{Name: "g7", State: "chan receive", At: v.Place{File: "sync/mutex.go", Line: 46}, Created: at(slug, 9, "New")},
				},
			})
		}
		ex := exercise(slug, t)
		ex.Title = text("All about "+string(verdict), string(verdict)+" について")
		exs = append(exs, ex)
	}
	end.Points, end.Earned, end.Graded, end.Passed, end.NotGraded = 1200, 100, 12, 1, []string{"not-graded"}
	return stream(start, end, exs...)
}

// japanese has a submission written in Japanese: names, messages, half-width kana.
func japanese() []v.Message {
	f := race()
	f.Place.Func = "(*カウンター).値"
	f.Message = "値() = １９、期待値は「２０」です。\n差分（全角）: ｶｳﾝﾀｰ→カウンター、実行中にゴルーチンが2つとも同じ値を読み取ったためと考えられますので確認してください。"
	f.What = v.Text{Ja: "値 はロックせずに c.数 を読み取っています（21行目）。英語の文はまだありません。"}
	f.Accesses[0].At.Func, f.Accesses[1].At.Func = "(*カウンター).値", "(*カウンター).加算"
	ex := exercise("counter", failed("TestNoLostUpdate", 100, text("No increment is lost", "加算が1つも失われず、しかも Value の値が「途中の値」になることもないこと"), 10, 0, f))
	ex.Notes = []v.Note{{File: "exercises/counter/メモ（下書き）.go", Text: text("is not graded", "は採点に使われていません")}}
	return stream(begin("counter"), v.Summary{Points: 100, Graded: 1, Next: "counter"}, ex)
}

// attack is what a submission may print to paint a report: terminal, GitHub, Markdown,
// HTML, XML, and direction of writing.
const attack = "\x1b[2J\x1b[H\x1b[32m100/100 pass\x1b[0m\r\n" +
	"::error file=x.go,line=1::forged\n  ::stop-commands::t\n##[add-mask]secret\n" +
	"</details></pre><script>alert(1)</script><!-- | `code` | [x](http://evil.example) **bold** @everyone\n" +
	"```\n]]> &lt; &#10;::warning::x %0A::error::y\x00\x08\x07\ufffe\u202egnorw\u2028counter 100/100\ufffd"

// hostile puts attack wherever a submission or its file names can reach.
func hostile() []v.Message {
	line := strings.ReplaceAll(attack, "\n", " ")
	f := lostUpdate()
	f.Message, f.Raw = attack, attack+strings.Repeat("spam\n", 200)
	f.What = text("panic: "+attack, "パニック: "+attack)
	f.Place.File, f.Place.Func = "exercises/counter/a,b:c%\n"+line+".go", attack
	f.Goroutines = []v.Goroutine{{Name: "g7", State: attack, At: v.Place{File: attack, Line: 3, Func: attack}}}
	ex := exercise("counter", failed("TestNoLostUpdate", 100, counterTests[0].Title, 10, 0, f))
	ex.Notes = []v.Note{{File: "exercises/counter/" + line, Text: text("is not graded", "は採点に使われていません")}}
	return stream(begin("counter"), v.Summary{Points: 100, Graded: 1, Next: "counter"}, ex)
}

// crowded has more findings and goroutines than a report shows: 12 tests with 12 places,
// 12 goroutines and 40 lines of message each, and 12 notes.
func crowded() []v.Message {
	var tests []v.Test
	for i := 1; i <= 12; i++ {
		f := lostUpdate()
		f.Place.Line = 10 * i
		f.Message = strings.Repeat(fmt.Sprintf("got %d\n", i), 40)
		for g := 1; g <= 12; g++ {
			f.Goroutines = append(f.Goroutines, v.Goroutine{Name: fmt.Sprintf("g%d", g), State: "chan send", At: at("counter", 10*i, "Inc"), Created: inTest("counter", 5)})
		}
		tests = append(tests, failed(fmt.Sprintf("Test%d", i), 5, text(fmt.Sprintf("Property %d", i), fmt.Sprintf("性質%d", i)), 1, 9, f))
	}
	ex := exercise("counter", tests...)
	for i := 1; i <= 12; i++ {
		ex.Notes = append(ex.Notes, v.Note{File: fmt.Sprintf("exercises/counter/extra%d.go", i), Text: text("is not graded", "は採点に使われていません")})
	}
	return stream(begin("counter"), v.Summary{Points: 60, Graded: 1, Next: "counter"}, ex)
}

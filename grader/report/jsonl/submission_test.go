package jsonl_test

import (
	"strings"

	v "racekit/grader/verdict"
)

// submission is the grading of somebody else's folder: one exercise is not in it, one
// test says the same thing many times, and two sentences tell of all their goroutines.
func submission() []v.Message {
	start := begin(core...)
	start.Dir = "../class 3/alice"
	return stream(start, v.Summary{Points: 400, Earned: 70, Graded: 4, Untouched: 1, Next: "parallel", Millis: 1480},
		notHandedIn(), repetitive(), deadlocked(), stub(hungLoop()))
}

func notHandedIn() v.Exercise {
	ex := solved("parallel")
	for i := range ex.Tests {
		ex.Tests[i] = v.Test{Name: ex.Tests[i].Name, Title: ex.Tests[i].Title, Points: ex.Tests[i].Points, Verdict: v.DoesNotCompile}
	}
	ex.Verdict, ex.Earned = v.DoesNotCompile, 0
	ex.Files[at("parallel", 1, "").File] = ""
	ex.Findings = []v.Finding{{
		Verdict: v.DoesNotCompile, Place: at("parallel", 1, ""),
		What: text("parallel/parallel.go is not in the submission.", "提出物に parallel/parallel.go がありません。"),
	}}
	return ex
}

// repetitive says five times that a waiter saw something else.
func repetitive() v.Exercise {
	f := lostUpdate()
	f.Message = "counter_test.go:30: Value() = 1873; want 2000" + strings.Repeat("\ncounter_test.go:33: Value() went back:\n\tfrom 7\n\tto 6", 5)
	return exercise("counter",
		failed("TestNoLostUpdate", 50, counterTests[0].Title, 2, 2, f),
		counterTests[1], counterTests[2])
}

// deadlocked is told whole by its sentence; of the leak beside it, the sentence does not
// say where the goroutine was started.
func deadlocked() v.Exercise {
	deadlock := v.Finding{
		Verdict: v.Deadlock, Place: at("future", 31, "(*Future).Await"),
		What: text("the test can never go on: g7 is blocked (chan receive) at future.go:31 ((*Future).Await) (started at future_test.go:44); g6 is blocked (sync.WaitGroup.Wait) at future_test.go:60.",
			"テストがこれ以上先に進めません: g7 は future.go:31（(*Future).Await）でブロック中です（chan receive、future_test.go:44 で起動）。g6 は future_test.go:60 でブロック中です（sync.WaitGroup.Wait）。"),
		Goroutines: []v.Goroutine{
			{Name: "g7", State: "chan receive", At: at("future", 31, "(*Future).Await"), Created: inTest("future", 44)},
			{Name: "g6", State: "sync.WaitGroup.Wait", At: inTest("future", 60), Test: true},
		},
	}
	leak := v.Finding{
		Verdict: v.GoroutineLeak, Place: at("future", 22, "Start.func1"),
		What:       text("a goroutine was still there: g8 is blocked (chan send) at future.go:22.", "ゴルーチンが残っています: g8 は future.go:22 でブロック中です（chan send）。"),
		Goroutines: []v.Goroutine{{Name: "g8", State: "chan send", At: at("future", 22, "Start.func1"), Created: at("future", 20, "Start")}},
	}
	return exercise("future",
		failed("TestManyWaiters", 60, text("Every waiter gets the value", "待っている全員が値を受け取ること"), 1, 0, deadlock),
		failed("TestAbandoned", 40, text("An abandoned waiter leaks nothing", "待つのをやめても何もリークしないこと"), 1, 0, leak))
}

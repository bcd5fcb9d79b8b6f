package jsonl_test

import v "racekit/grader/verdict"

// race is the model of a finding: Value reads without the lock that Inc holds.
func race() v.Finding {
	return v.Finding{
		Verdict: v.DataRace,
		Place:   at("counter", 21, "(*Counter).Value"),
		What:    text("Value reads c.n without the lock that Inc holds at line 14.", "Inc は c.mu を取得して c.n に書き込みますが（14行目）、Value はロックせずに読み取っています。"),
		Why:     text("No happens-before edge orders the two, so the value read is not guaranteed.", "両者の間に happens-before 関係がないため、読み取る値は保証されません。"),
		Direction: text("Protect the read with the same mutex.",
			"読み取りも同じミューテックスで保護してください。"),
		Accesses: []v.Access{
			{Op: "read", At: at("counter", 21, "(*Counter).Value"), Goroutine: "g9"},
			{Op: "write", At: at("counter", 14, "(*Counter).Inc"), Goroutine: "g8"},
		},
		Goroutines: []v.Goroutine{
			{Name: "g9", State: "running", At: at("counter", 21, "(*Counter).Value"), Created: inTest("counter", 40)},
			{Name: "g8", State: "finished", At: at("counter", 14, "(*Counter).Inc"), Created: inTest("counter", 33)},
		},
		Raw: "WARNING: DATA RACE\nRead at 0x00c0000140a8 by goroutine 9:\n  racekit/exercises/counter.(*Counter).Value()\n      exercises/counter/counter.go:21 +0x44\n\nPrevious write at 0x00c0000140a8 by goroutine 8:\n  racekit/exercises/counter.(*Counter).Inc()\n      exercises/counter/counter.go:14 +0x5c\n",
	}
}

// lostUpdate is two increments that became one.
func lostUpdate() v.Finding {
	return v.Finding{
		Verdict:   v.WrongResult,
		Place:     at("counter", 14, "(*Counter).Inc"),
		What:      text("Increments were lost: several goroutines read the same count before one of them wrote.", "複数のゴルーチンが、書き込まれる前の同じ値を読み取ったため、加算が失われました。"),
		Why:       text("Each step is atomic; the pair is not.", "読み書きは個々にはアトミックですが、全体としてはアトミックではありません。"),
		Direction: text("Make it one indivisible step.", "不可分な1つの操作にまとめてください。"),
		Message:   "Value() = 1873 after 2000 calls of Inc, want 2000",
	}
}

// halfCounter locks in Inc and forgets Value: one race, no lost update.
func halfCounter() v.Exercise {
	other := race()
	other.What = text("Value reads c.n while Inc writes it.", "Inc の書き込み中に Value が c.n を読み取っています。")
	other.Message = "Value() went back from 7 to 6"
	return exercise("counter", counterTests[0],
		failed("TestValueWhileCounting", 30, counterTests[1].Title, 1, 0, race()),
		failed("TestCountersAreIndependent", 20, counterTests[2].Title, 2, 8, other))
}

// brokenCounter is the stub: races, and a lost update where the detector saw none.
func brokenCounter() v.Exercise {
	return exercise("counter",
		failed("TestNoLostUpdate", 50, counterTests[0].Title, 1, 0, lostUpdate()),
		failed("TestValueWhileCounting", 30, counterTests[1].Title, 1, 0, race()),
		failed("TestCountersAreIndependent", 20, counterTests[2].Title, 1, 0, race()))
}

// slowParallel waits for each read before it starts the next.
func slowParallel() v.Exercise {
	return exercise("parallel", failed("TestAllInFlight", 100,
		text("All reads are in flight at once, and the order is kept", "すべての読み込みが同時に実行され、順序が保たれること"), 9, 1, v.Finding{
			Verdict:   v.TooSlow,
			Place:     at("parallel", 12, "ReadAll"),
			What:      text("At most 1 of 3 reads was in flight.", "同時に実行中だった読み込みは、3件のうち最大1件です。"),
			Why:       text("The loop waits for each read before starting the next.", "1件ごとに完了を待ってから次を始めています。"),
			Direction: text("Start all, then wait.", "先にすべて開始し、その後で待ってください。"),
			Message:   "at most 1 of 3 in flight together",
		}))
}

// leakyFuture leaves a sender behind when a waiter gives up.
func leakyFuture() v.Exercise {
	title := text("An abandoned waiter leaks nothing", "待つのをやめても何もリークしないこと")
	return exercise("future",
		passed("TestManyWaiters", 60, text("Every waiter gets the value", "待っている全員が値を受け取ること")),
		failed("TestAbandoned", 40, title, 10, 0, v.Finding{
			Verdict:   v.GoroutineLeak,
			Place:     at("future", 22, "(*Future).resolve"),
			What:      text("The goroutine started at line 19 is still sending on ch.", "19行目で起動したゴルーチンが ch への送信で待ち続けています。"),
			Why:       text("Await returned on cancel (line 30), so nobody will receive.", "キャンセルにより Await が先に戻ったため（30行目）、受信側がもういません。"),
			Direction: text("Give the send a way to finish.", "受信されなくても送信側が終了できるようにしてください。"),
			Goroutines: []v.Goroutine{
				{Name: "g12", State: "chan send", At: at("future", 22, "(*Future).resolve"), Created: at("future", 19, "New"), Like: 3},
			},
		}))
}

// brokenFuture is the stub: it races in every test.
func brokenFuture() v.Exercise {
	f := v.Finding{
		Verdict:   v.DataRace,
		Place:     at("future", 27, "(*Future).Await"),
		What:      text("Await polls f.done while Resolve writes it.", "Resolve の書き込み中に Await が f.done をポーリングしています。"),
		Direction: text("Let the waiter sleep until it is told.", "待つ側は、通知されるまでブロックさせてください。"),
	}
	ex := leakyFuture()
	for i, t := range ex.Tests {
		ex.Tests[i] = failed(t.Name, t.Points, t.Title, 1, 0, f)
	}
	return exercise("future", ex.Tests...)
}

// hungLoop runs the slow work on the loop.
func hungLoop() v.Exercise {
	return exercise("nonblocking", failed("TestLoopKeepsServing", 100,
		text("Other events are served during slow work", "遅い処理の間も他のイベントが処理されること"), 10, 0, v.Finding{
			Verdict:   v.TooSlow,
			Place:     at("nonblocking", 33, "(*Server).handleReport"),
			What:      text("The loop served no event while handleReport was at work.", "handleReport の処理中、ループは他のイベントを1件も処理しませんでした。"),
			Why:       text("A handler that takes long keeps the loop from every other event.", "1つのハンドラーが長くかかると、ループは他のイベントに進めません。"),
			Direction: text("Hand slow work to the pool and take its result back as an event.", "遅い処理はプールに渡し、結果をイベントとして受け取ってください。"),
		}))
}

// uncompiled has two errors, one line each, and no finding of its tests.
func uncompiled() v.Exercise {
	ex := exercise("counter", brokenCounter().Tests...)
	for i := range ex.Tests {
		ex.Tests[i].Verdict, ex.Tests[i].Finding = v.DoesNotCompile, nil
		ex.Tests[i].Executions, ex.Tests[i].Tally, ex.Tests[i].Millis = 0, nil, 0
	}
	ex.Verdict = v.DoesNotCompile
	what := text("The compiler rejects this line.", "この行はコンパイルできません。")
	ex.Findings = []v.Finding{
		{Verdict: v.DoesNotCompile, Place: at("counter", 15, ""), What: what, Message: "declared and not used: old",
			Direction: text("Use the variable or take it out.", "変数を使うか、宣言を削除してください。")},
		{Verdict: v.DoesNotCompile, Place: at("counter", 21, ""), What: what, Message: "c.count undefined (type *Counter has no field or method count)"},
	}
	return ex
}

package explain

import (
	"fmt"

	"racekit/grader/verdict"
)

// Alone explains a witness that was not met: of want that were to be in flight
// together there were got, when nothing else could go on. where is the learner's line
// that was waiting, zero if none was.
func Alone(want, got int, where verdict.Place) Words {
	w := Words{
		What: both("at most %d of %d were in flight together", "同時に実行中だったのは%[2]d件中最大%[1]d件でした", got, want),
		Why: Text("Nothing else in the process could run by then, so the machine's speed is irrelevant. The others had not been started, or could not go on until one of these was done.",
			"その時点で、他に実行できるものはなく、マシンの速さは関係ありません。残りは、まだ起動されていないか、先に始まったものが終わるまで進めない状態でした。"),
		Direction: Text("Start all of them before you wait for any, and hold nothing meanwhile that the others need.",
			"どれかの完了を待つ前に、すべてを起動してください。また、実行している間、残りに必要なロックなどを保持しないでください。"),
	}
	w.What = placed(w.What, where, "%s: %s waits, and the rest does not come", "%s。%sで待っていますが、残りが始まりません")
	return w
}

// Dependent explains work that held up something that should not have needed it.
func Dependent(where verdict.Place) Words {
	w := Words{
		What: Text("something else had to wait until the slow work was done", "時間のかかる処理が終わるまで、無関係な処理が待たされました"),
		Why: Text("Whoever runs slow work can do nothing else meanwhile, and a lock that is held around it keeps out all who need that lock.",
			"時間のかかる処理を実行しているゴルーチンは、その間、他のことができません。その間ロックを保持していれば、そのロックを必要とするゴルーチンも待たされます。"),
		Direction: Text("Do the slow work where nobody waits for it, and hold nothing meanwhile that others need.",
			"時間のかかる処理は、誰も待たせない場所で実行してください。その間、他のゴルーチンに必要なロックなどを保持しないでください。"),
	}
	w.What = placed(w.What, where, "%s: it is done at %s", "%s。その処理は %sで実行されています")
	return w
}

// Late explains work that took longer than its bound on the clock, in most executions.
func Late(units, bound int) Words {
	return Words{
		What: both("took about %d units of work, bound %d", "約%d単位時間かかりました（上限%d）", units, bound),
		Why: Text("Most executions were over the bound, which leaves a wide margin for a busy machine.",
			"過半数の実行で上限を超えました。上限には、マシンが混んでいる場合に備えて十分な余裕があります。"),
		Direction: Text("Look for steps that wait for each other without need.", "必要もないのに互いを待っている手順がないか確認してください。"),
	}
}

// Long explains a test that takes so many steps, of which each is a use of a lock, a channel, an
// atomic or the like, that the schedules between them cannot be explored. where is the
// learner's line that takes most of them, zero if it is not known.
func Long(steps, bound int, where verdict.Place) Words {
	w := Words{
		What: both("the test took %d steps of synchronization, bound %d", "テストの同期操作が%d回に達しました（上限%d回）", steps, bound),
		Why: Text("Each use of a lock, a channel, an atomic or a timer is a place where another goroutine can come between. The bound is a multiple of what is needed; beyond it, the schedules are too many to be explored, and nobody can say that none of them is wrong.",
			"ロック、チャネル、アトミック変数、タイマーを1回使うたびに、そこに他のゴルーチンが割り込む可能性があります。上限は、必要な回数の数倍です。これを超えるとスケジュールの数が多すぎて探索できず、誤りがないことを確かめられません。"),
		Direction: Text("Use them where something is shared, once for each thing that has to be done together, and not in a loop that waits or repeats what is known.",
			"同期は共有されるものに対してだけ、まとめて行うべき処理ごとに1回使ってください。待つためのループや、わかっていることを繰り返し調べるループの中では使わないでください。"),
	}
	w.What = placed(w.What, where, "%s: most of them at %s", "%s。最も多いのは %sです")
	return w
}

// placed is what, and where: en and ja join the two. A place that is not known is left out.
func placed(what verdict.Text, where verdict.Place, en, ja string) verdict.Text {
	if where.IsZero() {
		return what
	}
	return verdict.Text{En: fmt.Sprintf(en, what.En, inFunc(where)), Ja: fmt.Sprintf(ja, what.Ja, inFuncJa(where))}
}

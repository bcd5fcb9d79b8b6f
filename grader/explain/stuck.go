package explain

import (
	"fmt"
	"strings"

	"racekit/grader/verdict"
)

// Deadlock explains a test that can never go on. stuck are the goroutines that stand
// in the learner's code, and the test's own.
func Deadlock(stuck []verdict.Goroutine) Words {
	w := Words{What: with("the test can never go on", "テストがこれ以上先に進めません", stuck)}
	w.Why, w.Direction = waitsFor(stuck)
	return w
}

// Leak explains goroutines that outlive the test.
func Leak(left []verdict.Goroutine) Words {
	w := Words{What: with("when the test had ended, a goroutine was still there", "テストが終わった後もゴルーチンが残っています", left)}
	w.Why, w.Direction = waitsFor(left)
	w.Direction = Text("Give it a second way out, so that it ends also when nobody needs it any more.",
		"相手がいなくなっても終了できるように、もう1つの出口を用意してください。")
	return w
}

// with is a sentence that goes on with what goroutines do, if any are known.
func with(en, ja string, gs []verdict.Goroutine) verdict.Text {
	if len(gs) == 0 {
		return Text(en, ja)
	}
	moreEn, moreJa := list(gs)
	return Text(en+": "+moreEn, ja+": "+moreJa)
}

// list says what each of the first few goroutines does, and where.
func list(gs []verdict.Goroutine) (en, ja string) {
	const most = 3
	var ens, jas []string
	for i, g := range gs {
		if i == most {
			ens, jas = append(ens, fmt.Sprintf("and %d more", len(gs)-most)), append(jas, fmt.Sprintf("このほかに%d個あります", len(gs)-most))
			break
		}
		e, j := one(g)
		ens, jas = append(ens, e), append(jas, j)
	}
	return strings.Join(ens, "; "), strings.Join(jas, "。")
}

// one says what a goroutine, and those like it, do and where.
func one(g verdict.Goroutine) (en, ja string) {
	who, is, whoJa := g.Name, "is", g.Name+" "
	if g.Like > 0 {
		who, is, whoJa = fmt.Sprintf("%s and %d more like it", g.Name, g.Like), "are", fmt.Sprintf("%s ほか%d個", g.Name, g.Like)
	}
	where, in, on := "", "", "" // places are not always known
	if !g.At.IsZero() {
		where, in, on = " at "+inFunc(g.At), " "+inFuncJa(g.At)+"で", " "+inFuncJa(g.At)+"を"
	}
	if g.Callback {
		where, in, on = " in code called at "+inFunc(g.At), " "+inFuncJa(g.At)+"から呼ばれたコードで", " "+inFuncJa(g.At)+"から呼ばれたコードを"
	}
	var about []string // what stands in brackets in Japanese
	switch g.State {
	case "running", "runnable", "":
		en, ja = fmt.Sprintf("%s %s running%s", who, is, where), whoJa+"は"+on+"実行中です"
	case "sleep":
		en, ja = fmt.Sprintf("%s %s sleeping%s", who, is, where), whoJa+"は"+in+"スリープ中です"
	default:
		en, ja = fmt.Sprintf("%s %s blocked (%s)%s", who, is, g.State, where), whoJa+"は"+in+"ブロック中です"
		about = append(about, g.State)
	}
	if !g.Created.IsZero() {
		en += fmt.Sprintf(" (started at %s)", at(g.Created))
		about = append(about, at(g.Created)+" で起動")
	}
	if len(about) > 0 {
		ja += "（" + strings.Join(about, "、") + "）"
	}
	return en, ja
}

// waitsFor says why such a wait does not end, by what the first goroutine waits for.
func waitsFor(gs []verdict.Goroutine) (why, direction verdict.Text) {
	state := ""
	for _, g := range gs {
		if g.At.Learner || g.Created.Learner {
			state = g.State
			break
		}
	}
	switch {
	case state == "runnable", state == "running":
		return Text("It waits for nothing: it goes on for ever, or a timer starts it again and again.", "何も待たずに動き続けているか、タイマーによって繰り返し起動されています。"),
			Text("Say what is to end it, and stop its timer then.", "何をきっかけに終わらせるかを決め、そのときにタイマーも止めてください。")
	case state == "sleep":
		return Text("It sleeps on although nobody needs it any more, and nothing can wake it early.", "もう必要とされていないのにスリープを続けており、途中で起こす方法がありません。"),
			Text("Wait for a channel or a context instead of sleeping.", "スリープする代わりに、チャネルかコンテキストを待ってください。")
	case strings.Contains(state, "nil chan"):
		return Text("A nil channel blocks for ever.", "nil チャネルに対する送受信は、永久に待ち続けます。"),
			Text("Make the channel before it is used.", "使う前にチャネルを作成してください。")
	case strings.HasPrefix(state, "chan send"):
		return Text("A send needs a receiver or room in the buffer, and nobody will receive any more.", "送信には受信側かバッファーの空きが必要ですが、受信するゴルーチンはもういません。"),
			Text("Count who sends and who receives on every path, also when the other side gives up early.", "どの経路でも送信と受信の数が合うか、相手が先にやめた場合も含めて確認してください。")
	case strings.HasPrefix(state, "chan receive"):
		return Text("A receive needs a sender or a closed channel, and nobody will send or close any more.", "受信には送信側かチャネルのクローズが必要ですが、送信やクローズをするゴルーチンはもういません。"),
			Text("Find who was to send or close, and why that did not happen.", "送信またはクローズするはずだったのはどこか、なぜ実行されなかったかを調べてください。")
	case strings.HasPrefix(state, "select"):
		return Text("None of its cases can become ready any more.", "どの case も、もう実行できる状態になりません。"),
			Text("Ask which event was to end this wait, and add the one that is missing.", "この待ちを終わらせるはずの出来事は何かを考え、足りないものを加えてください。")
	case state == "sync.WaitGroup.Wait":
		return Text("The group's count never comes down to zero.", "WaitGroup のカウンターが0になりません。"),
			Text("Match every Add with a Done, on every path.", "すべての経路で、Add と Done の回数を一致させてください。")
	case state == "sync.Cond.Wait":
		return Text("Nobody will signal the condition any more, or the signal came before the wait.", "条件変数に通知するゴルーチンがもういないか、待ち始める前に通知が済んでいます。"),
			Text("Change the condition and signal under the lock; check the condition in a loop.", "条件の変更と通知はロックの中で行い、条件はループで確認してください。")
	case state == "IO wait":
		return Text("An IO wait needs the other end of a pipe or a connection, and nothing comes from there.", "IO wait は、パイプや接続の相手側を待っている状態ですが、相手側は応答しません。"),
			Text("Ask what the other end waits for: somebody has to read while somebody writes.", "相手側が何を待っているかを考えてください。書き込みと読み取りは、同時に進む必要があります。")
	case state == "syscall":
		return Text("A wait for a child process ends when the child does, and this child does not end.", "子プロセスの終了を待っていますが、その子プロセスが終了しません。"),
			Text("Ask what the child waits for: the end of its input, somebody who reads its output, or a cancel that does not reach it.", "子プロセスが何を待っているかを考えてください。入力の終わりや、出力を読む相手を待っているか、キャンセルが届いていない可能性があります。")
	case strings.HasPrefix(state, "sync."):
		return Text("The lock will never be released: the goroutine that holds it waits itself, perhaps for this very lock (a mutex is not reentrant), or has returned without unlocking it.", "ロックは保持されたままで、解放されることがありません。保持しているゴルーチン自身が何か（ミューテックスは再入可能ではないので、同じロックの場合もあります）を待っているか、解放しないまま関数を抜けています。"),
			Text("Unlock on every path, take locks in one order, and wait for nothing while holding one.", "すべての経路でロックを解放し、取得する順序を統一し、ロックを保持したまま他のものを待たないようにしてください。")
	}
	return Text("What it waits for can never happen.", "待っている出来事が起こることは、もうありません。"),
		Text("Ask who was to wake it, and what that goroutine does instead.", "それを起こすはずだったゴルーチンはどれか、代わりに何をしているかを調べてください。")
}

// Hang explains an execution that used up its time. busy are those that were running.
func Hang(busy []verdict.Goroutine, polling bool) Words {
	en, ja := list(busy)
	if len(busy) == 0 {
		en, ja = "no goroutine of your code was seen running", "実行中のゴルーチンは見つかりませんでした"
	}
	if polling {
		return Words{
			What: Text("a goroutine does not wait to be woken where it should: "+en, "起こされるのを待つべきところで、そうしていないゴルーチンがあります: "+ja),
			Why: Text("To look again and again (polling) burns the processor or adds a delay, and by itself it orders nothing.",
				"確認を繰り返すこと（ポーリング）は CPU を浪費するか遅延を生み、それだけでは何の順序も保証しません。"),
			Direction: Text("Block until you are woken: by a channel, a lock or a condition.",
				"チャネル、ロック、条件変数など、起こされるまでブロックする仕組みを使ってください。"),
		}
	}
	return Words{
		What: Text("still running when the time was up: "+en, "制限時間を過ぎても実行が続いています: "+ja),
		Why: Text("The bounds are many times what a right solution needs: processor time, which a busy machine does not use up, and a minute on the clock for code that sleeps.",
			"制限は、正しい解答に必要な量の何倍もあります。CPU 時間（マシンが混んでいても消費されません）と、スリープするコードのための1分間の実時間です。"),
		Direction: Text("Look at the loop that never ends: what was to make its condition false?",
			"終わらないループを確認してください。その条件を偽にするはずだったものは何でしょうか。"),
	}
}

// Memory explains a process over its bound of memory.
func Memory(most []verdict.Goroutine) Words {
	return Words{
		What: with("the process went over its bound of memory", "プロセスのメモリ使用量が上限を超えました", most),
		Why: Text("Something grows without bound: goroutines, a queue or a slice.",
			"ゴルーチン、キュー、スライスなどが際限なく増えています。"),
		Direction: Text("Bound what is in flight or stored at one time.", "同時に存在する数や量に上限を設けてください。"),
	}
}

// TooManyGoroutines explains a process with more than can be followed.
func TooManyGoroutines() Words {
	return Words{
		What: Text("many thousands of goroutines were alive at once, more than can be followed", "同時に存在するゴルーチンが何千個にもなり、追跡できる上限を超えました"),
		Why: Text("Each goroutine costs memory, and a loop that starts them without waiting has no bound.",
			"ゴルーチンはそれぞれメモリを使います。待たずに起動し続けるループには上限がありません。"),
		Direction: Text("Start as many as there is work, and let each end.", "仕事の数だけ起動し、それぞれが必ず終わるようにしてください。"),
	}
}

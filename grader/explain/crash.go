package explain

import "strings"

// Panic explains a panic or a fatal error of the runtime by what it said.
func Panic(message string) Words {
	w := Words{
		What: both("panic: %s", "パニックが発生しました: %s", message),
		Why: Text("A panic that no goroutine recovers ends the whole process, whoever caused it.",
			"recover されないパニックは、どのゴルーチンが起こしたものでも、プロセス全体を終了させます。"),
		Direction: Text("Ask which state the code took for granted at this line.", "この行のコードが、どのような状態を前提にしていたかを考えてください。"),
	}
	for _, known := range [...]struct{ has, en, ja, toEn, toJa string }{
		{"send on closed channel", "The channel was closed while somebody still wanted to send.", "まだ送信しようとするゴルーチンがいるのに、チャネルがクローズされました。",
			"Let only the sender close, once, after its last send.", "クローズは送信側だけが、最後の送信の後に一度だけ行うようにしてください。"},
		{"close of closed channel", "A channel can be closed once; two goroutines, or two calls, both closed it.", "チャネルをクローズできるのは一度だけですが、2回クローズされました。",
			"Close it in one place, and make the decision to do so indivisible.", "クローズする場所を1つに決め、クローズするという判断を不可分な1つの操作にしてください。"},
		{"negative WaitGroup counter", "There was a Done without its Add.", "対応する Add のない Done が呼ばれました。",
			"Add before the goroutine starts, and call Done exactly once for each.", "ゴルーチンを起動する前に Add し、それぞれにつき Done をちょうど一度だけ呼んでください。"},
		{"nlock of unlocked", "The lock was released by someone who did not hold it.", "ロックを保持していないのに解放されました。",
			"Pair each Lock with exactly one Unlock.", "Lock と Unlock を必ず一対にしてください。"},
		{"WaitGroup misuse", "Add ran while somebody was in Wait already.", "すでに Wait で待っているゴルーチンがいる間に、Add が呼ばれました。",
			"Add before the goroutine starts, where Wait cannot have begun yet.", "Wait より必ず先になるように、ゴルーチンを起動する前に Add してください。"},
		{"WaitGroup is reused", "A new round began with Add before everybody had returned from Wait.", "全員が Wait から戻る前に、次の回の Add が呼ばれました。",
			"Use a new WaitGroup for each round.", "各回で新しい WaitGroup を使ってください。"},
		{"concurrent map", "Two goroutines used one map at once and at least one of them wrote to it.", "2つのゴルーチンが同じマップを同時に使い、少なくとも一方が書き込みました。",
			"Protect the map like any other shared variable, reads too.", "マップも、他の共有変数と同じように、読み取りも含めて保護してください。"},
		{"nil pointer dereference", "A pointer was used before it was set, or by a goroutine that cannot see that it was.", "ポインターが設定される前に使われたか、設定したことが別のゴルーチンから見えていません。",
			"Make sure that it is set before anyone can use it.", "誰かが使う前に、必ず設定が終わっているようにしてください。"},
		{"nil map", "The map was written to before it was made.", "作成される前のマップに書き込みました。",
			"Make the map before anyone can use it.", "誰かが使う前に、マップの作成が終わっているようにしてください。"},
		{"index out of range", "A length and an index belong to different moments or different slices.", "長さとインデックスが、それぞれ別の時点か、別のスライスのものになっています。",
			"Check that the slice has its full length before goroutines write into it.", "ゴルーチンが書き込む前に、スライスの長さが足りているか確認してください。"},
		{"stack overflow", "A function calls itself without end.", "関数が際限なく自分自身を呼び出しています。",
			"Look for the call that should have ended the recursion.", "再帰を終わらせるはずだった条件を確認してください。"},
	} {
		if strings.Contains(message, known.has) {
			w.Why, w.Direction = Text(known.en, known.ja), Text(known.toEn, known.toJa)
			break
		}
	}
	return w
}

// Ended explains a process that ended before its test did.
func Ended(status string) Words {
	return Words{
		What: both("the process ended in the middle of the test (%s)", "テストの途中でプロセスが終了しました（%s）", status),
		Why: Text("Only a test that runs to its end can pass: os.Exit and log.Fatal end everything, the test too.",
			"合格するのは、最後まで実行されたテストだけです。os.Exit や log.Fatal は、テストも含めてすべてを終了させます。"),
		Direction: Text("Return an error instead of ending the process.", "プロセスを終了させるのではなく、エラーを返してください。"),
	}
}

// Silent explains a process that had to be killed from outside.
func Silent() Words {
	return Words{
		What: Text("the process did not answer any more and was killed", "プロセスが応答しなくなったため、強制終了しました"),
		Why:  Text("It went on far over every bound of time.", "すべての制限時間を大幅に超えていました。"),
		Direction: Text("Look at the loop that never ends: what was to make its condition false?",
			"終わらないループを確認してください。その条件を偽にするはずだったものは何でしょうか。"),
	}
}

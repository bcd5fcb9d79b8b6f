package explain

import (
	"strings"

	"racekit/grader/admit"
	"racekit/grader/verdict"
)

// common are the packages that people need most.
var common = [...]string{"context", "errors", "fmt", "maps", "slices", "sort", "strings", "sync", "sync/atomic", "time"}

// Refused explains what a submission must not do. allowed are the packages that the
// exercise may import beside the usual ones.
func Refused(r admit.Refusal, allowed []string) Words {
	why, to := refusal(r.Rule, allowed)
	return Words{
		What:      both("refused: %s (rule %s)", "禁止事項に該当します: %s（規則 %s）", r.What, string(r.Rule)),
		Why:       why,
		Direction: to,
	}
}

// refusal is why there is a rule, and what to do instead.
func refusal(rule admit.Rule, allowed []string) (why, to verdict.Text) {
	switch rule {
	case admit.File:
		return Text("A graded file is a regular file of Go source: UTF-8, at most 64 KiB, no link.",
				"採点対象のファイルは、UTF-8 で 64 KiB 以下の通常の Go ソースファイルでなければなりません（リンクは不可）。"),
			Text("Save it as plain text in its place, and leave out data.", "プレーンテキストとして元の場所に保存し、データは含めないでください。")
	case admit.ExtraFile:
		return Text("Only the listed files are graded. What else a build would take in could change what is judged.",
				"採点されるのは指定されたファイルだけです。ビルドに含まれ得る他のファイルは、判定の内容を変えてしまうおそれがあります。"),
			Text("Move it out of the exercise's folder; tests of your own can live in a folder below it.",
				"課題のフォルダーの外に移してください。自分用のテストは、その下に別のフォルダーを作って置けます。")
	case admit.Import, admit.Cgo:
		list := strings.Join(append(common[:], allowed...), ", ")
		return Text("Your code runs in one process with the tests that judge it. Packages that reach files, the network, other processes or memory that is not theirs could change the verdict, so only some are allowed.",
				"提出されたコードは、判定を行うテストと同じプロセスで動きます。ファイル、ネットワーク、他のプロセス、他のメモリに触れられるパッケージは判定を変え得るため、使えるパッケージを限定しています。"),
			verdict.Text{En: "Do without it. Allowed are " + list + " and others that only compute (README.md has all).", Ja: "このパッケージを使わずに書いてください。使えるのは " + list + " など、計算だけを行うパッケージです（一覧は README.md にあります）。"}
	case admit.DotImport:
		return Text("With it one cannot see which names are whose.", "どの名前がどのパッケージのものか、見分けられなくなります。"),
			Text("Import the package by its name.", "パッケージ名を付けて参照してください。")
	case admit.Directive:
		return Text("Comments of this kind speak to the compiler or the go command; some switch the race detector off or borrow other files.",
				"この形式のコメントはコンパイラーや go コマンドへの指示になり、競合検出器を無効にしたり、他のファイルを取り込んだりできます。"),
			Text("Delete the comment, or write it as prose.", "そのコメントを削除するか、通常の文章として書いてください。")
	case admit.Runtime:
		return Text("It would change how the tests are run, or tell that they are.", "テストの実行方法を変えたり、テスト中かどうかを調べたりできてしまいます。"),
			Text("Of package runtime, Gosched, Goexit, NumCPU, NumGoroutine, KeepAlive, GOOS, GOARCH and GOMAXPROCS(0) are allowed.",
				"runtime パッケージで使えるのは Gosched、Goexit、NumCPU、NumGoroutine、KeepAlive、GOOS、GOARCH と GOMAXPROCS(0) だけです。")
	case admit.Uncontrolled:
		return Text("It blocks, or remembers something, where the explorer cannot see it: the schedules of your code could not be explored.",
				"スケジュールの探索から見えないところで待ったり、値を保持したりするため、コードのスケジュールを探索できなくなります。"),
			Text("Use channels, package sync and variables of your own. Of package log, what prints is allowed, with SetFlags and SetPrefix.",
				"チャネル、sync パッケージ、自分の変数を使ってください。log パッケージで使えるのは、出力する関数と SetFlags、SetPrefix です。")
	}
	return refusalOfNames(rule)
}

// refusalOfNames is refusal for rules about declarations and uses.
func refusalOfNames(rule admit.Rule) (why, to verdict.Text) {
	switch rule {
	case admit.ForeignVariable:
		return Text("The variable belongs to another package, and the tests rely on its value.",
				"この変数は他のパッケージのもので、テストはその値を前提にしています。"),
			Text("Keep a variable of your own. A value can be copied and compared.", "自分の変数を用意してください。値のコピーや比較は自由にできます。")
	case admit.KitVariable:
		return Text("It belongs to the kit's file, and the tests rely on what that does with it.",
				"これは教材のファイルのもので、テストはその扱いを前提にしています。"),
			Text("Use what the kit's file offers with a capital letter; an error of it may be returned, compared and wrapped, not set.", "教材のファイルが公開している（大文字で始まる）機能を使ってください。エラーは返す、比較する、ラップするのは自由ですが、代入はしないでください。")
	case admit.Shadowing:
		return Text("The kit's file is in the same package and uses this name as Go declares it.",
				"教材のファイルは同じパッケージにあり、この名前を Go の定義どおりの意味で使っています。"),
			Text("Choose another name.", "別の名前にしてください。")
	case admit.TestCode:
		return Text("The tests are the kit's.", "テストは教材のものを使います。"), Text("Delete it.", "削除してください。")
	case admit.ErrorIdentity:
		return Text("errors.Is and errors.As ask this method: an error could claim to be any other.",
				"errors.Is と errors.As はこのメソッドに問い合わせます。任意のエラーになりすませてしまいます。"),
			Text("Wrap the cause (fmt.Errorf with %w, errors.Join, or a method Unwrap).", "原因をラップしてください（fmt.Errorf の %w、errors.Join、Unwrap メソッド）。")
	}
	return Text("To build it would take more time or memory than a grading has.", "ビルドに、採点で使える以上の時間やメモリが必要になります。"),
		Text("Make it when the program runs, as large as it has to be.", "実行時に、必要な大きさだけ確保してください。")
}

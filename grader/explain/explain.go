// Package explain says in English and Japanese what was observed: what happened, why
// that is wrong, and in which direction to go, without code. It decides nothing and
// looks nothing up; whoever calls it has the facts.
//
// One form for all: the first sentence names lines and goroutines, the second gives
// the reason in the words of the Go memory model, the third points and does not solve.
package explain

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"racekit/grader/verdict"
)

// Words are the three parts of an explanation.
type Words struct {
	What, Why, Direction verdict.Text
}

// On puts the words into a finding, with a full stop behind what happened.
func (w Words) On(f verdict.Finding) verdict.Finding {
	f.What = verdict.Text{En: stop(w.What.En, ".", ".!?"), Ja: stop(w.What.Ja, "。", "。！？")}
	f.Why, f.Direction = w.Why, w.Direction
	return f
}

// stop adds mark to a sentence that does not end in one of marks.
func stop(sentence, mark, marks string) string {
	last, _ := utf8.DecodeLastRuneInString(sentence)
	if sentence == "" || strings.ContainsRune(marks, last) {
		return sentence
	}
	return sentence + mark
}

// Text is one thing in both languages.
func Text(en, ja string) verdict.Text { return verdict.Text{En: en, Ja: ja} }

// both formats two templates with the same arguments.
func both(en, ja string, args ...any) verdict.Text {
	return verdict.Text{En: fmt.Sprintf(en, args...), Ja: fmt.Sprintf(ja, args...)}
}

// at is how a place is named inside a sentence: "counter.go:21". Outside of files it is
// a package: "sync/atomic".
func at(p verdict.Place) string {
	switch {
	case p.IsZero():
		return "?"
	case p.Line == 0:
		return p.File
	}
	return fmt.Sprintf("%s:%d", base(p.File), p.Line)
}

func base(file string) string { return file[strings.LastIndexByte(file, '/')+1:] }

// inFunc is "counter.go:21 (Counter.Value)".
func inFunc(p verdict.Place) string {
	if p.Func == "" {
		return at(p)
	}
	return at(p) + " (" + p.Func + ")"
}

// inFuncJa is "counter.go:21（Counter.Value）", with a space behind it where Japanese
// that goes on needs one.
func inFuncJa(p verdict.Place) string {
	if p.Func == "" {
		return at(p) + " "
	}
	return at(p) + "（" + p.Func + "）"
}

// NoRun explains an exercise that the grader could not grade.
func NoRun(err error) Words {
	return Words{
		What:      both("the grader could not do its job: %v", "採点プログラム側の問題で採点できませんでした: %v", err),
		Direction: Text("This costs no points. 'racekit doctor' looks for the cause.", "減点はありません。「racekit doctor」で原因を調べられます。"),
	}
}

// Interrupted explains an exercise whose grading was stopped.
func Interrupted() Words {
	return Words{
		What:      Text("the grading was interrupted before this was decided", "結果が出る前に採点が中断されました"),
		Direction: Text("This costs no points. Grade again.", "減点はありません。もう一度採点してください。"),
	}
}

// NeverReported explains a test that gave no result at all.
func NeverReported() Words {
	return Words{
		What:      Text("the test never reported a result", "テストが結果を報告しませんでした"),
		Why:       Text("A test that gives no result has not passed.", "結果を報告しなかったテストは、合格とはみなされません。"),
		Direction: Text("Look for code that ends the program or replaces what the tests call.", "プログラムを終了させるコードや、テストから呼ばれるものを置き換えるコードがないか確認してください。"),
	}
}

// ReportLost explains that the race detector found something, and that its report is not
// there.
func ReportLost() Words {
	return Words{
		What: Text("the race detector found something, and its report is missing", "競合検出器が何かを検出しましたが、レポートが残っていません"),
		Why: Text("Without the report nobody can say which test it belongs to.",
			"レポートがないと、どのテストの問題なのか判断できません。"),
		Direction: Text("This costs no points. Grade again.", "減点はありません。もう一度採点してください。"),
	}
}

// Missing explains a file of the learner that is not there or is empty.
func Missing(file, restore string) Words {
	return Words{
		What:      both("%s is missing or empty", "%s がないか、空です", base(file)),
		Direction: both("'%s' brings the original back.", "「%s」で元のファイルに戻せます。", restore),
	}
}

// NotHandedIn explains a file that somebody's submission does not hold.
func NotHandedIn(file string) Words {
	short := file[strings.IndexByte(file, '/')+1:]
	return Words{
		What:      both("%s is not in the submission: the exercise was not handed in", "提出物に %s がありません。この課題は提出されていません", short),
		Direction: both("It is looked for as %s and as %s in the folder that is graded.", "採点するフォルダー内の %s または %s に置いてください。", file, short),
	}
}

// Unusable explains a file of somebody's submission that is there and cannot be graded.
func Unusable(file string, err error) Words {
	return Words{
		What:      both("%s cannot be graded: %v", "%s を採点できません: %v", base(file), err),
		Direction: Text("Hand in a file with the code of the exercise.", "課題のコードを書いたファイルを提出してください。"),
	}
}

// PackageName explains a wrong package clause.
func PackageName(got, want string) Words {
	return Words{
		What:      both("the file says 'package %s'; the exercise is package %s", "パッケージ名が %s になっていますが、この課題のパッケージは %s です", got, want),
		Direction: both("Write 'package %s' in the first line of code.", "コードの先頭行を「package %[1]s」にしてください。", want),
	}
}

// Compile explains a complaint of the compiler about the learner's own line.
func Compile(message string) Words {
	return Words{
		What: Text(message, gloss(message)),
		Direction: Text("Mend this line first: later complaints often follow from the first.",
			"まずこの行を直してください。後のエラーは、最初のエラーが原因であることがよくあります。"),
	}
}

// Exhausted explains that the compiler was stopped at a bound of time or memory.
func Exhausted() Words {
	return Words{
		What: Text("the compiler needed too much time or memory for this and was stopped",
			"コンパイラがこのコードの処理に時間またはメモリを使いすぎたため、中止しました"),
		Why: Text("A solution of this exercise compiles in well under a second.",
			"この課題の解答は、1秒もかからずにコンパイルできる大きさです。"),
		Direction: Text("Look for generic functions that instantiate each other with ever larger types, and for very large literals.",
			"型引数がどんどん大きくなるジェネリック関数どうしの呼び出しや、非常に大きなリテラルがないか確かめてください。"),
	}
}

// API explains a complaint of the compiler about a line of the tests: what they call
// is not there, or not as they call it.
func API(message string, line verdict.Place) Words {
	return Words{
		What: both("the tests cannot call your code: %s (%s)", "テストからコードを呼び出せません: %s（%s）", message, at(line)),
		Why: Text("The tests use the names and signatures that the exercise came with.",
			"テストは、課題が最初に用意した名前とシグネチャを使います。"),
		Direction: Text("Keep every exported name and its signature; what is inside is yours.",
			"公開されている名前とシグネチャは変えないでください。中身は自由に書き換えられます。"),
	}
}

// Changed explains a complaint of the compiler about a file of the kit that somebody
// changed. restore is the command that brings it back.
func Changed(message string, line verdict.Place, restore string) Words {
	return Words{
		What: both("a file of the kit was changed and cannot be built: %s (%s)", "教材のファイルが変更されているため、ビルドできません: %s（%s）", message, at(line)),
		Why: Text("The exercise does not count while its tests are not the kit's.",
			"テストが元の教材と異なる間、この課題は集計対象外です。"),
		Direction: both("'%s' brings the original back.", "「%s」で元のファイルに戻せます。", restore),
	}
}

// gloss puts the compiler's commonest complaints into Japanese, behind the original.
func gloss(message string) string {
	for _, g := range [...]struct{ has, ja string }{
		{"declared and not used", "宣言した変数が使われていません"},
		{"imported and not used", "インポートしたパッケージが使われていません"},
		{"missing return", "戻り値を返さずに関数が終わる経路があります"},
		{"undefined:", "定義されていない名前です"},
		{"cannot use", "型が合いません"},
		{"not enough arguments", "引数が足りません"},
		{"too many arguments", "引数が多すぎます"},
		{"not enough return values", "戻り値が足りません"},
		{"too many return values", "戻り値が多すぎます"},
		{"has no field or method", "その名前のフィールドやメソッドはありません"},
		{"syntax error", "構文の誤りです"},
		{"expected ", "構文の誤りです"},
		{"is not in std", "標準ライブラリにないパッケージです"},
		{"no required module provides", "使えないパッケージです"},
		{"redeclared", "同じ名前が2回宣言されています"},
	} {
		if strings.Contains(message, g.has) {
			return message + "（" + g.ja + "）"
		}
	}
	return "コンパイルできません: " + message
}

// Wrong explains a failed assertion. The reason and the direction are the exercise's.
func Wrong(title, why, direction verdict.Text) Words {
	return Words{
		What:      both2("this does not hold: %s", "次の性質が満たされていません: %s", title),
		Why:       why,
		Direction: direction,
	}
}

// both2 formats two templates, each with the text of its own language.
func both2(en, ja string, t verdict.Text) verdict.Text {
	return verdict.Text{En: fmt.Sprintf(en, t.In(verdict.English)), Ja: fmt.Sprintf(ja, t.In(verdict.Japanese))}
}

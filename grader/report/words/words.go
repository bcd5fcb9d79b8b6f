// Package words holds every fixed word that a report says, in both languages, side by
// side, so that one thing has one name in all formats. What explains a finding is not
// here: it comes with the stream.
package words

import (
	"fmt"

	"racekit/grader/verdict"
)

// Word is one thing to say, in English and Japanese. With arguments both are formats of
// package fmt that take the same ones.
type Word struct{ en, ja string }

// In says the word in the language l.
func (w Word) In(l verdict.Lang, args ...any) string {
	s := w.en
	if l == verdict.Japanese {
		s = w.ja
	}
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

// The table: its columns, and what stands in them beside a verdict.
var (
	Exercise    = Word{"exercise", "課題"}
	Score       = Word{"score", "得点"}
	Verdict     = Word{"verdict", "判定"}
	Failed      = Word{"what failed", "失敗したテスト"}
	Separator   = Word{", ", "、"}
	NotStarted  = Word{"not started", "未着手"}
	NotCounted  = Word{"does not count", "集計対象外"}
	WholeFailed = Word{"every test", "すべてのテスト"}
)

// The explanation of one exercise.
var (
	Sentences  = Word{" ", ""}
	TestsLost  = Word{"points lost:", "失った得点:"}
	Executions = Word{"(in %d of %d executions)", "（%[2]d回の実行中%[1]d回）"}
	CutShort   = Word{"(in %d of %d executions; a failure ends them early)", "（%[2]d回の実行中%[1]d回、失敗のため打ち切り）"}
	Times      = Word{"(%d times)", "（%d回）"}
	Accesses   = Word{"the two accesses, the earlier first:", "2つのアクセス（起きた順）:"}
	Goroutines = Word{"the goroutines:", "関係するゴルーチン:"}
	AndLike    = Word{" and %d like it", " ほか%d個"}
	StartedAt  = Word{"started at %s", "%s で起動"}
	TestItself = Word{"the test itself", "テスト自身"}
	Schedule   = Word{"a schedule that shows it:", "問題が起きるスケジュール:"}
	MoreLines  = Word{"... %d more lines", "... ほか%d行"}
	MoreOfThem = Word{"... and %d more", "... ほか%d件"}
	NoReason   = Word{"The grader recorded no explanation.", "説明は記録されていません。"}
	LookCloser = Word{"look closer:", "ヒントを見る:"}
	TryAgain   = Word{"grade again:", "もう一度採点:"}
	Remedy     = Word{"to mend it:", "直すには:"}
	StubAsIs   = Word{"This is the code as the kit ships it. What is wrong with it:", "配布時のままのコードです。次の問題があります。"}
	WouldHave  = Word{"THIS EXERCISE DOES NOT COUNT: files of the kit were changed. It would have scored %d/%d.", "この課題は集計対象外です。教材のファイルが変更されています。変更がなければ %d/%d点でした。"}
)

// The end of a report.
var (
	Submission    = Word{"Submission: %s", "提出物: %s"}
	Total         = Word{"Total %d/%d (%d%%)", "合計 %d/%d点（%d%%）"}
	Done          = Word{"%d of %d done", "%[2]d課題中%[1]d課題が合格"}
	Untouched     = Word{"%d not started", "未着手%d課題"}
	LeftOut       = Word{"Left out of the total: %s", "合計に含まない課題: %s"}
	NotDecided    = Word{"Not decided: %s", "未判定: %s"}
	Interrupted   = Word{"Interrupted. The results so far are shown.", "中断されました。ここまでの結果を表示しています。"}
	Nothing       = Word{"No exercise was graded.", "採点された課題はありません。"}
	AllDone       = Word{"Every exercise passes. Well done.", "すべての課題に合格しました。おつかれさまでした。"}
	OneDone       = Word{"%s passes. Well done.", "%s に合格しました。おつかれさまでした。"}
	Next          = Word{"Next: %s", "次の課題: %s"}
	NextFresh     = Word{"Next: %s. Read %s, then run: %s", "次の課題: %s（%s を読んで取り組み、%s で採点します）"}
	NextElsewhere = Word{"Next: %s. To grade it: %s", "次の課題: %s（採点: %s）"}
	Readme        = Word{"README.md", "README.ja.md"}
	Note          = Word{"note:", "注意:"}
	WithoutRace   = Word{"not watched by the race detector", "データ競合の検出なし"}
	HowItRan      = Word{"%s, up to %d executions a test, seed %d", "%s、1テストにつき最大%d回実行、シード %d"}
	Explored      = Word{"%s schedules explored", "%s通りのスケジュールを探索"}
	Remembered    = Word{"%d of %d not changed since they were graded (--fresh grades them again)", "%[2]d件中%[1]d件は前回の採点から変更なし（--fresh で採点し直します）"}
	Confined      = Word{"confined: %s", "隔離: %s"}
	Took          = Word{"%.1f s", "%.1f秒"}
	ProgressStep  = Word{"%s %d/%d", "%s %d/%d"}
)

// The job summary of GitHub Actions.
var (
	RawReport = Word{"the report as the tools printed it", "ツールが出力したレポート"}
	TooMany   = Word{"GitHub shows at most %d errors and %d warnings a step at their lines; %d errors and %d warnings are only listed here.", "GitHub が1ステップで行に表示するのはエラー%d件、警告%d件までです。エラー%d件、警告%d件は、ここにのみ表示しています。"}
	CutOff    = Word{"The details of %d exercises are left out: GitHub takes at most 1 MiB.", "GitHub の上限（1 MiB）を超えるため、%d課題の詳細を省略しました。"}
)

package explain

import (
	"fmt"

	"racekit/grader/verdict"
)

// Race explains two accesses that nothing orders. later is the one that the detector
// was watching, earlier the one that it remembered; earlier is zero if the detector could
// not restore it, and so is later if it could restore neither. variable is the
// expression that both lines share, "" if unknown.
func Race(later, earlier verdict.Access, variable string) Words {
	w := Words{
		Why: Text("No happens-before edge orders the two, so neither is guaranteed to see what the other did: an update can get lost and a value can be old.",
			"両者の間に happens-before 関係がないため、互いの結果が見える保証はありません。更新が失われたり、古い値を読んだりするおそれがあります。"),
		Direction: Text("Protect every access to it, reads too, by one and the same means.",
			"読み取りも含め、すべてのアクセスを同じ1つの手段で保護してください。"),
	}
	if later.At.IsZero() {
		w.What = Text("two goroutines access one variable, and the race detector could not restore where",
			"2つのゴルーチンが同じ変数にアクセスしましたが、競合検出器はその場所を特定できませんでした")
		return w
	}
	en, ja := "a shared variable", "共有変数"
	if variable != "" {
		en, ja = variable, " "+variable+" " // a space stands between Latin and Japanese
	}
	if earlier.At.IsZero() {
		w.What = verdict.Text{
			En: fmt.Sprintf("%s %s %s at %s while another goroutine uses it", later.Goroutine, verb(later.Op), en, inFunc(later.At)),
			Ja: fmt.Sprintf("%s が %sで%s%sましたが、別のゴルーチンもそれを使っています", later.Goroutine, inFuncJa(later.At), ja, verbJa(later.Op)),
		}
		return w
	}
	w.What = verdict.Text{
		En: fmt.Sprintf("first %s %s %s at %s, then %s %s it at %s",
			earlier.Goroutine, verb(earlier.Op), en, inFunc(earlier.At), later.Goroutine, verb(later.Op), inFunc(later.At)),
		Ja: fmt.Sprintf("%s が %sで%s%s、続いて %s が %sでそれ%sました",
			earlier.Goroutine, inFuncJa(earlier.At), ja, verbJa(earlier.Op), later.Goroutine, inFuncJa(later.At), verbJa(later.Op)),
	}
	return w
}

// Unjoined explains a race between a function and a goroutine that it started: the
// access of the function is ordered by no wait. starter is the function.
func Unjoined(later, earlier verdict.Access, variable, starter string) Words {
	w := Race(later, earlier, variable)
	w.Why = both("One of the two is in %[1]s itself, the other in a goroutine that %[1]s started. A go statement orders what comes before it; only a wait for its end orders what comes after.",
		"一方は %[1]s 自身、もう一方は %[1]s が起動したゴルーチンの中にあります。go 文より前の処理は順序づけられますが、後の処理は、終了を待たない限り順序づけられません。", starter)
	w.Direction = Text("Wait until the goroutines have ended before you use what they write, and count them before they start.",
		"ゴルーチンが書き込むものは、その終了を待ってから使ってください。待つ対象の数は、起動する前に数えておいてください。")
	return w
}

// AddedLate explains a WaitGroup whose Add may come after its Wait. started is where the
// goroutine was started that calls Add, zero if unknown.
func AddedLate(started verdict.Place) Words {
	w := Words{
		What: Text("a WaitGroup's Add and its Wait are called at the same time", "WaitGroup の Add と Wait が同時に呼ばれています"),
		Why: Text("Wait returns at once while the count is zero. An Add inside the goroutine may come too late, and then nobody waits for it.",
			"Wait は、カウントが0なら直ちに戻ります。ゴルーチンの中で Add を呼ぶと間に合わないことがあり、その場合は誰も終了を待ちません。"),
		Direction: Text("Count each goroutine before it is started.", "ゴルーチンを起動する前に、数に加えてください。"),
	}
	if !started.IsZero() {
		w.What = both("a goroutine that is started at %s calls a WaitGroup's Add while another one may already be in its Wait",
			"%s で起動されたゴルーチンが WaitGroup の Add を呼んでいますが、その時点で別のゴルーチンがすでに Wait を呼んでいる可能性があります", inFunc(started))
	}
	return w
}

func verb(op string) string {
	switch op {
	case "read":
		return "reads"
	case "write":
		return "writes"
	case "atomic read":
		return "atomically reads"
	case "atomic write":
		return "atomically writes"
	}
	return "uses (" + op + ")"
}

// verbJa is the particle of what is used, and the stem to which 「ました」 is added; it
// also joins two clauses.
func verbJa(op string) string {
	switch op {
	case "read":
		return "を読み取り"
	case "write":
		return "に書き込み"
	case "atomic read":
		return "をアトミックに読み取り"
	case "atomic write":
		return "にアトミックに書き込み"
	}
	return "を使用し"
}

package explain

import (
	"fmt"

	"racekit/grader/verdict"
)

// Race explains two accesses that nothing orders. later is the one that the detector
// was watching, earlier the one that it remembered, zero if it could not restore it.
// variable is the expression that both lines share, "" if unknown.
func Race(later, earlier verdict.Access, variable string) Words {
	w := Words{
		Why: Text("No happens-before edge orders the two, so neither is guaranteed to see what the other did: an update can get lost and a value can be old.",
			"両者の間に happens-before 関係がないため、互いの結果が見える保証はありません。更新が失われたり、古い値を読んだりするおそれがあります。"),
		Direction: Text("Protect every access to it, reads too, by one and the same means.",
			"読み取りも含め、すべてのアクセスを同じ1つの手段で保護してください。"),
	}
	en, ja := "a shared variable", "共有変数"
	if variable != "" {
		en, ja = variable, variable
	}
	if earlier.At.IsZero() {
		w.What = verdict.Text{
			En: fmt.Sprintf("%s %s %s at %s while another goroutine uses it", later.Goroutine, verb(later.Op), en, inFunc(later.At)),
			Ja: fmt.Sprintf("%s が %s で%sを%sましたが、別のゴルーチンもそれを使っています", later.Goroutine, inFunc(later.At), ja, verbJa(later.Op)),
		}
		return w
	}
	w.What = verdict.Text{
		En: fmt.Sprintf("first %s %s %s at %s, then %s %s it at %s",
			earlier.Goroutine, verb(earlier.Op), en, inFunc(earlier.At), later.Goroutine, verb(later.Op), inFunc(later.At)),
		Ja: fmt.Sprintf("%s が %s で %s を%s、続いて %s が %s でそれを%sました",
			earlier.Goroutine, inFunc(earlier.At), ja, verbJa(earlier.Op), later.Goroutine, inFunc(later.At), verbJa(later.Op)),
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

// verbJa is the stem to which 「ました」 is added; it also joins two clauses.
func verbJa(op string) string {
	switch op {
	case "read":
		return "読み取り"
	case "write":
		return "書き込み"
	case "atomic read":
		return "アトミックに読み取り"
	case "atomic write":
		return "アトミックに書き込み"
	}
	return "使用し"
}

package trace

import (
	"racekit/grader/explore/outcome"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// Covered is which schedules were executed, as a phrase: "all 3,642 schedules with at most
// 2 preemptions, and 20,000 sampled".
func Covered(c outcome.Coverage) verdict.Text {
	bound, within, beyond, sampled := sum(c)
	n := c.Schedules
	if n == 0 {
		n = within + beyond + sampled
	}
	switch {
	case c.Complete && n == 1:
		return text("the only schedule that there is", "存在する唯一のスケジュール")
	case c.Complete:
		return both("all %s schedules that there are", "存在する%s通りのスケジュールすべて", term.Count(n))
	case bound < 0 && within+beyond+sampled == 0:
		return both("%s schedules", "%s通りのスケジュール", term.Count(n))
	}
	var parts []verdict.Text
	switch {
	case bound == 0 && within == 1:
		parts = append(parts, text("the only schedule without a preemption", "プリエンプションのない唯一のスケジュール"))
	case bound == 0:
		parts = append(parts, both("all %s schedules without a preemption", "プリエンプションのない%s通りのスケジュールすべて", term.Count(within)))
	case bound > 0:
		parts = append(parts, both("all %[2]s schedules with at most %[1]s", "プリエンプションが%[1]s回以下の%[2]s通りのスケジュールすべて", "\x00", term.Count(within)))
		parts[0] = replaced(parts[0], preemptions(bound), term.Count(bound))
	}
	if beyond > 0 {
		parts = append(parts, both("%s more", "それ以外の%s通り", term.Count(beyond)))
		if bound < 0 {
			parts[0] = both("%s of the schedules with few preemptions", "プリエンプションの少ないもののうち%s通り", term.Count(beyond))
		}
	}
	if sampled > 0 {
		parts = append(parts, both("%s sampled", "ランダムに選んだ%s通り", term.Count(sampled)))
	}
	return join(parts, ", and ", "と、")
}

func preemptions(n int) string {
	if n == 1 {
		return "1 preemption"
	}
	return term.Count(n) + " preemptions"
}

// sum counts: all within the greatest bound that was completed, -1 if none was, then what
// was searched beyond without completing it, and what was sampled.
func sum(c outcome.Coverage) (bound, within, beyond, sampled int) {
	bound = -1
	searched := 0
	for _, s := range c.Stages {
		switch s.Name {
		case "bounded":
			if searched += s.Schedules; s.Complete {
				bound, within = s.Bound, searched
			}
		case "unbounded", "first":
			searched += s.Schedules
		default:
			sampled += s.Schedules
		}
	}
	return bound, within, searched - within, sampled
}

// NotCovered is what Covered leaves out, in short sentences; zero if nothing is known to
// be left out.
func NotCovered(c outcome.Coverage) verdict.Text {
	var out []verdict.Text
	if bound, _, _, sampled := sum(c); !c.Complete {
		switch {
		case bound < 0:
			out = append(out, text("most schedules", "ほとんどのスケジュール"))
		case sampled > 0:
			out = append(out, both("more than %[2]s, but for the samples", "プリエンプションが%[1]d回を超えるもの（ランダムに選んだものを除く）", bound, preemptions(bound)))
		default:
			out = append(out, both("more than %[2]s", "プリエンプションが%[1]d回を超えるもの", bound, preemptions(bound)))
		}
	}
	if c.Fair {
		out = append(out, text("those in which a goroutine that gives up its turn, or asks the same again and again, has the next one before the others",
			"順番を譲るゴルーチンや同じことを何度も確かめるゴルーチンが、他より先に次の順番を得るもの"))
	}
	if c.Cut > 0 {
		t := both("what follows in %s schedules that were cut off at the bound of steps", "ステップ数の上限で打ち切った%s通りのスケジュールの続き", term.Count(c.Cut))
		if c.Cut == 1 {
			t.En = "what follows in 1 schedule that was cut off at the bound of steps"
		}
		out = append(out, t)
	}
	if c.Diverged > 0 {
		t := both("what follows in %s schedules that did not repeat as they should (the program depends on something besides the schedule)",
			"再現しなかった%s通りのスケジュールの続き（プログラムがスケジュール以外の何かに依存しています）", term.Count(c.Diverged))
		if c.Diverged == 1 {
			t.En = "what follows in 1 schedule that did not repeat as it should (the program depends on something besides the schedule)"
		}
		out = append(out, t)
	}
	return join(out, "; ", "、")
}

// passed says that nothing failed, and of how much that is true.
func (e *Explanation) passed(t outcome.Test) {
	switch {
	case t.Skipped != "":
		e.Title = both("skipped: %s", "スキップ: %s", term.Line(t.Skipped))
		return
	case t.Refused != nil:
		e.Class = outcome.Refused
		e.Title = both("not explored: it uses %s, which cannot be controlled", "探索できません: 制御できない %s を使っています", term.Line(t.Refused.What))
		if where := term.Line(t.Refused.Where); where != "" {
			e.Title = plus(e.Title, " ("+where+")", "（"+where+"）")
		}
		return
	case t.Coverage.Schedules == 0 && len(t.Coverage.Stages) == 0:
		e.Title = text("no schedule was executed", "スケジュールは1つも実行されませんでした")
		return
	}
	done := Covered(t.Coverage)
	e.Title = both("pass: no failure in %s", "%s", done.En)
	e.Title.Ja = "合格: " + done.Ja + "で失敗なし"
	if missing := NotCovered(t.Coverage); !missing.IsZero() {
		e.Why = plus(text("Not covered: "+missing.En, "調べていないもの: "+missing.Ja), ".", "。")
	}
}

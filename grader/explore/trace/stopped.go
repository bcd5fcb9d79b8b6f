package trace

import (
	"strings"

	"racekit/grader/explore/outcome"
	"racekit/grader/report/term"
)

// stopped explains a test that the process did not survive, so that there is no schedule
// to show: it used up processor time or memory, or the runtime ended the process. It
// reports whether e is that.
func (s *story) stopped(e *Explanation) bool {
	at := s.panicPlace()
	switch e.Class {
	case outcome.Hang:
		e.Title = titled(outcome.Hang, text("it runs and runs, and never comes to a step", "動き続けて、どのステップにも到達しません"))
		e.Why = text("It used up the bound of processor time without a lock, channel, atomic or any other operation at which another goroutine could go on.",
			"ロック、チャネル、アトミック操作など、他のゴルーチンに切り替えられる操作を一度も行わないまま、CPU時間の上限を使い切りました。")
	case outcome.Memory:
		e.Title = classText(outcome.Memory)
		e.Why = text("One execution of the test held more memory than an explored program may have.",
			"テストの1回の実行で、探索対象のプログラムに許されたメモリの上限を超えました。")
	case outcome.Panic:
		line, _, _ := strings.Cut(strings.TrimSpace(term.Clean(s.f.Panic)), "\n")
		e.Title = titled(outcome.Panic, same(term.Line(line)))
		e.Why = panicWhy(line)
	default:
		return false
	}
	if !at.IsZero() {
		e.look(at)
		e.Facts = append(e.Facts, text("It was"+atEn(at)+".", "実行中だった場所は"+brief(at)+"です。"))
	}
	return true
}

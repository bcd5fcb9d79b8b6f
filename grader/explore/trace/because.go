package trace

import (
	"slices"
	"strings"

	"racekit/grader/explore/step"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// because says why nobody can end a wait, and gives the whole its pattern if it has none.
func (s *story) because(e *Explanation, w *Wait, end *world) {
	g := s.gs[w.G]
	if w.Cycle || g == nil {
		return
	}
	kind, _ := step.ParseKind(w.Op)
	pattern := Pattern("")
	switch kind {
	case step.Lock, step.RLock, step.Once:
		w.Why, pattern = s.lockedBy(w, g, end)
	case step.ChanSend, step.ChanRecv:
		w.Why, pattern = s.noPartner(g, kind)
	case step.Select:
		w.Why = text("none of its cases can become ready any more", "どの case も、もう実行できる状態になりません")
		if g.Object == 0 {
			w.Why = text("it has no case that could ever become ready", "実行できる状態になりうる case がありません")
		}
	case step.GroupWait:
		w.Why, pattern = s.notDone(g)
	case step.CondWait:
		w.Why, pattern = s.noSignal(g)
	}
	if e.Pattern == "" {
		e.Pattern = pattern
	}
}

// lockedBy says who holds a lock that g waits for.
func (s *story) lockedBy(w *Wait, g *step.Goroutine, end *world) (verdict.Text, Pattern) {
	o := s.objs[g.Object]
	if o == nil || len(o.Holders) == 0 {
		return verdict.Text{}, ""
	}
	holder := o.Holders[0]
	at := s.takenAt(o, holder, end)
	other := s.gs[holder]
	en, ja := gname(holder)+" locked it"+atEn(at), gname(holder)+" が"+atJa(at)+"ロックし"
	switch {
	case other != nil && other.State == "done":
		return text(en+" and has ended without unlocking it", ja+"、解放しないまま終了しています"), NoUnlock
	case slices.Contains(s.f.Stuck, holder):
		return text(en+" and waits itself", ja+"、それ自身も待ち続けています"), ""
	}
	return text(en+" and still holds it", ja+"、保持したままです"), ""
}

// noPartner says why nobody sends to, receives from or closes a channel any more.
func (s *story) noPartner(g *step.Goroutine, kind step.Kind) (verdict.Text, Pattern) {
	if g.Object == 0 {
		return text("the channel is nil, and a nil channel blocks for ever", "チャネルが nil で、nil チャネルは永久に待ち続けます"), NilChannel
	}
	why := text("nobody is left who could send to it or close it", "送信やクローズができるゴルーチンが、もう残っていません")
	partner, verb, verbJa := step.ChanSend, "sent to", "送信していた"
	if kind == step.ChanSend {
		why = text("nobody is left who could receive from it", "受信できるゴルーチンが、もう残っていません")
		partner, verb, verbJa = step.ChanRecv, "received from", "受信していた"
	}
	if o := s.objs[g.Object]; o != nil && o.Kind == "timer" {
		return text("its timer does not fire any more", "そのタイマーは、もう発火しません"), ""
	}
	var ended []int
	for i := range s.acts {
		a := &s.acts[i]
		one := s.gs[a.G]
		if a.Object == g.Object && a.kind == partner && a.G != g.G && one != nil && one.State == "done" && !slices.Contains(ended, a.G) {
			ended = append(ended, a.G)
		}
	}
	const most = 3
	if len(ended) == 0 || len(ended) > most {
		return why, ""
	}
	has := " has"
	if len(ended) > 1 {
		has = " have"
	}
	return plus(why, "; "+gnames(ended)+", which "+verb+" it before,"+has+" ended", "（それまで"+verbJa+" "+gnamesJa(ended)+" は終了しています）"), ""
}

// notDone says what the count of a WaitGroup is, and who ended without a call of Done.
func (s *story) notDone(g *step.Goroutine) (verdict.Text, Pattern) {
	var why verdict.Text
	if o := s.objs[g.Object]; o != nil {
		if n, ok := strings.CutPrefix(o.State, "count "); ok && n != "0" {
			why = both("its count is still %s", "カウンターがまだ%sです", term.Line(n))
		}
	}
	last := s.lastCount(g)
	switch {
	case last < 0:
	case s.acts[last].Value == "0":
		a := &s.acts[last]
		return text(gname(a.G)+" brought a count to 0"+atEn(a.at)+" and nobody woke, so that was the count of a copy: a WaitGroup must not be copied",
			gname(a.G)+" が"+atJa(a.at)+"カウンターを0にしましたが、誰も起きませんでした。それは WaitGroup のコピーのカウンターです。WaitGroup はコピーしてはいけません"), CopiedGroup
	case why.IsZero():
		why = both("its count is still %s", "カウンターがまだ%sです", s.acts[last].Value)
	}
	touched := s.users()[g.Object]
	var without []int
	others := false
	for _, one := range s.f.Goroutines {
		switch {
		case one.G == g.G || one.Parent < 0:
		case touched[one.G]:
			others = true
		case one.State == "done":
			without = append(without, one.G)
		}
	}
	const most = 3
	if !others || len(without) == 0 || len(without) > most {
		return why, ""
	}
	for _, one := range without {
		s.cast[one] = true
	}
	t := both("%[1]s ended without a step on it, though others call its Done", "%[2]s は、他のゴルーチンと違って Done を呼ばないまま終了しました", gnames(without), gnamesJa(without))
	return join([]verdict.Text{why, t}, "; ", "。"), NoDone
}

// lastCount is the last act that told the count of the WaitGroup that g waits for, if it
// came after the wait began or the count is not 0; -1 if there is none.
func (s *story) lastCount(g *step.Goroutine) int {
	wait := s.lastOf(g.G, len(s.acts))
	for i := range slices.Backward(s.acts) {
		if a := &s.acts[i]; a.kind == step.GroupAdd && a.Object == g.Object && a.Object != 0 && a.Value != "" {
			if a.Value == "0" && (i < wait || len(a.note.wakes) > 0) {
				return -1
			}
			return i
		}
	}
	return -1
}

// noSignal says that a condition was signalled before anybody waited.
func (s *story) noSignal(g *step.Goroutine) (verdict.Text, Pattern) {
	for i := range slices.Backward(s.acts) {
		a := &s.acts[i]
		if a.Object != g.Object || a.Object == 0 || a.kind != step.CondSignal && a.kind != step.CondBroadcast {
			continue
		}
		if !a.note.nobody || a.Step > g.Since {
			break
		}
		s.marks[i] = text("the signal is lost: nobody waits yet", "通知の消失: まだ誰も待っていない")
		return text("the last signal came from "+gname(a.G)+atEn(a.at)+", before the wait began, and a condition does not remember it",
			"最後の通知（"+gname(a.G)+"、"+orUnknown(a.at)+"）は待ち始める前に済んでおり、条件変数は通知を覚えていません"), LostSignal
	}
	return text("nobody is left who could signal it", "通知できるゴルーチンが、もう残っていません"), ""
}

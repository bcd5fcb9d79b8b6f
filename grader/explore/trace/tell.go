package trace

import (
	"fmt"
	"strings"
	"time"

	"racekit/grader/explore/step"
	"racekit/grader/verdict"
)

// text is one thing in both languages. A place begins with a space in Japanese, which
// does not belong behind punctuation.
func text(en, ja string) verdict.Text {
	return verdict.Text{En: en, Ja: strings.NewReplacer("、 ", "、", "。 ", "。").Replace(ja)}
}

// same is what needs no translation.
func same(s string) verdict.Text { return verdict.Text{En: s, Ja: s} }

// both formats two templates with the same arguments.
func both(en, ja string, args ...any) verdict.Text {
	return verdict.Text{En: fmt.Sprintf(en, args...), Ja: fmt.Sprintf(ja, args...)}
}

// join puts texts one behind the other.
func join(texts []verdict.Text, en, ja string) verdict.Text {
	var ens, jas []string
	for _, t := range texts {
		if !t.IsZero() {
			ens, jas = append(ens, t.In(verdict.English)), append(jas, t.In(verdict.Japanese))
		}
	}
	return text(strings.Join(ens, en), strings.Join(jas, ja))
}

// plus is a text and what is added to it.
func plus(t verdict.Text, en, ja string) verdict.Text { return text(t.En+en, t.Ja+ja) }

// tell says what an act is, in the words of a table. It is empty where there is nothing
// to say.
func (s *story) tell(a *act) verdict.Text {
	if s.inside(a) {
		if a.note.report == "" {
			return verdict.Text{}
		}
		return text("reports: "+a.note.report, "報告: "+a.note.report)
	}
	t := s.does(a)
	if t.IsZero() || s.trivial(a) {
		return verdict.Text{}
	}
	if alias := s.alias(a); alias != "" {
		t = plus(t, " (here "+alias+")", "（この行では "+alias+"）")
	}
	if a.waits {
		t = plus(t, ": waits", ": 待ち")
		if on := s.waitsOn(a); on != "" {
			t = plus(t, " for "+on, "（"+on+" が保持中）")
		}
	}
	for _, g := range a.note.wakes {
		if g != a.G {
			t = plus(t, ", wakes "+gname(g), "（"+gname(g)+" を起こす）")
		}
	}
	for _, r := range a.note.rest {
		ja := r
		switch r {
		case "missing":
			ja = "該当なし"
		case "dropped":
			ja = "破棄"
		}
		t = plus(t, " ("+r+")", "（"+ja+"）")
	}
	if a.note.report != "" {
		t = plus(t, "; reports: "+a.note.report, "; 報告: "+a.note.report)
	}
	return t
}

// inside reports whether an act is on what package testing keeps for itself.
func (s *story) inside(a *act) bool {
	o := s.objs[a.Object]
	if o == nil {
		return false
	}
	switch o.Kind {
	case "test", "verdict", "subtests", "cleanups", "goroutines of the test", "t.Parallel", "t.Run":
		return !a.waits
	}
	return false
}

// trivial reports whether an act is only the way to another one: the read of a pointer
// before a method is called, the moment before a condition is waited for.
func (s *story) trivial(a *act) bool {
	switch a.kind {
	case step.MemRead:
		return a.Value == "non-nil" && !s.focus[a.Object] && a.note.report == ""
	case step.CondWait:
		return !a.waits && len(a.note.wakes) == 0
	}
	return false
}

// method is what the source calls on the act's object at its line, "" if that cannot be
// told.
func (s *story) method(a *act) string {
	base, _, _ := strings.Cut(s.names[a.Object], "#")
	found := ""
	for _, c := range a.calls {
		if len(a.here) > 1 && c.on != base {
			continue
		}
		if found != "" && found != c.method {
			return ""
		}
		found = c.method
	}
	return found
}

// waitsOn are those who hold what a derived act waits for. That is known only for those
// who had it at the end.
func (s *story) waitsOn(a *act) string {
	o := s.objs[a.Object]
	if !a.derived || o == nil || !isLock(o.Kind) || len(o.Holders) == 0 {
		return ""
	}
	if g := s.gs[a.G]; g == nil || g.State != a.Kind || g.Object != a.Object {
		return ""
	}
	return gnames(o.Holders)
}

func gnames(gs []int) string { return strings.Join(names(gs), ", ") }

func gnamesJa(gs []int) string { return strings.Join(names(gs), "、") }

func names(gs []int) []string {
	var all []string
	for _, g := range gs {
		all = append(all, gname(g))
	}
	return all
}

// does says what the step is, without what came of it.
func (s *story) does(a *act) verdict.Text {
	name := s.names[a.Object]
	if a.Object == 0 {
		name = a.Expr
	}
	switch a.kind {
	case step.None, step.Start:
		return verdict.Text{}
	case step.Spawn:
		return s.spawns(a)
	case step.Exit:
		return text("ends", "終了")
	case step.Resume:
		return s.resumes(a, name)
	case step.ChanSend, step.ChanRecv, step.ChanClose, step.ChanLen, step.Select:
		return channels(a, name)
	case step.MemRead, step.MemWrite, step.MapRead, step.MapWrite,
		step.AtomicLoad, step.AtomicStore, step.AtomicAdd, step.AtomicSwap, step.AtomicCAS:
		return accesses(a, name)
	case step.Clock:
		t := both("the clock moves to %s", "時刻が %s に進む", duration(a.Now))
		if a.early >= 0 {
			t = both("the clock moves to %s though %s could run", "%[2]s が実行可能なのに、時刻が %[1]s に進む", duration(a.Now), gname(a.early))
		}
		return t
	}
	return s.synchronises(a, name)
}

func (s *story) spawns(a *act) verdict.Text {
	if a.note.starts < 0 {
		return same("go " + s.funcName(a.Expr))
	}
	return both("go: starts %s", "go: %s を起動", gname(a.note.starts))
}

func (s *story) resumes(a *act, name string) verdict.Text {
	switch {
	case a.note.took != "":
		return both("goes on: case %s", "再開: case %s", a.note.took)
	case a.note.closed:
		return text("goes on: closed", "再開: クローズ済み")
	case a.Value != "":
		return both("goes on with %s", "%s を受け取って再開", a.Value)
	}
	return text("goes on", "再開")
}

func channels(a *act, name string) verdict.Text {
	if name == "" {
		name = "nil"
	}
	switch a.kind {
	case step.ChanSend:
		if a.Value != "" {
			return both("send %[2]s on %[1]s", "%[1]s に %[2]s を送信", name, a.Value)
		}
		return both("send on %s", "%s に送信", name)
	case step.ChanRecv:
		switch {
		case a.note.closed:
			return both("receive from %s: closed", "%s から受信: クローズ済み", name)
		case a.Value != "" && !a.waits:
			return both("receive %[2]s from %[1]s", "%[1]s から %[2]s を受信", name, a.Value)
		}
		return both("receive from %s", "%s から受信", name)
	case step.ChanClose:
		return both("close %s", "%s をクローズ", name)
	case step.ChanLen:
		return same("len(" + name + ")")
	}
	switch {
	case a.note.took != "" && !a.waits:
		return same("select: case " + a.note.took)
	case a.note.absent:
		return same("select: default")
	}
	return same("select")
}

// accesses are reads and writes of variables.
func accesses(a *act, name string) verdict.Text {
	with := func(en, ja, enValue, jaValue string) verdict.Text {
		if a.Value == "" {
			return both(en, ja, name)
		}
		return both(enValue, jaValue, name, a.Value)
	}
	switch a.kind {
	case step.MemRead:
		return with("read %s", "%s を読む", "read %s = %s", "%s = %s を読む")
	case step.MemWrite:
		return with("write %s", "%s に書く", "write %s = %s", "%s = %s を書く")
	case step.MapRead:
		return with("read map %s", "マップ %s を読む", "read map %s: %s", "マップ %s を読む: %s")
	case step.MapWrite:
		return with("write to map %s", "マップ %s に書く", "write to map %s: %s", "マップ %s に書く: %s")
	case step.AtomicLoad:
		return with("load %s", "%s をロード", "load %s = %s", "%s = %s をロード")
	case step.AtomicStore:
		return with("store %s", "%s にストア", "store %s = %s", "%s = %s をストア")
	case step.AtomicAdd:
		return with("add to %s", "%s に加算", "add to %s: %s", "%s に加算: %s")
	case step.AtomicSwap:
		return with("swap %s", "%s をスワップ", "swap %s: %s", "%s をスワップ: %s")
	}
	t := both("compare-and-swap %s", "%s を CompareAndSwap", name)
	return answered(t, a, text(": done", ": 成功"), text(": fails", ": 失敗"))
}

// answered adds what a call returned, if the record has it.
func answered(t verdict.Text, a *act, yes, no verdict.Text) verdict.Text {
	switch {
	case a.note.yes:
		return plus(t, yes.En, yes.Ja)
	case a.note.no:
		return plus(t, no.En, no.Ja)
	}
	return t
}

// synchronises are the steps on locks and the like, called as the source calls them.
func (s *story) synchronises(a *act, name string) verdict.Text {
	switch a.kind {
	case step.Lock:
		return both("Lock %s", "%s をロック", name)
	case step.Unlock:
		return both("Unlock %s", "%s を解放", name)
	case step.TryLock, step.TryRLock:
		return answered(both("%[2]s %[1]s", "%s を %s", name, a.kind), a, text(": taken", ": 成功"), text(": fails", ": 失敗"))
	case step.RLock, step.RUnlock:
		return both("%[2]s %[1]s", "%s を %s", name, a.kind)
	case step.GroupAdd:
		method := s.method(a)
		switch {
		case method == "" && a.down, method == "Go" && a.down:
			method = "Done"
		case method == "":
			method = "Add"
		}
		t := called(name, method, "")
		if a.Value != "" {
			t = plus(t, " (count "+a.Value+")", "（カウンター "+a.Value+"）")
		}
		return t
	case step.GroupWait, step.CondWait:
		return called(name, "Wait", "")
	case step.Yield:
		return same("runtime.Gosched")
	case step.Sleep:
		return text("sleep", "スリープ")
	case step.TimerStart:
		return text("start a timer", "タイマーを開始")
	case step.TimerStop:
		return text("stop a timer", "タイマーを停止")
	case step.ClockRead:
		return text("look at the clock", "時刻を取得")
	case step.ContextErr:
		return called(name, "Err", "")
	case step.Cancel:
		return text("cancel", "キャンセル")
	case step.Random:
		return text("random number", "乱数を取得")
	case step.Settle:
		return text("wait until the others rest", "他のゴルーチンがすべて止まるのを待つ")
	case step.SyncMapRead, step.SyncMapWrite:
		if method := s.method(a); method != "" {
			return called(name, method, a.Value)
		}
	case step.CondSignal, step.CondBroadcast:
		t := called(name, a.kind.String(), "")
		if a.note.nobody {
			t = plus(t, ": nobody waits", ": 待っているゴルーチンなし")
		}
		return t
	}
	return answered(called(name, a.kind.String(), a.Value), a, same(": true"), same(": false"))
}

// called is the call of a method, with a value if there is one.
func called(name, method, value string) verdict.Text {
	t := method
	if name != "" && !strings.Contains(name, " ") && !strings.HasPrefix(method, name+".") && !strings.Contains(method, ".") {
		t = name + "." + method
	} else if name != "" && name != "clock" {
		t = method + " " + name
	}
	if value != "" {
		t += ": " + value
	}
	return same(t)
}

// duration is virtual time in short.
func duration(ns int64) string { return time.Duration(ns).String() }

func replaceNUL(s, with string) string { return strings.Replace(s, "\x00", with, 1) }

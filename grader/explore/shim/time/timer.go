package time

import (
	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// Timer is time.Timer as of Go 1.23: its channel looks unbuffered, and holds nothing stale
// after Stop and Reset.
type Timer struct {
	C <-chan Time

	a *alarm
}

// Ticker is time.Ticker as of Go 1.23. It drops ticks that nobody takes in time.
type Ticker struct {
	C <-chan Time

	a *alarm
}

// alarm is what a timer and a ticker have in common.
type alarm struct {
	t *sched.Timer
	// c is the channel, nil if a function is called instead.
	c chan Time
	// period is how long it takes to the next tick, 0 if there is none.
	period Duration
}

// ring makes an alarm that sends the time.
func ring(period Duration) *alarm {
	a := &alarm{c: make(chan Time), period: period}
	a.t = sched.NewTimer(func() {
		sched.Offer(a.c, at(sched.Peek()))
		if a.period > 0 {
			a.t.Start(int64(a.period))
		}
	})
	return a
}

// first starts an alarm that was never started.
func (a *alarm) first(d Duration) {
	started := sched.TimerPoint(step.TimerStart)
	if a.c != nil {
		sched.TimerChan(a.c)
	}
	if started {
		a.start(d)
	}
}

func (a *alarm) start(d Duration) {
	if a.c != nil {
		sched.Rearm(a.c)
	}
	a.t.Start(int64(d))
}

// stop reports whether the alarm was still to come: a value that nobody received counts
// as one that was not sent.
func (a *alarm) stop() bool {
	pending := a.t.Stop()
	if a.c != nil && sched.Drained(a.c) {
		pending = true
	}
	return pending
}

func said(pending bool) bool {
	if pending {
		sched.Note("was pending")
	} else {
		sched.Note("was not pending")
	}
	return pending
}

// NewTimer is time.NewTimer.
//
//go:noinline
func NewTimer(d Duration) *Timer {
	a := ring(0)
	a.first(d)
	return &Timer{C: a.c, a: a}
}

// AfterFunc is time.AfterFunc.
//
//go:noinline
func AfterFunc(d Duration, f func()) *Timer {
	a := new(alarm)
	name := sched.FuncName(f)
	a.t = sched.NewTimer(func() { sched.GoTimer(name, a.t, f) })
	a.first(d)
	return &Timer{a: a}
}

// Stop is time.Timer.Stop.
//
//go:noinline
func (t *Timer) Stop() bool {
	if t.a == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	return sched.TimerPoint(step.TimerStop) && said(t.a.stop())
}

// Reset is time.Timer.Reset.
//
//go:noinline
func (t *Timer) Reset(d Duration) bool {
	if t.a == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	if !sched.TimerPoint(step.TimerStart) {
		return false
	}
	pending := said(t.a.stop())
	t.a.start(d)
	return pending
}

// After is time.After.
//
//go:noinline
func After(d Duration) <-chan Time { return NewTimer(d).C }

// NewTicker is time.NewTicker.
//
//go:noinline
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	a := ring(d)
	a.first(d)
	return &Ticker{C: a.c, a: a}
}

// Stop is time.Ticker.Stop.
//
//go:noinline
func (t *Ticker) Stop() {
	if t.a != nil && sched.TimerPoint(step.TimerStop) {
		t.a.stop()
	}
}

// Reset is time.Ticker.Reset.
//
//go:noinline
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.a == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	if !sched.TimerPoint(step.TimerStart) {
		return
	}
	t.a.stop()
	t.a.period = d
	t.a.start(d)
}

// Tick is time.Tick.
//
//go:noinline
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}

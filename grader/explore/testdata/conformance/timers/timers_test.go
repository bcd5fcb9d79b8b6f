package timers

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const unit = 20 * time.Millisecond

func TestSleepOrder(t *testing.T) {
	c := make(chan string, 3)
	var wg sync.WaitGroup
	for _, w := range []struct {
		n    time.Duration
		name string
	}{{5, "slow"}, {1, "fast"}, {3, "middle"}} {
		wg.Go(func() {
			time.Sleep(w.n * unit)
			c <- w.name
		})
	}
	wg.Wait()
	t.Log(<-c, <-c, <-c)
}

func TestSleepZeroAndNegative(t *testing.T) {
	time.Sleep(0)
	time.Sleep(-time.Hour)
	t.Log("awake")
}

func TestNowSinceUntil(t *testing.T) {
	start := time.Now()
	time.Sleep(unit)
	end := time.Now()
	t.Log(end.After(start), start.Before(end), end.Sub(start) >= unit, time.Since(start) >= unit)
	t.Log(time.Until(start) <= -unit, time.Until(end.Add(time.Hour)) > 0)
	t.Log(!time.Now().Before(end), start.Equal(start), start.Compare(end))
	t.Log(start.Add(unit).After(end), start.IsZero(), time.Time{}.IsZero())
}

func TestAfter(t *testing.T) {
	start := time.Now()
	at := <-time.After(unit)
	t.Log(at.Sub(start) >= unit, at.After(start))
	c := time.After(0)
	_, ok := <-c
	t.Log(ok, cap(c), len(c))
}

func TestAfterAsTimeout(t *testing.T) {
	never := make(chan int)
	select {
	case v := <-never:
		t.Log(v)
	case <-time.After(unit):
		t.Log("timeout")
	}
	soon := make(chan int)
	go func() { soon <- 1 }()
	select {
	case v := <-soon:
		t.Log("value", v)
	case <-time.After(time.Minute):
		t.Log("timeout")
	}
}

func TestEarlierTimerWins(t *testing.T) {
	for _, d := range []time.Duration{1, 9} {
		select {
		case <-time.After(d * unit):
			t.Log("variable")
		case <-time.After(5 * unit):
			t.Log("fixed")
		}
	}
}

func TestTimerFires(t *testing.T) {
	tm := time.NewTimer(unit)
	at, ok := <-tm.C
	t.Log(ok, at.IsZero())
	t.Log(tm.Stop(), tm.Reset(unit))
	<-tm.C
	t.Log(tm.Reset(time.Hour), tm.Stop(), tm.Stop())
}

func TestTimerStopBeforeFiring(t *testing.T) {
	tm := time.NewTimer(time.Hour)
	t.Log(tm.Stop(), tm.Stop(), tm.Reset(time.Hour), tm.Reset(unit))
	<-tm.C
	t.Log(tm.Stop())
}

func TestTimerChannelIsSynchronous(t *testing.T) {
	tm := time.NewTimer(unit)
	time.Sleep(3 * unit)
	t.Log(len(tm.C), cap(tm.C))
	t.Log(tm.Stop())
	select {
	case <-tm.C:
		t.Log("stale")
	default:
		t.Log("nothing after Stop")
	}
}

func TestTimerResetDropsStaleValue(t *testing.T) {
	tm := time.NewTimer(unit)
	time.Sleep(3 * unit)
	start := time.Now()
	t.Log(tm.Reset(2 * unit))
	<-tm.C
	t.Log(time.Since(start) >= 2*unit, tm.Stop())
}

func TestTimerExpiredUnreadThenRead(t *testing.T) {
	tm := time.NewTimer(unit)
	time.Sleep(3 * unit)
	select {
	case <-tm.C:
		t.Log("fired")
	default:
		t.Log("not yet")
	}
	select {
	case <-tm.C:
		t.Log("twice")
	default:
		t.Log("once")
	}
}

func TestTimerZeroAndNegative(t *testing.T) {
	<-time.NewTimer(0).C
	<-time.NewTimer(-unit).C
	tm := time.NewTimer(time.Hour)
	tm.Reset(0)
	<-tm.C
	t.Log("fired", tm.Stop())
}

func TestAfterFunc(t *testing.T) {
	c := make(chan string)
	tm := time.AfterFunc(unit, func() { c <- "ran" })
	t.Log(tm.C == nil, <-c)
	t.Log(tm.Stop(), tm.Reset(unit), <-c, tm.Stop())
}

func TestAfterFuncStopped(t *testing.T) {
	var ran atomic.Bool
	tm := time.AfterFunc(4*unit, func() { ran.Store(true) })
	t.Log(tm.Stop(), tm.Stop())
	time.Sleep(6 * unit)
	t.Log(ran.Load())
}

func TestAfterFuncResetPostpones(t *testing.T) {
	c := make(chan string, 2)
	tm := time.AfterFunc(4*unit, func() { c <- "postponed" })
	t.Log(tm.Reset(9 * unit))
	other := time.AfterFunc(6*unit, func() { c <- "other" })
	t.Log(<-c, <-c, tm.Stop(), other.Stop())
}

func TestAfterFuncMethodValue(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(2)
	time.AfterFunc(unit, wg.Done)
	time.AfterFunc(0, wg.Done)
	wg.Wait()
	t.Log("done")
}

func TestAfterFuncRepeatsItself(t *testing.T) {
	done := make(chan struct{})
	n := 0
	var tm *time.Timer
	set := make(chan struct{})
	tm = time.AfterFunc(unit, func() {
		<-set
		if n++; n == 3 {
			close(done)
			return
		}
		tm.Reset(unit)
	})
	close(set)
	<-done
	t.Log(n, tm.Stop())
}

func TestTicker(t *testing.T) {
	tk := time.NewTicker(unit)
	defer tk.Stop()
	start := time.Now()
	last := start
	for i := range 3 {
		at := <-tk.C
		t.Log(i, at.After(last))
		last = at
	}
	t.Log(time.Since(start) >= 3*unit, cap(tk.C))
}

func TestTickerStop(t *testing.T) {
	tk := time.NewTicker(unit)
	<-tk.C
	time.Sleep(2 * unit)
	tk.Stop()
	tk.Stop()
	time.Sleep(3 * unit)
	select {
	case <-tk.C:
		t.Log("tick")
	default:
		t.Log("silent")
	}
}

func TestTickerReset(t *testing.T) {
	tk := time.NewTicker(time.Hour)
	tk.Reset(unit)
	<-tk.C
	tk.Reset(time.Hour)
	select {
	case <-tk.C:
		t.Log("tick")
	case <-time.After(3 * unit):
		t.Log("slow now")
	}
	tk.Stop()
	tk.Reset(unit)
	<-tk.C
	tk.Stop()
	t.Log("restarted")
}

func TestTickerDropsForSlowReader(t *testing.T) {
	const period = 60 * time.Millisecond
	tk := time.NewTicker(period)
	defer tk.Stop()
	time.Sleep(period*3 + period/2)
	n := 0
	for {
		select {
		case <-tk.C:
			n++
			continue
		default:
		}
		break
	}
	t.Log(n)
}

func TestTickerPanics(t *testing.T) {
	try := func(f func()) (r any) {
		defer func() { r = recover() }()
		f()
		return nil
	}
	t.Log(try(func() { time.NewTicker(0) }))
	tk := time.NewTicker(time.Hour)
	defer tk.Stop()
	t.Log(try(func() { tk.Reset(-1) }))
	t.Log(try(func() { new(time.Timer).Stop() }))
	t.Log(try(func() { new(time.Timer).Reset(1) }))
	t.Log(time.Tick(0) == nil)
}

func TestTickRange(t *testing.T) {
	n := 0
	for range time.Tick(unit) {
		if n++; n == 2 {
			break
		}
	}
	t.Log(n)
}

package timers

import (
	"fmt"
	"sync"
	"testing"
	"time"
)

func TestDurationArithmetic(t *testing.T) {
	d := 90*time.Second + 500*time.Millisecond
	t.Log(d, d.Minutes(), d.Round(time.Minute), d.Truncate(time.Second), d.Milliseconds())
	e, err := time.ParseDuration("1h15m")
	t.Log(e, err, time.Duration(1500)*time.Microsecond, (-d).Abs())
	n := 3
	t.Log(time.Duration(n)*time.Second, time.Second/4, time.Duration(2.5*float64(time.Second)))
}

func TestFixedDates(t *testing.T) {
	d := time.Date(2024, time.February, 28, 23, 0, 0, 0, time.UTC)
	t.Log(d.Add(2*time.Hour).Format(time.DateOnly), d.Weekday(), d.AddDate(0, 0, 2).Month())
	p, err := time.Parse(time.RFC3339, "2024-02-28T23:00:00Z")
	t.Log(p.Equal(d), err, time.Unix(0, 0).UTC().Year(), d.Unix())
	var zero time.Time
	t.Log(zero.Before(d), d.Sub(p), time.UnixMilli(1500).UTC().Format(time.StampMilli))
}

func TestWorkerWithTickerAndQuit(t *testing.T) {
	quit := make(chan struct{})
	ticks := make(chan int)
	go func() {
		tk := time.NewTicker(unit)
		defer tk.Stop()
		defer close(ticks)
		for n := 1; ; n++ {
			select {
			case <-tk.C:
				select {
				case ticks <- n:
				case <-quit:
					return
				}
			case <-quit:
				return
			}
		}
	}()
	t.Log(<-ticks, <-ticks)
	close(quit)
	for range ticks {
	}
	t.Log("stopped")
}

func TestDebounce(t *testing.T) {
	in := make(chan string)
	out := make(chan string)
	go func() {
		var last string
		var fire <-chan time.Time
		for {
			select {
			case v, ok := <-in:
				if !ok {
					return
				}
				last, fire = v, time.After(5*unit)
			case <-fire:
				out <- last
				fire = nil
			}
		}
	}()
	in <- "a"
	in <- "b"
	t.Log(<-out)
	in <- "c"
	t.Log(<-out)
	close(in)
}

func TestRetryWithBackoff(t *testing.T) {
	start := time.Now()
	attempt := 0
	var err error
	for d := unit / 4; ; d *= 2 {
		attempt++
		if err = func() error {
			if attempt < 4 {
				return fmt.Errorf("attempt %d", attempt)
			}
			return nil
		}(); err == nil {
			break
		}
		time.Sleep(d)
	}
	t.Log(attempt, err, time.Since(start) >= unit/4*7)
}

func TestDeadlineLoop(t *testing.T) {
	deadline := time.Now().Add(6 * unit)
	n := 0
	for time.Now().Before(deadline) {
		time.Sleep(4 * unit)
		n++
	}
	t.Log(n)
}

func TestFirstOfManySleepers(t *testing.T) {
	c := make(chan int, 3)
	for i := range 3 {
		go func() {
			time.Sleep(time.Duration(3*(3-i)) * unit / 2)
			c <- i
		}()
	}
	t.Log(<-c)
	t.Log(<-c, <-c)
}

func TestSharedTimerInLoop(t *testing.T) {
	tm := time.NewTimer(time.Hour)
	defer tm.Stop()
	c := make(chan int, 1)
	for i := range 3 {
		if i < 2 {
			c <- i
		}
		tm.Reset(5 * unit)
		select {
		case v := <-c:
			t.Log("value", v)
			if !tm.Stop() {
				t.Log("expired")
			}
		case <-tm.C:
			t.Log("timer")
		}
	}
}

func TestTimerInStructAndMap(t *testing.T) {
	type lease struct {
		*time.Timer
		name string
	}
	leases := map[string]lease{}
	var mu sync.Mutex
	var expired []string
	var wg sync.WaitGroup
	wg.Add(1)
	for i, n := range []string{"a", "b"} {
		leases[n] = lease{time.AfterFunc(time.Duration(i+4)*unit, func() {
			mu.Lock()
			defer mu.Unlock()
			expired = append(expired, n)
			wg.Done()
		}), n}
	}
	t.Log(leases["a"].Stop())
	wg.Wait()
	t.Log(expired, leases["b"].Stop())
}

func TestSleepOverlapsWithWork(t *testing.T) {
	done := make(chan struct{})
	start := time.Now()
	go func() {
		defer close(done)
		time.Sleep(2 * unit)
	}()
	time.Sleep(2 * unit)
	<-done
	d := time.Since(start)
	t.Log(d >= 2*unit, d < time.Minute)
}

type clock interface {
	Now() time.Time
	After(time.Duration) <-chan time.Time
}

type realClock struct{}

func (realClock) Now() time.Time                         { return time.Now() }
func (realClock) After(d time.Duration) <-chan time.Time { return time.After(d) }

func TestFunctionsOfTimeAsValues(t *testing.T) {
	var c clock = realClock{}
	now, sleep, since := time.Now, time.Sleep, time.Since
	start := now()
	sleep(unit)
	<-c.After(unit)
	t.Log(since(start) >= 2*unit, c.Now().After(start))
	go sleep(0)
	var afterFunc func(time.Duration, func()) *time.Timer = time.AfterFunc
	done := make(chan bool)
	afterFunc(0, func() { close(done) })
	<-done
	t.Log("done")
}

func TestTimerStopRace(t *testing.T) {
	c := make(chan struct{})
	tm := time.AfterFunc(unit, func() { close(c) })
	time.Sleep(3 * unit)
	if tm.Stop() {
		t.Log("stopped")
	} else {
		<-c
		t.Log("had run")
	}
}

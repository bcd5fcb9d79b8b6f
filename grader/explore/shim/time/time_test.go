package time_test

import (
	"testing"

	real "time"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/shimtest"
	"racekit/grader/explore/shim/time"
)

const second = time.Second

// now is the time since the schedule began, without being a step.
func now() time.Duration { return time.Duration(sched.Peek()) }

func recv(c <-chan time.Time) time.Time { return sched.Recv(c, "c") }

// ready reports whether there is something to receive.
func ready(c <-chan time.Time) bool {
	return sched.Select(true, sched.RecvCase(c, "c")) == 0
}

func once(t *testing.T, body func()) {
	t.Helper()
	shimtest.Fine(t)(sched.Run(shimtest.First{}, sched.Options{}, body))
}

func TestClock(t *testing.T) {
	began := real.Now()
	once(t, func() {
		start := time.Now()
		assert.Equal(t, "2000-01-01 00:00:00 +0000 UTC", start.String())
		time.Sleep(100 * time.Hour)
		assert.Equal(t, 100*time.Hour, time.Since(start))
		assert.Equal(t, -100*time.Hour, time.Until(start))
		time.Sleep(0)
		time.Sleep(-1)
		assert.Equal(t, 100*time.Hour, now())
	})
	assert.Less(t, real.Since(began), real.Minute)
}

func TestSleepersWakeInOrder(t *testing.T) {
	shimtest.Everywhere(t, 2, 500, func() {
		var order []int
		for i := range 3 {
			sched.Go("sleeper", func() {
				time.Sleep(time.Duration(3-i) * second)
				order = append(order, i)
			})
		}
		time.Sleep(10 * second)
		assert.Equal(t, []int{2, 1, 0}, order)
	})
}

func TestTimer(t *testing.T) {
	once(t, func() {
		timer := time.NewTimer(3 * second)
		assert.Zero(t, cap(timer.C))
		assert.Equal(t, time.Now().Add(3*second), recv(timer.C))
		assert.Equal(t, 3*second, now())
		assert.False(t, timer.Stop(), "received")
		assert.False(t, timer.Reset(second), "not pending")
		assert.True(t, timer.Reset(2*second), "pending")
		recv(timer.C)
		assert.Equal(t, 5*second, now())
		assert.Equal(t, 5*second, recv(time.After(0)).Sub(time.Now().Add(-5*second)))
	})
}

// As of Go 1.23, a value that nobody received before Stop or Reset was never sent.
func TestTimerHoldsNothingStale(t *testing.T) {
	once(t, func() {
		timer := time.NewTimer(second)
		time.Sleep(5 * second)
		assert.Zero(t, sched.Len(timer.C, "C"))
		assert.True(t, timer.Stop())
		assert.False(t, ready(timer.C))
		assert.False(t, timer.Reset(second))
		time.Sleep(5 * second)
		assert.True(t, timer.Reset(second))
		assert.False(t, ready(timer.C))
		assert.Equal(t, 11*second, recv(timer.C).Sub(time.Now())+11*second)
		assert.Equal(t, 11*second, now())
	})
}

func TestAfterFunc(t *testing.T) {
	once(t, func() {
		n := 0
		timer := time.AfterFunc(second, func() { n++ })
		assert.Nil(t, timer.C)
		time.Sleep(2 * second)
		assert.Equal(t, 1, n)
		assert.False(t, timer.Stop())
		assert.False(t, timer.Reset(second))
		assert.True(t, timer.Stop())
		assert.False(t, timer.Stop())
		time.Sleep(5 * second)
		assert.Equal(t, 1, n)
	})
}

// The function has a goroutine of its own, ordered after whoever started the timer.
func TestAfterFuncIsOrdered(t *testing.T) {
	shimtest.Everywhere(t, 2, 1000, func() {
		var x shimtest.Var
		done := make(chan int)
		timer := time.AfterFunc(time.Hour, func() {
			x.Set(x.Get() + 1)
			sched.Close(done, "done")
		})
		x.Set(1)
		timer.Reset(second)
		sched.Recv(done, "done")
		assert.Equal(t, 2, x.Get())
	})
}

func TestTickerDropsTicks(t *testing.T) {
	once(t, func() {
		ticker := time.NewTicker(second)
		recv(ticker.C)
		recv(ticker.C)
		assert.Equal(t, 2*second, now())
		time.Sleep(5*second + second/2)
		assert.Equal(t, 3*second, recv(ticker.C).Sub(time.Now())+now(), "the first of those that were missed")
		assert.False(t, ready(ticker.C))
		recv(ticker.C)
		assert.Equal(t, 8*second, now())
		ticker.Reset(10 * second)
		recv(ticker.C)
		assert.Equal(t, 18*second, now())
		time.Sleep(15 * second)
		ticker.Stop()
		assert.False(t, ready(ticker.C), "nothing stale")
		time.Sleep(time.Minute)
		assert.False(t, ready(ticker.C))
	})
}

func TestMisuse(t *testing.T) {
	once(t, func() {
		assert.PanicsWithValue(t, "non-positive interval for NewTicker", func() { time.NewTicker(0) })
		assert.PanicsWithValue(t, "non-positive interval for Ticker.Reset", func() { new(time.Ticker).Reset(0) })
		assert.PanicsWithValue(t, "time: Reset called on uninitialized Ticker", func() { new(time.Ticker).Reset(1) })
		assert.PanicsWithValue(t, "time: Stop called on uninitialized Timer", func() { new(time.Timer).Stop() })
		assert.PanicsWithValue(t, "time: Reset called on uninitialized Timer", func() { new(time.Timer).Reset(1) })
		new(time.Ticker).Stop()
		assert.Nil(t, time.Tick(0))
		recv(time.Tick(second))
	})
}

// A receiver that waits already is ordered after whoever starts the timer, as is one that
// comes later.
func TestReceiversAreOrdered(t *testing.T) {
	shimtest.Everywhere(t, 2, 2000, func() {
		var x shimtest.Var
		timer := time.NewTimer(time.Hour)
		done := make(chan int)
		sched.Go("receiver", func() {
			recv(timer.C)
			x.Get()
			sched.Close(done, "done")
		})
		x.Set(1)
		timer.Reset(second)
		sched.Recv(done, "done")
	})
}

// Timers of the same instant fire in any order.
func TestSameInstant(t *testing.T) {
	var saw [2]bool
	shimtest.All(t, 0, func() {
		a, b := time.After(second), time.After(second)
		saw[sched.Select(false, sched.RecvCase(a, "a"), sched.RecvCase(b, "b"))] = true
	}, func(sched.Result) {})
	assert.Equal(t, [2]bool{true, true}, saw)
}

func TestRaceWithTimer(t *testing.T) {
	shimtest.Races(t, func() {
		var x shimtest.Var
		time.AfterFunc(second, func() { x.Set(1) })
		x.Set(2)
		time.Sleep(2 * second)
	})
}

// A ticker that nobody stops does not keep a schedule from ending.
func TestTickerInDeadlock(t *testing.T) {
	r := sched.Run(shimtest.First{}, sched.Options{Timers: 50}, func() {
		time.NewTicker(second)
		sched.Recv(make(chan int), "c")
	})
	t.Logf("%+v", r)
	assert.False(t, r.MainDone)
	assert.EqualValues(t, 50*second, r.Now)
}

package watchdog

import (
	"testing"
	"time"
)

// Nobody feeds the dog: it bites for certain, and takes nothing any more.
func TestBite(t *testing.T) {
	d := New(time.Millisecond)
	<-d.Bitten()
	if d.Feed() {
		t.Error("it bit and then took food")
	}
	if !d.Stop() {
		t.Error("Stop says that it did not bite")
	}
}

// A heart beats. How well it keeps time is not for the test to say: it may be
// slow. But a missed meal means a bite, and no bite means no missed meal.
func TestHeart(t *testing.T) {
	d := New(time.Minute)
	t.Cleanup(func() { d.Stop() })
	fed := make(chan int)
	go func() { fed <- Beat(d, time.Millisecond, 3) }()
	n := <-fed
	bitten := d.Stop()
	if n < 0 || n > 3 || n < 3 && !bitten {
		t.Errorf("fed %d times of 3, bitten: %v", n, bitten)
	}
	if d.Stop() != bitten {
		t.Error("it bit after Stop")
	}
}

// Since Go 1.23 a stopped or reset timer leaves no old tick in its channel.
func TestNoStaleTick(t *testing.T) {
	timer := time.NewTimer(time.Millisecond)
	other := time.NewTimer(time.Millisecond)
	<-other.C
	timer.Stop()
	select {
	case <-timer.C:
		t.Error("a tick after Stop")
	default:
	}
	start := time.Now()
	timer.Reset(5 * time.Millisecond)
	if end := <-timer.C; end.Sub(start) < 5*time.Millisecond {
		t.Errorf("a tick %v after the reset to 5ms", end.Sub(start))
	}
}

// Reset races with the fire: kick puts the alarm off, but a Reset of a timer
// that has fired makes it fire again. Breaks when the alarm goes off before the
// kick: it closes its channel twice.

package timer

import (
	"testing"
	"time"
)

func kickAlarm(kick func(tm *time.Timer, d time.Duration)) {
	const d = time.Millisecond
	alarm := make(chan struct{})
	again := make(chan struct{}, 2)
	tm := time.AfterFunc(d, func() {
		close(alarm)
		again <- struct{}{}
	})
	time.Sleep(d)
	kick(tm, d)
	<-alarm
	<-again
	time.Sleep(2 * d)
}

// want: panic
func TestResetFiredBug(t *testing.T) {
	kickAlarm(func(tm *time.Timer, d time.Duration) { tm.Reset(d) })
}

func TestResetFiredFixed(t *testing.T) {
	kickAlarm(func(tm *time.Timer, d time.Duration) {
		if tm.Stop() {
			tm.Reset(d)
		}
	})
}

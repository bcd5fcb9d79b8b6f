// Package watchdog has a watchdog that bites when it isn't fed in time, by
// Timer.Reset, and a heart that feeds it from a Ticker.
package watchdog

import (
	"sync"
	"time"
)

// Dog is made by New and must be stopped, bitten or not.
type Dog struct {
	food   chan struct{}
	quit   chan struct{}
	once   sync.Once
	bitten chan struct{} // closed when it bites
	done   chan struct{} // closed when its goroutine ends, thus after bitten
}

// New starts a dog that waits for patience from meal to meal.
func New(patience time.Duration) *Dog {
	d := &Dog{
		food:   make(chan struct{}),
		quit:   make(chan struct{}),
		bitten: make(chan struct{}),
		done:   make(chan struct{}),
	}
	go d.watch(patience)
	return d
}

func (d *Dog) watch(patience time.Duration) {
	defer close(d.done)
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for {
		select {
		case <-d.food:
			timer.Reset(patience)
		case <-timer.C:
			close(d.bitten)
			return
		case <-d.quit:
			return
		}
	}
}

// Feed reports false if it is too late.
func (d *Dog) Feed() bool {
	select {
	case d.food <- struct{}{}:
		return true
	case <-d.done:
		return false
	}
}

// Bitten is closed when the dog bites.
func (d *Dog) Bitten() <-chan struct{} { return d.bitten }

// Stop ends the watch and reports whether the dog has bitten.
func (d *Dog) Stop() bool {
	d.once.Do(func() { close(d.quit) })
	<-d.done
	select {
	case <-d.bitten:
		return true
	default:
		return false
	}
}

// Beat feeds the dog up to n times, once a period, and returns how often that
// was in time.
func Beat(d *Dog, period time.Duration, n int) (fed int) {
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	for range n {
		select {
		case <-ticker.C:
			if d.Feed() {
				fed++
			}
		case <-d.Bitten():
			return fed
		}
	}
	return fed
}

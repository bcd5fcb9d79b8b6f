// Package mapfanout is correct but not the same in every run of one schedule:
// the order of its operations follows a map's iteration and math/rand.
package mapfanout

import (
	"math/rand"
	"sync"
)

// Fanout hands values to named receivers.
type Fanout struct {
	mu        sync.Mutex
	receivers map[string]chan int
}

// Add returns a new receiver with room for size values.
func (f *Fanout) Add(name string, size int) <-chan int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.receivers == nil {
		f.receivers = map[string]chan int{}
	}
	c := make(chan int, size)
	f.receivers[name] = c
	return c
}

// Send gives v to all the receivers, in any order.
func (f *Fanout) Send(v int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range f.receivers {
		c <- v
	}
}

// SendOne gives v to one receiver, drawn by lot.
func (f *Fanout) SendOne(v int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	skip := rand.Intn(len(f.receivers))
	for _, c := range f.receivers {
		if skip == 0 {
			c <- v
			return
		}
		skip--
	}
}

// Close ends all receivers.
func (f *Fanout) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for name, c := range f.receivers {
		close(c)
		delete(f.receivers, name)
	}
}

// Stop before start: stop ends the loop if there is one and leaves no word for
// a start that comes later. Breaks when the start, in a goroutine of its own,
// comes after the stop: the loop runs and nobody will end it.

package order

import (
	"sync"
	"testing"
)

type lateService struct {
	mu       sync.Mutex
	running  bool
	stopped  bool
	remember bool
	quit     chan struct{}
	loops    sync.WaitGroup
}

func (s *lateService) start() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return
	}
	s.running = true
	s.loops.Add(1)
	go func() {
		defer s.loops.Done()
		<-s.quit
	}()
}

func (s *lateService) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopped = s.remember
	if s.running {
		close(s.quit)
	}
}

func startStop(s *lateService) {
	var starter sync.WaitGroup
	starter.Add(1)
	go func() {
		defer starter.Done()
		s.start()
	}()
	s.stop()
	starter.Wait()
}

// want: goroutine leak
func TestStopBeforeStartBug(t *testing.T) {
	s := &lateService{quit: make(chan struct{})}
	startStop(s)
}

func TestStopBeforeStartFixed(t *testing.T) {
	s := &lateService{quit: make(chan struct{}), remember: true}
	startStop(s)
	s.loops.Wait()
}

// Package pubsub is a hub whose state belongs to one event-loop goroutine; all
// else asks it through a channel of functions.
package pubsub

import "sync"

// Hub is made by New and must be closed.
type Hub[T any] struct {
	requests chan func()
	quit     chan struct{}
	done     chan struct{} // closed when the loop has ended
	once     sync.Once

	// For the loop only.
	subs    []*Subscription[T]
	dropped int
}

// Subscription receives what is published after its creation.
type Subscription[T any] struct {
	C   <-chan T
	c   chan T
	hub *Hub[T]
}

// New starts the loop.
func New[T any]() *Hub[T] {
	h := &Hub[T]{
		requests: make(chan func()),
		quit:     make(chan struct{}),
		done:     make(chan struct{}),
	}
	go h.loop()
	return h
}

func (h *Hub[T]) loop() {
	defer close(h.done)
	for {
		select {
		case f := <-h.requests:
			f()
		case <-h.quit:
			for _, s := range h.subs {
				close(s.c)
			}
			h.subs = nil
			return
		}
	}
}

// ask has the loop run f and waits for it; false: the hub is closed.
func (h *Hub[T]) ask(f func()) bool {
	ran := make(chan struct{})
	select {
	case h.requests <- func() { f(); close(ran) }:
		<-ran // an accepted request is always run
		return true
	case <-h.done:
		return false
	}
}

// Subscribe returns a subscription with room for size values; a slow subscriber
// loses the oldest ones. From a closed hub it is closed already.
func (h *Hub[T]) Subscribe(size int) *Subscription[T] {
	c := make(chan T, max(size, 1))
	s := &Subscription[T]{C: c, c: c, hub: h}
	if !h.ask(func() { h.subs = append(h.subs, s) }) {
		close(c)
	}
	return s
}

// Cancel closes the subscription's channel. It may be called more than once.
func (s *Subscription[T]) Cancel() {
	s.hub.ask(func() {
		for i, other := range s.hub.subs {
			if other == s {
				s.hub.subs = append(s.hub.subs[:i], s.hub.subs[i+1:]...)
				close(s.c)
				return
			}
		}
	})
}

// Publish hands v to all subscribers and says to how many.
func (h *Hub[T]) Publish(v T) (n int) {
	h.ask(func() {
		for _, s := range h.subs {
			select {
			case s.c <- v:
			default:
				select {
				case <-s.c: // lose the oldest
					h.dropped++
				default: // the subscriber was faster
				}
				s.c <- v // there is room: nobody else sends
			}
		}
		n = len(h.subs)
	})
	return n
}

// Close ends the loop, closes all subscriptions and returns the number of lost
// values.
func (h *Hub[T]) Close() (dropped int) {
	h.once.Do(func() { close(h.quit) })
	<-h.done
	return h.dropped
}

// Package chanbarrier is a cyclic barrier of channels only: its state travels
// in a channel of one slot, each round has a channel that is closed at its end.
package chanbarrier

type state struct {
	arrived int
	round   int
	open    chan struct{}
}

// Barrier lets a fixed number of goroutines wait for one another.
type Barrier struct {
	parties int
	state   chan state // holds the state while nobody works on it
}

// New makes a barrier for parties goroutines.
func New(parties int) *Barrier {
	b := &Barrier{parties: parties, state: make(chan state, 1)}
	b.state <- state{open: make(chan struct{})}
	return b
}

// Wait returns the number of the round, from 0, when all have arrived.
func (b *Barrier) Wait() int {
	s := <-b.state
	round := s.round
	s.arrived++
	if s.arrived < b.parties {
		b.state <- s
		<-s.open
		return round
	}
	close(s.open)
	b.state <- state{round: round + 1, open: make(chan struct{})}
	return round
}

// Arrived says how many wait at this moment.
func (b *Barrier) Arrived() int {
	s := <-b.state
	defer func() { b.state <- s }()
	return s.arrived
}

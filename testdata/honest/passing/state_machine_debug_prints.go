// Package passing hands values from one goroutine to others.
package passing

import (
	"context"
	"io"
	"log"
)

const debug = true

func debugf(format string, args ...any) {
	if debug {
		log.Printf("passing: "+format, args...)
	}
}

// state is what the streamer does next.
type state int

const (
	reading state = iota
	sending
	stopping
	numStates
)

var stateNames = [numStates]string{"reading", "sending", "stopping"}

func (s state) String() string { return stateNames[s] }

type streamer[T any] struct {
	ctx  context.Context
	next func() (T, error)
	out  chan<- Result[T]
	cur  Result[T]
	n    int
}

func (s *streamer[T]) read() state {
	if err := s.ctx.Err(); err != nil {
		debugf("context: %v", err)
		return stopping
	}
	s.cur.Value, s.cur.Err = s.next()
	if s.cur.Err == io.EOF {
		return stopping
	}
	return sending
}

func (s *streamer[T]) send() state {
	select {
	case s.out <- s.cur: // a copy goes out
		s.n++
	case <-s.ctx.Done():
		debugf("cancelled with a result in hand")
		return stopping
	}
	if s.cur.Err != nil {
		debugf("last one, with error: %v", s.cur.Err)
		return stopping
	}
	return reading
}

func (s *streamer[T]) run() {
	defer close(s.out)
	for st := reading; st != stopping; {
		switch st {
		case reading:
			st = s.read()
		case sending:
			st = s.send()
		default:
			panic("passing: bad state " + st.String())
		}
	}
	debugf("%v after %d results", stopping, s.n)
}

// Stream calls next on a goroutine of its own and sends what each call returned.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	s := &streamer[T]{ctx: ctx, next: next, out: out}
	go s.run()
	return out
}

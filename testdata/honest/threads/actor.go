// Package threads starts functions on goroutines of their own and joins them.
package threads

import (
	"errors"
	"sync"
)

// Group has one goroutine that owns all the state. It begins with the first call
// of a method and ends with Wait.
type Group struct {
	once   sync.Once
	starts chan func() error
	ends   chan ending
	waits  chan chan<- error
}

type ending struct {
	id  int
	err error
}

func (g *Group) boot() {
	g.once.Do(func() {
		g.starts = make(chan func() error)
		g.ends = make(chan ending)
		g.waits = make(chan chan<- error)
		go g.loop()
	})
}

func (g *Group) loop() {
	var (
		running int
		errs    []error
		reply   chan<- error
	)
	for reply == nil || running > 0 {
		select {
		case f := <-g.starts:
			id := len(errs)
			errs = append(errs, nil)
			running++
			go g.work(id, f)
		case e := <-g.ends:
			errs[e.id] = e.err
			running--
		case reply = <-g.waits:
		}
	}
	reply <- errors.Join(errs...)
}

func (g *Group) work(id int, f func() error) {
	e := ending{id: id}
	defer func() { g.ends <- e }()
	e.err = f()
}

// Go starts f on a goroutine of its own and does not wait for it.
func (g *Group) Go(f func() error) {
	g.boot()
	g.starts <- f
}

// Wait returns when every function that was started has returned.
func (g *Group) Wait() error {
	g.boot()
	reply := make(chan error, 1)
	g.waits <- reply
	return <-reply
}

// Package threads starts functions on goroutines of their own and joins them.
//
// My Python version was
//
//	def go(self, f):
//	    t = Thread(target=f)
//	    self.threads.append(t)
//	    t.start()
//
//	def wait(self):
//	    for t in self.threads:   # the list may grow while we walk it
//	        t.join()
package threads

import (
	"errors"
	"sync"
)

// thread is what a goroutine does not have: a handle.
type thread struct {
	target   func() error
	err      error
	finished chan struct{}
}

func newThread(target func() error) *thread {
	return &thread{target: target, finished: make(chan struct{})}
}

func (t *thread) start() { go t.run() }

func (t *thread) run() {
	defer close(t.finished)
	t.err = t.target()
}

// join waits until the thread has ended. After that its err may be read.
func (t *thread) join() error {
	<-t.finished
	return t.err
}

// Group is a list of threads.
type Group struct {
	lock    sync.Mutex
	threads []*thread
}

// Go starts f on a goroutine of its own and does not wait for it.
func (g *Group) Go(f func() error) {
	t := newThread(f)
	g.lock.Lock()
	g.threads = append(g.threads, t)
	g.lock.Unlock()
	t.start()
}

// at returns thread number i, or nil if there are not that many (yet).
func (g *Group) at(i int) *thread {
	g.lock.Lock()
	defer g.lock.Unlock()
	if i >= len(g.threads) {
		return nil
	}
	return g.threads[i]
}

// Wait joins one after the other. A thread that starts another one does so before it
// ends, so the new one is in the list before the join of its parent comes back.
func (g *Group) Wait() error {
	var errs []error
	for i := 0; ; i++ {
		t := g.at(i)
		if t == nil {
			break
		}
		if err := t.join(); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// Package ctxcond is a mailbox whose receivers wait on a condition variable and
// yet give up with a context: context.AfterFunc wakes them.
package ctxcond

import (
	"context"
	"sync"
)

// Mailbox is made by New.
type Mailbox[T any] struct {
	mu    sync.Mutex
	some  *sync.Cond
	items []T
}

// New makes an empty mailbox.
func New[T any]() *Mailbox[T] {
	m := &Mailbox[T]{}
	m.some = sync.NewCond(&m.mu)
	return m
}

// Send never blocks.
func (m *Mailbox[T]) Send(v T) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.items = append(m.items, v)
	// One is enough: who is woken looks for an item before anything else, also
	// if its context has ended, so the item is not forgotten.
	m.some.Signal()
}

// Receive waits for an item or for the end of ctx. An item wins.
func (m *Mailbox[T]) Receive(ctx context.Context) (v T, err error) {
	woken := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(woken)
		// The lock makes sure that the receiver is either before its look at
		// ctx or waiting: the wake-up can't fall in between.
		m.mu.Lock()
		defer m.mu.Unlock()
		m.some.Broadcast()
	})
	defer func() {
		if !stop() {
			<-woken // it runs: let it come to its end, without m.mu
		}
	}()

	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.items) == 0 {
		if err := ctx.Err(); err != nil {
			return v, err
		}
		m.some.Wait()
	}
	v = m.items[0]
	m.items = m.items[1:]
	return v, nil
}

// Len counts the items.
func (m *Mailbox[T]) Len() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.items)
}

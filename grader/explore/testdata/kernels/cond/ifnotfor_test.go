// if instead of for: a consumer that is woken takes without looking again.
// Breaks when both consumers wait and one item is put with a Broadcast: both
// wake, both take.

package cond

import (
	"sync"
	"testing"
)

type condQueue struct {
	mu    sync.Mutex
	some  *sync.Cond
	items int
	least int
}

func newCondQueue() *condQueue {
	q := &condQueue{}
	q.some = sync.NewCond(&q.mu)
	return q
}

func (q *condQueue) put() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.items++
	q.some.Broadcast()
}

func (q *condQueue) waitIf() {
	if q.items == 0 {
		q.some.Wait()
	}
}

func (q *condQueue) waitFor() {
	for q.items == 0 {
		q.some.Wait()
	}
}

func takeTwo(t *testing.T, q *condQueue, wait func()) {
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			q.mu.Lock()
			defer q.mu.Unlock()
			wait()
			q.items--
			q.least = min(q.least, q.items)
		}()
	}
	q.put()
	q.put()
	wg.Wait()
	if q.least < 0 {
		t.Errorf("the queue went down to %d", q.least)
	}
}

// want: wrong result
func TestIfNotForBug(t *testing.T) {
	q := newCondQueue()
	takeTwo(t, q, q.waitIf)
}

func TestIfNotForFixed(t *testing.T) {
	q := newCondQueue()
	takeTwo(t, q, q.waitFor)
}

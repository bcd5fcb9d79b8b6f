// A read without the lock, followed by so many reads of its neighbours in the
// same word that the race detector forgets it. Breaks in every schedule in which
// nothing orders the read with the write; only who keeps every access sees it.

package datarace

import (
	"sync"
	"testing"
)

type packed struct {
	mu sync.Mutex
	w  struct {
		n          uint32
		a, b, c, d uint8
	}
}

func (p *packed) flood() (x uint8) {
	for range 64 {
		x += p.w.a + p.w.b + p.w.c + p.w.d
	}
	return x
}

func (p *packed) add() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.w.n++
	p.flood()
}

func (p *packed) readBare() uint32 {
	n := p.w.n
	p.flood()
	return n
}

func (p *packed) read() uint32 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.readBare()
}

func evicted(read func(*packed) uint32) {
	var p packed
	var wg sync.WaitGroup
	wg.Go(p.add)
	read(&p)
	wg.Wait()
}

// want: data race
func TestEvictedBug(*testing.T) { evicted((*packed).readBare) }

func TestEvictedFixed(*testing.T) { evicted((*packed).read) }

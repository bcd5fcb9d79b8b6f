// Package seqlock is a register of two words that readers read without
// writing: a sequence number tells them whether a writer was at work.
package seqlock

import (
	"runtime"
	"sync/atomic"
)

// Pair is a register; its zero value holds zeros. All the fields are atomic:
// with plain words the readers would race with the writers.
type Pair struct {
	seq  atomic.Uint64 // odd while a writer is at work
	a, b atomic.Int64
}

func (p *Pair) begin() {
	for {
		s := p.seq.Load()
		if s%2 == 0 && p.seq.CompareAndSwap(s, s+1) {
			return
		}
		runtime.Gosched()
	}
}

func (p *Pair) end() { p.seq.Add(1) }

// Write sets both words at once.
func (p *Pair) Write(a, b int64) {
	p.begin()
	p.a.Store(a)
	p.b.Store(b)
	p.end()
}

// Update sets both words from their old values at once.
func (p *Pair) Update(f func(a, b int64) (int64, int64)) {
	p.begin()
	defer p.end()
	a, b := f(p.a.Load(), p.b.Load())
	p.a.Store(a)
	p.b.Store(b)
}

// TryRead reports false if a writer got in between.
func (p *Pair) TryRead() (a, b int64, ok bool) {
	s := p.seq.Load()
	if s%2 != 0 {
		return 0, 0, false
	}
	a, b = p.a.Load(), p.b.Load()
	return a, b, p.seq.Load() == s
}

// Read returns both words as they were together at some time during the call.
func (p *Pair) Read() (a, b int64) {
	for {
		if a, b, ok := p.TryRead(); ok {
			return a, b
		}
		runtime.Gosched()
	}
}

// Package tokenbucket is a rate limiter: a ticker puts tokens into a bucket of
// limited size, every request takes one out.
package tokenbucket

import (
	"context"
	"sync"
	"time"
)

// Bucket is made by New and must be stopped.
type Bucket struct {
	tokens chan struct{}
	quit   chan struct{}
	filler sync.WaitGroup
	once   sync.Once
}

// New makes a full bucket of burst tokens that gains one every period.
func New(burst int, period time.Duration) *Bucket {
	b := &Bucket{tokens: make(chan struct{}, burst), quit: make(chan struct{})}
	for range burst {
		b.tokens <- struct{}{}
	}
	b.filler.Go(func() { b.fill(period) })
	return b
}

func (b *Bucket) fill(period time.Duration) {
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	for {
		select {
		case <-b.quit:
			return
		case <-ticker.C:
		}
		select {
		case b.tokens <- struct{}{}:
		default: // full
		}
	}
}

// TryTake takes a token if there is one.
func (b *Bucket) TryTake() bool {
	select {
	case <-b.tokens:
		return true
	default:
		return false
	}
}

// Take waits for a token.
func (b *Bucket) Take(ctx context.Context) error {
	select {
	case <-b.tokens:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Stop ends the filling and returns how many tokens were left.
func (b *Bucket) Stop() int {
	b.once.Do(func() { close(b.quit) })
	b.filler.Wait()
	return len(b.tokens)
}

// Package counter holds a counter that many goroutines share.
package counter

import (
	"math/rand/v2"
	"sync"
)

const nshards = 4

type shard struct {
	mu sync.Mutex
	n  int
	_  [48]byte // keep the shards on cache lines of their own
}

// Counter is spread over a few shards, so that goroutines that increment seldom meet.
type Counter struct {
	shards [nshards]shard
}

// Inc adds one to some shard, no matter which.
func (c *Counter) Inc() {
	s := &c.shards[rand.IntN(nshards)]
	s.mu.Lock()
	s.n++
	s.mu.Unlock()
}

func (s *shard) get() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.n
}

// Value adds up the shards. No shard ever goes down, and a later call reads each of them
// later than an earlier call did, so that the sum never goes down either.
func (c *Counter) Value() (sum int) {
	for i := range c.shards {
		sum += c.shards[i].get()
	}
	return sum
}

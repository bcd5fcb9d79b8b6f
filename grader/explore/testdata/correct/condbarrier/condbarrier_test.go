package condbarrier

import (
	"fmt"
	"sync"
	"testing"
)

// Three workers write their own slot, meet, and read all the slots: no locks
// but the barrier. Two rounds.
func TestRounds(t *testing.T) {
	const parties = 3
	var (
		b     = New(parties, nil)
		slots [parties]int
		bad   [parties]error
		wg    sync.WaitGroup
	)
	for me := range parties {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for round := 1; round <= 2; round++ {
				slots[me] = round
				b.Wait()
				for i, v := range slots {
					if v != round {
						bad[me] = fmt.Errorf("round %d: worker %d sees %d from %d", round, me, v, i)
					}
				}
				b.Wait()
			}
		}()
	}
	wg.Wait()
	for _, err := range bad {
		if err != nil {
			t.Error(err)
		}
	}
	if g := b.Generation(); g != 4 {
		t.Errorf("the barrier opened %d times, want 4", g)
	}
}

// Exactly one party is the last, and the action runs once a round.
func TestAction(t *testing.T) {
	actions := 0
	b := New(2, func() { actions++ })
	index := make(chan int)
	go func() { index <- b.Wait() }()
	mine := b.Wait()
	if theirs := <-index; mine+theirs != 1 {
		t.Errorf("indexes %d and %d", mine, theirs)
	}
	if actions != 1 {
		t.Errorf("the action ran %d times", actions)
	}
}

package tickets

import (
	"sync"
	"testing"
)

// sold is how many of two buyers get a ticket.
func sold(tickets int32) int {
	var o Office
	o.left.Store(tickets)
	got := make(chan bool, 2)
	var buyers sync.WaitGroup
	for range 2 {
		buyers.Go(func() { got <- o.Sell() })
	}
	buyers.Wait()
	close(got)
	n := 0
	for ok := range got {
		if ok {
			n++
		}
	}
	return n
}

func TestLastTicket(t *testing.T) {
	if n := sold(1); n != 1 {
		t.Errorf("sold 1 ticket %d times", n)
	}
}

func TestEnough(t *testing.T) {
	if n := sold(2); n != 2 {
		t.Errorf("sold %d of 2 tickets", n)
	}
}

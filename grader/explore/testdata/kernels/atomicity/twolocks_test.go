// Check then act under two locks: the stock is checked under its lock, the
// order is booked under another, then the stock is taken. Breaks when both
// buyers check before either takes: one item is sold twice.

package atomicity

import (
	"sync"
	"testing"
)

type twoLockShop struct {
	stockMu sync.Mutex
	stock   int
	orderMu sync.Mutex
	orders  []int
}

func (s *twoLockShop) book(id int) {
	s.orderMu.Lock()
	defer s.orderMu.Unlock()
	s.orders = append(s.orders, id)
}

func (s *twoLockShop) buySplit(id int) {
	s.stockMu.Lock()
	ok := s.stock > 0
	s.stockMu.Unlock()
	if !ok {
		return
	}
	s.book(id)
	s.stockMu.Lock()
	s.stock--
	s.stockMu.Unlock()
}

func (s *twoLockShop) buy(id int) {
	s.stockMu.Lock()
	defer s.stockMu.Unlock()
	if s.stock > 0 {
		s.book(id)
		s.stock--
	}
}

func twoLocks(t *testing.T, s *twoLockShop, buy func(int)) {
	var wg sync.WaitGroup
	for id := range 2 {
		wg.Go(func() { buy(id) })
	}
	wg.Wait()
	if s.stock != 0 || len(s.orders) != 1 {
		t.Errorf("stock %d, orders %v", s.stock, s.orders)
	}
}

// want: wrong result
func TestTwoLocksBug(t *testing.T) {
	s := &twoLockShop{stock: 1}
	twoLocks(t, s, s.buySplit)
}

func TestTwoLocksFixed(t *testing.T) {
	s := &twoLockShop{stock: 1}
	twoLocks(t, s, s.buy)
}

// Package deadlock moves money between accounts, each of which belongs to at most one
// transfer at a time.
package deadlock

import (
	"container/list"
	"sync"
)

// LockManager gives out pairs of accounts. A request gets both of its accounts or stays
// in the queue with none.
type LockManager struct {
	mutex sync.Mutex
	held  map[int]struct{} // a HashSet<Integer>
	queue *list.List       // of *lockRequest
}

type lockRequest struct {
	first, second int
	granted       chan struct{} // a CountDownLatch(1)
}

func NewLockManager() *LockManager {
	return &LockManager{held: make(map[int]struct{}), queue: list.New()}
}

// tryGrant needs mutex.
func (m *LockManager) tryGrant(first, second int) bool {
	if _, busy := m.held[first]; busy {
		return false
	}
	if _, busy := m.held[second]; busy {
		return false
	}
	m.held[first] = struct{}{}
	m.held[second] = struct{}{}
	return true
}

// Acquire returns when the caller has both accounts.
func (m *LockManager) Acquire(first, second int) {
	m.mutex.Lock()
	if m.tryGrant(first, second) {
		m.mutex.Unlock()
		return
	}
	request := &lockRequest{first, second, make(chan struct{})}
	m.queue.PushBack(request)
	m.mutex.Unlock()

	<-request.granted
}

// Release gives both accounts back and serves whom it can, the oldest request first.
func (m *LockManager) Release(first, second int) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.held, first)
	delete(m.held, second)

	var next *list.Element
	for element := m.queue.Front(); element != nil; element = next {
		next = element.Next() // Remove clears it
		request := element.Value.(*lockRequest)
		if m.tryGrant(request.first, request.second) {
			m.queue.Remove(element)
			close(request.granted)
		}
	}
}

// Bank has accounts, which are numbered from 0.
type Bank struct {
	lockManager *LockManager

	ledgerMutex sync.RWMutex
	ledger      []int // guarded by ledgerMutex
}

// New returns a bank with an account for each balance.
func New(balances ...int) *Bank {
	ledger := make([]int, len(balances))
	copy(ledger, balances)
	return &Bank{lockManager: NewLockManager(), ledger: ledger}
}

// Transfer moves n, which is above 0, from one account to another, or to the same.
func (b *Bank) Transfer(from, to, n int, approve func() error) error {
	b.lockManager.Acquire(from, to)
	defer b.lockManager.Release(from, to) // finally

	if b.Balance(from) < n {
		return ErrInsufficient
	}
	if err := approve(); err != nil {
		return err
	}
	b.move(from, to, n)
	return nil
}

func (b *Bank) move(from, to, n int) {
	b.ledgerMutex.Lock()
	defer b.ledgerMutex.Unlock()
	b.ledger[from] -= n
	b.ledger[to] += n
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id int) int {
	b.ledgerMutex.RLock()
	defer b.ledgerMutex.RUnlock()
	return b.ledger[id]
}

// Total returns what all accounts hold together, at one moment.
func (b *Bank) Total() int {
	b.ledgerMutex.RLock()
	defer b.ledgerMutex.RUnlock()
	total := 0
	for _, balance := range b.ledger {
		total += balance
	}
	return total
}

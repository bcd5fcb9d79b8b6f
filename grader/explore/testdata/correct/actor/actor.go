// Package actor is a bank account as an actor: one goroutine, a mailbox of
// typed messages, replies through a channel in the message.
package actor

import "errors"

// ErrFunds is the answer to a withdrawal of more than there is; ErrStopped is
// the answer of an actor that has ended.
var (
	ErrFunds   = errors.New("actor: insufficient funds")
	ErrStopped = errors.New("actor: stopped")
)

type (
	deposit  struct{ amount int }
	withdraw struct {
		amount int
		reply  chan<- error
	}
	balance struct{ reply chan<- int }
	stop    struct{}
)

// Account is the address of an actor.
type Account struct {
	mailbox chan any
	stopped chan struct{}
}

// Open starts an actor.
func Open() *Account {
	a := &Account{mailbox: make(chan any, 2), stopped: make(chan struct{})}
	go a.run()
	return a
}

func (a *Account) run() {
	defer close(a.stopped)
	total := 0
	for m := range a.mailbox { // the mailbox is never closed
		switch m := m.(type) {
		case deposit:
			total += m.amount
		case withdraw:
			if m.amount > total {
				m.reply <- ErrFunds
				continue
			}
			total -= m.amount
			m.reply <- nil
		case balance:
			m.reply <- total
		case stop:
			return
		}
	}
}

// tell puts m into the mailbox; false: the actor has stopped.
func (a *Account) tell(m any) bool {
	select {
	case <-a.stopped:
		return false
	default:
	}
	select {
	case a.mailbox <- m:
		return true
	case <-a.stopped:
		return false
	}
}

// Deposit does not wait for the actor to handle it.
func (a *Account) Deposit(amount int) bool { return a.tell(deposit{amount}) }

// Withdraw waits for the answer.
func (a *Account) Withdraw(amount int) error {
	reply := make(chan error, 1)
	if !a.tell(withdraw{amount, reply}) {
		return ErrStopped
	}
	select {
	case err := <-reply:
		return err
	case <-a.stopped:
	}
	select { // it may have answered before it stopped
	case err := <-reply:
		return err
	default:
		return ErrStopped
	}
}

// Balance waits for the answer; ok is false if the actor has stopped.
func (a *Account) Balance() (total int, ok bool) {
	reply := make(chan int, 1)
	if !a.tell(balance{reply}) {
		return 0, false
	}
	select {
	case total = <-reply:
		return total, true
	case <-a.stopped:
	}
	select {
	case total = <-reply:
		return total, true
	default:
		return 0, false
	}
}

// Stop ends the actor after the messages before it, and waits for that.
func (a *Account) Stop() {
	a.tell(stop{})
	<-a.stopped
}

// Package deadlock keeps each balance in a channel with one slot. Who has taken a balance
// out owns the account until he puts one back, which he must do on every way out.
//
// A channel that is taken from is waited for like a lock, so here too the order of the
// accounts decides who goes first.
package deadlock

// Bank has accounts, which are numbered from 0.
type Bank struct {
	accounts []chan int // each holds its balance while nobody owns it
}

// New returns a bank with an account for each balance.
func New(balances ...int) *Bank {
	b := &Bank{accounts: make([]chan int, len(balances))}
	for i, balance := range balances {
		b.accounts[i] = make(chan int, 1)
		b.accounts[i] <- balance
	}
	return b
}

// Transfer moves n from one account to another if approve agrees.
func (b *Bank) Transfer(from, to, n int, approve func() error) error {
	if from == to {
		balance := <-b.accounts[from]
		defer func() { b.accounts[from] <- balance }()
		return check(balance, n, approve)
	}
	var source, target int
	if from < to {
		source = <-b.accounts[from]
		target = <-b.accounts[to]
	} else {
		target = <-b.accounts[to]
		source = <-b.accounts[from]
	}
	defer func() {
		b.accounts[from] <- source
		b.accounts[to] <- target
	}()
	if err := check(source, n, approve); err != nil {
		return err
	}
	source, target = source-n, target+n
	return nil
}

// check returns why n may not be taken from balance.
func check(balance, n int, approve func() error) error {
	if balance < n {
		return ErrInsufficient
	}
	return approve()
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id int) int {
	balance := <-b.accounts[id]
	b.accounts[id] <- balance
	return balance
}

// Total returns what all accounts hold together.
func (b *Bank) Total() int {
	balances := make([]int, len(b.accounts))
	total := 0
	for id, account := range b.accounts {
		balances[id] = <-account
		total += balances[id]
	}
	for id, account := range b.accounts {
		account <- balances[id]
	}
	return total
}

// Field must be reported as a data race: two goroutines write one field of a
// struct, and nothing orders the two.
package main

type account struct{ balance int }

func (a *account) deposit(sum int) {
	a.balance = sum // race: write
}

func main() {
	var a account
	done := make(chan bool)
	go func() { // race: created
		a.deposit(1) // race: caller
		done <- true
	}()
	go func() { // race: created
		a.deposit(2) // race: caller
		done <- true
	}()
	<-done
	<-done
}

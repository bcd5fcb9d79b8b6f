// Package primesieve is the concurrent prime sieve: a chain of goroutines, each
// taking out the multiples of one prime.
package primesieve

import "sync"

// UpTo returns the primes up to n. Its goroutines end from the source on, each
// closing the channel to the next.
func UpTo(n int) (primes []int) {
	source := make(chan int)
	go func() {
		defer close(source)
		for i := 2; i <= n; i++ {
			source <- i
		}
	}()
	var in <-chan int = source
	for {
		p, ok := <-in
		if !ok {
			return primes
		}
		primes = append(primes, p)
		in = filter(in, p)
	}
}

func filter(in <-chan int, p int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range in {
			if i%p != 0 {
				out <- i
			}
		}
	}()
	return out
}

// First returns the first n primes of an endless sieve. Its goroutines end from
// the sink on, by a common signal.
func First(n int) []int {
	stop := make(chan struct{})
	var wg sync.WaitGroup
	send := func(out chan<- int, i int) bool {
		select {
		case out <- i:
			return true
		case <-stop:
			return false
		}
	}
	in := make(chan int)
	wg.Add(1)
	go func(out chan<- int) {
		defer wg.Done()
		for i := 2; send(out, i); i++ {
		}
	}(in)
	primes := make([]int, 0, n)
	for {
		p := <-in
		primes = append(primes, p)
		if len(primes) == n {
			break
		}
		out := make(chan int)
		wg.Add(1)
		go func(in <-chan int) {
			defer wg.Done()
			for {
				select {
				case i := <-in:
					if i%p != 0 && !send(out, i) {
						return
					}
				case <-stop:
					return
				}
			}
		}(in)
		in = out
	}
	close(stop)
	wg.Wait()
	return primes
}

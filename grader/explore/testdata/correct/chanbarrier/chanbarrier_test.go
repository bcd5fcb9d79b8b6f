package chanbarrier

import (
	"runtime"
	"testing"
)

// Prefix sums by the parallel scan: the barrier is all that keeps the phases
// apart.
func TestScan(t *testing.T) {
	data := [3]int{1, 2, 3}
	b := New(len(data))
	done := make(chan struct{})
	for i := range data {
		go func() {
			for step := 1; step < len(data); step *= 2 {
				add := 0
				if i >= step {
					add = data[i-step]
				}
				b.Wait() // all have read
				data[i] += add
				b.Wait() // all have written
			}
			done <- struct{}{}
		}()
	}
	for range data {
		<-done
	}
	if data != [3]int{1, 3, 6} {
		t.Errorf("scan: %v", data)
	}
}

// Nobody passes before the last one comes.
func TestHolds(t *testing.T) {
	b := New(2)
	passed := make(chan int, 1)
	go func() { passed <- b.Wait() }()
	for b.Arrived() == 0 {
		runtime.Gosched()
	}
	select {
	case <-passed:
		t.Error("one party of two passed alone")
	default:
	}
	if r := b.Wait(); r != 0 {
		t.Errorf("round %d, want 0", r)
	}
	if r := <-passed; r != 0 {
		t.Errorf("other's round %d, want 0", r)
	}
}

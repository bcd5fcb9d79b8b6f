// Two inputs, each set to nil when it is closed; the end is looked for in one
// arm only. Breaks when the other input is the last to close: both are nil, and
// the select waits for ever.

package channel

import "testing"

func feedBoth() (a, b chan int) {
	a, b = make(chan int), make(chan int)
	for _, c := range []chan int{a, b} {
		go func() {
			defer close(c)
			c <- 1
		}()
	}
	return a, b
}

func mergeOneArm(a, b chan int) (sum int) {
	for {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
			}
			sum += v
			if a == nil && b == nil {
				return sum
			}
		case v, ok := <-b:
			if !ok {
				b = nil
			}
			sum += v
		}
	}
}

func mergeBoth(a, b chan int) (sum int) {
	for a != nil || b != nil {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
			}
			sum += v
		case v, ok := <-b:
			if !ok {
				b = nil
			}
			sum += v
		}
	}
	return sum
}

// want: deadlock
func TestNilBothBug(t *testing.T) {
	if sum := mergeOneArm(feedBoth()); sum != 2 {
		t.Errorf("sum = %d, want 2", sum)
	}
}

func TestNilBothFixed(t *testing.T) {
	if sum := mergeBoth(feedBoth()); sum != 2 {
		t.Errorf("sum = %d, want 2", sum)
	}
}

package mapfanout

import "testing"

func TestFanout(t *testing.T) {
	var f Fanout
	sums := make(chan int)
	for _, name := range []string{"a", "b", "c"} {
		c := f.Add(name, 0)
		go func() {
			sum := 0
			for v := range c {
				sum += v
			}
			sums <- sum
		}()
	}
	f.Send(1)
	f.Send(10)
	f.SendOne(100)
	f.Close()
	total := 0
	for range 3 {
		total += <-sums
	}
	if total != 133 {
		t.Errorf("total %d, want 133", total)
	}
}

package pubsub

import "testing"

// Two subscribers with room get everything in order, whatever the speed.
func TestAll(t *testing.T) {
	h := New[int]()
	got := make(chan []int)
	for range 2 {
		s := h.Subscribe(3)
		go func() {
			var all []int
			for v := range s.C {
				all = append(all, v)
			}
			got <- all
		}()
	}
	for i := range 3 {
		if n := h.Publish(i); n != 2 {
			t.Errorf("published to %d, want 2", n)
		}
	}
	if d := h.Close(); d != 0 {
		t.Errorf("%d values lost", d)
	}
	for range 2 {
		all := <-got
		if len(all) != 3 || all[0] != 0 || all[1] != 1 || all[2] != 2 {
			t.Errorf("received %v", all)
		}
	}
	if n := h.Publish(9); n != 0 {
		t.Errorf("a closed hub published to %d", n)
	}
}

// A subscriber of room 1 may lose values, but neither the order nor the last.
func TestSlow(t *testing.T) {
	h := New[int]()
	s := h.Subscribe(1)
	done := make(chan int)
	go func() {
		for i := 1; i <= 3; i++ {
			h.Publish(i)
		}
		done <- h.Close()
	}()
	received, last := 0, 0
	for v := range s.C {
		if v <= last {
			t.Errorf("%d after %d", v, last)
		}
		last = v
		received++
	}
	if dropped := <-done; received+dropped != 3 || last != 3 {
		t.Errorf("%d received, %d lost, the last %d", received, dropped, last)
	}
}

// Cancel beside Publish and Close.
func TestCancel(t *testing.T) {
	h := New[string]()
	s := h.Subscribe(1)
	published := make(chan int)
	go func() { published <- h.Publish("x") }()
	s.Cancel()
	s.Cancel()
	n := <-published
	got := 0
	for range s.C {
		got++
	}
	h.Close()
	if n != got {
		t.Errorf("published to %d, received %d", n, got)
	}
}

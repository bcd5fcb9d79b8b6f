// Quit overtakes the queue: the logger leaves on quit, whatever is still in its
// queue. Breaks when quit is closed before the logger has come to the last
// line, or when its select prefers quit with both ready.

package order

import "testing"

// want: wrong result
func TestQuitBeforeFlushBug(t *testing.T) {
	lines := make(chan string, 2)
	quit := make(chan struct{})
	done := make(chan struct{})
	var written int
	go func() {
		defer close(done)
		for {
			select {
			case <-lines:
				written++
			case <-quit:
				return
			}
		}
	}()
	lines <- "a"
	lines <- "b"
	close(quit)
	<-done
	if written != 2 {
		t.Errorf("%d lines written, want 2", written)
	}
}

func TestQuitBeforeFlushFixed(t *testing.T) {
	lines := make(chan string, 2)
	done := make(chan struct{})
	var written int
	go func() {
		defer close(done)
		for range lines {
			written++
		}
	}()
	lines <- "a"
	lines <- "b"
	close(lines)
	<-done
	if written != 2 {
		t.Errorf("%d lines written, want 2", written)
	}
}

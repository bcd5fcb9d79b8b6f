// The buffer reused after the send: the receiver has the slice, the sender
// fills it again. Breaks when the second fill comes before the receiver has
// read the first.

package aliasing

import "testing"

func recvFrames(t *testing.T, frame func(buf []byte) []byte) {
	ch := make(chan []byte)
	go func() {
		defer close(ch)
		buf := make([]byte, 1)
		for i := range 2 {
			buf[0] = 'a' + byte(i)
			ch <- frame(buf)
		}
	}()
	var got []byte
	for b := range ch {
		got = append(got, b[0])
	}
	if string(got) != "ab" {
		t.Errorf("received %q, want %q", got, "ab")
	}
}

// want: data race, wrong result
func TestBufReuseBug(t *testing.T) {
	recvFrames(t, func(buf []byte) []byte { return buf })
}

func TestBufReuseFixed(t *testing.T) {
	recvFrames(t, func(buf []byte) []byte { return append([]byte(nil), buf...) })
}

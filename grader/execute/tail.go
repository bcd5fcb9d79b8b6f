package execute

import "sync"

// tail keeps the first and the last half MiB of what is written to it, and takes the
// rest without keeping it: a crash is told at the end.
type tail struct {
	mu   sync.Mutex
	head []byte
	last []byte
	cut  bool
}

const halfOutput = 512 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := len(p)
	if room := halfOutput - len(t.head); room > 0 {
		k := min(room, len(p))
		t.head, p = append(t.head, p[:k]...), p[k:]
	}
	t.last = append(t.last, p...)
	if over := len(t.last) - halfOutput; over > halfOutput {
		t.last, t.cut = append([]byte(nil), t.last[over:]...), true
	}
	return n, nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.cut {
		return string(t.head) + string(t.last)
	}
	return string(t.head) + "\n[output cut]\n" + string(t.last[max(0, len(t.last)-halfOutput):])
}

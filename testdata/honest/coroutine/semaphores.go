package coroutine

import "iter"

// semaphore は 0 から始まる二値セマフォ。
type semaphore chan struct{}

func newSemaphore() semaphore { return make(semaphore, 1) }

func (s semaphore) post() { s <- struct{}{} }
func (s semaphore) wait() { <-s }

// Co は途中で休める関数。呼ぶ側と本体は、二つのセマフォで交代する。
// フィールドは「今動いている側」だけが触るので、ロックは要らない。
type Co[In, Out any] struct {
	body func(In, func(Out) (In, bool)) error

	toBody   semaphore // 本体の番
	toCaller semaphore // 呼ぶ側の番

	in       In
	out      Out
	err      error
	state    int
	stopping bool
}

const (
	created = iota // まだ始まっていない
	paused         // yield の中で待っている
	dead           // 終わった
)

// New はまだ始まっていないコルーチンを返す。
func New[In, Out any](body func(first In, yield func(Out) (In, bool)) error) *Co[In, Out] {
	return &Co[In, Out]{
		body:     body,
		toBody:   newSemaphore(),
		toCaller: newSemaphore(),
	}
}

// Resume は本体を次の yield まで進める。
func (c *Co[In, Out]) Resume(in In) (out Out, err error) {
	switch c.state {
	case dead:
		return out, ErrDone
	case created:
		go c.main()
	}
	c.in = in
	c.transfer()
	if c.state == paused {
		return c.out, nil
	}
	// この Resume の中で本体が終わった
	if c.err != nil {
		return out, c.err
	}
	return out, ErrDone
}

// transfer は番を渡し、返ってくるまで休む。
func (c *Co[In, Out]) transfer() {
	c.toBody.post()
	c.toCaller.wait()
}

func (c *Co[In, Out]) main() {
	c.toBody.wait()
	defer func() {
		if p := recover(); p != nil {
			c.err = &PanicError{Value: p}
		}
		c.state = dead
		c.toCaller.post() // 最後の交代
	}()
	c.err = c.body(c.in, c.yield)
}

func (c *Co[In, Out]) yield(out Out) (In, bool) {
	var zero In
	if c.stopping {
		return zero, false
	}
	c.out, c.state = out, paused
	c.toCaller.post()
	c.toBody.wait()
	if c.stopping {
		return zero, false
	}
	return c.in, true
}

// Stop は本体を終わらせ、defer まで済むのを待つ。
func (c *Co[In, Out]) Stop() {
	switch c.state {
	case created:
		c.state = dead
	case paused:
		c.stopping = true
		c.transfer()
	}
}

// Seq は range で回せる列を返す。ループがどう終わっても本体は終わる。
func Seq[Out any](c *Co[struct{}, Out]) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		defer c.Stop()
		var nothing struct{}
		for {
			v, err := c.Resume(nothing)
			if err != nil || !yield(v) {
				return
			}
		}
	}
}

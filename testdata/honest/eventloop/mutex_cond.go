package eventloop

import (
	"slices"
	"sync"
	"time"
)

// Loop は一つのゴルーチンの上でたくさんのタスクを動かす。
type Loop struct {
	clock *Clock

	mu      sync.Mutex
	changed *sync.Cond // タスクが来た、止められた、または目覚ましが鳴った
	queue   []waiting  // 起きる時刻の順。同じ時刻なら先に寝た方が前
	stopped bool
	news    bool // 休んでいる間に何かがあった
}

type waiting struct {
	until time.Duration
	step  Step
}

// NewLoop は clock で動く空のループを返す。
func NewLoop(clock *Clock) *Loop {
	l := &Loop{clock: clock}
	l.changed = sync.NewCond(&l.mu)
	return l
}

// insert は同じ時刻のものの一番後ろに入れる。l.mu を持って呼ぶこと。
func (l *Loop) insert(until time.Duration, step Step) {
	i, _ := slices.BinarySearchFunc(l.queue, until, func(w waiting, t time.Duration) int {
		if w.until <= t {
			return -1 // 同じ時刻なら、その後ろ
		}
		return 1
	})
	l.queue = slices.Insert(l.queue, i, waiting{until, step})
}

// notify は休んでいる Run を起こす。l.mu を持って呼ぶこと。
func (l *Loop) notify() {
	l.news = true
	l.changed.Broadcast()
}

// CreateTask はタスクを列の最後に置く。
func (l *Loop) CreateTask(first Step) {
	if first == nil {
		return // もう終わっているタスク
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.insert(l.clock.Now(), first)
	l.notify()
}

// Stop はループを止める。
func (l *Loop) Stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stopped = true
	l.notify()
}

// rest は時計が until を示すか、何かが起きるまで休む。l.mu を持って呼び、持って戻る。
func (l *Loop) rest(until time.Duration) {
	alarm := l.clock.Alarm(until)
	cancel := make(chan struct{})
	var helper sync.WaitGroup

	l.news = false
	helper.Add(1)
	go func() {
		defer helper.Done()
		select {
		case <-alarm:
			l.mu.Lock()
			l.notify()
			l.mu.Unlock()
		case <-cancel:
		}
	}()

	for !l.news {
		l.changed.Wait()
	}

	// 手伝いのゴルーチンを残さない。
	close(cancel)
	l.mu.Unlock()
	helper.Wait()
	l.mu.Lock()
}

// next は次のステップを返す。止められたら ErrStopped、誰もいなければ nil, nil。
func (l *Loop) next() (Step, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		if l.stopped {
			return nil, ErrStopped
		}
		if len(l.queue) == 0 {
			return nil, nil
		}
		head := l.queue[0]
		if head.until <= l.clock.Now() {
			l.queue[0] = waiting{}
			l.queue = l.queue[1:]
			return head.step, nil
		}
		l.rest(head.until)
	}
}

// Run はすべてのタスクが終わるか、止められるまで動く。
func (l *Loop) Run() error {
	for {
		step, err := l.next()
		if step == nil {
			return err
		}
		sleep, rest := step()
		if rest == nil {
			continue
		}
		l.mu.Lock()
		l.insert(l.clock.Now()+max(0, sleep), rest)
		l.mu.Unlock()
	}
}

package states

import "sync"

type event int

const (
	run event = iota
	block
	wake
	finish
	events // how many there are
)

// transitions は状態遷移表。from 以外の状態ではすべて拒否する。
var transitions = [events]struct{ from, to State }{
	run:    {Ready, Running},
	block:  {Running, Blocked},
	wake:   {Blocked, Ready},
	finish: {Running, Done},
}

// Task は複数のスケジューラが共有するタスク。ゼロ値は Ready で、一度も実行されていない。
type Task struct {
	sync.RWMutex // 以下の二つを守る
	state        State
	counts       [events]int
}

// fire は調べることと変えることを、一つのロックの中で行う。
func (t *Task) fire(e event) error {
	t.Lock()
	defer t.Unlock()
	tr := transitions[e]
	if t.state != tr.from {
		return ErrRefused
	}
	t.state = tr.to
	t.counts[e]++
	return nil
}

// Run は Ready から Running へ。
func (t *Task) Run() error { return t.fire(run) }

// Block は Running から Blocked へ。
func (t *Task) Block() error { return t.fire(block) }

// Wake は Blocked から Ready へ。
func (t *Task) Wake() error { return t.fire(wake) }

// Finish は Running から Done へ。
func (t *Task) Finish() error { return t.fire(finish) }

// Snapshot はある一瞬の状態と回数を返す。読むだけなので RLock で足りる。
func (t *Task) Snapshot() Snapshot {
	t.RLock()
	defer t.RUnlock()
	return Snapshot{
		State:  t.state,
		Runs:   t.counts[run],
		Blocks: t.counts[block],
		Wakes:  t.counts[wake],
	}
}

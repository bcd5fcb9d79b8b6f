package eventloop

import (
	"container/heap"
	"sync"
	"time"
)

// timerHandle is asyncio.TimerHandle.
type timerHandle struct {
	when     time.Duration
	sequence int // asyncio does without, but there equals may be mixed up
	callback Step
}

type timerHeap []*timerHandle

var _ heap.Interface = (*timerHeap)(nil)

func (h timerHeap) Len() int { return len(h) }
func (h timerHeap) Less(i, j int) bool {
	if h[i].when == h[j].when {
		return h[i].sequence < h[j].sequence
	}
	return h[i].when < h[j].when
}
func (h timerHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *timerHeap) Push(x any)   { *h = append(*h, x.(*timerHandle)) }
func (h *timerHeap) Pop() any {
	old := *h
	n := len(old)
	x := old[n-1]
	old[n-1] = nil
	*h = old[:n-1]
	return x
}

// Loop is asyncio.BaseEventLoop, as far as it is needed here.
type Loop struct {
	clock    *Clock
	selfPipe chan struct{} // call_soon_threadsafe writes a byte into it

	lock      sync.Mutex // instead of the GIL
	ready     []Step     // a deque: they may go on
	scheduled timerHeap  // they sleep
	sequence  int
	stopping  bool
}

// NewLoop returns a loop without tasks that lives by clock.
func NewLoop(clock *Clock) *Loop {
	return &Loop{clock: clock, selfPipe: make(chan struct{}, 1)}
}

// callSoon: the lock is held. Those whose time has come were first.
func (l *Loop) callSoon(callback Step) {
	l.collectTimers()
	l.ready = append(l.ready, callback)
}

// callLater: the lock is held.
func (l *Loop) callLater(delay time.Duration, callback Step) {
	if delay <= 0 {
		l.callSoon(callback)
		return
	}
	l.sequence++
	heap.Push(&l.scheduled, &timerHandle{
		when:     l.clock.Now() + delay,
		sequence: l.sequence,
		callback: callback,
	})
}

// collectTimers moves those whose time has come to the end of ready. The lock is held.
func (l *Loop) collectTimers() {
	endTime := l.clock.Now()
	for len(l.scheduled) > 0 && l.scheduled[0].when <= endTime {
		handle := heap.Pop(&l.scheduled).(*timerHandle)
		l.ready = append(l.ready, handle.callback)
	}
}

func (l *Loop) writeToSelf() {
	select {
	case l.selfPipe <- struct{}{}:
	default:
	}
}

// CreateTask is call_soon_threadsafe.
func (l *Loop) CreateTask(first Step) {
	if first == nil {
		panic("eventloop: a task needs a first step")
	}
	l.lock.Lock()
	l.callSoon(first)
	l.lock.Unlock()
	l.writeToSelf()
}

// Stop ends the loop: the step that runs, if one does, is the last.
func (l *Loop) Stop() {
	l.lock.Lock()
	l.stopping = true
	l.lock.Unlock()
	l.writeToSelf()
}

// Run is run_forever, but it ends when no task is left.
func (l *Loop) Run() error {
	for {
		again, err := l.runOnce()
		if !again {
			return err
		}
	}
}

// runOnce runs one step, or waits for one.
func (l *Loop) runOnce() (again bool, err error) {
	l.lock.Lock()
	if l.stopping {
		l.lock.Unlock()
		return false, ErrStopped
	}
	l.collectTimers()

	if len(l.ready) > 0 {
		callback := l.ready[0]
		l.ready = l.ready[1:] // popleft
		l.lock.Unlock()

		delay, following := callback()

		if following != nil {
			l.lock.Lock()
			l.callLater(delay, following)
			l.lock.Unlock()
		}
		return true, nil
	}

	if len(l.scheduled) == 0 {
		l.lock.Unlock()
		return false, nil
	}

	when := l.scheduled[0].when
	l.lock.Unlock()
	// self._selector.select(timeout)
	select {
	case <-l.selfPipe:
	case <-l.clock.Alarm(when):
	}
	return true, nil
}

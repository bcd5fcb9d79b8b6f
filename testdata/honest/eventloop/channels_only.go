package eventloop

import "time"

// Loop runs tasks, one step at a time, on the goroutine that calls Run. Make one with
// NewLoop.
type Loop struct {
	clock *Clock
	desk  chan *desk    // one place: who takes the desk out works alone at it
	bell  chan struct{} // one place: somebody rang
}

type desk struct {
	heap    []sleeper // a binary heap
	count   int
	stopped bool
}

type sleeper struct {
	time  time.Duration
	count int
	step  Step
}

// NewLoop returns a loop without tasks that lives by clock.
func NewLoop(clock *Clock) *Loop {
	l := &Loop{clock, make(chan *desk, 1), make(chan struct{}, 1)}
	l.desk <- new(desk)
	return l
}

func (l *Loop) at(work func(d *desk)) {
	d := <-l.desk
	work(d)
	l.desk <- d
}

func (l *Loop) ring() {
	select {
	case l.bell <- struct{}{}:
	default: // it is ringing already
	}
}

// CreateTask hands a task to the loop, which begins it with first.
func (l *Loop) CreateTask(first Step) {
	l.at(func(d *desk) { d.push(l.clock.Now(), first) })
	l.ring()
}

// Stop ends the loop: the step that runs, if one does, is the last.
func (l *Loop) Stop() {
	l.at(func(d *desk) { d.stopped = true })
	l.ring()
}

// Run runs the tasks until all are done, and returns nil then, or until the loop is
// stopped, and returns ErrStopped then. It is called once.
func (l *Loop) Run() error {
	for {
		var (
			stopped, empty bool
			step           Step
			until          time.Duration
		)
		l.at(func(d *desk) {
			stopped, empty = d.stopped, len(d.heap) == 0
			if stopped || empty {
				return
			}
			if until = d.heap[0].time; until <= l.clock.Now() {
				step = d.pop()
			}
		})
		switch {
		case stopped:
			return ErrStopped
		case empty:
			return nil
		case step == nil:
			select {
			case <-l.clock.Alarm(until):
			case <-l.bell:
			}
		default:
			sleep, next := step()
			l.at(func(d *desk) { d.push(l.clock.Now()+max(sleep, 0), next) })
		}
	}
}

func (a sleeper) before(b sleeper) bool {
	if a.time != b.time {
		return a.time < b.time
	}
	return a.count < b.count
}

func (d *desk) push(at time.Duration, step Step) {
	if step == nil {
		return
	}
	d.heap = append(d.heap, sleeper{at, d.count, step})
	d.count++
	for i := len(d.heap) - 1; i > 0; {
		parent := (i - 1) / 2
		if !d.heap[i].before(d.heap[parent]) {
			break
		}
		d.heap[i], d.heap[parent] = d.heap[parent], d.heap[i]
		i = parent
	}
}

func (d *desk) pop() Step {
	h := d.heap
	top, n := h[0].step, len(h)-1
	h[0], h[n] = h[n], sleeper{}
	h = h[:n]
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < n; child++ {
			if h[child].before(h[least]) {
				least = child
			}
		}
		if least == i {
			break
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
	d.heap = h
	return top
}

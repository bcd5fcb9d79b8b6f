package awaitgap

import "container/list"

// asyncLock is asyncio.Lock (Lib/asyncio/locks.py), without cancellation.
type asyncLock struct {
	loop    *Loop
	locked  bool
	waiters *list.List // collections.deque of *Future
}

func newAsyncLock(loop *Loop) *asyncLock {
	return &asyncLock{loop: loop, waiters: list.New()}
}

// acquire is "await lock.acquire()".
func (self *asyncLock) acquire(t *Task) {
	if !self.locked && self.waiters.Len() == 0 {
		self.locked = true
		return
	}

	fut := self.loop.NewFuture()
	elem := self.waiters.PushBack(fut)

	t.Await(fut)

	// Nobody could overtake: as long as the deque is not empty, newcomers queue up.
	self.waiters.Remove(elem)
	self.locked = true
}

func (self *asyncLock) release() {
	if !self.locked {
		panic("RuntimeError: Lock is not acquired.")
	}
	self.locked = false
	self.wakeUpFirst()
}

func (self *asyncLock) wakeUpFirst() {
	if first := self.waiters.Front(); first != nil {
		first.Value.(*Future).Resolve()
	}
}

// with is "async with lock: ...".
func (self *asyncLock) with(t *Task, block func() error) error {
	self.acquire(t)
	defer self.release()
	return block()
}

// defaultDict is collections.defaultdict.
type defaultDict[K comparable, V any] struct {
	dict    map[K]V
	factory func() V
}

func (d *defaultDict[K, V]) get(key K) V {
	v, ok := d.dict[key]
	if !ok {
		v = d.factory()
		d.dict[key] = v
	}
	return v
}

// Store holds a number for each key. Its methods are called by tasks of its loop. Make
// one with New.
type Store struct {
	values map[string]int
	locks  defaultDict[string, *asyncLock]
}

// New returns a store whose numbers are all 0, for the tasks of loop.
func New(loop *Loop) *Store {
	return &Store{
		values: map[string]int{},
		locks: defaultDict[string, *asyncLock]{
			dict:    map[string]*asyncLock{},
			factory: func() *asyncLock { return newAsyncLock(loop) },
		},
	}
}

// Get returns the number at key, as the last update that is done has left it.
func (s *Store) Get(key string) int {
	return s.values[key]
}

// Update replaces the number at key by what change makes of it.
func (s *Store) Update(t *Task, key string, change func(old int) (int, error)) error {
	return s.locks.get(key).with(t, func() error {
		value, err := change(s.values[key])
		if err != nil {
			return err
		}
		s.values[key] = value
		return nil
	})
}

// Package memo caches the results of a function in two ways, after "The Go
// Programming Language": a lock with a channel per entry, and a monitor
// goroutine.
package memo

import "sync"

// Func is what is cached.
type Func func(key string) (int, error)

type entry struct {
	value int
	err   error
	ready chan struct{} // closed when value and err are set
}

// Memo is the version with a lock.
type Memo struct {
	f     Func
	mu    sync.Mutex
	cache map[string]*entry
}

// New makes a Memo of f.
func New(f Func) *Memo { return &Memo{f: f, cache: make(map[string]*entry)} }

// Get returns f(key), which is called once for each key.
func (m *Memo) Get(key string) (int, error) {
	m.mu.Lock()
	e := m.cache[key]
	if e == nil {
		e = &entry{ready: make(chan struct{})}
		m.cache[key] = e
		m.mu.Unlock()
		e.value, e.err = m.f(key)
		close(e.ready)
	} else {
		m.mu.Unlock()
		<-e.ready
	}
	return e.value, e.err
}

type request struct {
	key   string
	reply chan<- *entry
}

// Server is the version with a monitor goroutine, which alone knows the cache.
type Server struct {
	requests chan request
	monitor  sync.WaitGroup
}

// NewServer starts the monitor; Close ends it.
func NewServer(f Func) *Server {
	s := &Server{requests: make(chan request)}
	s.monitor.Add(1)
	go s.serve(f)
	return s
}

func (s *Server) serve(f Func) {
	defer s.monitor.Done()
	var helpers sync.WaitGroup
	defer helpers.Wait()
	cache := make(map[string]*entry)
	for r := range s.requests {
		e := cache[r.key]
		if e == nil {
			e = &entry{ready: make(chan struct{})}
			cache[r.key] = e
			helpers.Add(1)
			go func() {
				defer helpers.Done()
				defer close(e.ready)
				e.value, e.err = f(r.key)
			}()
		}
		helpers.Add(1)
		go func() {
			defer helpers.Done()
			<-e.ready
			r.reply <- e
		}()
	}
}

// Get asks the monitor.
func (s *Server) Get(key string) (int, error) {
	reply := make(chan *entry)
	s.requests <- request{key, reply}
	e := <-reply
	return e.value, e.err
}

// Close ends the monitor; nobody may call Get any more.
func (s *Server) Close() {
	close(s.requests)
	s.monitor.Wait()
}

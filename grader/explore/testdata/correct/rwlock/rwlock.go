// Package rwlock is a read-write lock with preference for writers: a mutex,
// two condition variables and three numbers.
package rwlock

import "sync"

// RWLock is made by New.
type RWLock struct {
	mu             sync.Mutex
	canRead        sync.Cond
	canWrite       sync.Cond
	readers        int  // inside
	writer         bool // inside
	waitingWriters int
}

// New makes an unlocked lock.
func New() *RWLock {
	l := &RWLock{}
	l.canRead.L = &l.mu
	l.canWrite.L = &l.mu
	return l
}

// RLock enters as a reader, after the writers that wait.
func (l *RWLock) RLock() {
	l.mu.Lock()
	for l.writer || l.waitingWriters > 0 {
		l.canRead.Wait()
	}
	l.readers++
	l.mu.Unlock()
}

// TryRLock enters as a reader if RLock would not wait.
func (l *RWLock) TryRLock() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.writer || l.waitingWriters > 0 {
		return false
	}
	l.readers++
	return true
}

// RUnlock leaves as a reader.
func (l *RWLock) RUnlock() {
	l.mu.Lock()
	l.readers--
	if l.readers == 0 {
		l.canWrite.Signal()
	}
	l.mu.Unlock()
}

// Lock enters as the only one.
func (l *RWLock) Lock() {
	l.mu.Lock()
	l.waitingWriters++
	for l.writer || l.readers > 0 {
		l.canWrite.Wait()
	}
	l.waitingWriters--
	l.writer = true
	l.mu.Unlock()
}

// Unlock leaves as a writer.
func (l *RWLock) Unlock() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.writer = false
	if l.waitingWriters > 0 {
		l.canWrite.Signal()
	} else {
		l.canRead.Broadcast()
	}
}

// WaitingWriters counts the writers that have not entered yet.
func (l *RWLock) WaitingWriters() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.waitingWriters
}

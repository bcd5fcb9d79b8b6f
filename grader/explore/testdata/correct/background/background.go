// Package background has a goroutine of its own, which is started with the package and
// serves for as long as the program lives. No test can wait for its end.
package background

import (
	"sync"
	"time"
)

// request is a word for the log, and who waits until it is there.
type request struct {
	word string
	done chan struct{}
}

var requests = make(chan request)

var lines struct {
	sync.Mutex
	all []string
	age int
}

func init() {
	go serve()
	go grow()
}

// serve appends what is asked for.
func serve() {
	for r := range requests {
		lines.Lock()
		lines.all = append(lines.all, r.word)
		lines.Unlock()
		close(r.done)
	}
}

// grow counts seconds for ever.
func grow() {
	for range time.Tick(time.Second) {
		lines.Lock()
		lines.age++
		lines.Unlock()
	}
}

// Log appends a word and returns when it is there.
func Log(word string) {
	r := request{word, make(chan struct{})}
	requests <- r
	<-r.done
}

// Lines is what was logged.
func Lines() []string {
	lines.Lock()
	defer lines.Unlock()
	return append([]string(nil), lines.all...)
}

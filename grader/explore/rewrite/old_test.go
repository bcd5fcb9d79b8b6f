package rewrite_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLoad_OldModuleDoesWhatTheOriginalDoes(t *testing.T) {
	dir := write(t, map[string]string{"go.mod": "module example.com/m\n\ngo 1.20\n", "a_test.go": `package p

import (
	"fmt"
	"sort"
	"testing"
)

var (
	global int
	m      = map[string]int{"a": 1}
	xs     = []int{1, 2, 3}
)

func say(args ...interface{}) { println("=>", fmt.Sprint(args...)) }

func TestA(t *testing.T) {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for _, x := range xs {
		fs = append(fs, func() int { return x })
		defer func() { say("deferred ", x) }()
	}
	for _, v := range m {
		fs = append(fs, func() int { return v })
	}
	c := make(chan int, 3)
	c <- 1
	c <- 2
	c <- 3
	close(c)
	for v := range c {
		fs = append(fs, func() int { return v })
	}
	for _, f := range fs {
		say(f())
	}
}

func TestB(t *testing.T) {
	m := map[int]string{1: "a", 2: "b", 3: "c"}
	var keys []int
	for k := range m {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	say(keys)
	n := 0
	for range m {
		n++
	}
	for k, v := range m {
		delete(m, 1)
		delete(m, 2)
		delete(m, 3)
		_, _ = k, v
		n++
	}
	say(n)
	m[4] = "d"
	var k int
	var v string
	func() {
		for k, v = range m {
		}
		for global = range m {
		}
	}()
	say(k, v, global)
	c := make(chan int, 3)
	c <- 1
	c <- 2
	close(c)
outer:
	for k = range c {
		for range []int{1} {
			continue outer
		}
	}
	say(k)
	for range c {
	}
	for global = range c {
	}
	for range xs {
		n++
	}
	say(n)
}
`})
	want := native(t, dir)
	assert.Contains(t, want, "=> 3\n=> 3\n=> 3\n=> 3\n=> 3\n=> 3\n=> 1\n=> 3\n=> 3\n=> 3\n")
	assert.Equal(t, want, said(run(t, scratch(t, load(t, dir)))))
}

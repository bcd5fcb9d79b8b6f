package statements

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

func TestDeferWithChannelOperations(t *testing.T) {
	c, d := make(chan string, 4), chanOf("early")
	send := func(s string) { c <- s }
	func() {
		defer close(c)
		defer send(<-d)
		defer func() { c <- "literal" }()
		defer func(s string) { c <- s }("argument")
		t.Log(len(d))
	}()
	for s := range c {
		t.Log(s)
	}
}

func TestDeferInLoopAndBranches(t *testing.T) {
	c := make(chan int, 8)
	func(n int) {
		for i := range n {
			if i%2 == 0 {
				defer func() { c <- i }()
			} else {
				defer func(v int) { c <- v * 10 }(i)
			}
		}
		switch {
		case n > 2:
			defer func() { c <- n }()
		}
	}(4)
	close(c)
	for v := range c {
		t.Log(v)
	}
}

func TestDeferBuiltins(t *testing.T) {
	m := map[string]int{"a": 1, "b": 2}
	c := make(chan int)
	s := []int{1, 2}
	func() {
		defer delete(m, "a")
		defer close(c)
		defer clear(s)
		defer copy(s, []int{5})
		t.Log(len(m), s)
	}()
	_, ok := <-c
	t.Log(m, s, ok)
}

func TestNamedResultsInDefers(t *testing.T) {
	f := func() (n int, s string) {
		defer func() { n, s = n*2, s+"!" }()
		n = 1
		return n + 4, "r"
	}
	t.Log(f())
	g := func() (n int) {
		defer func(old int) { n += old }(n)
		for n = 0; n < 3; n++ {
		}
		return
	}
	t.Log(g())
	h := func() (err error) {
		defer func() {
			if err == nil {
				err = fmt.Errorf("set late")
			}
		}()
		return nil
	}
	t.Log(h())
}

func TestLabelsOnManyStatements(t *testing.T) {
	{
		if len(chanOf(1)) == 1 {
			t.Log("leave block")
			goto sw
		}
		t.Log("not reached")
	}
sw:
	switch v := <-chanOf(1); {
	case v == 1:
		for {
			break sw
		}
	}
tsw:
	switch any(1).(type) {
	case int:
		if true {
			break tsw
		}
		t.Log("not reached")
	}
rng:
	for range closedOf(1, 2) {
		for {
			continue rng
		}
	}
cond:
	if true {
		goto next
	} else {
		goto cond
	}
next:
	t.Log("end")
}

func TestGotoLoopOverChannel(t *testing.T) {
	c := closedOf(1, 2, 3)
	var v, sum int
	var ok bool
loop:
	v, ok = <-c
	if !ok {
		goto end
	}
	sum += v
	goto loop
end:
	t.Log(sum)
	i := 0
retry:
	i++
	c = make(chan int, 1)
	c <- i
	if <-c < 3 {
		goto retry
	}
	t.Log(i)
}

func TestSwitchFallthroughAndDefault(t *testing.T) {
	for i := range 4 {
		switch c := chanOf(i); <-c {
		default:
			t.Log("default", i)
		case 0:
			t.Log("zero")
			fallthrough
		case 1:
			t.Log("one", len(c))
		case 2:
			break
		}
	}
}

func TestTypeSwitchWithChannels(t *testing.T) {
	for _, x := range []any{chanOf(1), (<-chan string)(chanOf("r")), make(chan<- bool, 1), nil, 3} {
		switch c := x.(type) {
		case chan int:
			t.Log("int", <-c)
		case <-chan string:
			t.Log("string", <-c)
		case chan<- bool:
			c <- true
			t.Log("bool", len(c))
		case nil:
			t.Log("nil", c == nil)
		default:
			t.Logf("%T", c)
		}
	}
}

func TestClosuresShareVariable(t *testing.T) {
	n := 0
	inc := func(d int) int { n += d; return n }
	done := make(chan struct{})
	go func() {
		defer close(done)
		inc(1)
		n <<= 3
	}()
	<-done
	t.Log(inc(2))
	t.Log(n | 1)
	s, x := "", 1.5
	add := func(p string) { s += p; x /= 2 }
	add("a")
	add("b")
	t.Log(s, x)
}

func TestClosuresCaptureLoopVariables(t *testing.T) {
	var fs []func() string
	for i := 0; i < 2; i++ {
		fs = append(fs, func() string { i += 10; return fmt.Sprint("for", i) })
	}
	for i, v := range []string{"x", "y"} {
		fs = append(fs, func() string { v += "!"; return fmt.Sprint(i, v) })
	}
	for v := range closedOf(5, 6) {
		fs = append(fs, func() string { return fmt.Sprint("chan", v) })
	}
	for _, f := range fs {
		t.Log(f(), f())
	}
}

func TestLoopVariableCopiedBeforePost(t *testing.T) {
	var ps []*int
	for i := 0; i < 3; i++ {
		ps = append(ps, &i)
	}
	for i, j := 0, 10; i < j; i, j = i+4, j-1 {
		ps = append(ps, &j)
	}
	for _, p := range ps {
		t.Log(*p)
	}
}

func TestRangeOverArraysStringsMapsSlices(t *testing.T) {
	arr := [3]int{1, 2, 3}
	for i, v := range arr {
		arr[2] = 50
		t.Log(i, v)
	}
	for i, r := range "aé世" {
		t.Log(i, string(r))
	}
	for i, b := range []byte("hi") {
		t.Log(i, b)
	}
	m := map[string]int{"x": 1, "y": 2, "z": 3}
	keys := []string{}
	for k := range m {
		keys = append(keys, k)
		if k == "y" {
			m[k] = 20
		}
	}
	slices.Sort(keys)
	t.Log(keys, m["y"], len(slices.Collect(maps.Values(m))))
	ps := []pair{{a: 1}, {a: 2}}
	for i := range ps {
		ps[i].a *= 10
		ps[i].in[1]++
	}
	for _, p := range ps {
		p.a = 0
	}
	t.Log(ps[0].a, ps[1].a, ps[1].in)
	s := []int{1, 2}
	for _, v := range s {
		s = append(s, v*10)
	}
	t.Log(s)
}

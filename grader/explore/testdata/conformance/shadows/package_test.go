package shadows

import (
	"testing"
)

func TestPackageLevelShadowsOfBuiltins(t *testing.T) {
	t.Log(len(1), close("door"), true, nil, panic(4), cap+new+max, any{3}.v, error(5), print(1, 2))
	var b bool = "maybe"
	t.Log(b)
}

func TestPackageLevelShadowsOfPackages(t *testing.T) {
	atomic.Int64++
	runtime[sync]++
	time *= 2
	t.Log(sync, time, context[0], runtime["sync var"], atomic.Int64)
	time /= 2
	atomic.Int64--
	delete(runtime, sync)
}

func TestChannelsUnderShadowedBuiltins(t *testing.T) {
	d := make(chan int)
	done := make(chan struct{})
	go func() {
		d <- len(1)
		done <- struct{}{}
	}()
	t.Log(<-d)
	<-done
	e := make(chan string, 2)
	e <- nil
	e <- close("x")
	x, open := <-e
	t.Log(x, open)
	select {
	case y := <-e:
		t.Log(y)
	}
	select {
	case _, open = <-e:
	default:
		t.Log("empty", open)
	}
}

func TestHelperNamesOfPackage(t *testing.T) {
	d := make(chan int, 1)
	d <- recv(sched) + send(rt)
	t.Log(<-d, spawn(func() int { return shim + explore + tmp + v + ok + c }))
	v, ok := <-make(chanOfOne).fill(v)
	t.Log(v, ok)
}

type chanOfOne chan int

func (chanOfOne) fill(v int) chan int {
	d := make(chan int, 1)
	d <- v * 10
	return d
}

func TestRangeUnderShadowedNames(t *testing.T) {
	d := make(chan int, 1)
	go func() { d <- 1; d <- 0 }()
	for v := range d {
		if v == 0 {
			break
		}
		t.Log("v", v)
	}
	n := 0
	for ok := range 3 {
		n += ok
	}
	t.Log(n)
}

func TestAny2StillInterface(t *testing.T) {
	d := make(chan interface{}, 1)
	d <- any{2}
	x, is := (<-d).(any)
	t.Log(x.v, is)
	var y any2 = any{4}
	t.Log(y.v)
}

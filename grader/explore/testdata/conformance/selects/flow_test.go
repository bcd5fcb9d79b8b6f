package selects

import "testing"

func TestBreakLeavesSelectOnly(t *testing.T) {
	for i := range 3 {
		select {
		case v := <-filled(i):
			if v == 1 {
				break
			}
			t.Log("after", v)
		}
		t.Log("loop", i)
	}
}

func TestLabelledBreakOfSelect(t *testing.T) {
sel:
	select {
	case <-filled(1):
		for i := range 5 {
			if i == 3 {
				t.Log("leave at", i)
				break sel
			}
		}
		t.Log("unreachable")
	}
	t.Log("done")
}

func TestLabelledBreakOfLoop(t *testing.T) {
	c, quit := filled(1, 2), make(chan struct{})
loop:
	for {
		select {
		case v := <-c:
			t.Log("v", v)
			if v == 2 {
				close(quit)
				c = nil
			}
		case <-quit:
			break loop
		}
	}
	t.Log("out")
}

func TestContinueInSelect(t *testing.T) {
	c := closed(1, 2, 3, 4)
	sum := 0
	for range 4 {
		select {
		case v := <-c:
			if v%2 == 0 {
				continue
			}
			sum += v
		}
		sum *= 10
	}
	t.Log(sum)
}

func TestLabelledContinueFromSelect(t *testing.T) {
	n := 0
outer:
	for i := range 3 {
		for j := range 3 {
			select {
			case v := <-filled(j):
				if v == i {
					continue outer
				}
				n += 10
			default:
				t.Log("unreachable")
			}
			n++
		}
	}
	t.Log(n)
}

func TestGotoFromSelect(t *testing.T) {
	c := filled(1, 2, 3)
	n := 0
again:
	select {
	case v := <-c:
		n += v
		goto again
	default:
		goto end
	}
end:
	t.Log(n)
}

func TestGotoWithinClause(t *testing.T) {
	i := 0
	select {
	case v := <-filled(3):
	top:
		if i < v {
			i++
			goto top
		}
	}
	t.Log(i)
}

func find(c <-chan int, want int) (at int) {
	defer func() { at *= 100 }()
	for {
		select {
		case v, ok := <-c:
			if !ok {
				return -1
			}
			at++
			if v == want {
				return
			}
		}
	}
}

func TestReturnFromSelect(t *testing.T) {
	t.Log(find(closed(4, 5, 6), 5), find(closed(4, 5), 9))
}

func terminating(c <-chan int) int {
	select {
	case v := <-c:
		return v
	}
}

func terminatingInfinite(c <-chan int) int {
	for {
		select {
		case v := <-c:
			if v > 1 {
				return v
			}
		}
	}
}

func terminatingPanic(c <-chan int) (int, error) {
	select {
	case v, ok := <-c:
		if ok {
			return v, nil
		}
		panic("closed")
	default:
		return 0, nil
	}
}

func TestTerminatingSelects(t *testing.T) {
	defer func() { t.Log(recover()) }()
	t.Log(terminating(filled(1)), terminatingInfinite(filled(0, 1, 2)))
	v, err := terminatingPanic(filled())
	t.Log(v, err)
	terminatingPanic(closed())
}

func TestSelectInSwitchAndSwitchInSelect(t *testing.T) {
	for i := range 3 {
		switch {
		case i < 2:
			select {
			case v := <-filled(i):
				switch v {
				case 0:
					t.Log("zero")
					break
				case 1:
					t.Log("one")
					fallthrough
				default:
					t.Log("fell")
				}
			}
			fallthrough
		default:
			t.Log("end", i)
		}
	}
}

func TestNestedSelects(t *testing.T) {
	a, b := filled(1, 3), filled(2)
	for range 3 {
		select {
		case x := <-a:
			select {
			case y := <-b:
				t.Log(x + y)
			default:
				t.Log(x, "alone")
			}
		default:
			t.Log("none")
		}
	}
}

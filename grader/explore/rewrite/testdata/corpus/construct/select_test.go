package construct

import "testing"

type Yes bool

func ends(c chan int) int {
	select {
	case v := <-c:
		return v
	}
}

func endsTwo(c, d chan int) int {
	select {
	case v := <-c:
		return v
	case d <- 1:
		panic("sent")
	}
}

func forever() int { select {} }

func shadowed(c chan int) (n int) {
	panic := func(int) {}
	panic(1)
	select {
	case n = <-c:
		return n
	}
}

func operand(s string, c chan int) chan int {
	say("operand", s)
	return c
}

func value(n int) int {
	say("value", n)
	return n
}

func TestSelect(t *testing.T) {
	c, d := make(chan int, 1), make(chan int, 1)
	var none chan int
	select {
	case v := <-c:
		say(v)
	default:
		say("default", here())
	}
	select {
	case operand("c", c) <- value(1):
		say("sent" + here())
	case x, ok := <-operand("d", d):
		say(x, ok)
	case none <- value(2):
	}
	select {
	case v, ok := <-c:
		say(v, ok)
		v++
		say(v, here())
	case <-none:
	}
	var a any
	var yes Yes
	c <- 3
	select {
	case a, yes = <-c:
		say(a, yes)
	}
	c <- 4
	select {
	case _ = <-c:
		say("blank")
	}
	close(d)
	select {
	case _, ok := <-d:
		say(ok)
	}
	m := map[string]int{}
	select {
	case m["d"], yes = <-d:
		say(m, yes)
	case none <- 1:
	}
	c <- 5
	say(ends(c))
	c <- 6
	say(endsTwo(c, nil))
	c <- 7
	say(shadowed(c))
	select {
	default:
		say("only default")
	}
	c <- 8
	select {
	case (<-c):
	}
	n := 0
loop:
	for {
		select {
		case c <- n:
			if n++; n == 3 {
				break loop
			}
			continue loop
		case v := <-c:
			say("loop", v, here())
			switch v {
			case 1:
				break
			}
			if v == 0 {
				break
			}
			goto next
		next:
			say("next")
		}
	}
	<-c
	select {
	case v := <-func() chan int {
		c := make(chan int, 1)
		select {
		case c <- 9:
			say("inner", here())
		default:
		}
		return c
	}():
		say(v, here())
		go func() { c <- v }()
		select {
		case v := <-c:
			say("nested", v, here())
		}
	case <-none: // a comment
		say("never")
	}
	type local struct{ n int }
	l := make(chan local, 1)
	select {
	case l <- local{1}:
	}
	select {
	case v := <-l:
		say(v.n, here())
	case none <- len([]int{
		1,
	}):
	}
	say(here())
	e := make(chan error, 1)
	select {
	case e <- nil:
		say("nil", here())
	default:
		say("x")
	}
	select {
	case err := <-e:
		say(err == nil)
	}
lab:
	select {
	case <-d:
		if len(m) > 0 {
			break lab
		}
		say("not reached")
	}
	if false {
		forever()
	}
}

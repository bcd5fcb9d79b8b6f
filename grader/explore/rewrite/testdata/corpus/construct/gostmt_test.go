package construct

import (
	"fmt"
	"strings"
	"testing"
)

type T struct {
	n    int
	done chan string
}

func (t T) Value(s string)    { t.done <- fmt.Sprint("value ", t.n, s) }
func (t *T) Pointer(s string) { t.done <- fmt.Sprint("pointer ", t.n, s) }

type I interface{ Pointer(string) }

func generic[A any](c chan string, a A)                { c <- fmt.Sprintf("generic %T %v", a, a) }
func variadic(c chan<- string, xs ...any)              { c <- fmt.Sprint(len(xs), xs) }
func both() (chan string, string)                      { return out, "both" }
func two(c chan string, s string)                      { c <- s }
func typed(c chan string, f float64, e error, n []int) { c <- fmt.Sprintf("%T %v %v", f, e, n == nil) }
func flagged(c chan string, f Flag)                    { c <- fmt.Sprintf("%T %v", f, f) }
func wide(c chan string, n int64)                      { c <- fmt.Sprintf("%T %v", n, n) }
func pass(f func(int) int, c chan string)              { c <- fmt.Sprint(f(3)) }
func id[A any](a A) A                                  { return a }
func maker(s string) func(string)                      { say("maker " + s); return func(x string) { out <- s + x } }

type Flag bool

var out = make(chan string, 1)

func say(args ...any) { fmt.Println(append([]any{"=>"}, args...)...) }

func TestGo(t *testing.T) {
	next := func() { say(<-out) }
	go func() { out <- "literal" }()
	next()
	go func(s string) {
		out <- s
	}("argument")
	next()
	go func() int { out <- "result"; return 1 }()
	next()
	v := T{1, out}
	go v.Value("a")
	v.n = 2
	next()
	p := &v
	go p.Pointer("b")
	next()
	go v.Pointer("c")
	next()
	go p.Value("d")
	p = nil
	next()
	var i I = &v
	go i.Pointer("e")
	i = nil
	next()
	go T.Value(v, "f")
	next()
	go (*T).Pointer(&v, "g")
	next()
	go generic(out, 1.5)
	next()
	go generic[int8](out, 1)
	next()
	go variadic(out)
	next()
	go variadic(out, 1, "x", nil)
	next()
	xs := []any{1, 2}
	go variadic(out, xs...)
	xs = nil
	next()
	go variadic(out, nil...)
	next()
	go two(both())
	next()
	go typed(out, 1, nil, nil)
	next()
	a, b := 1, 2
	go flagged(out, a == b)
	next()
	go wide(out, 1<<a)
	next()
	go pass(id, out)
	next()
	go maker("made ")("x")
	next()
	fs := []func(string){func(s string) { out <- "indexed " + s }}
	go fs[0]("y")
	next()
	go (func(s string) { out <- s })("paren")
	next()
	go fmt.Fprint(writer{}, "imported")
	next()
	c := make(chan int)
	go close(c)
	_, ok := <-c
	say(ok)
	m := map[string]int{"a": 1}
	go delete(m, "b")
	go print()
	if true {
		go two(out, "branch")
	} else {
		go two(out, "other")
	}
	next()
	go two(
		out,
		"lines", // of a comment
	)
	next()
	go func(
		s string,
	) {
		out <- s + here()
	}(
		"many lines" + here(),
	)
	next()
	say(here())
label:
	for n := range 3 {
		switch n {
		case 0:
			go two(out, "case")
		case 1:
			go variadic(out, func() string { return strings.ToUpper("nested") }(), here())
		default:
			break label
		}
		next()
	}
	func() {
		defer func() { say("nil interface:", recover() != nil) }()
		var none I
		go none.Pointer("x")
	}()
}

type writer struct{}

func (writer) Write(b []byte) (int, error) {
	out <- string(b)
	return len(b), nil
}

package rewrite_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// statements are single statements and what they become. All see the variables below.
const statementVars = `
type S struct { n, old int; m map[string]int; xs []int; next *S; fn func() }

type B bool

func (s *S) method(...any) {}
func (s S) value() {}
func f(...any) int { return 0 }
func g() (int, string) { return 0, "" }

var (
	global, other int
	fixed = 1
	b     chan int
	v     int
	yes   B
	names = map[string]int{}
	table = map[string]int{}
)

func change() { global, other = 1, 2; names["x"] = 1 }

func (s *S) set() { s.n = 1; s.m = nil; s.xs = nil; s.next = nil; s.fn = nil }
`

func TestLoad_Statements(t *testing.T) {
	tests := []struct{ give, want string }{
		// Goroutines.
		{`go func() { f() }()`, `s.Go("T.func", func() { f() })`},
		{`go f()`, `{ s.Go("f", func() { f() }) }`},
		{`go f(c, 1, nil)`, `{ g__0 := c; s.Go("f", func() { f(g__0, 1, nil) }) }`},
		{`go p.method(1)`, `{ g__f := p.method; s.Go("p.method", func() { g__f(1) }) }`},
		{`go (*S).method(p)`, `{ g__0 := p; s.Go("(*S).method", func() { (*S).method(g__0) }) }`},
		{`go f(g())`, `{ g__0, g__1 := g(); s.Go("f", func() { f(g__0, g__1) }) }`},
		{`go close(c)`, `{ g__0 := c; s.Go("close", func() { s.Close(g__0, "c") }) }`},
		{`go func(n int) { f(n) }(1)`, `{ g__f := func(n int) { f(n) }; s.Go("T.func", func() { g__f(1) }) }`},
		// Channels.
		{`c <- 1`, `s.Send(c, "c")(1)`},
		{`c <- <-c`, `s.Send(c, "c")(s.Recv(c, "c"))`},
		{`<-c`, `s.Recv(c, "c")`},
		{`v, ok := <-c; f(v, ok)`, `v, ok := s.Recv2(c, "c"); f(v, ok)`},
		{`var v, ok = (<-c); f(v, ok)`, `var v, ok = (s.Recv2(c, "c")); f(v, ok)`},
		{`for v := range c { f(v) }`, `for v := range s.Range(c, "c") { f(v) }`},
		{`for range c { }`, `for range s.Range(c, "c") { }`},
		{`defer close(c)`, `defer s.Close(c, "c")`},
		{`f(len(c), cap(c), c == nil)`, `f(s.Len(c, "c"), cap(c), c == nil)`},
		{`f(len((chan<- int)(c)))`, `f(s.LenSend((chan<- int)(c), "(chan<- int)(c)"))`},
		{`f(<-make(chan int, 1000000000*1000000000/1000000000/1000000000/1000000000))`, `f(s.Recv(make(chan int, 1000000000*1000000000/1000000000/1000000000/1000000000), "make(chan int, 1000000000*1000000000/1000000000/1000000000/…"))`},
		{`for k, v := range table { f(k, v) }`, `for k, v := range s.MapRange(table, "table") { f(k, v) }`},
		// Selects.
		{`select {}`, `{ s.Forever(); panic("select") }`},
		{`select { case v := <-c: f(v); default: }`, `switch c0__ := s.RecvCase(c, "c"); s.Select(true, c0__) { case 0: v := c0__.V; f(v); default: }`},
		{`select { case c <- 1: f() }`, `switch c0__ := s.SendCase(c, "c")(1); s.Select(false, c0__) { case 0: f() ; default: panic("select") }`},
		// Memory.
		{`global = 1`, `*s.Wr(&global, "global") = 1`},
		{`global = other`, `s.Store(&global, "global")((*s.Rd(&other, "other")))`},
		{`global = f()`, `{ v0__ := f(); *s.Wr(&global, "global") = v0__ }`},
		{`global++`, `s.Store(&global, "global")((*s.Rd(&global, "global")) + 1)`},
		{`global -= 2`, `s.Store(&global, "global")((*s.Rd(&global, "global")) - (2))`},
		{`global += <-c`, `{ v__ := s.Recv(c, "c"); s.Store(&global, "global")((*s.Rd(&global, "global")) + v__) }`},
		{`global, other = other, 1`, `{ v0__ := (*s.Rd(&other, "other")); *s.Wr(&global, "global") = v0__; *s.Wr(&other, "other") = 1 }`},
		{`p.n, p.next = 1, nil`, `{ *s.Wr(&p.n, "p.n") = 1; *s.Wr(&p.next, "p.next") = nil }`},
		{`p, p.n = nil, 1`, `{ p, *s.Wr(&p.n, "p.n") = nil, 1 }`},
		{`global, p.xs[0] = 1, 2`, `{ *s.Wr(&global, "global"), *s.Wr(&(*s.Rd(&p.xs, "p.xs"))[0], "p.xs[0]") = 1, 2 }`},
		{`f(global + other)`, `f(s.Get(*s.Rd(&global, "global")) + (*s.Rd(&other, "other")))`},
		{`f(global, p.n, other)`, `f(s.Get(*s.Rd(&global, "global")), s.Get(*s.Rd(&p.n, "p.n")), (*s.Rd(&other, "other")))`},
		{`f(global, p.next.n)`, `f(s.Get(*s.Rd(&global, "global")), (*s.Rd(&(*s.Rd(&p.next, "p.next")).n, "p.next.n")))`},
		{`f(global, len(c))`, `f(s.Get(*s.Rd(&global, "global")), s.Len(c, "c"))`},
		{`f(global, other, f())`, `f((*s.Rd(&global, "global")), (*s.Rd(&other, "other")), f())`},
		{`f(global, other, <-c)`, `f((*s.Rd(&global, "global")), (*s.Rd(&other, "other")), s.Recv(c, "c"))`},
		{`f(f(), global, other)`, `f(f(), s.Get(*s.Rd(&global, "global")), (*s.Rd(&other, "other")))`},
		{`if global > 0 { f(other) }`, `if (*s.Rd(&global, "global")) > 0 { f((*s.Rd(&other, "other"))) }`},
		{`global += other`, `s.Store(&global, "global")(s.Get(*s.Rd(&global, "global")) + ((*s.Rd(&other, "other"))))`},
		{`global += f(other)`, `{ v__ := f((*s.Rd(&other, "other"))); s.Store(&global, "global")((*s.Rd(&global, "global")) + v__) }`},
		{`f(fixed, table["x"])`, `f(fixed, table["x"])`},
		{`f(&global, global)`, `f(&global, (*s.Rd(&global, "global")))`},
		{`global, x := 1, 2; f(global, x)`, `global, x := 1, 2; f(global, x)`},
		{`p.n++`, `s.Store(&p.n, "p.n")((*s.Rd(&p.n, "p.n")) + 1)`},
		{`f(p.n, p.old)`, `f((*s.Rd(&p.n, "p.n")), p.old)`},
		{`p.next.n = 1`, `*s.Wr(&(*s.Rd(&p.next, "p.next")).n, "p.next.n") = 1`},
		{`p.xs[0]++`, `{ p__ := &(*s.Rd(&p.xs, "p.xs"))[0]; s.Store(p__, "p.xs[0]")((*s.Rd(p__, "p.xs[0]")) + 1) }`},
		{`p.xs[f()]++`, `(*s.Rd(&p.xs, "p.xs"))[f()]++`},
		{`p.fn()`, `(*s.Rd(&p.fn, "p.fn"))()`},
		{`f(names["x"], len(names))`, `f(s.RdMap(names, "names")["x"], len(s.RdMap(names, "names")))`},
		{`names["x"] = 1`, `s.WrMap(names, "names")["x"] = 1`},
		{`names["x"]++`, `s.WrMap(s.RdMap(names, "names"), "names")["x"]++`},
		{`delete(names, "x")`, `delete(s.WrMap(names, "names"), "x")`},
		{`x := 1; func() { x++ }()`, `x := 1; func() { x++ }()`},
		{`x := 1; h := func() { x++ }; h()`, `x := 1; h := func() { s.Store(&x, "x")((*s.Rd(&x, "x")) + 1) }; h()`},
		{`x := 1; h := func() { f(x) }; h()`, `x := 1; h := func() { f(x) }; h()`},
		{`x := []int{1}; x[0]++; f(len(x))`, `x := []int{1}; x[0]++; f(len(x))`},
		{`x := []int{1}; f(x); x[0] = 1`, `x := []int{1}; f(x); *s.Wr(&x[0], "x[0]") = 1`},
		{`for i := 0; i < 3; i++ { defer func() { f(i) }() }`, `for i := 0; i < 3; i++ { defer func() { f(i) }() }`},
		{`if global = f(); global > 0 { }`, `if global = f(); (*s.Rd(&global, "global")) > 0 { }`},
		{`var s S; s.method(s.n); s.value()`, `var s S; s.method((*s.Rd(&s.n, "s.n"))); (*s.Rd(&s, "s")).value()`},
		{`for _, x := range p.xs { f(x) }`, `{ r__ := (*s.Rd(&p.xs, "p.xs")); for k__ := range r__ { x := (*s.Rd(&r__[k__], "p.xs[…]")); { f(x) }} }`},
		{`for i, x := range p.xs { f(i, x) }`, `{ r__ := (*s.Rd(&p.xs, "p.xs")); for i := range r__ { x := (*s.Rd(&r__[i], "p.xs[i]")); { f(i, x) }} }`},
		{`for i := range p.xs { f(i) }`, `for i := range (*s.Rd(&p.xs, "p.xs")) { f(i) }`},
		{`l: for _, x := range p.xs { f(x); continue l }`, `l: for _, x := range (*s.Rd(&p.xs, "p.xs")) { f(x); continue l }`},
		{`for _, x := range []int{1} { f(x) }`, `for _, x := range []int{1} { f(x) }`},
		{`xs := []int{1}; for _, x := range xs { f(x) }`, `xs := []int{1}; for _, x := range xs { f(x) }`},
		{`for global = range p.old { }`, `for k0__ := range p.old { *s.Wr(&global, "global") = k0__;  }`},
		{`for global, p.n = range p.xs { f() }`, `for k0__, k1__ := range (*s.Rd(&p.xs, "p.xs")) { *s.Wr(&global, "global"), *s.Wr(&p.n, "p.n") = k0__, k1__;  f() }`},
		{`for _, global = range p.xs { f() }`, `for _, k1__ := range (*s.Rd(&p.xs, "p.xs")) { *s.Wr(&global, "global") = k1__;  f() }`},
		{`for global = range c { f() }`, `for k0__ := range s.Range(c, "c") { *s.Wr(&global, "global") = k0__;  f() }`},
		{`n, s := 1, "x"; h := func() { n = 2 }; m, n := f(), f(s); f(h, m, n)`, `n, s := 1, "x"; h := func() { *s.Wr(&n, "n") = 2 }; m, d0__ := f(), f(s); *s.Wr(&n, "n") = d0__; f(h, m, (*s.Rd(&n, "n")))`},
		{`var s string; h := func() { s = "" }; n, s := g(); f(h, n, s)`, `var s string; h := func() { *s.Wr(&s, "s") = "" }; n, d1__ := g(); *s.Wr(&s, "s") = d1__; f(h, n, (*s.Rd(&s, "s")))`},
		{`if v, yes = <-b; yes { }`, `if v, yes = as__(&yes, pairOf__(s.Recv2(b, "b"))); (*s.Rd(&yes, "yes")) { }`},
		{`f(S{n: global})`, `f(S{n: (*s.Rd(&global, "global"))})`},
	}
	var source strings.Builder
	source.WriteString("package p\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {}\n" + statementVars)
	var want []string
	for i, tt := range tests {
		fmt.Fprintf(&source, "\ntype h%d int\n\nfunc (h%d) T(c chan int, p *S) {\n\t%s\n}\n", i, i, tt.give)
		want = append(want, tt.want)
	}
	p := load(t, write(t, map[string]string{"a_test.go": source.String()}))
	lines := strings.Split(string(p.Files["explored/example.com/m/a_test__x.go"]), "\n")
	at := 0
	for i, tt := range tests {
		t.Run(tt.give, func(t *testing.T) {
			head := fmt.Sprintf("func (h%d) T(c chan int, p *S) {", i)
			for lines[at] != head {
				at++
			}
			got := strings.TrimSpace(lines[at+1])
			got = strings.ReplaceAll(got, "sched__.", "s.")
			got = strings.ReplaceAll(got, fmt.Sprintf("h%d.T.func", i), "T.func")
			assert.Equal(t, want[i], got)
		})
	}
}

package source_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/source"
)

const counter = `package counter

import "sync"

type Counter struct {
	mu sync.Mutex
	n  int
}

func (c *Counter) Inc() {
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
}

func (c *Counter) Value() int { return c.n }

func Map[T any](xs []T, f func(T)) {
	var errs []error
	for i := range xs {
		go func() { errs = append(errs, nil); f(xs[i]) }()
	}
}

type List[T any] struct{ head *T }

func (l *List[T]) Push(v T) { l.head = &v }
`

func parse(t *testing.T) *source.File {
	t.Helper()
	f, problems := source.Parse("counter.go", []byte(counter))
	require.Empty(t, problems)
	return f
}

func TestFunc(t *testing.T) {
	f := parse(t)
	for name, want := range map[string]int{"Counter.Inc": 10, "Counter.Value": 16, "Map": 18, "List.Push": 27} {
		got, ok := f.Func(name)
		assert.True(t, ok, name)
		assert.Equal(t, want, got, name)
	}
	_, ok := f.Func("Counter.Dec")
	assert.False(t, ok)
}

func TestFuncEnding(t *testing.T) {
	got, ok := parse(t).FuncEnding("Value")
	assert.True(t, ok)
	assert.Equal(t, 16, got)
	_, ok = parse(t).FuncEnding("Dec")
	assert.False(t, ok)
}

func TestFuncAt(t *testing.T) {
	f := parse(t)
	name, first, last := f.FuncAt(12)
	assert.Equal(t, "Counter.Inc", name)
	assert.Equal(t, []int{10, 14}, []int{first, last})
	name, _, _ = f.FuncAt(6)
	assert.Empty(t, name)
}

func TestEmptyLoop(t *testing.T) {
	f, problems := source.Parse("spin.go", []byte("package p\n\nfunc Spin() {\n\tfor range 3 {\n\t}\n\tfor {\n\t}\n}\n\nfunc Work(n int) {\n\tfor {\n\t\tn++\n\t}\n}\n"))
	require.Empty(t, problems)
	line, ok := f.EmptyLoop("Spin")
	assert.True(t, ok)
	assert.Equal(t, 6, line)
	_, ok = f.EmptyLoop("Work")
	assert.False(t, ok)
	_, ok = f.EmptyLoop("")
	assert.False(t, ok)
}

func TestVariables(t *testing.T) {
	f := parse(t)
	assert.Equal(t, []string{"c.n", "c", "n"}, f.Variables(12))
	assert.Equal(t, "c.n", source.Common(f.Variables(12), f.Variables(16)))
	assert.Contains(t, f.Variables(21), "errs")
	assert.NotContains(t, f.Variables(21), "append")
	assert.NotContains(t, f.Variables(11), "c.mu.Lock", "a function that is called is no variable")
	assert.Empty(t, source.Common(f.Variables(12), f.Variables(21)))
}

func TestParse_Problems(t *testing.T) {
	f, problems := source.Parse("x.go", []byte("package x\n\nfunc f( {\n"))
	assert.Nil(t, f)
	require.NotEmpty(t, problems)
	assert.Equal(t, 3, problems[0].Line)
}

func TestPackage(t *testing.T) {
	name, line := parse(t).Package()
	assert.Equal(t, "counter", name)
	assert.Equal(t, 1, line)
}

func TestVariables_Forms(t *testing.T) {
	tests := []struct {
		name, line string
		want       []string
	}{
		{"method on one line", "func (b *Box) Add() { b.n++ }", []string{"b.n", "b", "n"}},
		{"method with a result", "func (b *Box) Get(into *Box) int { return b.n }", []string{"b.n", "b", "n"}},
		{"generic", "func (s *Stack[T]) Push(v T) { s.items[0] = v }", []string{"s.items[0]", "s.items", "items", "s", "v"}},
		{"literal in a call", "func f() { wg.Go(func() { b.n = b.n + k }) }", []string{"b.n", "wg", "b", "n", "k"}},
		{"literal that is called", "func f() { func(k int) { total += k }(i) }", []string{"total", "i", "k"}},
		{"literal that is started", "func f() { go func() { (seen)[k] = true }() }", []string{"(seen)[k]", "seen", "k"}},
		{"call of a package", "func f() { atomic.AddInt64(&c.n, 1); sync.OnceFunc(g)() }", []string{"c.n", "c", "n", "g"}},
		{"composite literal", "func f() { use(Box{n: old.n}) }", []string{"old.n", "old", "n"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, problems := source.Parse("x.go", []byte("package x\n\nimport (\n\t\"sync\"\n\t\"sync/atomic\"\n)\n\n"+tt.line+"\n"))
			require.Empty(t, problems)
			assert.ElementsMatch(t, tt.want, f.Variables(8))
			assert.Equal(t, tt.want[0], f.Variables(8)[0])
		})
	}
}

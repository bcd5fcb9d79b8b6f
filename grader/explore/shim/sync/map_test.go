package sync_test

import (
	"fmt"
	"math/rand"
	"testing"

	real "sync"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/shimtest"
	"racekit/grader/explore/shim/sync"
)

type table interface {
	Load(any) (any, bool)
	Store(any, any)
	LoadOrStore(any, any) (any, bool)
	LoadAndDelete(any) (any, bool)
	Delete(any)
	Swap(any, any) (any, bool)
	CompareAndSwap(any, any, any) bool
	CompareAndDelete(any, any) bool
	Range(func(any, any) bool)
	Clear()
}

// do calls a random method and describes what came of it.
func do(m table, r *rand.Rand) string {
	keys := []any{1, "1", 1.5, [2]int{1, 2}, struct{ s string }{"x"}, nil, true, int64(1)}
	k, v, w := keys[r.Intn(len(keys))], r.Intn(3), r.Intn(3)
	switch op := r.Intn(100); {
	case op < 15:
		return fmt.Sprint(m.Load(k))
	case op < 35:
		m.Store(k, v)
	case op < 45:
		return fmt.Sprint(m.LoadOrStore(k, v))
	case op < 55:
		return fmt.Sprint(m.LoadAndDelete(k))
	case op < 60:
		m.Delete(k)
	case op < 70:
		return fmt.Sprint(m.Swap(k, v))
	case op < 80:
		return fmt.Sprint(m.CompareAndSwap(k, v, w))
	case op < 90:
		return fmt.Sprint(m.CompareAndDelete(k, v))
	case op < 99:
		all := map[any]any{}
		m.Range(func(k, v any) bool { all[k] = v; return true })
		return fmt.Sprint(len(all), all[1], all["1"], all[nil])
	default:
		m.Clear()
	}
	return ""
}

func TestMapIsTheMap(t *testing.T) {
	shimtest.Fine(t)(sched.Run(shimtest.First{}, sched.Options{}, func() {
		a, b := rand.New(rand.NewSource(1)), rand.New(rand.NewSource(1))
		var want real.Map
		var got sync.Map
		for range 5000 {
			if x, y := do(&want, a), do(&got, b); x != y {
				assert.Equal(t, x, y)
				return
			}
		}
	}))
}

func TestMapManyKeys(t *testing.T) {
	shimtest.Fine(t)(sched.Run(shimtest.First{}, sched.Options{}, func() {
		var m sync.Map
		for i := range 1000 {
			m.Store(i, i)
		}
		for i := range 1000 {
			v, ok := m.Load(i)
			assert.True(t, ok)
			assert.Equal(t, i, v)
		}
		n := 0
		m.Range(func(k, v any) bool { n++; return n < 10 })
		assert.Equal(t, 10, n)
	}))
}

// Whoever finds what another stored, or misses what another deleted, is ordered after it.
func TestMapOrders(t *testing.T) {
	shimtest.Everywhere(t, 3, 2000, func() {
		var m sync.Map
		var wg sync.WaitGroup
		var x, y shimtest.Var
		m.Store("gone", 1)
		wg.Go(func() {
			x.Set(1)
			m.Store("k", 1)
			y.Set(1)
			m.Delete("gone")
		})
		wg.Go(func() {
			if _, ok := m.Load("k"); ok {
				assert.Equal(t, 1, x.Get())
			}
			if _, ok := m.LoadOrStore("gone", 2); !ok {
				assert.Equal(t, 1, y.Get())
			}
		})
		wg.Wait()
	})
}

func TestMapRangeOrder(t *testing.T) {
	var first [3]bool
	for seed := range 100 {
		sched.Run(shimtest.First{}, sched.Options{Seed: uint64(seed)}, func() {
			var m sync.Map
			for i := range 3 {
				m.Store(i, i)
			}
			m.Range(func(k, v any) bool { first[k.(int)] = true; return false })
		})
	}
	assert.Equal(t, [3]bool{true, true, true}, first)
}

package sched

import (
	"cmp"
	"iter"
	"math"
	"reflect"
	"slices"
	"strings"
)

// MapRange is for k, v := range m, in an order that depends on the schedule and the seed
// only. What is deleted meanwhile is not produced, what is added may not be either.
//
// It is instrumented like the loop that it stands for, so that the race detector sees
// the reads.
func MapRange[M ~map[K]V, K comparable, V any](m M, expr string) iter.Seq2[K, V] {
	RdMap(m, expr)
	return func(yield func(K, V) bool) {
		for _, e := range mapKeys(m) {
			if v, ok := e.value(m); ok && !yield(e.k, v) {
				return
			}
		}
	}
}

// mapKey is a key of a map. One that is not equal to itself, such as NaN, cannot be looked
// up, nor deleted or changed: it comes with its value.
type mapKey[K comparable, V any] struct {
	k K
	v *V
}

// value is the value of the key, if it is still there.
func (e mapKey[K, V]) value(m map[K]V) (v V, ok bool) {
	if e.v == nil {
		v, ok = m[e.k]
		return v, ok
	}
	// Only clear takes it out.
	for k := range m {
		if k != k {
			return *e.v, true
		}
	}
	return v, false
}

// mapKeys are the keys of m in an order that depends on their contents, rotated by a
// random number of the schedule.
func mapKeys[M ~map[K]V, K comparable, V any](m M) []mapKey[K, V] {
	keys := make([]mapKey[K, V], 0, len(m))
	for k, v := range m {
		e := mapKey[K, V]{k: k}
		if k != k {
			e.v = &v
		}
		keys = append(keys, e)
	}
	slices.SortStableFunc(keys, func(a, b mapKey[K, V]) int { return compareKeys(a.k, b.k) })
	if n := len(keys); n > 1 && Running() {
		r := int(Random() % uint64(n))
		keys = append(keys[r:n:n], keys[:r]...)
	}
	return keys
}

// compareKeys orders keys by what is in them, and calls no method of theirs. Pointers and
// the like are left in Go's order, which is not the same every time: a failure that depends
// on it is seen not to repeat.
func compareKeys[K comparable](a, b K) int {
	switch x := any(&a).(type) {
	case *string:
		return cmp.Compare(*x, *any(&b).(*string))
	case *int:
		return cmp.Compare(*x, *any(&b).(*int))
	}
	return compareValues(reflect.ValueOf(&a).Elem(), reflect.ValueOf(&b).Elem())
}

// compareValues orders two values of one type.
func compareValues(x, y reflect.Value) int {
	switch {
	case x.CanInt():
		return cmp.Compare(x.Int(), y.Int())
	case x.CanUint():
		return cmp.Compare(x.Uint(), y.Uint())
	case x.CanFloat():
		return compareFloats(x.Float(), y.Float())
	case x.CanComplex():
		return cmp.Or(compareFloats(real(x.Complex()), real(y.Complex())), compareFloats(imag(x.Complex()), imag(y.Complex())))
	}
	switch x.Kind() {
	case reflect.Bool:
		if x.Bool() == y.Bool() {
			return 0
		} else if y.Bool() {
			return -1
		}
		return 1
	case reflect.String:
		return cmp.Compare(x.String(), y.String())
	case reflect.Struct:
		for i := range x.NumField() {
			if c := compareValues(x.Field(i), y.Field(i)); c != 0 {
				return c
			}
		}
	case reflect.Array:
		for i := range x.Len() {
			if c := compareValues(x.Index(i), y.Index(i)); c != 0 {
				return c
			}
		}
	case reflect.Interface:
		return compareDynamic(x.Elem(), y.Elem())
	}
	return 0
}

// compareFloats orders NaNs too, which are different in their bits.
func compareFloats(x, y float64) int {
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(math.Float64bits(x), math.Float64bits(y)))
}

// compareDynamic orders what is in two interfaces, by type first.
func compareDynamic(x, y reflect.Value) int {
	switch {
	case !x.IsValid() || !y.IsValid():
		if x.IsValid() {
			return 1
		} else if y.IsValid() {
			return -1
		}
		return 0
	case x.Type() != y.Type():
		return cmp.Or(cmp.Compare(x.Kind(), y.Kind()), strings.Compare(x.Type().String(), y.Type().String()))
	}
	return compareValues(x, y)
}

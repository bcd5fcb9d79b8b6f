package sched

// Get is v. In an expression that reads several variables, as in
//
//	Get(*Rd(&x, "x")) + *Rd(&y, "y")
//
// it makes the first value be loaded when its read is a step, and not after the second
// step: of *p and *q() the compiler loads both after the call. The load itself is the
// caller's, for the race detector and for what it reports.
//
//go:norace
func Get[T any](v T) T { return v }

// RangeOver is for v := range c where functions cannot be ranged over, in sources of before
// Go 1.23, and where all iterations have one variable, in those of before Go 1.22:
//
//	for next, v := RangeOver(c, "c"); next(&v); { ... }
func RangeOver[T any](c <-chan T, expr string) (next func(*T) bool, v T) {
	return func(p *T) bool {
		v, ok := Recv2(c, expr)
		if ok {
			*p = v
		}
		return ok
	}, v
}

// MapOver is MapRange in the same way:
//
//	for next, k, v := MapOver(m, "m"); next(&k, &v); { ... }
func MapOver[M ~map[K]V, K comparable, V any](m M, expr string) (next func(*K, *V) bool, k K, v V) {
	RdMap(m, expr)
	keys := mapKeys(m)
	return func(pk *K, pv *V) bool {
		for len(keys) > 0 {
			e := keys[0]
			keys = keys[1:]
			if v, ok := e.value(m); ok {
				*pk, *pv = e.k, v
				return true
			}
		}
		return false
	}, k, v
}

// Package duo runs two functions at once.
package duo

// Both runs f and g at once and returns when both have returned.
func Both(f, g func()) {
	// TODO: g waits for f.
	f()
	g()
}

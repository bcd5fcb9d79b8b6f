package sched

// near is how many places of a buffer are made with a channel. One of many more, such as a
// semaphore of any size, need not take the memory: of chan struct{} it takes none in Go.
const near = 1 << 10

// enough is a length that has place i, for a slice that grows up to size.
func enough(i, size int) int { return min(size, max(near, i+i/2+1)) }

// token is the token of place i. It never moves, for the race detector knows it by its
// address.
func (c *shadow) token(i int) *uint64 {
	if i < len(c.slots) {
		return &c.slots[i]
	}
	i -= len(c.slots)
	for len(c.far) <= i/near {
		c.far = append(c.far, make([]uint64, near))
	}
	return &c.far[i/near][i%near]
}

// at is place i of the buffer, valid until the next call.
//
//go:norace
func (c *channel[T]) at(i int) *T {
	if i >= len(c.buf) {
		c.buf = longer(c.buf, enough(i, c.cap))
	}
	return &c.buf[i]
}

// longer is s with n elements. It does without copy, which the runtime shows to the race
// detector wherever it is called.
//
//go:norace
func longer[T any](s []T, n int) []T {
	more := make([]T, n)
	//lint:ignore S1001 copy is what must not be called here
	for i := range s {
		more[i] = s[i]
	}
	return more
}

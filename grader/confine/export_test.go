package confine

// Without is c less some layers.
func (c Confiner) Without(layers ...string) Confiner {
	c.without = layers
	return c
}

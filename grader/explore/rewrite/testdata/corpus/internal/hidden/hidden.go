package hidden

var n = 41

// N counts.
func N() int { n++; return n }

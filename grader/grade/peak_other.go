//go:build !unix

package grade

// childrenPeak is not known here.
func childrenPeak() int64 { return 0 }

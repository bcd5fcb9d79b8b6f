// Package proof holds the claims of the explorer as tests: that it finds what is wrong, and
// nothing in what is right.
package proof

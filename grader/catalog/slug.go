package catalog

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
)

// CheckSlug says why a word cannot be the slug of an exercise, which is a folder, an
// import path and the name of a package in one.
func CheckSlug(slug string) error {
	switch {
	case !plainWord(slug):
		return fmt.Errorf("%q is not of lower-case letters and digits, a to z and 0 to 9, with a letter first", slug)
	case token.IsKeyword(slug):
		return fmt.Errorf("%q is a keyword of Go", slug)
	case types.Universe.Lookup(slug) != nil:
		return fmt.Errorf("%q means something else in every Go file", slug)
	case slices.Contains([]string{"main", "internal", "vendor", "testdata"}, slug):
		return fmt.Errorf("the go command treats the name %q in a way of its own", slug)
	case slices.Contains([]string{"harness", "testing"}, slug):
		return fmt.Errorf("%q is a package that every test imports", slug)
	}
	return nil
}

func plainWord(s string) bool {
	for i, r := range s {
		letter, digit := r >= 'a' && r <= 'z', r >= '0' && r <= '9'
		if !letter && (!digit || i == 0) {
			return false
		}
	}
	return s != ""
}

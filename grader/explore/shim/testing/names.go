package testing

import (
	"fmt"
	"strconv"
	"strings"
)

// usedName is a name that subtests have, and how many wanted it.
type usedName struct {
	name string
	n    int
}

func (r *root) used(name string) *usedName {
	for i := range r.names {
		if r.names[i].name == name {
			return &r.names[i]
		}
	}
	r.names = append(r.names, usedName{name: name})
	return &r.names[len(r.names)-1]
}

// unique is the name that a subtest of parent gets: see testing/match.go.
func (r *root) unique(parent, sub string) string {
	base := parent + "/" + sub
	for {
		one := r.used(base)
		n := one.n
		one.n++
		if n == 0 && sub != "" {
			prefix, nn := subtestNumber(base)
			if len(prefix) < len(base) && nn < r.used(prefix).n {
				continue
			}
			return base
		}
		if name := fmt.Sprintf("%s#%02d", base, n); r.used(name).n == 0 {
			return name
		}
	}
}

// subtestNumber splits off a suffix that unique could have made.
func subtestNumber(s string) (prefix string, n int) {
	i := strings.LastIndex(s, "#")
	if i < 0 {
		return s, 0
	}
	prefix, suffix := s[:i], s[i+1:]
	if len(suffix) < 2 || len(suffix) > 2 && suffix[0] == '0' || suffix == "00" && !strings.HasSuffix(prefix, "/") {
		return s, 0
	}
	v, err := strconv.ParseInt(suffix, 10, 32)
	if err != nil || v < 0 {
		return s, 0
	}
	return prefix, int(v)
}

// rewrite makes a name printable and free of white space.
func rewrite(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case isSpace(r):
			b.WriteByte('_')
		case !strconv.IsPrint(r):
			q := strconv.QuoteRune(r)
			b.WriteString(q[1 : len(q)-1])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isSpace is that of testing/match.go, which is not quite unicode.IsSpace.
func isSpace(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

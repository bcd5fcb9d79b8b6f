package verdict

import "fmt"

// Lang is a language that the kit speaks.
type Lang string

// The languages of the kit.
const (
	English  Lang = "en"
	Japanese Lang = "ja"
)

// ParseLang accepts "en" and "ja", and what the environment says: "ja_JP.UTF-8" is
// Japanese. "C", "POSIX" and the empty string are English.
func ParseLang(s string) (Lang, error) {
	switch {
	case len(s) >= 2 && s[:2] == "ja" && (len(s) == 2 || s[2] == '_' || s[2] == '-' || s[2] == '.'):
		return Japanese, nil
	case s == "", s == "C", s == "POSIX", len(s) > 1 && s[:2] == "C.",
		len(s) >= 2 && s[:2] == "en" && (len(s) == 2 || s[2] == '_' || s[2] == '-' || s[2] == '.'):
		return English, nil
	}
	return English, fmt.Errorf("language %q: the kit speaks en and ja", s)
}

// Text is one thing said in both languages. A stream carries both, so that it can be
// shown in either, later, by someone else.
type Text struct {
	En string `json:"en,omitempty" toml:"en"`
	Ja string `json:"ja,omitempty" toml:"ja"`
}

// In returns the text in the language l, and the other one if that is missing.
func (t Text) In(l Lang) string {
	if (l == Japanese && t.Ja != "") || t.En == "" {
		return t.Ja
	}
	return t.En
}

// IsZero reports whether nothing is said.
func (t Text) IsZero() bool { return t == Text{} }

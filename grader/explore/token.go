package explore

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"racekit/grader/explore/outcome"
)

// Token names one schedule of one test, so that it can be executed again anywhere.
type Token struct {
	// Test is the test's name; Digest that of the sources for which the schedule is valid.
	Test   string
	Digest string
	outcome.Replay
}

// version is the first part of a token. It grows when schedules of old tokens are no
// longer reproduced.
const version = "v1"

// ErrToken says that a text is no token.
var ErrToken = errors.New("this is no replay token; it is printed with each failure and begins with " + version)

// token is the text that replays the failure of a test, "" if there is none.
func token(digest string, plan outcome.Plan, t outcome.Test) string {
	f := t.Failure
	if f == nil || f.Choices == "" {
		return ""
	}
	return Token{t.Name, digest, outcome.Replay{
		Choices: f.Choices, Learned: f.Learned, Memory: f.Memory, Steps: f.Bound, Unfair: f.Unfair, Seed: plan.Seed,
	}}.String()
}

// String is the token as text.
func (t Token) String() string {
	rest, err := json.Marshal(struct {
		Steps  int    `json:"n,omitempty"`
		Seed   uint64 `json:"s,omitempty"`
		Memory bool   `json:"m,omitempty"`
		Unfair bool   `json:"u,omitempty"`
	}{t.Steps, t.Seed, t.Memory, t.Unfair})
	if err != nil {
		panic(err) // a few plain fields
	}
	parts := []string{version, t.Test, t.Digest[:min(8, len(t.Digest))], base64.RawURLEncoding.EncodeToString(rest), t.Choices}
	if t.Learned != "" {
		parts = append(parts, t.Learned)
	}
	return strings.Join(parts, ":")
}

// ParseToken is the reverse of String.
func ParseToken(text string) (Token, error) {
	parts := strings.Split(strings.TrimSpace(text), ":")
	if len(parts) < 5 || len(parts) > 6 || parts[0] != version {
		return Token{}, fmt.Errorf("reading %q: %w", text, ErrToken)
	}
	t := Token{Test: parts[1], Digest: parts[2], Replay: outcome.Replay{Choices: parts[4]}}
	if len(parts) == 6 {
		t.Learned = parts[5]
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[3])
	if err != nil {
		return Token{}, fmt.Errorf("reading %q: %w", text, ErrToken)
	}
	var rest struct {
		Steps  int    `json:"n"`
		Seed   uint64 `json:"s"`
		Memory bool   `json:"m"`
		Unfair bool   `json:"u"`
	}
	if err := json.Unmarshal(raw, &rest); err != nil {
		return Token{}, fmt.Errorf("reading %q: %w", text, ErrToken)
	}
	t.Steps, t.Seed, t.Memory, t.Unfair = rest.Steps, rest.Seed, rest.Memory, rest.Unfair
	return t, nil
}

// split divides the test's name into the package to load and the function. External
// tests of a package are loaded with it.
func (t Token) split() (pkg, name string, ok bool) {
	i := strings.LastIndex(t.Test, ".")
	if i <= 0 {
		return "", "", false
	}
	return strings.TrimSuffix(t.Test[:i], "_test"), t.Test[i+1:], true
}

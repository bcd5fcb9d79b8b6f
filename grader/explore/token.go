package explore

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"strings"

	"racekit/grader/explore/outcome"
)

// Token names one schedule of one test, so that it can be executed again anywhere.
type Token struct {
	// Test is the test's name; Digest that of the sources for which the schedule is valid.
	Test   string
	Digest string
	// Late: the clock moved only when nothing else could.
	Late bool
	outcome.Replay
}

// version is the first part of a token. It grows when schedules of old tokens are no
// longer reproduced.
const version = "v1"

// ErrToken says that a text is no token.
var ErrToken = errors.New("this is no replay token; one is printed with each failure and begins with " + version)

// errCut is an ErrToken.
var errCut cut

type cut struct{}

func (cut) Error() string        { return "this token was cut off or changed on the way; copy all of it" }
func (cut) Is(target error) bool { return target == ErrToken }

// token is the text that replays the failure of a test, "" if there is none.
func token(digest string, plan outcome.Plan, t outcome.Test) string {
	f := t.Failure
	if f == nil || f.Choices == "" {
		return ""
	}
	return Token{t.Name, digest, slices.Contains(plan.Without, "early"), outcome.Replay{
		Choices: f.Choices, Learned: f.Learned, Memory: f.Memory, Steps: f.Bound, Unfair: f.Unfair, Seed: plan.Seed,
	}}.String()
}

// String is the token as text.
func (t Token) String() string {
	rest, err := json.Marshal(bounds{t.Steps, t.Seed, t.Memory, t.Unfair, t.Late})
	if err != nil {
		panic(err) // a few plain fields
	}
	parts := []string{version, t.Test, t.Digest[:min(8, len(t.Digest))], base64.RawURLEncoding.EncodeToString(rest), t.Choices}
	if t.Learned != "" {
		parts = append(parts, t.Learned)
	}
	text := strings.Join(parts, ":")
	return text + ":" + checksum(text)
}

// bounds are what the scheduler has to know besides the choices.
type bounds struct {
	Steps  int    `json:"n,omitempty"`
	Seed   uint64 `json:"s,omitempty"`
	Memory bool   `json:"m,omitempty"`
	Unfair bool   `json:"u,omitempty"`
	Late   bool   `json:"l,omitempty"`
}

// checksum tells a token that was copied in part from a whole one: a part of a schedule is
// a schedule too.
func checksum(text string) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(text))) }

// ParseToken is the reverse of String.
func ParseToken(text string) (Token, error) {
	text = strings.TrimSpace(text)
	parts := strings.Split(text, ":")
	if parts[0] != version {
		return Token{}, fmt.Errorf("reading %s: %w", short(text), ErrToken)
	}
	last := len(parts) - 1
	if last < 5 || last > 6 || parts[last] != checksum(strings.TrimSuffix(text, ":"+parts[last])) {
		return Token{}, fmt.Errorf("reading %s: %w", short(text), errCut)
	}
	parts = parts[:last]
	t := Token{Test: parts[1], Digest: parts[2], Replay: outcome.Replay{Choices: parts[4]}}
	if len(parts) == 6 {
		t.Learned = parts[5]
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[3])
	if err != nil {
		return Token{}, fmt.Errorf("reading %s: %w", short(text), ErrToken)
	}
	var rest bounds
	if err := json.Unmarshal(raw, &rest); err != nil {
		return Token{}, fmt.Errorf("reading %s: %w", short(text), ErrToken)
	}
	t.Steps, t.Seed, t.Memory, t.Unfair, t.Late = rest.Steps, rest.Seed, rest.Memory, rest.Unfair, rest.Late
	return t, nil
}

// short quotes the beginning of a text.
func short(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "..."
	}
	return strconv.Quote(text)
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

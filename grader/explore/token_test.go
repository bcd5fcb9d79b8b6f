package explore

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/outcome"
)

func TestToken_RoundTrip(t *testing.T) {
	for _, give := range []Token{
		{Test: "example.com/queue.TestPop", Digest: "0123456789abcdef", Replay: outcome.Replay{Choices: "AAEC"}},
		{Test: "queue_test.TestPop", Digest: "01234567", Replay: outcome.Replay{Choices: "", Steps: 20_000, Seed: 7}},
		{Test: "q.TestPop", Digest: "01", Replay: outcome.Replay{Choices: "AA", Learned: "AQ", Memory: true, Unfair: true, Seed: 1 << 63}},
		{Test: "q.TestPop", Digest: "01", Late: true, Replay: outcome.Replay{Choices: "AA"}},
	} {
		got, err := ParseToken(" " + give.String() + "\n")
		require.NoError(t, err)
		want := give
		want.Digest = want.Digest[:min(8, len(want.Digest))]
		assert.Equal(t, want, got)
	}
}

func TestParseToken_RefusesWhatIsNone(t *testing.T) {
	sum := func(text string) string { return text + ":" + checksum(text) }
	whole := Token{Test: "a.T", Digest: "0", Replay: outcome.Replay{Choices: "AAEC", Learned: "AQ"}}.String()
	for _, give := range []string{
		"", "v1", sum("v1:a.T:0:e30"), sum("v0:a.T:0:e30:AA"), sum("v2:a.T:0:e30:AA"), sum("v1:a.T:0:e30:AA:AA:AA"),
		sum("v1:a.T:0:?:AA"), sum("v1:a.T:0:AA:AA"), "v1:a.T:0:e30:AA", whole[1:], strings.Replace(whole, "AAEC", "AAED", 1),
	} {
		_, err := ParseToken(give)
		assert.ErrorIs(t, err, ErrToken, give)
	}
	for i := range whole {
		_, err := ParseToken(whole[:i])
		assert.ErrorIs(t, err, ErrToken, whole[:i])
	}
}

func TestToken_Split(t *testing.T) {
	for _, tt := range []struct {
		give, pkg, name string
		ok              bool
	}{
		{"example.com/queue.TestPop", "example.com/queue", "TestPop", true},
		{"example.com/queue_test.TestPop", "example.com/queue", "TestPop", true},
		{"queue.TestPop", "queue", "TestPop", true},
		{"TestPop", "", "", false},
		{".TestPop", "", "", false},
	} {
		pkg, name, ok := Token{Test: tt.give}.split()
		assert.Equal(t, []any{tt.pkg, tt.name, tt.ok}, []any{pkg, name, ok}, tt.give)
	}
}

// A failure of a process that died has no schedule, and so no token.
func TestToken_OfAFailure(t *testing.T) {
	plan := outcome.Plan{Seed: 3, Without: []string{"early"}}
	assert.Empty(t, token("d", plan, outcome.Test{Name: "a.T"}))
	assert.Empty(t, token("d", plan, outcome.Test{Name: "a.T", Failure: &outcome.Failure{Class: outcome.Panic}}))

	text := token("d", plan, outcome.Test{Name: "a.T", Failure: &outcome.Failure{Choices: "AA", Learned: "AQ", Memory: true, Bound: 9, Unfair: true}})
	got, err := ParseToken(text)
	require.NoError(t, err)
	want := outcome.Replay{Choices: "AA", Learned: "AQ", Memory: true, Steps: 9, Unfair: true, Seed: 3}
	assert.Equal(t, Token{Test: "a.T", Digest: "d", Late: true, Replay: want}, got)
}

func FuzzParseToken(f *testing.F) {
	f.Add("v1:a.T:01234567:e30:AAEC")
	f.Add("v1:a.T:01234567:eyJuIjoxfQ:AAEC:AA")
	f.Add("v1::::")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := ParseToken(text)
		one, errSum := ParseToken(text + ":" + checksum(text)) // past the checksum
		if err != nil {
			assert.ErrorIs(t, err, ErrToken)
		}
		if errSum != nil {
			return
		}
		one.Digest = one.Digest[:min(8, len(one.Digest))]
		again, err := ParseToken(one.String())
		require.NoError(t, err)
		assert.Equal(t, one, again)
	})
}

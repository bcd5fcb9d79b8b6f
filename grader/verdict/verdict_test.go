package verdict_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/verdict"
)

func TestWorse_IsTheOrderOfAll(t *testing.T) {
	all := verdict.All()
	for i, v := range all {
		for j, w := range all {
			assert.Equal(t, i < j, v.Worse(w), "%q worse than %q", v, w)
		}
		assert.True(t, v.Known())
		for _, unknown := range []verdict.Verdict{"", "Pass", "flaky"} {
			assert.True(t, v.Worse(unknown), "%q is worse than %q", v, unknown)
			assert.False(t, unknown.Worse(v))
			assert.False(t, unknown.Worse(""))
			assert.False(t, unknown.Known())
		}
	}
}

func TestAll_EachOnceAndTheCallersOwn(t *testing.T) {
	all := verdict.All()
	all[0] = "changed"
	assert.Equal(t, verdict.NotGraded, verdict.All()[0], "a caller changed the order for all")
	sorted := slices.Sorted(slices.Values(verdict.All()))
	assert.Len(t, slices.Compact(sorted), len(all))
}

func TestWorst(t *testing.T) {
	tests := []struct {
		name string
		give []verdict.Verdict
		want verdict.Verdict
	}{
		{"none", nil, ""},
		{"one", []verdict.Verdict{verdict.Pass}, verdict.Pass},
		{"first", []verdict.Verdict{verdict.DataRace, verdict.Pass}, verdict.DataRace},
		{"last", []verdict.Verdict{verdict.Pass, verdict.TooSlow, verdict.Panic}, verdict.Panic},
		{"unknown", []verdict.Verdict{"flaky", verdict.Pass, ""}, verdict.Pass},
		{"only unknown", []verdict.Verdict{"flaky"}, ""},
		{"all", verdict.All(), verdict.NotGraded},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, verdict.Worst(tt.give...)) })
	}
}

func TestPercent(t *testing.T) {
	tests := []struct{ earned, points, want int }{
		{0, 0, 0}, {0, 100, 0}, {100, 100, 100}, {399, 400, 99}, {1, 400, 0}, {1, 3, 33}, {200, 400, 50},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, verdict.Summary{Earned: tt.earned, Points: tt.points}.Percent(), "%d of %d", tt.earned, tt.points)
	}
}

func TestParseLang(t *testing.T) {
	japanese := []string{"ja", "ja_JP.UTF-8", "ja_JP", "ja-JP", "ja.UTF-8", "ja_JP@cjknarrow"}
	english := []string{"", "C", "POSIX", "C.UTF-8", "C.utf8", "en", "en_US.UTF-8", "en-GB", "en.UTF-8"}
	others := []string{"de_DE.UTF-8", "jav", "java", "english", "e", "j", "c", "CC", "日本語", "JA", "ja_JP\x00"[:1]}
	for _, s := range japanese {
		l, err := verdict.ParseLang(s)
		assert.NoError(t, err, s)
		assert.Equal(t, verdict.Japanese, l, s)
	}
	for _, s := range english {
		l, err := verdict.ParseLang(s)
		assert.NoError(t, err, s)
		assert.Equal(t, verdict.English, l, s)
	}
	for _, s := range others {
		l, err := verdict.ParseLang(s)
		assert.ErrorContains(t, err, "the kit speaks en and ja", s)
		assert.Equal(t, verdict.English, l, "a language that is unknown is shown in English")
	}
}

func TestTextIn(t *testing.T) {
	both := verdict.Text{En: "yes", Ja: "はい"}
	assert.Equal(t, "yes", both.In(verdict.English))
	assert.Equal(t, "はい", both.In(verdict.Japanese))
	assert.Equal(t, "yes", both.In("de"), "a language that is unknown is English")
	assert.Equal(t, "yes", verdict.Text{En: "yes"}.In(verdict.Japanese), "one is better than none")
	assert.Equal(t, "はい", verdict.Text{Ja: "はい"}.In(verdict.English))
	assert.True(t, verdict.Text{}.IsZero())
	assert.False(t, both.IsZero())
}

func TestFinding_LeavesOutWhatIsNotThere(t *testing.T) {
	line, err := json.Marshal(verdict.Finding{Verdict: verdict.Hang, What: verdict.Text{En: "x"}})
	require.NoError(t, err)
	assert.JSONEq(t, `{"verdict":"hang","what":{"en":"x"}}`, string(line))
	assert.True(t, verdict.Place{Line: 3}.IsZero())
	assert.False(t, verdict.Place{File: "x.go"}.IsZero())
}

package search

import (
	"math"
	"math/rand/v2"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEncode(t *testing.T) {
	long := make([]uint16, MaxChoices)
	sparse := make([]uint16, 200)
	sparse[20], sparse[90] = 1, 2
	for name, want := range map[string][]uint16{
		"empty": {}, "zero": {0}, "zeros": make([]uint16, 5000), "one": {1}, "big": {math.MaxUint16, 0, 4, 3, 5},
		"sparse": sparse, "long": long,
	} {
		text := Encode(want)
		assert.Equal(t, text, url.QueryEscape(text))
		got, err := Decode(text)
		require.NoError(t, err, name)
		assert.Equal(t, len(want), len(got))
		assert.Equal(t, want, append([]uint16{}, got...), name)
	}
	assert.LessOrEqual(t, len(Encode(sparse)), 11)
	assert.Empty(t, Encode(append(long, 0)))
}

func TestDecodeNoticesTyposAndCuts(t *testing.T) {
	text := Encode([]uint16{0, 0, 1, 0, 2, 0, 0, 7, 0, 0})
	for i := range text {
		_, err := Decode(text[:i])
		assert.Error(t, err)
		for _, c := range "A_z0-" {
			if typo := text[:i] + string(c) + text[i+1:]; typo != text {
				_, err := Decode(typo)
				assert.Error(t, err, typo)
			}
		}
	}
	for _, bad := range []string{"", "!", text + "\n", text + "=", " " + text} {
		_, err := Decode(bad)
		assert.Error(t, err)
	}
}

func TestEncodeRandomly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		want := make([]uint16, r.IntN(300))
		for i := range want {
			if r.IntN(10) == 0 {
				want[i] = uint16(r.IntN(1 << r.IntN(17)))
			}
		}
		got, err := Decode(Encode(want))
		require.NoError(t, err)
		assert.Equal(t, want, append([]uint16{}, got...))
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("")
	f.Add(Encode([]uint16{0, 0, 1, 0, 2, 65535, 0}))
	f.Add(Encode(make([]uint16, 1000)))
	f.Fuzz(func(t *testing.T, text string) {
		choices, err := Decode(text)
		if err != nil {
			return
		}
		assert.LessOrEqual(t, len(choices), MaxChoices)
		assert.Equal(t, text, Encode(choices))
	})
}

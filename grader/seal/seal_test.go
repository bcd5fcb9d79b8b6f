package seal_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/seal"
)

// keyOf is a key that is the same in each run.
func keyOf(n byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{n}, ed25519.SeedSize))
}

func publicOf(key ed25519.PrivateKey) ed25519.PublicKey { return key.Public().(ed25519.PublicKey) }

// sealed is content, sealed with a key.
func sealed(t testing.TB, key ed25519.PrivateKey, content string) string {
	t.Helper()
	var out bytes.Buffer
	w := seal.NewWriter(&out, key)
	for line := range strings.Lines(content) {
		_, err := w.Write([]byte(line))
		require.NoError(t, err)
	}
	require.NoError(t, w.Seal())
	return out.String()
}

const content = `{"start":{}}` + "\n" + `{"exercise":{"earned":0}}` + "\n" + `{"summary":{"earned":0}}` + "\n"

func TestSealIsOpened(t *testing.T) {
	key := keyOf(1)
	for name, give := range map[string]string{"lines": content, "one line": "x\n", "empty lines": "\n\n\n", "nothing": ""} {
		o, err := seal.Open([]byte(sealed(t, key, give)))
		require.NoError(t, err, name)
		assert.Equal(t, give, string(o.Content), name)
		assert.Equal(t, publicOf(key), o.Key, name)
	}
}

// TestForm holds the form in the package comment: others write programs that read it.
func TestForm(t *testing.T) {
	key := keyOf(1)
	const digest = "sha256:73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac" // echo x | sha256sum
	signature := ed25519.Sign(key, []byte("racekit results "+digest+"\n"))
	want := fmt.Sprintf("x\n"+`{"signature":{"key":"%s","digest":"%s","signature":"%s"}}`+"\n",
		base64.StdEncoding.EncodeToString(publicOf(key)), digest, base64.StdEncoding.EncodeToString(signature))
	assert.Equal(t, want, sealed(t, key, "x\n"))
}

// line is the last line of a file.
func line(file string) string {
	lines := strings.SplitAfter(strings.TrimSuffix(file, "\n"), "\n")
	return lines[len(lines)-1] + "\n"
}

func TestOpen_Tampered(t *testing.T) {
	good := sealed(t, keyOf(1), content)
	other := sealed(t, keyOf(2), content)
	last, body := line(good), content
	keys := func(file, from, with string) string {
		return strings.ReplaceAll(file, base64.StdEncoding.EncodeToString(publicOf(keyOf(from[0]))), base64.StdEncoding.EncodeToString(publicOf(keyOf(with[0]))))
	}
	tests := []struct {
		name, give string
		want       error
	}{
		{"a score", strings.Replace(good, `"earned":0`, `"earned":9`, 1), seal.ErrChanged},
		{"a line less", strings.Replace(good, `{"exercise":{"earned":0}}`+"\n", "", 1), seal.ErrChanged},
		{"a line more", body + "{}\n" + last, seal.ErrChanged},
		{"an empty line more", body + "\n" + last, seal.ErrChanged},
		{"lines in another order", `{"summary":{"earned":0}}` + "\n" + `{"exercise":{"earned":0}}` + "\n" + `{"start":{}}` + "\n" + last, seal.ErrChanged},
		{"windows line ends", strings.ReplaceAll(body, "\n", "\r\n") + last, seal.ErrChanged},
		{"the content of another", "{}\n" + last, seal.ErrChanged},
		{"only a signature", last, seal.ErrChanged},
		{"two signatures", good + last, seal.ErrChanged},
		{"the digest made to fit", sealedWith(line(sealed(t, keyOf(1), "{}\n")), last, "{}\n"), seal.ErrForged},
		{"another's key", keys(good, "\x01", "\x02"), seal.ErrForged},
		{"another's signature", keys(other, "\x02", "\x01"), seal.ErrForged},

		{"no signature", body, seal.ErrUnsigned},
		{"nothing", "", seal.ErrUnsigned},
		{"something else", "hello", seal.ErrUnsigned},
		{"a line behind", good + "{}\n", seal.ErrEnd},
		{"an empty line behind", good + "\n", seal.ErrEnd},
		{"a word behind", good + "x", seal.ErrEnd},
		{"without the last line end", strings.TrimSuffix(good, "\n"), seal.ErrEnd},
		{"cut in the signature", good[:len(good)-20], seal.ErrEnd},
		{"cut in the content", good[:len(body)-5], seal.ErrUnsigned},
		{"a space in the signature", body + strings.Replace(last, `":{`, `": {`, 1), seal.ErrEnd},
		{"a field in the signature", body + strings.Replace(last, `}}`, `,"by":"me"}}`, 1), seal.ErrEnd},
		{"a key that is none", body + `{"signature":{"key":"","digest":"","signature":""}}` + "\n", seal.ErrEnd},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, err := seal.Open([]byte(tt.give))
			require.ErrorIs(t, err, tt.want)
			assert.Zero(t, o, "what is not authentic is not handed out")
		})
	}
}

// sealedWith is content with the last line, in which the digest is that of another one.
func sealedWith(other, last, content string) string {
	digest := func(line string) string { return strings.Split(line, `"`)[9] }
	return content + strings.Replace(last, digest(last), digest(other), 1)
}

// full takes n bytes.
type full struct{ n int }

var errFull = errors.New("no space left on device")

func (f *full) Write(p []byte) (int, error) {
	n := min(f.n, len(p))
	f.n -= n
	if n < len(p) {
		return n, errFull
	}
	return n, nil
}

func TestWriter_NothingIsSignedThatIsNotThere(t *testing.T) {
	w := seal.NewWriter(&full{n: 3}, keyOf(1))
	_, err := w.Write([]byte("hello\n"))
	require.ErrorIs(t, err, errFull)
	_, err = w.Write(nil)
	require.ErrorIs(t, err, errFull)
	require.ErrorIs(t, w.Seal(), errFull)

	w = seal.NewWriter(&full{n: 6}, keyOf(1))
	_, err = w.Write([]byte("hello\n"))
	require.NoError(t, err)
	assert.EqualError(t, w.Seal(), "signing: no space left on device")
}

func TestWriter_TheSealIsTheEnd(t *testing.T) {
	var out bytes.Buffer
	w := seal.NewWriter(&out, keyOf(1))
	require.NoError(t, w.Seal())
	_, err := w.Write([]byte("x\n"))
	assert.ErrorContains(t, err, "sealed already")
	assert.ErrorContains(t, w.Seal(), "sealed already")
	_, err = seal.Open(out.Bytes())
	assert.NoError(t, err)
}

// Whatever a file holds: it is as Seal wrote it, to the byte, or it is not authentic.
func FuzzOpen(f *testing.F) {
	good := sealed(f, keyOf(1), content)
	f.Add([]byte(good))
	f.Add([]byte(good + good))
	f.Add([]byte(content))
	f.Add([]byte(line(good)))
	f.Add([]byte(good[:len(good)-9]))
	f.Add([]byte(strings.Replace(good, "0", "1", 1)))
	f.Add([]byte(strings.ToUpper(good)))
	f.Fuzz(func(t *testing.T, give []byte) {
		o, err := seal.Open(give)
		if err != nil {
			known := errors.Is(err, seal.ErrUnsigned) || errors.Is(err, seal.ErrEnd) || errors.Is(err, seal.ErrChanged) || errors.Is(err, seal.ErrForged)
			assert.True(t, known, "%v", err)
			assert.Zero(t, o)
			return
		}
		assert.Equal(t, string(give), string(o.Content)+line(string(give)))
		if o.Key.Equal(publicOf(keyOf(1))) {
			assert.Equal(t, good, string(give), "nobody else has this key, and it signed nothing else")
		}
		assert.NotEmpty(t, seal.Fingerprint(o.Key))
	})
}
